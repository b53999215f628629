"""Train the scorer of antecedents on the training part of GUM, with gold trees.

    python training/coref.py --gum ../shared/corpora/gum --out src/chancery/actors/data/coref.npz

Seeded and short (about three minutes on one core). Prints accuracy on the development part as it goes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from spacy.vocab import Vocab

from chancery.actors import ranker as scoring
from chancery.actors.chains import Chain
from chancery.actors.knowledge import knowledge
from chancery.actors.linking import Linker, is_ranked
from chancery.actors.mentions import NOMINAL, PRONOUN, Ref
from chancery.actors.resolve import prepare
from chancery.evaluate.gum import GoldMention, read_gold
from chancery.evaluate.ud import gold_doc

HIDDEN = 16
BATCH = 32
Sample = tuple[np.ndarray, np.ndarray, int]


class Teacher(Linker):
    """A linker that always decides as the annotators did, and notes what the scorer should have said."""

    def __init__(self, words, refs, gold: list[GoldMention], index_of: dict[tuple[int, int], int]) -> None:
        super().__init__(words, refs, None)
        self.samples: list[Sample] = []
        self.notes: list[tuple[Ref, str]] = []
        self.types = {mention.cluster: mention.type for mention in gold}
        self.cluster: dict[int, str] = {}
        self.pair_cluster: dict[int, str] = {}
        self.chain_of: dict[str, Chain] = {}
        for mention in gold:
            head = index_of.get((mention.sentence, mention.head))
            if head is None:
                continue
            (self.pair_cluster if mention.coordinated else self.cluster).setdefault(head, mention.cluster)

    def home(self, ref: Ref) -> Chain | None:
        cluster = self.cluster.get(ref.head)
        if is_ranked(ref):
            self._note(ref, cluster)
        if ref.form == PRONOUN and ref.person in (1, 2, 4):
            return None
        if cluster is None:
            return None if ref.form == PRONOUN else self.state.new()
        if cluster not in self.chain_of:
            self.chain_of[cluster] = self.state.new()
        return self.chain_of[cluster]

    def grouped(self, ref: Ref, members) -> None:
        chain = self.state.together(members, ref)
        cluster = self.pair_cluster.get(ref.head)
        if cluster is not None:
            self.chain_of.setdefault(cluster, chain)

    def _note(self, ref: Ref, cluster: str | None) -> None:
        if ref.form == NOMINAL and (self._named_beside(ref) is not None or self._predicated(ref) is not None):
            return
        rows = scoring.candidates(ref, self.state.table, len(self.state.chains))
        if not len(rows):
            return
        chain = self.chain_of.get(cluster) if cluster else None
        right = np.zeros(len(rows) + 1, dtype=np.float32)
        if chain is not None and chain.index in rows:
            right[list(rows).index(chain.index)] = 1
        else:
            right[-1] = 1
        self.samples.append((scoring.encode(ref, rows, self.state, self.w).T, right, ref.form == NOMINAL))
        self.notes.append((ref, self.types.get(cluster or "", "")))


def samples(folder: Path) -> Iterator[Sample]:
    """One sample an anaphor of the folder's documents."""
    base, vocab = knowledge(), Vocab()
    for path in sorted(folder.glob("*.conllu")):
        for document, gold in read_gold(path):
            doc = gold_doc(vocab, document)
            words, refs = prepare(document.text, doc, base, None)
            starts = {start: i for i, start in enumerate(words.start) if words.pos[i] != "SPACE"}
            index_of = {
                (s, k): starts[word.start]
                for s, sentence in enumerate(document.sentences)
                for k, word in enumerate(sentence, start=1)
                if word.start in starts
            }
            teacher = Teacher(words, refs, gold, index_of)
            teacher.link()
            yield from teacher.samples


def batches(
    data: list[Sample], size: int, shuffle: random.Random | None
) -> Iterator[tuple[torch.Tensor, ...]]:
    order = list(range(len(data)))
    if shuffle:
        shuffle.shuffle(order)
    for start in range(0, len(order), size):
        chosen = [data[k] for k in order[start : start + size]]
        owner = np.concatenate([np.full(len(codes), k) for k, (codes, _, _) in enumerate(chosen)])
        yield (
            torch.from_numpy(np.concatenate([codes for codes, _, _ in chosen]).astype(np.int64)),
            torch.from_numpy(np.concatenate([right for _, right, _ in chosen])),
            torch.from_numpy(owner),
            torch.tensor([nominal for _, _, nominal in chosen]),
        )


class Scorer(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.vectors = torch.nn.EmbeddingBag(scoring.TOTAL, HIDDEN, mode="sum", padding_idx=0)
        torch.nn.init.normal_(self.vectors.weight, std=0.08)
        with torch.no_grad():
            self.vectors.weight[0] = 0
        self.bias = torch.nn.Parameter(torch.zeros(HIDDEN))
        self.output = torch.nn.Parameter(torch.randn(HIDDEN) * 0.3)
        self.drop = torch.nn.Dropout(0.3)

    def forward(self, codes: torch.Tensor, keep: float = 1.0) -> torch.Tensor:
        if self.training and keep < 1:
            codes = codes * (torch.rand(codes.shape) < keep)
        return self.drop(torch.relu(self.vectors(codes) + self.bias)) @ self.output


def log_share(scores: torch.Tensor, right: torch.Tensor, owner: torch.Tensor, count: int) -> torch.Tensor:
    """Log of the probability that each anaphor gives to its right candidates."""
    top = torch.full((count,), -1e9).scatter_reduce(0, owner, scores, "amax").detach()
    weight = torch.exp(scores - top[owner])
    total = torch.zeros(count).index_add(0, owner, weight)
    good = torch.zeros(count).index_add(0, owner, weight * right)
    return torch.log(good + 1e-9) - torch.log(total)


def fit(data: list[Sample], passes: int, seed: int) -> Scorer:
    """One scorer. Several of them, side by side, are one wider network that adds up their scores."""
    torch.manual_seed(seed)
    model, shuffle = Scorer(), random.Random(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.03)
    steps = passes * (len(data) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for number in range(passes):
        model.train()
        total = 0.0
        for codes, right, owner, nominal in batches(data, BATCH, shuffle):
            loss = -log_share(model(codes, 0.88), right, owner, len(nominal)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"scorer {seed}, pass {number + 1}: loss {total * BATCH / len(data):.3f}")
    return model.eval()


def accuracy(models: list[Scorer], data: list[Sample]) -> tuple[float, float]:
    """Share of right decisions (of the teacher-forced kind) for pronouns and nominals."""
    hit, seen = [0, 0], [0, 0]
    with torch.no_grad():
        for codes, right, nominal in data:
            rows = torch.from_numpy(codes.astype(np.int64))
            best = int(torch.stack([model(rows) for model in models]).sum(0).argmax())
            hit[nominal] += int(right[best] > 0)
            seen[nominal] += 1
    return hit[0] / max(seen[0], 1), hit[1] / max(seen[1], 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gum", type=Path, default=Path("../shared/corpora/gum"))
    parser.add_argument("--out", type=Path, default=Path("src/chancery/actors/data/coref.npz"))
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--models", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    train, dev = list(samples(options.gum / "train")), list(samples(options.gum / "dev"))
    print(
        f"{len(train)} anaphors to learn from, {len(dev)} to watch; {sum(len(c) for c, _, _ in train)} candidates"
    )
    models = [fit(train, options.passes, options.seed + number) for number in range(options.models)]
    print("pronouns {:.4f} nominals {:.4f}".format(*accuracy(models, dev)))
    np.savez_compressed(
        options.out,
        vectors=np.concatenate([m.vectors.weight.detach().numpy() for m in models], axis=1).astype(
            np.float16
        ),
        bias=np.concatenate([m.bias.detach().numpy() for m in models]),
        output=np.concatenate([m.output.detach().numpy() for m in models]),
    )


if __name__ == "__main__":
    main()
