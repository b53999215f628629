"""What is wrong with the network's scores, task by task, and the small scorer of antecedents that learns beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from chancery.actors import ranker
from corpora import Anaphor, Words
from network import EDGE, EDGES, Network, Scores
from windows import MISSING, Window

TAG_WEIGHTS = (1.0, 1.0, 0.5, 0.5, 0.5, 1.0, 1.0, 1.5)
"""Of sentence starts, UPOS, XPOS, features, lemmas, entities, names and attribution roles."""
OPINION, RELATION, MENTIONS, ANAPHORS, EDGE_WEIGHT = 1.0, 0.5, 0.3, 1.0, 2.0
HIDDEN = 64
"""Width of the scorer of antecedents."""
KEPT = 0.88
"""Share of an anaphor's features that it sees in training; the product's parses are not the annotators'."""
EMPTY = -5.0
"""How alike an anaphor is to a chain with no words in the text."""


@dataclass
class Batch:
    """Windows side by side, padded; `whole` where they are all of one document of GUM, in order."""

    windows: list[Window]
    tensors: dict[str, Tensor]
    whole: Words | None = None


def collate(windows: list[Window], whole: Words | None = None) -> Batch:
    t, w = max(len(x.pieces) for x in windows), max(len(x.first) for x in windows)

    def pad(rows: list[list[int]], size: int, value: int) -> Tensor:
        return torch.tensor([row + [value] * (size - len(row)) for row in rows])

    tags = torch.full((len(windows), w, len(windows[0].tags[0])), MISSING)
    for n, x in enumerate(windows):
        tags[n, : len(x.tags)] = torch.tensor(x.tags)
    return Batch(
        windows,
        {
            "pieces": pad([x.pieces for x in windows], t, 0),
            "case": pad([x.case for x in windows], t, 0),
            "layout": pad([x.layout for x in windows], t, 0),
            "first": pad([x.first for x in windows], w, 0),
            "last": pad([x.last for x in windows], w, 0),
            "heads": pad([x.heads for x in windows], w, MISSING),
            "deprel": pad([x.deprel for x in windows], w, MISSING),
            "link": pad([x.link for x in windows], w, MISSING),
            "tags": tags,
            "mask": pad([[1] * len(x.pieces) for x in windows], t, 0).bool()[:, None, None, :],
            "words": pad([[1] * (len(x.first) + 1) for x in windows], w + 1, 0).bool()[:, None, :],
        },
        whole,
    )


class Antecedents(nn.Module):
    """Scores an anaphor's candidates by features; what the encoder thinks is added to it."""

    def __init__(self) -> None:
        super().__init__()
        self.vectors = nn.EmbeddingBag(ranker.TOTAL, HIDDEN, mode="sum", padding_idx=0)
        nn.init.normal_(self.vectors.weight, std=0.08)
        with torch.no_grad():
            self.vectors.weight[0] = 0
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.output = nn.Parameter(torch.randn(HIDDEN) * 0.15)
        self.drop = nn.Dropout(0.3)

    def forward(self, codes: Tensor) -> Tensor:
        if self.training:
            codes = codes * (torch.rand(codes.shape) < KEPT)
        return self.drop(torch.relu(self.vectors(codes) + self.bias)) @ self.output

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as the product reads them."""
        return {
            "vectors": self.vectors.weight.detach().numpy().astype(np.float16),
            "bias": self.bias.detach().numpy(),
            "output": self.output.detach().numpy(),
        }


def forward(network: Network, batch: Batch) -> Scores:
    x = batch.tensors
    scores = network(x["pieces"], x["case"], x["layout"], x["first"], x["last"], x["mask"])
    return Scores(*(part.float() for part in scores))


def losses(network: Network, antecedents: Antecedents, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """The loss of each task that the batch has labels for, weighted."""
    found = dict(_tags(network, scores, batch))
    found |= _trees(network, scores, batch)
    if any(x.edges for x in batch.windows):
        found["edges"] = edges_loss(scores, batch.windows)
    for name, out, weight in (
        ("opinions", network.opinion_out, OPINION),
        ("relations", network.relation_out, RELATION),
    ):
        rows = [(b, *row) for b, x in enumerate(batch.windows) for row in getattr(x, name)]
        if rows:
            found[name] = weight * _pairs_loss(scores, rows, out)
    if batch.whole is not None and batch.whole.mentions:
        place = places(batch, scores.tags.shape[1])
        later = scores.later.flatten(0, 1)[place.clamp(min=0)]
        earlier = scores.earlier.flatten(0, 1)[place.clamp(min=0)]
        found["mentions"] = MENTIONS * mentions_loss(later, earlier, batch.whole.mentions)
        if batch.whole.anaphors:
            found["anaphors"] = ANAPHORS * anaphors_loss(antecedents, later, earlier, batch.whole.anaphors)
    return found


def _tags(network: Network, scores: Scores, batch: Batch):
    parts = scores.tags.split(network.sizes.tags(), dim=-1)
    names = ("start", "upos", "xpos", "feats", "lemma", "entity", "name", "role")
    for n, (name, part, weight) in enumerate(zip(names, parts, TAG_WEIGHTS, strict=True)):
        gold = batch.tensors["tags"][..., n]
        if (gold != MISSING).any():
            yield name, weight * F.cross_entropy(part.flatten(0, 1), gold.flatten(), ignore_index=MISSING)


def _trees(network: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    x, found = batch.tensors, {}
    # Heads are looked for in the word's own sentence, as the decoder does.
    sentence = x["tags"][..., 0].clamp(min=0).cumsum(dim=1)
    same = F.pad(sentence.unsqueeze(2) == sentence.unsqueeze(1), (1, 0), value=True)
    if (x["heads"] != MISSING).any():
        masked = scores.arcs.masked_fill(~(x["words"] & same), -1e4)
        found["arcs"] = F.cross_entropy(masked.flatten(0, 1), x["heads"].flatten(), ignore_index=MISSING)
    if (x["link"] != MISSING).any():
        links = (scores.part @ scores.cue.transpose(1, 2)).masked_fill(~x["words"], -1e4)
        found["links"] = F.cross_entropy(links.flatten(0, 1), x["link"].flatten(), ignore_index=MISSING)
    gold = x["deprel"].masked_fill(x["heads"] < 0, MISSING)
    if (gold != MISSING).any():
        index = x["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, scores.parent.shape[-1])
        labels = network.label_out(F.relu(scores.child + scores.parent.gather(1, index)))
        found["labels"] = F.cross_entropy(labels.flatten(0, 1), gold.flatten(), ignore_index=MISSING)
    return found


def edges_loss(scores: Scores, windows: list[Window]) -> Tensor:
    """Each word of a cue points to the edges of its source and content."""
    rows = [(b, word, targets) for b, x in enumerate(windows) for word, targets in x.edges]
    window = torch.tensor([b for b, _, _ in rows])
    ask = scores.ask[window, torch.tensor([word for _, word, _ in rows])].view(-1, EDGES, 1, EDGE)
    keys = scores.edge.view(*scores.edge.shape[:2], EDGES, EDGE).transpose(1, 2)[window]
    points = (ask @ keys.transpose(2, 3)).squeeze(2)
    sizes = torch.tensor([len(windows[b].first) for b, _, _ in rows])
    points = points.masked_fill(torch.arange(points.shape[-1]) > sizes[:, None, None], -1e4)
    gold = torch.tensor([targets for _, _, targets in rows])
    return EDGE_WEIGHT * F.cross_entropy(points.flatten(0, 1), gold.flatten(), ignore_index=MISSING)


def _pairs_loss(scores: Scores, rows: list[tuple[int, list[int], list[int], int]], out: nn.Linear) -> Tensor:
    left = torch.stack([scores.left[b, one].mean(0) for b, one, _, _ in rows])
    right = torch.stack([scores.right[b, other].mean(0) for b, _, other, _ in rows])
    gold = torch.tensor([label for _, _, _, label in rows])
    return F.cross_entropy(out(F.relu(left + right)), gold)


def places(batch: Batch, width: int) -> Tensor:
    """For each word of the batch's document its row among the words of all windows; -1 where it was left out."""
    assert batch.whole is not None
    place = torch.full((len(batch.whole.forms),), -1)
    for b, x in enumerate(batch.windows):
        for word, position in x.place.items():
            place[word] = b * width + position
    return place


def mentions_loss(later: Tensor, earlier: Tensor, mentions: list[tuple[int, str]]) -> Tensor:
    """Each mention is likest to earlier ones of its cluster; where there are none, to nothing before it."""
    words = torch.tensor([word for word, _ in mentions])
    names = {name: n for n, name in enumerate(dict.fromkeys(name for _, name in mentions))}
    cluster = torch.tensor([names[name] for _, name in mentions])
    scores = (later[words] @ earlier[words].T).masked_fill(
        ~torch.ones(len(words), len(words)).tril(-1).bool(), -1e4
    )
    scores = F.pad(scores, (1, 0))
    right = F.pad((cluster[:, None] == cluster[None, :]).tril(-1), (1, 0))
    right[:, 0] = ~right[:, 1:].any(1)
    share = torch.logsumexp(scores.masked_fill(~right, -1e4), 1) - torch.logsumexp(scores, 1)
    return -share.mean()


def candidate_scores(
    antecedents: Antecedents, later: Tensor, earlier: Tensor, anaphors: list[Anaphor]
) -> tuple[Tensor, Tensor, Tensor]:
    """A score for every candidate of every anaphor, whether it is right, and whose candidate it is."""
    counts = [len(one.chains) + 1 for one in anaphors]
    owner = torch.repeat_interleave(torch.arange(len(anaphors)), torch.tensor(counts))
    codes = torch.from_numpy(np.concatenate([one.codes for one in anaphors]).astype(np.int64))
    right = torch.from_numpy(np.concatenate([one.right for one in anaphors]))
    which, words, segment, base = [], [], [], 0
    for n, one in enumerate(anaphors):
        for k, chain in enumerate(one.chains):
            which += [n] * len(chain)
            words += chain
            segment += [base + k] * len(chain)
        base += len(one.chains) + 1
    own = torch.tensor([one.word for one in anaphors])
    pairs = (later[own] @ earlier.T)[torch.tensor(which), torch.tensor(words)]
    alike = log_sum(pairs, torch.tensor(segment), base)
    nothing = torch.tensor(counts).cumsum(0) - 1
    alike = alike.index_fill(0, nothing, 0.0)
    return antecedents(codes) + alike, right, owner


def log_sum(values: Tensor, segment: Tensor, size: int) -> Tensor:
    """The logarithm of the sum of the exponentials of each segment's values."""
    top = torch.full((size,), EMPTY).scatter_reduce(0, segment, values, "amax", include_self=False).detach()
    total = torch.zeros(size).index_add(0, segment, torch.exp(values - top[segment]))
    return torch.where(total > 0, torch.log(total.clamp(min=1e-9)) + top, top)


def anaphors_loss(
    antecedents: Antecedents, later: Tensor, earlier: Tensor, anaphors: list[Anaphor]
) -> Tensor:
    scores, right, owner = candidate_scores(antecedents, later, earlier, anaphors)
    return -log_share(scores, right, owner, len(anaphors)).mean()


def log_share(scores: Tensor, right: Tensor, owner: Tensor, count: int) -> Tensor:
    """The logarithm of the probability that each anaphor gives to its right candidates."""
    everything = log_sum(scores, owner, count)
    good = log_sum(scores.masked_fill(right == 0, -1e4), owner, count)
    return good - everything
