"""CoNLL-U: reading treebank files, their raw text, and gold Docs made from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from chancery.errors import InputError


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """One syntactic word of a treebank: its columns, and half-open offsets into its document's text."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TreebankDocument:
    """One document: its raw text, and its sentences (word heads count from 1 within a sentence, 0 is root)."""

    name: str
    text: str
    sentences: tuple[tuple[Word, ...], ...]


def _columns(line: str, path: Path, number: int) -> list[str]:
    columns = line.split("\t")
    if len(columns) != 10:
        raise InputError(
            f"{path}:{number}: {len(columns)} columns; a CoNLL-U word line has 10, tab-separated"
        )
    return columns


def _sentence_words(rows: list[list[str]], offset: int) -> tuple[str, list[Word]]:
    """The text of one sentence and its words; the parts of a multi-word token divide its characters."""
    text, words = "", []
    inside: list[str] = []
    surface_end = 0
    for row in rows:
        ident, form, misc = row[0], row[1], row[9]
        if "." in ident:
            continue
        if "-" in ident:
            low, high = map(int, ident.split("-"))
            inside = [str(n) for n in range(low, high + 1)]
            surface_end = len(text) + len(form)
            cursor, text = len(text), text + form
            if "SpaceAfter=No" not in misc:
                text += " "
            pending = (cursor, surface_end)
            continue
        if ident in inside:
            start, limit = pending
            end = limit if ident == inside[-1] else min(limit, start + len(form))
            pending = (end, limit)
        else:
            start, end = len(text), len(text) + len(form)
            text += form if "SpaceAfter=No" in misc else form + " "
        head = int(row[6]) if row[6].isdigit() else 0
        words.append(
            Word(
                form=form,
                lemma=row[2],
                upos=row[3],
                xpos=row[4],
                feats=row[5],
                head=head,
                deprel=row[7],
                misc=misc,
                start=offset + start,
                end=offset + end,
            )
        )
    return text, words


def read_conllu(path: Path) -> Iterator[TreebankDocument]:
    """The documents of a CoNLL-U file, with raw text rebuilt from SpaceAfter and paragraph marks.

    Sentences are joined by a space and paragraphs by an empty line. Words of a multi-word token share its
    characters between them. Empty nodes are left out.
    """
    name, text = path.stem, ""
    sentences: list[tuple[Word, ...]] = []
    rows: list[list[str]] = []
    new_paragraph = False
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], start=1):
        if line.startswith("# newdoc"):
            if sentences:
                yield TreebankDocument(name=name, text=text.rstrip(), sentences=tuple(sentences))
            name, text, sentences = line.partition("=")[2].strip() or path.stem, "", []
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            new_paragraph = True
        elif line.startswith("#"):
            continue
        elif line:
            rows.append(_columns(line, path, number))
        elif rows:
            if new_paragraph and text:
                text = text.rstrip() + "\n\n"
            new_paragraph = False
            piece, words = _sentence_words(rows, len(text))
            text += piece
            sentences.append(tuple(words))
            rows = []
    if sentences:
        yield TreebankDocument(name=name, text=text.rstrip(), sentences=tuple(sentences))


def gold_doc(vocab: Vocab, document: TreebankDocument) -> Doc:
    """A Doc with the treebank's own words, tags, lemmas, trees and sentences; `doc.text` is the raw text.

    White space other than one blank after a word is a token of its own, tagged SPACE and attached to the
    word before it, as spaCy and the shipped model have it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {"pos": [], "tags": [], "morphs": [], "lemmas": [], "deps": []}
    heads: list[int] = []
    starts: list[bool | int | None] = []
    cursor = 0

    def add(form: str, values: Iterable[str], head: int, start: bool) -> None:
        words.append(form)
        spaces.append(False)
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
        heads.append(head)
        starts.append(start)

    for sentence in document.sentences:
        index_of: dict[int, int] = {}
        pending: list[tuple[int, int]] = []
        for position, word in enumerate(sentence, start=1):
            gap = document.text[cursor : word.start]
            if gap:
                spaces[-1] = gap.startswith(" ") if words else False
                rest = gap[1:] if gap.startswith(" ") and words else gap
                if rest:
                    add(rest, ("SPACE", "_SP", "", rest, ""), max(len(words) - 1, 0), False)
            index_of[position] = len(words)
            feats = "" if word.feats == "_" else word.feats
            pending.append((len(words), word.head))
            surface = document.text[word.start : word.end]
            add(surface, (word.upos, word.xpos, feats, word.lemma, word.deprel), 0, position == 1)
            cursor = word.end
        for index, head in pending:
            heads[index] = index_of.get(head, index)
            if head == 0:
                columns["deps"][index] = "root"
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=columns["pos"],
        tags=columns["tags"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
        deps=[dep or "dep" for dep in columns["deps"]],
        heads=heads,
        sent_starts=starts,
    )
