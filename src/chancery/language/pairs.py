"""What the language model sees between words far apart: whether two denote the same, what stands between two names.

Scores of pairs are put together only when somebody asks for them; a Doc carries the halves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from chancery.language.trees import Scores

EXTENSION = "pairs"
"""`doc._.pairs` holds a Pairs, set by the language component; None in a Doc that the model has not read."""

NOTHING = "none"

Half = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Layer:
    """The last layer over a pair: its labels, and the weights that give each a score."""

    labels: Sequence[str]
    weight: Scores
    bias: Scores


@dataclass(frozen=True, slots=True)
class Pairs:
    """Halves of pair scores for the words of one Doc that can denote something; `row` is -1 for the others.

    `row` has an entry a token; `later`, `earlier`, `left` and `right` have a row a word that is kept.
    """

    row: npt.NDArray[np.int32]
    later: Half
    earlier: Half
    left: Half
    right: Half
    layers: Mapping[str, Layer]

    def alike(self, token: int, others: Sequence[int]) -> Scores:
        """For each of the other tokens how likely it denotes what the token does (logits; 0 is as likely as nothing).

        A token of which nothing is known is as unlike as can be.
        """
        rows = self.row[np.asarray(others, dtype=np.int64)]
        scores = np.full(len(rows), -np.inf, dtype=np.float32)
        own = self.row[token]
        if own >= 0:
            kept = rows >= 0
            scores[kept] = self.earlier[rows[kept]].astype(np.float32) @ self.later[own].astype(np.float32)
        return scores

    def between(self, kind: str, left: range, right: range) -> dict[str, float]:
        """The probability of each label of `opinion` or `relation`, from the left words to the right."""
        layer = self.layers[kind]
        halves = []
        for half, words in ((self.left, left), (self.right, right)):
            rows = self.row[words.start : words.stop]
            halves.append(half[rows[rows >= 0]].astype(np.float32))
        if not len(halves[0]) or not len(halves[1]):
            return {NOTHING: 1.0}
        hidden = np.maximum(halves[0].mean(axis=0) + halves[1].mean(axis=0), 0.0)
        scores = hidden @ layer.weight + layer.bias
        shares = np.exp(scores - scores.max())
        return dict(zip(layer.labels, (shares / shares.sum()).tolist(), strict=True))


def pairs(doc: Doc) -> Pairs | None:
    """The pair scores of a parsed Doc; None when the model has not run."""
    found: Pairs | None = getattr(doc._, EXTENSION)
    return found


if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=None)
