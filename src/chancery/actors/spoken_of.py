"""Which state an article, or a place in it, speaks of: "the country", "the government", "our nation"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chancery.actors.knowledge import Entry
from chancery.actors.mentions import NAME, Ref

NEAR = 2
"""How many sentences back a state has to be named to be the one spoken of here, where it is the only one."""

LEADS = 2.0
"""How many times as often as the next one a state has to be named to be the one that the article is about."""


class SpokenOf:
    """The states that one article names, and where."""

    def __init__(self, refs: Sequence[Ref]) -> None:
        self.named: list[tuple[int, int, Entry]] = []
        count: Counter[str] = Counter()
        self.entries: dict[str, Entry] = {}
        for ref in refs:
            if ref.form != NAME or ref.group is None or ref.group.entry is None:
                continue
            entry = ref.group.entry
            if entry.kind == "state":
                self.named.append((ref.sent, ref.head, entry))
                self.entries[entry.id] = entry
                count[entry.id] += 2
            elif entry.country:
                count[f"state:{entry.country}"] += 1
        self.count = count
        self.leading = self._leading()

    def _leading(self) -> Entry | None:
        """The state that the article is about: named at least twice, and far more often than any other."""
        first = self.count.most_common(2)
        if not first or first[0][1] < 3 or first[0][0] not in self.entries:
            return None
        if len(first) > 1 and first[0][1] < LEADS * first[1][1]:
            return None
        return self.entries[first[0][0]]

    def near(self, ref: Ref) -> Entry | None:
        """The only state named in the sentence before a word and the sentences before it."""
        found = {
            entry.id: entry
            for sent, head, entry in self.named
            if 0 <= ref.sent - sent <= NEAR and head < ref.head
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def last(self, ref: Ref) -> Entry | None:
        """The state that was named last before a word, in its sentence or one of the two before."""
        found = [
            entry for sent, head, entry in self.named if 0 <= ref.sent - sent <= NEAR and head < ref.head
        ]
        return found[-1] if found else None

    def here(self, ref: Ref) -> Entry | None:
        """The state spoken of at a word: the one that the article is about, or the only one named nearby."""
        return self.leading or self.near(ref)
