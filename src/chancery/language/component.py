"""The spaCy component that runs the model over a Doc and writes what it found.

`predict` decides, `set_annotations` writes, as in spaCy's own components.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from chancery.language import pairs as pair_scores
from chancery.language.attribution import EXTENSION, Attribution
from chancery.language.lemmas import lemma_of
from chancery.language.model import Model, Outputs
from chancery.language.pairs import Half, Pairs
from chancery.language.pieces import GLUED
from chancery.language.spans import Labelled, attributed, best_tags, runs
from chancery.language.trees import Scores, behind_prepositions, decode_tree
from chancery.language.windows import Window, Words, windows_of, words_of

EMPTY = frozenset({"DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM"})
"""Parts of speech that say nothing by themselves: a source or content of these alone is a slip of the labels."""
POINTING = frozenset({"DET", "PRON"})
"""Parts of speech that by themselves are no cue."""

DENOTING = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
"""Parts of speech of words that can denote someone or something: those whose pair scores a Doc carries."""

SINGLE = (("nsubj", "nsubj:pass"), ("obj",), ("iobj",))
"""Relations of which a word has at most one (UD guidelines, core arguments)."""

_ALWAYS_CLOSING = frozenset("”»)]")
_QUOTES = frozenset("\"'’")
_OPENING = frozenset("\"'“‘«")
_STOPS = frozenset(".!?")


@dataclass(slots=True)
class Analysis:
    """What the model decided about one document, by word; heads are word indices, -1 for a root."""

    words: Words
    classes: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)
    deprels: list[int] = field(default_factory=list)
    entities: list[Labelled] = field(default_factory=list)
    names: list[Labelled] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    denoting: list[int] = field(default_factory=list)
    halves: list[tuple[Half, ...]] = field(default_factory=list)
    """For each window, what `Pairs` keeps of its denoting words."""


class Encoder:
    """Tags, lemmas, trees, sentences, entities and attributions for Docs of words."""

    def __init__(self, vocab: Vocab, model: Model) -> None:
        self.model = model
        labels = model.labels
        add = vocab.strings.add
        self._pos = np.array([IDS[label] for label in labels["upos"]], dtype=np.uint64)
        self._tag = np.array([add(label) for label in labels["xpos"]], dtype=np.uint64)
        self._dep = np.array([add(label) for label in labels["deprel"]], dtype=np.uint64)
        self._morph = np.array([vocab.morphology.add(label) for label in labels["feats"]], dtype=np.uint64)
        self._root = labels["deprel"].index("root")
        index = {label: place for place, label in enumerate(labels["deprel"])}
        self._single = [frozenset(index[label] for label in group if label in index) for group in SINGLE]
        self._phrase = (index["case"], index["compound"], index["nmod"])
        self._denoting = np.isin(labels["upos"], DENOTING)
        self._lemmas: dict[tuple[str, int, int, int], int] = {}
        self._space = (IDS["SPACE"], add("_SP"), add("dep"))

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            self.set_annotations(doc, self.predict(doc))
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """The Docs, annotated; a window never holds parts of two documents, so batches change nothing."""
        return map(self, docs)

    def predict(self, doc: Doc) -> Analysis:
        """What the model makes of a Doc. Sentence starts that are already set are kept."""
        analysis = Analysis(words_of(doc))
        analysis.classes = {head: [] for head in ("upos", "xpos", "feats", "lemma")}
        for window in windows_of(analysis.words, self.model.pieces, self.model.limit):
            outputs = self.model.run(window)
            self._add(analysis, window, outputs)
        return analysis

    def _add(self, analysis: Analysis, window: Window, outputs: Outputs) -> None:
        labels = self.model.labels
        for head in ("upos", "xpos", "feats", "lemma"):
            analysis.classes[head].extend(outputs.tags[head].argmax(axis=1).tolist())
        heads: list[int] = []
        starts = sentence_starts(analysis.words, window, outputs)
        for begin, end in zip(starts, [*starts[1:], window.end - window.begin], strict=True):
            columns = [0, *range(begin + 1, end + 1)]
            heads.extend(
                head + begin if head >= 0 else -1 for head in decode_tree(outputs.arcs[begin:end][:, columns])
            )
        scores = self.model.label_scores(outputs, heads)
        is_root = np.asarray(heads) < 0
        scores[:, self._root] = np.where(is_root, np.inf, -np.inf)
        deprels = self._labels(scores, heads)
        behind_prepositions(heads, deprels, *self._phrase)
        analysis.deprels.extend(deprels)
        offset = window.begin
        analysis.heads.extend(head + offset if head >= 0 else -1 for head in heads)
        for kind, into in (("entity", analysis.entities), ("name", analysis.names)):
            tags = best_tags(outputs.tags[kind], labels[kind])
            into.extend(Labelled(run.begin + offset, run.end + offset, run.label) for run in runs(tags))
        best = analysis.classes["upos"][offset:]
        upos = [labels["upos"][one] for one in best]
        denoting = np.flatnonzero(self._denoting[best])
        analysis.denoting.extend((denoting + offset).tolist())
        halves = (outputs.later, outputs.earlier, outputs.left, outputs.right)
        analysis.halves.append(tuple(half[denoting].astype(np.float16) for half in halves))
        roles = [
            run
            for run in runs(best_tags(outputs.tags["role"], labels["role"]))
            if not (POINTING if run.label == "Cue" else EMPTY).issuperset(upos[run.begin : run.end])
        ]
        analysis.attributions.extend(
            _shifted(found, offset, analysis.words.index) for found in attributed(roles, outputs)
        )

    def _labels(self, scores: Scores, heads: list[int]) -> list[int]:
        """The best label of every word, where a head has one subject and one object at most.

        Of several, the word whose score stands out most keeps the label; the others take their next best.
        """
        best: list[int] = scores.argmax(axis=1).tolist()
        for single in self._single:
            taken: dict[int, list[int]] = {}
            for word, label in enumerate(best):
                if label in single:
                    taken.setdefault(heads[word], []).append(word)
            for words in taken.values():
                if len(words) < 2:
                    continue
                rest = scores[words].copy()
                rest[:, list(single)] = -np.inf
                margins = scores[words, [best[word] for word in words]] - rest.max(axis=1)
                keeper = words[int(margins.argmax())]
                for word, other in zip(words, rest.argmax(axis=1).tolist(), strict=True):
                    if word != keeper:
                        best[word] = other
        return best

    def set_annotations(self, doc: Doc, analysis: Analysis) -> None:
        """Write an analysis into its Doc: token attributes, sentences, entities, names and attributions."""
        columns = (POS, TAG, DEP, MORPH, LEMMA, HEAD, ENT_IOB, ENT_TYPE)
        index = analysis.words.index
        space_pos, space_tag, space_dep = self._space
        values = np.zeros((len(doc), len(columns)), dtype=np.uint64)
        values[:, 0], values[:, 1], values[:, 2] = space_pos, space_tag, space_dep
        values[:, 3] = doc.vocab.morphology.add("")
        values[:, 4] = doc.to_array("ORTH")
        values[:, 6] = 2
        where = np.asarray(index, dtype=np.int64)
        heads = np.full(len(doc), -1, dtype=np.int64)
        first = index[0] if index else 0
        heads[:first] = first - np.arange(first)
        if not index:
            heads[:] = -np.arange(len(doc))
        # White space hangs on the word before it.
        before = np.zeros(len(doc), dtype=np.int64)
        before[where] = where
        before = np.maximum.accumulate(before)
        is_word = np.zeros(len(doc), dtype=bool)
        is_word[where] = True
        blanks = ~is_word & (np.arange(len(doc)) > first)
        heads[blanks] = (before - np.arange(len(doc)))[blanks]
        own = np.asarray(analysis.heads, dtype=np.int64)
        if index:
            values[where, 0] = self._pos[analysis.classes["upos"]]
            values[where, 1] = self._tag[analysis.classes["xpos"]]
            values[where, 2] = self._dep[analysis.deprels]
            values[where, 3] = self._morph[analysis.classes["feats"]]
            values[where, 4] = self._lemma_ids(doc, analysis)
            heads[where] = np.where(own < 0, 0, where[np.maximum(own, 0)] - where)
        values[:, 5] = heads.astype(np.uint64)
        add = doc.vocab.strings.add
        for run in analysis.entities:
            inside = where[run.begin : run.end]
            values[inside[0] : inside[-1] + 1, 6] = 1
            values[inside[0], 6] = 3
            values[inside[0] : inside[-1] + 1, 7] = add(run.label)
        doc.from_array(list(columns), values)  # type: ignore[arg-type]
        doc.spans["names"] = [
            Span(doc, index[run.begin], index[run.end - 1] + 1, label=run.label) for run in analysis.names
        ]
        doc._.set(EXTENSION, tuple(analysis.attributions))
        doc._.set(pair_scores.EXTENSION, self._pairs(len(doc), analysis))

    def _pairs(self, size: int, analysis: Analysis) -> Pairs | None:
        if not analysis.denoting:
            return None
        row = np.full(size, -1, dtype=np.int32)
        row[np.asarray(analysis.words.index)[analysis.denoting]] = np.arange(len(analysis.denoting))
        columns = [list(column) for column in zip(*analysis.halves, strict=True)]
        analysis.halves.clear()
        # One after the other, each let go when it is joined: for a long text they are most of the memory.
        later, earlier, left, right = (np.concatenate(columns.pop(0)) for _ in range(4))
        return Pairs(row, later, earlier, left, right, self.model.layers)

    def _lemma_ids(self, doc: Doc, analysis: Analysis) -> list[int]:
        known, add, labels = self._lemmas, doc.vocab.strings.add, self.model.labels
        columns = (analysis.classes[head] for head in ("lemma", "upos", "xpos"))
        ids: list[int] = []
        for key in zip(analysis.words.texts, *columns, strict=True):
            found = known.get(key)
            if found is None:
                text, script, upos, xpos = key
                lemma = lemma_of(
                    text,
                    labels["lemma"][script],
                    labels["upos"][upos],
                    labels["xpos"][xpos],
                    self.model.forms,
                    self.model.lemmas,
                )
                found = known[key] = add(lemma)
            ids.append(found)
        return ids


def _shifted(found: Attribution, offset: int, index: Sequence[int]) -> Attribution:
    """An attribution of one window with token indices of the Doc."""

    def tokens(part: tuple[int, int]) -> tuple[int, int]:
        begin, end = part
        return index[begin + offset], index[end + offset - 1] + 1

    return Attribution(
        cue=tokens(found.cue),
        source=tokens(found.source) if found.source else None,
        content=tuple(tokens(part) for part in found.content),
        score=found.score,
    )


def _plain(words: Words, place: int) -> bool:
    """Whether a sentence plainly begins: behind "average" and its stop, a capital or a mark that opens one."""
    texts, layout = words.texts, words.layout
    if texts[place - 1] not in _STOPS or layout[place] == GLUED or place < 2:
        return False
    if texts[place] in _OPENING:
        return place + 1 < len(texts) and texts[place + 1][0].isupper() and layout[place + 1] == GLUED
    before = texts[place - 2]
    return texts[place].istitle() and before.islower() and before.isalpha() and len(before) > 2


def sentence_starts(words: Words, window: Window, outputs: Outputs) -> list[int]:
    """Where sentences begin in a window: its first word, forced starts, and where the model says so.

    A closing mark never begins a sentence: it stays with the sentence that it closes. A capital, or a mark
    that opens one, behind a word and its full stop always does.
    """
    scores = outputs.tags["start"]
    likely = (scores[:, 1] > scores[:, 0]).tolist()
    starts = [0]
    shift = False
    for number in range(1, window.end - window.begin):
        place = window.begin + number
        wanted = likely[number] or shift or _plain(words, place)
        shift = False
        if place in words.forced:
            starts.append(number)
        elif wanted:
            text = words.texts[place]
            glued = words.layout[place] == GLUED
            if text in _ALWAYS_CLOSING or (text in _QUOTES and glued):
                shift = True
            else:
                starts.append(number)
    return starts
