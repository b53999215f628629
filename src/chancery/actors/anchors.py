"""What offices say of an article's date: "Prime Minister Kishida" was written while he was prime minister."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from chancery.actors.entries import NameHit, Tenure, called
from chancery.actors.knowledge import Knowledge
from chancery.actors.roles import role_of, roles
from chancery.language.dates import Anchor

BEFORE, AFTER = 60, 50
"""Characters beside a name in which its title stands: "the President of South Korea, Yoon Suk-Yeol"."""

_ONCE = re.compile(
    r"(?i)\b(?:former|formerly|ex|then|late|previous|predecessor|successor|elect|candidate|would-be)\b"
)
_SENTENCE = re.compile(r"[.!?;]\s+(?=[A-Z“\"])|\n")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gen|Gov|St|Rep|Prof)\.\s+")


@cache
def _titles() -> re.Pattern[str]:
    """Every title, the longest first; those with the same first letter together, so that few are tried."""
    rest: dict[str, list[str]] = {}
    for title in sorted(roles(), key=len, reverse=True):
        rest.setdefault(title[0], []).append(re.escape(title[1:]).replace(r"\ ", r"[\s-]"))
    letters = (f"{re.escape(letter)}(?:{'|'.join(found)})" for letter, found in rest.items())
    return re.compile(rf"(?i)\b(?:{'|'.join(letters)})\b")


def anchors(text: str, knowledge: Knowledge, hits: Iterable[NameHit] | None = None) -> Iterator[Anchor]:
    """The spans of time in which known people held the offices that the text names them with.

    A title with "former" or "then" says nothing. Somebody who held an office twice gives the whole span.
    `hits` are the known names of the text, where they have been found already.
    """
    seen: set[tuple[str, str]] = set()
    for hit in knowledge.find(text) if hits is None else hits:
        person = _person(hit)
        if person is None:
            continue
        for title in _titles_of(text, hit):
            held = [one for one in knowledge.offices(person) if _fits(title, one)]
            if held and (person, held[0].role) not in seen:
                seen.add((person, held[0].role))
                yield _anchor(person, held, knowledge)


def _person(hit: NameHit) -> str | None:
    """The person whom a full name denotes, where it denotes nobody else."""
    ids = {one.id for one in hit.candidates}
    full = len(hit.text.split()) > 1 and all(one.kind == "name" for one in hit.candidates)
    return next(iter(ids)) if full and len(ids) == 1 and next(iter(ids)).startswith("person:") else None


def _titles_of(text: str, hit: NameHit) -> Iterator[str]:
    """The titles in the same sentence right before and after a name."""
    before = _SENTENCE.split(_ABBREVIATED.sub("", text[max(0, hit.start - BEFORE) : hit.start]))[-1]
    after = _SENTENCE.split(text[hit.end : hit.end + AFTER])[0]
    if not after.startswith(","):
        after = ""
    for part in (before, after):
        if not _ONCE.search(part):
            yield from (match.group() for match in _titles().finditer(part))


def _fits(title: str, tenure: Tenure) -> bool:
    state = tenure.body.removeprefix("state:") if tenure.body.startswith("state:") else None
    meaning = role_of(title, state)
    return meaning is not None and meaning.role in (tenure.role, called(tenure.role, tenure.title))


def _anchor(person: str, held: list[Tenure], knowledge: Knowledge) -> Anchor:
    starts, ends = [one.start for one in held], [one.end for one in held]
    start = None if None in starts else _first_day(min(filter(None, starts)))
    end = None if None in ends else _last_day(max(filter(None, ends)))
    entry, body = knowledge.get(person), knowledge.get(held[0].body)
    name, where = (entry.name if entry else person), (f" of {body.name}" if body else "")
    since = start.isoformat() if start else "…"
    return Anchor(
        start=start,
        end=end,
        why=f"{name} was {held[0].title}{where} {since} to {end.isoformat() if end else 'now'}",
    )


def _first_day(iso: str) -> date:
    year, month, day = [int(part) for part in f"{iso}-01-01".split("-")[:3]]
    return date(year, month, day)


def _last_day(iso: str) -> date:
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    return date(parts[0], month, monthrange(parts[0], month)[1])
