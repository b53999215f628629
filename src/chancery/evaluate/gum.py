"""GUM's entity annotation: mentions, their heads and clusters, from the `Entity=` of its CoNLL-U files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import InputError
from chancery.evaluate.ud import TreebankDocument, Word, read_conllu

PIECE = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldMention:
    """One annotated mention: sentence number from 0, words first to last and its head, counted from 1."""

    sentence: int
    first: int
    last: int
    head: int
    cluster: str
    type: str
    link: str
    identity: str
    form: str
    coordinated: bool


@dataclass(slots=True)
class _Open:
    sentence: int
    first: int
    fields: list[str]


def _entity(word: Word) -> str:
    for part in word.misc.split("|"):
        if part.startswith("Entity="):
            return part[7:]
    return ""


def mentions_of(document: TreebankDocument, order: Sequence[str]) -> list[GoldMention]:
    """The mentions of one document, in the order in which they end."""
    found: list[GoldMention] = []
    opened: dict[str, list[_Open]] = {}
    for number, sentence in enumerate(document.sentences):
        for position, word in enumerate(sentence, start=1):
            for piece in PIECE.findall(_entity(word)):
                if piece.startswith("("):
                    fields = piece.strip("()").split("-", len(order) - 1)
                    mention = _Open(number, position, fields)
                    if not piece.endswith(")"):
                        opened.setdefault(fields[0], []).append(mention)
                        continue
                elif opened.get(piece[:-1]):
                    mention = opened[piece[:-1]].pop()
                else:
                    raise InputError(f"{document.name}: entity {piece[:-1]} is closed and was never opened")
                if mention.sentence == number:
                    found.append(_mention(mention, position, sentence, order))
    return found


def _mention(mention: _Open, last: int, sentence: Sequence[Word], order: Sequence[str]) -> GoldMention:
    fields = dict(zip(order, mention.fields, strict=False))
    inside = range(mention.first, last + 1)
    heads = [k for k in inside if sentence[k - 1].head not in inside and sentence[k - 1].upos != "PUNCT"]
    head = heads[0] if heads else mention.first
    word = sentence[head - 1]
    form = "nominal"
    if word.upos == "PRON" or (word.upos == "DET" and head == mention.first == last):
        form = "pronoun"
    elif word.upos == "PROPN":
        form = "name"
    coordinated = any(
        sentence[k - 1].head == head and sentence[k - 1].deprel == "conj" and sentence[k - 1].upos != "VERB"
        for k in inside
    )
    return GoldMention(
        sentence=mention.sentence,
        first=mention.first,
        last=last,
        head=head,
        cluster=fields["GRP"].partition("[")[0],
        type=fields["etype"],
        link=fields.get("link", ""),
        identity=fields.get("identity", ""),
        form=form,
        coordinated=coordinated,
    )


def read_gold(path: Path) -> Iterator[tuple[TreebankDocument, list[GoldMention]]]:
    """The documents of a CoNLL-U file with their coreference annotation."""
    order: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# global.Entity"):
            order = line.partition("=")[2].strip().split("-")
            break
    if "GRP" not in order or "etype" not in order:
        raise InputError(
            f"{path}: no '# global.Entity = GRP-etype-…' line; coreference is read from GUM's CoNLL-U"
        )
    for document in read_conllu(path):
        yield document, mentions_of(document, order)
