"""The hand-kept tables: rows of fields between bars, comments after #, sources and dates in the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chancery.actors.names import words

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a hand-kept table, fields stripped; comments and empty lines left out."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]


def heading(name: str, label: str) -> str:
    """What the table's heading says after `# Source:` or `# as_of:`."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        found = re.match(rf"# {label}: (.+)", line)
        if found:
            return found.group(1).strip()
    raise SystemExit(f"{name} has no line '# {label}: ...'")


def several(field_text: str) -> list[str]:
    """The parts of a field that holds more than one, between semicolons."""
    return [part.strip() for part in field_text.split(";") if part.strip()]


def slug(name: str) -> str:
    """A name as it stands in an id: small ASCII words joined by hyphens."""
    return "-".join(words(name))


@dataclass(slots=True)
class Row:
    """One entry while it is being put together."""

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    gender: str = ""
    prominence: int = 0
    source: str = ""
    as_of: str = ""
    aliases: dict[tuple[str, str], None] = field(default_factory=dict)

    def call(self, kind: str, *names: str) -> None:
        """Add names of one kind."""
        for name in names:
            if name and not any(text == name for _, text in self.aliases):
                self.aliases[(kind, name)] = None

    def line(self, days: dict[str, str]) -> str:
        """The row as it stands in entries.tsv; the day is left out where it is its source's."""
        fields = [self.id, self.name, self.kind, self.country, self.sector, self.gender, str(self.prominence)]
        return "\t".join([*fields, self.source, *([] if days[self.source] == self.as_of else [self.as_of])])


@dataclass(slots=True)
class Held:
    """One office held, while it is being put together."""

    person: str
    role: str
    title: str
    body: str
    start: str
    end: str
    source: str
    as_of: str
    qid: str = ""

    def field(self, days: dict[str, str]) -> str:
        """The office as it stands in tenures.tsv; the day is left out where it is its source's."""
        fields = [self.role, self.title, self.body.removeprefix("state:"), self.start, self.end, self.source]
        return "|".join([*fields, *([] if days[self.source] == self.as_of else [self.as_of])])
