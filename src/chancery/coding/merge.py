"""One happening, one event: which events of an article tell of the same thing, and what they make together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from chancery.records import Event, When

_REAL = frozenset({"happened", "ongoing"})
_BY_WORD = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "AGREE", "THREATEN", "CONCEDE"})
"""Types of speech, of which one actor does many to the same recipient in one article."""


SIGNED = "057"
"""The code of agreements made, in which all parties take part alike."""


def merged(events: Iterable[Event], joined: Callable[[str, str], None] | None = None) -> list[Event]:
    """The events with those of one happening put together, in the order of their first telling.

    `joined` is told the ids of an event and of the one that it takes in.
    """
    kept: list[Event] = []
    of_type: dict[str, list[int]] = {}
    for event in events:
        numbers = of_type.setdefault(event.type, [])
        for number in numbers:
            if same(kept[number], event):
                kept[number] = together(kept[number], event)
                if joined is not None:
                    joined(kept[number].id, event.id)
                break
        else:
            numbers.append(len(kept))
            kept.append(event)
    return kept


def same(first: Event, second: Event) -> bool:
    """Whether two events of one article tell of one happening: type, roles, reality and date agree."""
    if first.type != second.type:
        return False
    if first.modality != second.modality and not {first.modality, second.modality} <= _REAL:
        return False
    if not _agree(first.date, second.date) or (first.mode == "visit") != (second.mode == "visit"):
        return False
    if first.trigger == second.trigger or first.evidence[0] == second.evidence[0]:
        return _nested(first.actors, second.actors) and _nested(first.recipients, second.recipients)
    if first.type in _BY_WORD and not first.cameo == second.cameo == SIGNED:
        return (
            first.coder == second.coder
            and first.actors == second.actors
            and first.recipients == second.recipients
            and bool(first.recipients)
            and first.trigger.text.lower() == second.trigger.text.lower()
        )
    everybody, others = {*first.actors, *first.recipients}, {*second.actors, *second.recipients}
    if len(everybody) < 2 or len(others) < 2:
        return False
    if (first.type == "CONSULT" and first.mode != "visit") or first.cameo == second.cameo == SIGNED:
        return everybody <= others or others <= everybody
    return _nested(first.actors, second.actors) and _nested(first.recipients, second.recipients)


def together(first: Event, second: Event) -> Event:
    """One event of two: the fuller roles, the more exact date and place, all the evidence."""
    fuller = (
        second
        if len(second.actors) + len(second.recipients) > len(first.actors) + len(first.recipients)
        else first
    )
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    attributed_to = None if None in (first.attributed_to, second.attributed_to) else first.attributed_to
    return replace(
        first,
        actors=fuller.actors,
        recipients=fuller.recipients,
        evidence=evidence,
        attributed_to=attributed_to,
        mode=first.mode or second.mode,
        context=first.context or second.context,
        date=_sharper(first.date, second.date),
        place=first.place or second.place,
    )


def _nested(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    one, two = set(first), set(second)
    return one <= two or two <= one


def _agree(first: When | None, second: When | None) -> bool:
    if first is None or second is None:
        return True
    starts = [when.start for when in (first, second) if when.start]
    ends = [when.end for when in (first, second) if when.end]
    if not starts or not ends:
        return True
    return max(starts) <= min(ends)


def _sharper(first: When | None, second: When | None) -> When | None:
    if first is None or second is None:
        return first or second
    return second if _width(second) < _width(first) else first


def _width(when: When) -> int:
    """How wide a date is, roughly in days; an open end counts as very wide."""
    if not when.start or not when.end:
        return 1_000_000
    start, end = ([int(part) for part in edge.split("-")] for edge in (when.start, when.end))
    low = start + [1] * (3 - len(start))
    high = end + [31 if len(end) == 2 else 12] * (3 - len(end))
    return (high[0] - low[0]) * 366 + (high[1] - low[1]) * 31 + high[2] - low[2]
