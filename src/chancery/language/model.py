"""The shipped language model: one ONNX encoder with its heads, and what its scores mean."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from chancery.errors import ModelError
from chancery.language.pairs import Layer
from chancery.language.pieces import Pieces
from chancery.language.trees import Scores
from chancery.language.windows import Window

HEADS = ("start", "upos", "xpos", "feats", "lemma", "entity", "name", "role")
"""The word classifiers, in the order in which the exported network lays out their scores."""


SLOWER = ["SkipLayerNormFusion"]
"""What ONNX Runtime 1.20 to 1.32 does to the network that costs a tenth of its speed on a processor."""

ROWS = 32
"""Rows of one matrix product: 32 x 128 x 51 stays below OpenBLAS's threshold for several threads (262,144)."""


OUTPUTS = (
    "tags", "arcs", "child", "parent", "part", "cue", "ask", "edge", "left", "right", "later", "earlier",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the heads make of one window, one row a word; `parent`, `cue`, `edge` have a row for "none" first.

    `arcs` (a column a word, the root first) are whole scores; the others are halves of scores of two words:
    `child` and `parent` of a dependency's label, `part` and `cue` of a word and the cue it belongs to, `ask` and
    `edge` of a cue and the edges of its source and content, `left` and `right` of two names, `later` and `earlier`
    of an anaphor and its antecedent.
    """

    tags: Mapping[str, Scores]
    arcs: Scores
    child: Scores
    parent: Scores
    part: Scores
    cue: Scores
    ask: Scores
    edge: Scores
    left: Scores
    right: Scores
    later: Scores
    earlier: Scores


class Model:
    """The encoder, ready to run. Deterministic: the same words give the same scores."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        import onnxruntime

        try:
            meta: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
            self.forms = dict(_forms((folder / "lemmas.tsv").read_text(encoding="utf-8")))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads or default_threads()
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOWER,
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"{folder}: the language model cannot be loaded ({error}). Reinstall chancery, or train it again: "
                "see training/README.md"
            ) from error
        self.folder = folder
        self.lemmas = frozenset(self.forms.values())
        self.labels: Mapping[str, Sequence[str]] = {"start": ("no", "yes"), **meta["labels"]}
        self.limit: int = meta["limit"]
        self.pieces = Pieces(vocabulary[:-1] if not vocabulary[-1] else vocabulary)
        labels = {"deprel": "deprel", "opinion": "opinion", "relation": "relation"}
        self.layers: Mapping[str, Layer] = {
            name: Layer(
                self.labels[key],
                np.array(meta["layers"][name]["weight"], dtype=np.float32).T.copy(),
                np.array(meta["layers"][name]["bias"], dtype=np.float32),
            )
            for name, key in labels.items()
        }
        sizes = [len(self.labels[head]) for head in HEADS]
        self._cuts = np.cumsum(sizes)[:-1].tolist()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the network file: which model made a record."""
        return hashlib.sha256((self.folder / "model.onnx").read_bytes()).hexdigest()

    def run(self, window: Window) -> Outputs:
        """The scores of one window."""
        tags, *rest = self._session.run(
            OUTPUTS,
            {
                "pieces": window.pieces,
                "case": window.case,
                "layout": window.layout,
                "first": window.first,
                "last": window.last,
            },
        )
        parts = np.split(tags, self._cuts, axis=1)
        return Outputs(dict(zip(HEADS, parts, strict=True)), *rest)

    def label_scores(self, outputs: Outputs, heads: Sequence[int]) -> Scores:
        """Scores of the dependency labels, given every word's head (-1 for the root)."""
        hidden = np.maximum(outputs.child + outputs.parent[np.asarray(heads) + 1], 0.0)
        # In small products, which BLAS runs at once: waking its threads costs more than they save.
        layer = self.layers["deprel"]
        parts = [hidden[row : row + ROWS] @ layer.weight for row in range(0, len(hidden), ROWS)]
        scores: Scores = np.concatenate(parts) + layer.bias
        return scores


def _forms(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """The lemmas of a table of forms, parts of speech and lemmas."""
    for line in text.splitlines():
        form, upos, lemma = line.split("\t")
        yield (form, upos), lemma


def default_threads() -> int:
    """Processors to use: CHANCERY_THREADS where it is set, else up to four of those this process may use."""
    asked = os.environ.get("CHANCERY_THREADS", "")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        return min(4, len(os.sched_getaffinity(0)))
    except AttributeError:
        return min(4, os.cpu_count() or 1)


def load_model(*, threads: int | None = None) -> Model:
    """The model that the package ships."""
    with as_file(files("chancery") / "assets" / "model") as folder:
        return Model(folder, threads=threads)
