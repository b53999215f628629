"""brat standoff files: text-bound annotations and the events that join them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import InputError

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class BratEvent:
    """One event: its type, and the character spans of each role (numbers after a role's name are dropped)."""

    type: str
    roles: Mapping[str, tuple[Span, ...]]


def read_events(path: Path) -> Iterator[BratEvent]:
    """The events of an .ann file, in its order."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            name, _, rest = line.rstrip("\n").partition("\t")
            if re.fullmatch(r"T\d+", name):
                offsets = rest.partition("\t")[0].partition(" ")[2]
                spans[name] = tuple(_span(piece, path, number) for piece in offsets.split(";"))
            elif re.fullmatch(r"E\d+", name):
                events.append([_argument(piece) for piece in rest.split("\t")[0].split()])
    for arguments in events:
        if arguments:
            roles: dict[str, tuple[Span, ...]] = {}
            for role, target in arguments[1:]:
                roles[role] = tuple(sorted((*roles.get(role, ()), *spans.get(target, ()))))
            yield BratEvent(type=arguments[0][0], roles=roles)


def _span(piece: str, path: Path, number: int) -> Span:
    match = re.fullmatch(r"(\d+) (\d+)", piece)
    if not match:
        raise InputError(f"{path}:{number}: {piece!r} is no span; expected two offsets, as in 'Cue 4 9'")
    return int(match[1]), int(match[2])


def _argument(piece: str) -> tuple[str, str]:
    role, _, target = piece.partition(":")
    return role.rstrip("0123456789").lower(), target
