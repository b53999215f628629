"""Treebanks: sentences, words, tags, lemmas and trees from raw text, by the measure of the CoNLL 2018 task.

The text of every document is rebuilt from the treebank and read by the model, with its own sentences and its
own words. A system word matches a gold word that covers the same characters; F1 counts matches against both
totals, and for tags, lemmas and trees a match must also agree (Zeman et al. 2018, sections 5 and 6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from chancery.errors import InputError
from chancery.evaluate.ud import TreebankDocument, read_conllu
from chancery.language import parse
from chancery.records import Article

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

FIGURES = ("upos", "xpos", "feats", "lemma", "uas", "las", "las_subtypes")
"""Per-word figures; `las` disregards subtypes of relations, as the task did."""


def documents(path: Path) -> Iterator[TreebankDocument]:
    """The documents of a CoNLL-U file, of every such file in a folder, or of those that a pattern fits.

    A pattern stands in the last part of the path: `gum/dev/GUM_news_*.conllu`.
    """
    files = sorted(path.glob("*.conllu") if path.is_dir() else path.parent.glob(path.name))
    if not files:
        raise InputError(f"{path}: no .conllu file there; give a file or a folder that holds some")
    for file in files:
        yield from read_conllu(file)


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a document: its name, and its words with offsets, tags, lemma, head and sentence number."""
    yield from predict_with(path, pipeline.nlp)


def predict_with(path: Path, nlp: Language) -> Iterator[dict[str, Any]]:
    """As `predict`, with a language pipeline alone."""
    for document in documents(path):
        doc = parse(nlp, Article(id=document.name, text=document.text))
        yield {"document": document.name, "words": list(_words(doc))}


def _words(doc: Doc) -> Iterator[dict[str, Any]]:
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            if token.is_space:
                continue
            yield {
                "start": token.idx,
                "end": token.idx + len(token),
                "sentence": number,
                "upos": token.pos_,
                "xpos": token.tag_,
                "feats": str(token.morph),
                "lemma": token.lemma_,
                "head": None if token.head is token or token.head.i == token.i else token.head.idx,
                "deprel": token.dep_,
            }


def measure(path: Path, rows: Sequence[dict[str, Any]]) -> dict[str, float | int]:
    """F1 of words and sentences, and F1 of each figure over words, in percent."""
    found = {row["document"]: row["words"] for row in rows}
    totals: Counter[str] = Counter()
    for document in documents(path):
        _count(document, found.get(document.name, []), totals)
    gold, system = totals["gold"], totals["system"]
    figures: dict[str, float | int] = {"documents": totals["documents"], "words_gold": gold}
    figures["words"] = _f1(totals["match"], gold, system)
    figures["sentences"] = _f1(totals["sentence"], totals["sentences_gold"], totals["sentences_system"])
    for figure in FIGURES:
        figures[figure] = _f1(totals[figure], gold, system)
    return figures


def _f1(match: int, gold: int, system: int) -> float:
    return round(200 * match / (gold + system), 2) if gold + system else 0.0


def _count(document: TreebankDocument, words: Sequence[dict[str, Any]], totals: Counter[str]) -> None:
    system = {(word["start"], word["end"]): word for word in words}
    heads_at = {word["start"]: (word["start"], word["end"]) for word in words}
    totals["documents"] += 1
    totals["system"] += len(words)
    spans = {(sentence[0].start, sentence[-1].end) for sentence in document.sentences}
    bounds: dict[int, tuple[int, int]] = {}
    for word in words:
        begin, _ = bounds.get(word["sentence"], (word["start"], 0))
        bounds[word["sentence"]] = (begin, word["end"])
    totals["sentences_gold"] += len(spans)
    totals["sentences_system"] += len(bounds)
    totals["sentence"] += len(spans & set(bounds.values()))
    for sentence in document.sentences:
        for gold in sentence:
            totals["gold"] += 1
            if (gold.start, gold.end) not in system:
                continue
            word = system[gold.start, gold.end]
            totals["match"] += 1
            head = sentence[gold.head - 1] if gold.head else None
            mine = heads_at.get(word["head"]) if word["head"] is not None else None
            attached = mine == ((head.start, head.end) if head else None)
            same = word["deprel"].partition(":")[0] == gold.deprel.partition(":")[0]
            totals["upos"] += word["upos"] == gold.upos
            totals["xpos"] += word["xpos"] == gold.xpos
            totals["feats"] += word["feats"] == ("" if gold.feats == "_" else gold.feats)
            totals["lemma"] += word["lemma"] == gold.lemma
            totals["uas"] += attached
            totals["las"] += attached and same
            totals["las_subtypes"] += attached and word["deprel"] == gold.deprel
