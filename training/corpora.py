"""The training data: documents of words with whatever labels each corpus has; missing labels stay missing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokenizer import Tokenizer

from chancery.evaluate.re3d import held_back
from chancery.evaluate.ud import TreebankDocument, read_conllu
from chancery.language.lemmas import lemma_script
from chancery.language.pieces import layout_of

DROPPED_FEATS = {"Typo", "Style", "Foreign", "Abbr", "ExtPos", "NumForm", "Polite"}
"""Features that the two treebanks do not mark alike, or that no coder reads."""

NAMED = {"person": "Person", "organization": "Organisation", "place": "Location"}
"""GUM's entity types that UNER's names have too."""


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
    """The documents of CoNLL-U files; GUM's names come with them."""
    for file in sorted(path.glob("*.conllu")) if path.is_dir() else [path]:
        for document in read_conllu(file):
            words = _treebank_words(document, source)
            if source == "gum":
                words.name_tag = _gum_names(document, words)
            yield words


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
    """re3d's documents, those held back or the others, with entity tags; longer entities win over nested ones."""
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
            yield words


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
    """PolNeAR's documents by their first annotator: role tags, and for each source or content word its cue."""
    for file in sorted((path / "text").glob("*.txt")):
        found = sorted((path / "attributions").glob(f"{file.stem}_*.ann")) or sorted(
            (path / "attributions").glob(f"{file.stem}.ann")
        )
        if not found:
            continue
        words = _plain(file.stem, "polnear", file.read_text(encoding="utf-8"), tokenizer)
        words.role, words.link = ["O"] * len(words.forms), [-1] * len(words.forms)
        for roles in _attributions(found[0]):
            cue = [n for a, b in roles["Cue"] for n in _inside(words, a, b)]
            if not cue:
                continue
            for role in ("Content", "Source", "Cue"):
                for start, end in roles.get(role, []):
                    inside = _inside(words, start, end)
                    for n in inside:
                        words.role[n] = ("B-" if n == inside[0] else "I-") + role
                        words.link[n] = cue[0] if role != "Cue" else -1
        yield words


def common(rows: Iterator[str], least: int) -> list[str]:
    """The labels that occur at least so often, the most frequent first."""
    return [label for label, count in Counter(rows).most_common() if count >= least]
