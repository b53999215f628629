"""The network: one small BERT encoder, case and layout given back as embeddings, and a head for every task.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020, MiniLM; Apache-2.0). Arcs are scored as in Dozat and
Manning (2017). Attributions are found twice over: every word of a source or content points to the first word of
its cue, and every word of a cue points to the edges of its source and content. Antecedents are scored as mention
pairs (Lee et al. 2017) over the same states.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

CASES = 5
"""Per word: lower, Title, UPPER, other letters, no letters."""
LAYOUTS = 4
"""Per word: no white space before it, a blank, a line break, an empty line or the start of the text."""
ARC, LABEL, LINK, EDGE, PAIR, SAME = 256, 128, 96, 64, 128, 96
"""Widths of the projections of the heads that compare two words; chosen for speed, not searched."""
EDGES = 4
"""The edges of an attribution that its cue points to: first and last word of its source, and of its content."""


@dataclass(frozen=True)
class Sizes:
    """How many classes each head has."""

    upos: int
    xpos: int
    feats: int
    lemma: int
    deprel: int
    entity: int
    name: int
    role: int
    opinion: int
    relation: int

    def tags(self) -> list[int]:
        return [2, self.upos, self.xpos, self.feats, self.lemma, self.entity, self.name, self.role]


def attention(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None = None) -> Tensor:
    """What each word takes from the others, [B,T,width].

    In 32 bits whatever the rest runs in: on processors the 16-bit kernel is half as fast.
    """
    b, t, w = q.shape
    q, k, v = (part.view(b, t, heads, w // heads).transpose(1, 2).float() for part in (q, k, v))
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, w)


class Attention(torch.autograd.Function):
    """Attention as one operator of ONNX Runtime: a twentieth faster than the parts that it is made of."""

    @staticmethod
    def forward(_, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return attention(q, k, v, heads)

    @staticmethod
    def symbolic(graph, q, k, v, heads: int):
        operator = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        return operator.setType(q.type())


class Layer(nn.Module):
    """One transformer layer with packed query, key and value (post-norm, as BERT has it)."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, drop: float) -> Tensor:
        q, k, v = self.qkv(x).split(x.shape[-1], dim=-1)
        if torch.onnx.is_in_onnx_export():
            mixed = Attention.apply(q, k, v, self.heads)
        else:
            mixed = attention(q, k, v, self.heads, mask)
        x = self.norm1(x + self.out(mixed.to(x.dtype)))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Network(nn.Module):
    """Pieces, case and layout in; scores and halves of scores for every task out, one row a word."""

    def __init__(
        self, sizes: Sizes, vocabulary: int, *, layers: int, width: int = 384, drop: float = 0.1
    ) -> None:
        super().__init__()
        self.sizes, self.drop = sizes, drop
        self.pieces = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.case = nn.Embedding(CASES, width)
        self.layout = nn.Embedding(LAYOUTS, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width) for _ in range(layers))
        self.tags = nn.Linear(width, sum(sizes.tags()))
        self.arcs = nn.Linear(width, 2 * ARC)
        self.bilinear = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.labels = nn.Linear(width, 2 * LABEL)
        self.label_root = nn.Parameter(torch.zeros(LABEL))
        self.label_out = nn.Linear(LABEL, sizes.deprel)
        self.links = nn.Linear(width, 2 * LINK)
        self.link_bilinear = nn.Linear(LINK, LINK)
        self.link_none = nn.Parameter(torch.zeros(LINK))
        self.edges = nn.Linear(width, 2 * EDGES * EDGE)
        self.edge_none = nn.Parameter(torch.zeros(EDGES * EDGE))
        self.pairs = nn.Linear(width, 2 * PAIR)
        self.opinion_out = nn.Linear(PAIR, sizes.opinion)
        self.relation_out = nn.Linear(PAIR, sizes.relation)
        self.same = nn.Linear(width, 2 * SAME)
        self.same_bilinear = nn.Linear(SAME, SAME)
        for table in (self.case, self.layout):
            nn.init.normal_(table.weight, std=0.02)

    def load_bert(self, state: dict[str, Tensor], kept: list[int]) -> None:
        """Take the pretrained weights; `kept` are the ids of the vocabulary that are kept, in order."""
        self.pieces.weight.data = state["embeddings.word_embeddings.weight"][kept].clone()
        kind = state["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data = state["embeddings.position_embeddings.weight"] + kind
        self.norm.weight.data = state["embeddings.LayerNorm.weight"]
        self.norm.bias.data = state["embeddings.LayerNorm.bias"]
        for n, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)
            root = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                qkv = [state[f"{root}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data = torch.cat(qkv)
                getattr(layer.out, part).data = state[f"{root}attention.output.dense.{part}"]
                getattr(layer.norm1, part).data = state[f"{root}attention.output.LayerNorm.{part}"]
                getattr(layer.up, part).data = state[f"{root}intermediate.dense.{part}"]
                getattr(layer.down, part).data = state[f"{root}output.dense.{part}"]
                getattr(layer.norm2, part).data = state[f"{root}output.LayerNorm.{part}"]

    def states(
        self, pieces: Tensor, case: Tensor, layout: Tensor, first: Tensor, last: Tensor, mask: Tensor | None
    ) -> Tensor:
        """Encoder states, one a word: the mean of its first and last piece."""
        drop = self.drop if self.training else 0.0
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(positions) + self.case(case) + self.layout(layout)
        x = F.dropout(self.norm(x), drop, self.training)
        for layer in self.layers:
            x = layer(x, mask, drop)
        index = first.unsqueeze(-1).expand(-1, -1, x.shape[-1])
        index2 = last.unsqueeze(-1).expand(-1, -1, x.shape[-1])
        return F.dropout((x.gather(1, index) + x.gather(1, index2)) * 0.5, 2 * drop, self.training)

    def forward(
        self,
        pieces: Tensor,
        case: Tensor,
        layout: Tensor,
        first: Tensor,
        last: Tensor,
        mask: Tensor | None = None,
    ) -> Scores:
        """What every head makes of a batch of windows; see `Scores`."""
        words = self.states(pieces, case, layout, first, last, mask)
        b = words.shape[0]
        dep, head = F.gelu(self.arcs(words)).split(ARC, dim=-1)
        head = torch.cat([self.root.expand(b, 1, ARC).to(head.dtype), head], dim=1)
        arcs = self.bilinear(dep) @ head.transpose(1, 2) * ARC**-0.5
        child, parent = self.labels(words).split(LABEL, dim=-1)
        parent = torch.cat([self.label_root.expand(b, 1, LABEL).to(parent.dtype), parent], dim=1)
        part, cue = F.gelu(self.links(words)).split(LINK, dim=-1)
        cue = torch.cat([self.link_none.expand(b, 1, LINK).to(cue.dtype), cue], dim=1)
        ask, edge = self.edges(words).split(EDGES * EDGE, dim=-1)
        edge = torch.cat([self.edge_none.expand(b, 1, EDGES * EDGE).to(edge.dtype), edge], dim=1)
        left, right = self.pairs(words).split(PAIR, dim=-1)
        later, earlier = F.gelu(self.same(words)).split(SAME, dim=-1)
        return Scores(
            self.tags(words), arcs, child, parent, self.link_bilinear(part) * LINK**-0.5, cue,
            ask * EDGE**-0.5, edge, left, right, self.same_bilinear(later) * SAME**-0.5, earlier,
        )  # fmt: skip


class Scores(NamedTuple):
    """Per word [B,W,...]; what has a row for "none" before the words is [B,1+W,...].

    `arcs` are whole scores. The rest are halves, put together only for the words that need it: `child` and `parent`
    (dependency labels), `part` and `cue` (which cue a word of a source or content belongs to), `ask` and `edge` (for
    a word of a cue: the first and last word of its source and of its content), `left` and `right` (what stands
    between two names), `later` and `earlier` (whether two words denote the same).
    """

    tags: Tensor
    arcs: Tensor
    child: Tensor
    parent: Tensor
    part: Tensor
    cue: Tensor
    ask: Tensor
    edge: Tensor
    left: Tensor
    right: Tensor
    later: Tensor
    earlier: Tensor


class Exported(nn.Module):
    """The network for one window without padding, as the product runs it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, case: Tensor, layout: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        outs = self.network(*(part.unsqueeze(0) for part in (pieces, case, layout, first, last)))
        return tuple(out.flatten(0, 1) for out in outs)


def export_onnx(network: Network, path: Path) -> None:
    """Write the network with int8 weights (per channel, activations scaled at run time) to path."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    pieces = torch.arange(5, 25)
    case, layout = torch.zeros(20, dtype=torch.long), torch.zeros(20, dtype=torch.long)
    first = torch.arange(1, 15)
    names = ["pieces", "case", "layout", "first", "last"]
    outs = list(Scores._fields)
    axes = {"pieces": {0: "t"}, "case": {0: "t"}, "layout": {0: "t"}, "first": {0: "w"}, "last": {0: "w"}}
    full = path.with_suffix(".fp32.onnx")
    with torch.no_grad():
        torch.onnx.export(
            Exported(network), (pieces, case, layout, first, first), str(full), input_names=names, output_names=outs,
            dynamic_axes=axes | {out: {0: "w"} for out in outs}, opset_version=17, dynamo=False,
        )  # fmt: skip
    # Weights of 7 bits: int8 products never saturate, so processors without VNNI give the same scores.
    quantize_dynamic(
        str(full),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )
