"""The training data: documents of words with whatever labels each corpus has; missing labels stay missing."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokenizer import Tokenizer

from chancery.coding.entity_links import SYMMETRIC
from chancery.evaluate import dse as opinions
from chancery.evaluate.gum import GoldMention, read_gold
from chancery.evaluate.re3d import Related, held_back, load
from chancery.evaluate.ud import TreebankDocument, read_conllu
from chancery.language.lemmas import lemma_script
from chancery.language.pieces import layout_of

DROPPED_FEATS = {"Typo", "Style", "Foreign", "Abbr", "ExtPos", "NumForm", "Polite"}
"""Features that the two treebanks do not mark alike, or that no coder reads."""

NAMED = {"person": "Person", "organization": "Organisation", "place": "Location"}
"""GUM's entity types that UNER's names have too."""


NOTHING = "none"
"""The label of two names between which nothing stands."""
NEGATIVES = 4
"""Pairs of entities that are not related, drawn for each that are; with all of them the head finds nothing."""
NEAR = 40
"""Words within which two entities may be related; re3d's annotators joined what stands in one sentence."""

Range = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """One attribution: the words of its cue, and the first and last word of its source (if any) and content."""

    cue: list[int]
    source: Range | None
    content: Range | None


@dataclass(frozen=True)
class Pair:
    """Two names (half-open ranges of words) and what stands between them, from left to right."""

    left: Range
    right: Range
    label: str


@dataclass(frozen=True)
class Anaphor:
    """A pronoun or noun phrase, the features of each chain it may belong to, those chains' words, the right ones.

    `codes` has a row a chain and a last one for "none of them"; `right` is 1 where the annotators are.
    """

    word: int
    codes: Any
    chains: list[list[int]]
    right: Any


@dataclass
class Words:
    """One document as parallel lists, a row a word. Labels are strings; None where the corpus has none."""

    name: str
    source: str
    forms: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    starts: list[bool] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None
    deprel: list[str] | None = None
    entity: list[str] | None = None
    name_tag: list[str] | None = None
    role: list[str] | None = None
    link: list[int] | None = None
    marked: list[Marked] = field(default_factory=list)
    opinions: list[Pair] = field(default_factory=list)
    relations: list[Pair] = field(default_factory=list)
    mentions: list[tuple[int, str]] = field(default_factory=list)
    """Head word and cluster of everything that GUM's annotators marked, in order."""
    anaphors: list[Anaphor] = field(default_factory=list)


def kept_feats(feats: str) -> str:
    if feats == "_":
        return ""
    return "|".join(part for part in feats.split("|") if part.partition("=")[0] not in DROPPED_FEATS)


def _treebank_words(document: TreebankDocument, source: str) -> Words:
    out = Words(document.name, source, starts=[], upos=[], xpos=[], feats=[], lemma=[], heads=[], deprel=[])
    assert out.starts is not None and out.upos is not None and out.xpos is not None and out.feats is not None
    assert out.lemma is not None and out.heads is not None and out.deprel is not None
    cursor = 0
    for sentence in document.sentences:
        base = len(out.forms)
        for position, word in enumerate(sentence):
            form = document.text[word.start : word.end]
            gap = document.text[cursor : word.start]
            out.forms.append(form)
            out.gaps.append(layout_of(gap) if cursor else 3)
            out.spans.append((word.start, word.end))
            out.starts.append(position == 0)
            out.upos.append(word.upos)
            out.xpos.append(word.xpos)
            out.feats.append(kept_feats(word.feats))
            out.lemma.append(lemma_script(form, word.lemma))
            out.heads.append(base + word.head - 1 if word.head else -1)
            out.deprel.append(word.deprel)
            cursor = word.end
    return out


_ENTITY = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)[^()]*|(\d+)(?:\[\d+/\d+\])?\)|\)")
"""The opening (with type) or closing of one entity in GUM's Entity column; a bare bracket closes the last."""


def _gum_names(document: TreebankDocument, words: Words) -> list[str]:
    """BIO tags of GUM's named people, organizations and places: spans whose head is a proper noun."""
    spans: list[tuple[int, int, str]] = []
    stack: list[tuple[str, str, int]] = []
    flat = [word for sentence in document.sentences for word in sentence]
    for index, word in enumerate(flat):
        match = re.search(r"Entity=([^|\s]+)", word.misc)
        if not match:
            continue
        for part in _ENTITY.finditer(match[1]):
            if part[1]:
                stack.append((part[1], part[2], index))
            else:
                ident = part[3]
                where = next((n for n in range(len(stack) - 1, -1, -1) if ident in (None, stack[n][0])), None)
                if where is not None:
                    _, kind, begin = stack.pop(where)
                    spans.append((begin, index + 1, kind))
    tags = ["O"] * len(flat)
    assert words.heads is not None and words.upos is not None and words.deprel is not None
    for begin, end, kind in sorted(spans, key=lambda span: span[1] - span[0], reverse=True):
        heads = [n for n in range(begin, end) if not begin <= words.heads[n] < end]
        if kind not in NAMED or len(heads) != 1 or words.upos[heads[0]] != "PROPN":
            continue
        low = high = heads[0]
        while low > begin and (
            words.upos[low - 1] == "PROPN"
            or (words.upos[low - 1] in ("ADJ", "NOUN", "NUM") and flat[low - 1].form[:1].isupper())
        ):
            low -= 1
        while high + 1 < end and (
            words.upos[high + 1] == "PROPN"
            or (
                high + 2 < end
                and flat[high + 1].form in ("of", "the", "for", "-", "'s")
                and words.upos[high + 2] == "PROPN"
            )
        ):
            high += 1
        for n in range(low, high + 1):
            tags[n] = ("B-" if n == low else "I-") + NAMED[kind]
    return tags


def treebank(path: Path, source: str) -> Iterator[Words]:
    """The documents of a CoNLL-U file."""
    for document in read_conllu(path):
        yield _treebank_words(document, source)


def gum(path: Path) -> Iterator[Words]:
    """GUM's documents, with their names and everything that is marked in them as an entity."""
    for file in sorted(path.glob("*.conllu")):
        for document, gold in read_gold(file):
            words = _treebank_words(document, "gum")
            words.name_tag = _gum_names(document, words)
            words.mentions = _mentions(document, gold)
            yield words


def _mentions(document: TreebankDocument, gold: Sequence[GoldMention]) -> list[tuple[int, str]]:
    base = [0]
    for sentence in document.sentences:
        base.append(base[-1] + len(sentence))
    heads: dict[int, str] = {}
    for mention in sorted(gold, key=lambda mention: mention.first - mention.last):
        if mention.link not in ("pred",) and not mention.coordinated:
            heads.setdefault(base[mention.sentence] + mention.head - 1, mention.cluster)
    return sorted(heads.items())


def _plain(name: str, source: str, text: str, tokenizer: Tokenizer) -> Words:
    out = Words(name, source)
    cursor = 0
    for token in tokenizer(text):
        if token.is_space:
            continue
        out.forms.append(token.text)
        out.gaps.append(layout_of(text[cursor : token.idx]) if cursor else 3)
        out.spans.append((token.idx, token.idx + len(token)))
        cursor = token.idx + len(token)
    return out


def _inside(words: Words, start: int, end: int) -> list[int]:
    return [n for n, (a, b) in enumerate(words.spans) if a < end and start < b]


def re3d(path: Path, tokenizer: Tokenizer, *, held: bool) -> Iterator[Words]:
    """re3d's documents, those held back or the others, with entity tags and relations.

    Of nested entities the longer one is tagged.
    """
    gold = load(path)
    for folder in sorted(part for part in path.iterdir() if (part / "documents.json").exists()):
        marked: dict[str, list[tuple[int, int, str]]] = {}
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                if row.get("confidence", 1) >= 0.5:
                    marked.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            row = json.loads(line)
            if held_back(row["_id"]) != held:
                continue
            words = _plain(row["_id"], "re3d", row["text"], tokenizer)
            words.entity = ["O"] * len(words.forms)
            for start, end, kind in sorted(marked.get(row["_id"], []), key=lambda part: part[0] - part[1]):
                inside = _inside(words, start, end)
                if inside and all(words.entity[n] == "O" for n in inside):
                    for n in inside:
                        words.entity[n] = ("B-" if n == inside[0] else "I-") + kind
            words.relations = _relations(words, gold[words.name].relations)
            yield words


def _relations(words: Words, related: set[Related]) -> list[Pair]:
    """What stands between the entities of a document, and some of the pairs between which nothing does."""
    found: dict[tuple[Range, Range], str] = {}
    for source, target, kind in sorted(related):
        left, right = _inside(words, *source), _inside(words, *target)
        if not left or not right or kind == "Apart":
            continue
        one, other = (left[0], left[-1] + 1), (right[0], right[-1] + 1)
        found.setdefault((one, other), kind)
        if kind in SYMMETRIC:
            found.setdefault((other, one), kind)
    assert words.entity is not None
    begins = [n for n, tag in enumerate(words.entity) if tag.startswith("B-")]
    spans = []
    for n in begins:
        end = n + 1
        while end < len(words.entity) and words.entity[end].startswith("I-"):
            end += 1
        spans.append((n, end))
    for one in spans:
        for other in spans:
            if one != other and abs(one[0] - other[0]) < NEAR:
                found.setdefault((one, other), NOTHING)
    return [Pair(left, right, label) for (left, right), label in sorted(found.items())]


def dse(path: Path, tokenizer: Tokenizer) -> Iterator[Words]:
    """The sentences of directed opinion, each once, with what stands between the two people or groups marked."""
    sentences: dict[str, Words] = {}
    for item in opinions.load(path):
        words = sentences.get(item.text)
        if words is None:
            words = sentences[item.text] = _plain(f"dse-{len(sentences)}", "dse", item.text, tokenizer)
        left, right = (_inside(words, *(span or (0, 0))) for span in (item.first, item.second))
        if not left or not right or left[0] == right[0]:
            continue
        one, other = (left[0], left[-1] + 1), (right[0], right[-1] + 1)
        there, back = OPINIONS[item.label]
        words.opinions += [Pair(one, other, there), Pair(other, one, back)]
    yield from sentences.values()


OPINIONS = (
    (NOTHING, NOTHING),
    ("for", NOTHING),
    (NOTHING, "for"),
    ("against", NOTHING),
    (NOTHING, "against"),
)
"""For each label of the corpus: what the first thinks of the second, and the second of the first."""


def sampled(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    """The pairs that are related, and as many others as `NEGATIVES` allows."""
    related = [pair for pair in pairs if pair.label != NOTHING]
    others = [pair for pair in pairs if pair.label == NOTHING]
    return related + rng.sample(others, min(len(others), NEGATIVES * len(related) + 2))


_SPAN = re.compile(r"^(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")


def _attributions(path: Path) -> Iterator[dict[str, list[tuple[int, int]]]]:
    """The attributions of one brat file: role to character ranges."""
    spans: dict[str, list[tuple[int, int]]] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        match = _SPAN.match(line)
        if match:
            ranges = [part.split() for part in match[3].split(";")]
            spans[match[1]] = [(int(a), int(b)) for a, b in ranges]
    for line in lines:
        if line.startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {}
            for part in line.split("\t")[1].split():
                role, _, ident = part.partition(":")
                role = role.rstrip("0123456789")
                if role in ("Source", "Cue", "Content") and ident in spans:
                    roles.setdefault(role, []).extend(spans[ident])
            if "Cue" in roles:
                yield roles


def polnear(path: Path, tokenizer: Tokenizer) -> Iterator[Words]:
    """PolNeAR's documents, once for each of their annotators: roles, the cue of each word, and attributions whole."""
    for file in sorted((path / "text").glob("*.txt")):
        for annotated in sorted((path / "attributions").glob(f"{file.stem}_*.ann")):
            if annotated.stem.rpartition("_")[0] != file.stem:
                continue
            words = _plain(annotated.stem, "polnear", file.read_text(encoding="utf-8"), tokenizer)
            words.role, words.link = ["O"] * len(words.forms), [-1] * len(words.forms)
            for roles in _attributions(annotated):
                place = {
                    role: sorted(n for a, b in spans for n in _inside(words, a, b))
                    for role, spans in roles.items()
                }
                cue = place["Cue"]
                if not cue:
                    continue
                words.marked.append(Marked(cue, _edges(place.get("Source")), _edges(place.get("Content"))))
                for role in ("Content", "Source", "Cue"):
                    for start, end in roles.get(role, []):
                        inside = _inside(words, start, end)
                        for n in inside:
                            words.role[n] = ("B-" if n == inside[0] else "I-") + role
                            words.link[n] = cue[0] if role != "Cue" else -1
            yield words


def _edges(places: list[int] | None) -> Range | None:
    return (places[0], places[-1]) if places else None


def common(rows: Iterator[str], least: int) -> list[str]:
    """The labels that occur at least so often, the most frequent first."""
    return [label for label, count in Counter(rows).most_common() if count >= least]
