"""Which clause a date belongs to, and the tense that the clause is told in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from chancery.language.date_lexis import words as word_list
from chancery.language.date_resolution import Tense
from chancery.records import When

FUTURE_AUXILIARIES = word_list("clauses", "future")
PLANNED = word_list("clauses", "planned")
ACCOMPLISHED = word_list("clauses", "accomplished")
TIME_NOUNS = word_list("clauses", "time_nouns")
DURING = word_list("clauses", "during")
SINCE = word_list("clauses", "since")
UNTIL = word_list("clauses", "until")
BEHIND = word_list("clauses", "behind")
AHEAD = word_list("clauses", "ahead")

EVENTS = word_list("clauses", "events")
BESIDE = word_list("clauses", "beside")
DEFINITE = frozenset(("the", "this", "that", "these", "those"))

LONGEST = 7
"""Days that one gathering may last; dates further apart are of two."""

CLOSE = 2
"""Days after its last named day on which a gathering may still go on."""

DEEP = 8
"""Steps climbed at most; clauses are not nested deeper, broken parses are."""


def root_of(doc: Doc, first: int, last: int) -> Token:
    """The token of a stretch whose head lies outside it."""
    for index in range(first, last + 1):
        token = doc[index]
        if not first <= token.head.i <= last or token.head.i == token.i:
            return token
    return doc[last]


def is_clause(token: Token) -> bool:
    """Whether token heads a clause: a verb, or a predicate with a copula or a subject."""
    if token.pos_ == "VERB":
        return token.dep_ not in ("amod", "compound", "case")
    if token.dep_ == "root":
        return True
    return any(child.dep_ == "cop" or child.dep_.startswith("nsubj") for child in token.children)


def clause_head(token: Token) -> Token:
    """The head of the clause that token stands in; token itself where it heads one."""
    for _ in range(DEEP):
        if token.head.i == token.i or is_clause(token):
            break
        token = token.head
    return token


def hangs_on_noun(root: Token) -> bool:
    """Whether a date is part of a noun phrase ("Monday's talks"), not of a clause."""
    return not is_clause(root.head) and root.head.lower_ not in TIME_NOUNS


def told_in(doc: Doc, first: int, last: int, known: dict[int, Tense]) -> tuple[Tense, bool]:
    """The tense that a date expression is told in, and whether it hangs on a noun.

    `known` remembers the tenses of clauses, so that a clause full of dates is looked at once.

    The verb right before goes before the parse ("…, the ministry said on Tuesday"). On a noun the present
    tense tells nothing, so that "after" and "ahead of" decide, and what is not said to lie ahead is past.
    """
    index = first - 1
    while index > 0 and doc[index].lower_ in ("on", "in", "last", "late", "early", "the"):
        index -= 1
    if index >= 0 and doc[index].tag_ == "VBD":
        return "past", False
    root = root_of(doc, first, last)
    tense, nominal = tense_of(root, known), hangs_on_noun(root)
    if nominal:
        return _side(root) or ("past" if tense == "present" else tense or "past"), True
    return tense, False


def _side(root: Token) -> Tense:
    """Past or future, by the prepositions above a noun that a date hangs on; empty where none tells."""
    token = root.head
    for _ in range(DEEP):
        for child in token.children:
            if child.dep_ in ("case", "mark") and child.lower_ in AHEAD:
                return "future"
            if child.dep_ in ("case", "mark") and child.lower_ in BEHIND:
                return "past"
        if token.head.i == token.i or is_clause(token):
            break
        token = token.head
    return "past" if token.lower_ in BEHIND else ""


def tense_of(token: Token, known: dict[int, Tense]) -> Tense:
    """The tense of the clause that token stands in: empty where it has no verb."""
    head = clause_head(token)
    for _ in range(DEEP):
        tense = known[head.i] if head.i in known else known.setdefault(head.i, _own_tense(head))
        if tense or head.head.i == head.i:
            return tense
        head = clause_head(head.head)
    return ""


def _own_tense(head: Token) -> Tense:
    """The tense of one clause; empty for participles and nouns, which take their head's."""
    auxiliaries = [child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop")]
    words = {child.lower_ for child in auxiliaries}
    if head.lower_ in BEHIND:
        return "past"
    if words & FUTURE_AUXILIARIES:
        return "past" if words & {"have", "'ve"} and not words & {"will", "'ll", "’ll"} else "future"
    if head.lemma_ in PLANNED and ("Tense=Past" in str(head.morph) or head.pos_ == "ADJ"):
        return "future"
    if any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in head.children):
        return _infinitive_tense(head)
    finite = next((child for child in auxiliaries if "VerbForm=Fin" in str(child.morph)), None)
    if finite is not None:
        past = "Tense=Past" in str(finite.morph) or (finite.lemma_ == "have" and head.pos_ == "VERB")
        return "past" if past else "present"
    morph = str(head.morph)
    if "VerbForm=Inf" in morph:
        return "" if head.dep_ == "xcomp" else "present"
    if "VerbForm=Fin" in morph:
        return "past" if "Tense=Past" in morph else "present"
    if "VerbForm=Part" in morph and "Tense=Past" in morph:
        return "past"
    return ""


def _infinitive_tense(head: Token) -> Tense:
    """ "to meet" lies ahead, but not after what was brought about: "managed to meet", "was able to meet"."""
    above = head.head
    if head.dep_ in ("xcomp", "advcl") and above.lemma_ in ACCOMPLISHED:
        return ""
    return "future"


def attached(doc: Doc, dates: Iterable[tuple[int, int, When]]) -> dict[int, When]:
    """Resolved dates (token ranges) by the token that heads the clause or noun phrase that they date.

    Where a clause has several, the narrowest stays; one that stands in the clause itself goes before one
    that dates a noun in it.
    """
    direct: dict[int, When] = {}
    indirect: dict[int, When] = {}
    for start, end, when in dates:
        root = root_of(doc, start, end - 1)
        bounded = _bounded(root, when)
        head = root.head
        while head.lower_ in TIME_NOUNS and head.head.i != head.i and not is_clause(head):
            root, head = head, head.head
        if root.i == head.i:
            _keep(direct, root.i, bounded)
            continue
        _keep(direct, head.i, bounded)
        if not is_clause(head) and head.dep_.startswith(("obl", "nmod")) and _preposition(head) in DURING:
            _keep(indirect, clause_head(head).i, bounded)
    return indirect | direct


def shared(doc: Doc, clauses: Mapping[int, When]) -> dict[int, When]:
    """The dates that clauses take over from their "when", "as" and "while" clauses and bare participles."""
    found: dict[int, When] = {}
    for index, when in clauses.items():
        clause = doc[index]
        if clause.dep_ == "advcl" and clause.head.i not in clauses and is_simultaneous(clause):
            _keep(found, clause.head.i, when)
    return found


def is_simultaneous(clause: Token) -> bool:
    """Whether a clause tells of the same time as the one it hangs on."""
    marks = [
        child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod") and child.i < clause.i
    ]
    if any(mark in ("when", "as", "while") for mark in marks):
        return True
    return clause.tag_ == "VBG" and not any(child.dep_ == "mark" for child in clause.children)


def at_events(doc: Doc, clauses: Mapping[int, When], latest: date | None) -> dict[int, When]:
    """Dates of clauses that stand "during the summit" or "at the talks", where the text dates those once.

    Such a gathering lasts from the first to the last day that the text gives for it, or up to the latest day
    that the text tells of where that is close. Gatherings whose days lie far apart are several, and date nothing.
    """
    dated: dict[str, list[When]] = {}
    for index, when in clauses.items():
        word = doc[index].lower_
        if word in EVENTS and doc[index].pos_ in ("NOUN", "PROPN") and when.start and when.end:
            dated.setdefault(word, []).append(when)
    found: dict[int, When] = {}
    for token in doc if dated else ():
        if token.lower_ not in dated or token.i in clauses or not token.dep_.startswith("obl"):
            continue
        if _preposition(token) not in BESIDE or not any(child.lower_ in DEFINITE for child in token.children):
            continue
        lasting = _lasting(token.lower_, dated[token.lower_], latest)
        if lasting is not None:
            _keep(found, clause_head(token).i, lasting)
    return found


def _lasting(word: str, dates: list[When], latest: date | None) -> When | None:
    first = min(date.fromisoformat(when.start) for when in dates if when.start)
    last = max(date.fromisoformat(when.end) for when in dates if when.end)
    named = f"the {word} is dated {first.isoformat()}" + (f" to {last.isoformat()}" if last != first else "")
    if latest is not None and last < latest <= last + timedelta(days=CLOSE):
        last = latest
        named += f" and the latest day told of is {latest.isoformat()}"
    if last - first > timedelta(days=LONGEST):
        return None
    return When(start=first.isoformat(), end=last.isoformat(), why=f"at that time: {named} ({dates[0].why})")


def _keep(kept: dict[int, When], index: int, when: When) -> None:
    if index not in kept or _width(when) < _width(kept[index]):
        kept[index] = when


def _width(when: When) -> int:
    """How many days a date leaves open; more than any span where an end is open."""
    if when.start is None or when.end is None:
        return date.max.toordinal()
    return date.fromisoformat(when.end).toordinal() - date.fromisoformat(when.start).toordinal()


def _preposition(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def is_bound(doc: Doc, first: int, last: int) -> bool:
    """Whether a date stands after "since" or "until": it bounds a time and is not one told of."""
    word = _preposition(root_of(doc, first, last))
    return word in SINCE or word in UNTIL


def _bounded(root: Token, when: When) -> When:
    """Open at one end after "since" and "until"."""
    word = _preposition(root)
    if word in SINCE:
        return replace(when, end=None)
    if word in UNTIL:
        return replace(when, start=None)
    return when
