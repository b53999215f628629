"""Who says "I" and to whom "you" is said: first- and second-person pronouns inside quotations."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from chancery.actors import chains as c
from chancery.actors.chains import Chain
from chancery.actors.linking import Linker
from chancery.actors.mentions import FIRST_SINGULAR, ORGANIZATION, PEOPLE, PERSON, SECOND, STATE, UNKNOWN, Ref
from chancery.language.attribution import attributions

ADDRESSED = frozenset({"obj", "iobj"})


def settle_speakers(doc: Doc, linker: Linker, body_of: Callable[[Chain], Chain | None]) -> None:
    """Give "I", "we" and "you" inside quotations to speaker, the body that the speaker speaks for, and addressee.

    `body_of` gives the chain of the body for which a person in office speaks. Pronouns whose quotation has no
    known speaker, and those outside quotations, stay open.
    """
    open_refs = [ref for ref in linker.refs if ref.person in (1, 2) and ref.quote]
    if not open_refs:
        return
    cues = _cues(doc, linker)
    for ref in open_refs:
        cue = cues.get(ref.quote)
        if cue is None:
            continue
        chain = _addressee(linker, cue) if ref.lemma in SECOND else _speaker(linker, cue)
        if chain is None:
            continue
        kind = int(linker.state.table[chain.index][c.CLS])
        if ref.lemma in FIRST_SINGULAR and kind not in (PERSON, UNKNOWN):
            continue
        if ref.person == 1 and ref.lemma not in FIRST_SINGULAR and kind not in (ORGANIZATION, STATE, PEOPLE):
            chain = body_of(chain)
            if chain is None:
                continue
        linker.state.of_ref[ref.head] = chain
        chain.refs.append(ref)


def _cues(doc: Doc, linker: Linker) -> dict[int, int]:
    """For each quotation, the token of the verb that reports it: by the attribution model, or by the parse."""
    w = linker.w
    cues: dict[int, int] = {}
    for found in attributions(doc):
        for start, end in found.content:
            for k in range(start, end):
                if w.quote[k]:
                    cues.setdefault(w.quote[k], _head_of(linker, found.cue))
    for quote, verb in w.reporting.items():
        cues.setdefault(quote, verb)
    return cues


def _head_of(linker: Linker, part: tuple[int, int]) -> int:
    w = linker.w
    return next((k for k in range(*part) if not part[0] <= w.head[k] < part[1] or w.head[k] == k), part[0])


def _speaker(linker: Linker, cue: int) -> Chain | None:
    w = linker.w
    for child in w.children[cue]:
        if w.dep[child] in ("nsubj", "nsubj:outer"):
            return linker.state.of_ref.get(child)
    if w.dep[cue] == "conj" and w.head[cue] != cue:
        return _speaker(linker, w.head[cue])
    return None


def _addressee(linker: Linker, cue: int) -> Chain | None:
    w = linker.w
    for child in w.children[cue]:
        told = w.dep[child] in ADDRESSED or (
            w.dep[child] == "obl" and any(w.lower[k] == "to" for k in w.children[child] if w.dep[k] == "case")
        )
        ref: Ref | None = linker.by_head.get(child)
        if told and ref is not None and ref.cls in (PERSON, ORGANIZATION, STATE, PEOPLE):
            return linker.state.of_ref.get(child)
    return None
