"""A parsed Doc as plain columns: what walks every token of a text reads lists, not spaCy's objects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

_ATTRIBUTES = [ORTH, LEMMA, POS, TAG, DEP, MORPH, ENT_TYPE, HEAD, SENT_START, SPACY]
_KEY = "chancery.columns"


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One Doc's tokens, a list an attribute; white space tokens keep their place.

    `lemma` is in lower case and empty where the Doc has none. `head` is a token index, a root's its own;
    `children` leaves out white space. `start` and `end` are character offsets, `sentence` counts from 0.
    Whoever changes a list copies it first: all stages share them.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    morph: list[str]
    ent: list[str]
    head: list[int]
    children: list[list[int]]
    start: list[int]
    end: list[int]
    sentence: list[int]


def columns(doc: Doc) -> Columns:
    """The columns of a parsed Doc, read once and kept with it: parse first, then ask."""
    kept = doc.user_data.get(_KEY)
    if isinstance(kept, Columns) and len(kept.text) == len(doc):
        return kept
    found = doc.user_data[_KEY] = _read(doc)
    return found


def sentence_of(doc: Doc, token: int) -> tuple[int, int]:
    """The tokens of the sentence that holds a token, half-open."""
    sentence = columns(doc).sentence
    number = sentence[token]
    return bisect_left(sentence, number), bisect_right(sentence, number)


def _read(doc: Doc) -> Columns:
    size = len(doc)
    table = doc.to_array(_ATTRIBUTES).reshape(size, len(_ATTRIBUTES))
    keys = table[:, :7].T.tolist()
    strings = doc.vocab.strings
    texts = {key: strings[key] if key else "" for key in set().union(*keys)}
    lowers = {key: texts[key].lower() for key in {*keys[0], *keys[1]}}
    text = [texts[key] for key in keys[0]]
    lengths = np.fromiter(map(len, text), dtype=np.int64, count=size)
    end = np.cumsum(lengths + table[:, 9].astype(np.int64)) - table[:, 9].astype(np.int64)
    first = table[:, 8] == 1
    first[:1] = True
    pos = [texts[key] for key in keys[2]]
    head: list[int] = (table[:, 7].astype(np.int64) + np.arange(size)).tolist()
    return Columns(
        text=text,
        lower=[lowers[key] for key in keys[0]],
        lemma=[lowers[key] for key in keys[1]],
        pos=pos,
        tag=[texts[key] for key in keys[3]],
        dep=[texts[key] for key in keys[4]],
        morph=[texts[key] for key in keys[5]],
        ent=[texts[key] for key in keys[6]],
        head=head,
        children=_children(head, pos),
        start=(end - lengths).tolist(),
        end=end.tolist(),
        sentence=(np.cumsum(first) - 1).tolist(),
    )


def _children(head: list[int], pos: list[str]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for i, governor in enumerate(head):
        if governor != i and pos[i] != "SPACE":
            children[governor].append(i)
    return children
