"""To which states and bodies a phrase says that somebody belongs: "the Ukrainian president", "Iran's envoy"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from chancery.actors.knowledge import Entry
from chancery.actors.mentions import NAME, Ref
from chancery.actors.roles import role_of
from chancery.actors.words import Words

BESIDE = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc", "nmod:unmarked", "appos", "flat"})


class Belonging:
    """The names of states and bodies inside the phrases of one text."""

    def __init__(self, words: Words, by_head: dict[int, Ref]) -> None:
        self.w, self.by_head = words, by_head
        self.names = sorted((ref for ref in by_head.values() if ref.form == NAME), key=lambda ref: ref.start)
        self.starts = [ref.start for ref in self.names]
        self.by_end = {ref.end: ref for ref in self.names}

    def bodies(self, ref: Ref) -> Iterator[Entry]:
        """The states and organizations to which a noun phrase or title says that somebody belongs.

        "The Ukrainian president", "Iran's envoy", "the minister of Norway"; not "the envoy to Iran".
        """
        for name in self._beside(ref, loose=False):
            if name.group is not None and name.group.entry is not None:
                entry = name.group.entry
                if entry.kind in ("state", "organization"):
                    yield entry

    def states(self, ref: Ref, *, loose: bool = False) -> Iterator[tuple[Entry, str]]:
        for name in self._beside(ref, loose=loose):
            if _state_of(name) is not None:
                yield self.written(name)

    def names_owner(self, ref: Ref) -> bool:
        """Whether the words that cite an institution say whose it is ("the Chinese mission")."""
        before = (name for name in self._beside(ref, loose=True) if name.head < ref.head)
        return bool(self.inside(ref.start, ref.end)) or next(before, None) is not None

    def written(self, name: Ref) -> tuple[Entry, str]:
        entry = _state_of(name)
        assert entry is not None
        return entry, " ".join(self.w.text[name.start : name.end])

    def inside(self, start: int, end: int) -> list[Ref]:
        """The states named between two tokens."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [one for one in self.names[low:high] if one.end <= end and _state_of(one) is not None]

    def _beside(self, ref: Ref, *, loose: bool) -> Iterator[Ref]:
        """The names inside a noun phrase, or before a title, that say of which state or body somebody is."""
        seen = {ref.head}
        for name in (*self._children(ref), *self._in_front(ref)):
            if name.head not in seen and (loose or self._says_whose(name, ref)):
                seen.add(name.head)
                yield name

    def _children(self, ref: Ref) -> Iterator[Ref]:
        """The names that depend on the head of a phrase; of prepositions only "of" says whose somebody is."""
        w = self.w
        for child in w.children[ref.head]:
            name = self.by_head.get(child)
            if name is None or name.form != NAME or w.dep[child] not in BESIDE:
                continue
            if w.dep[child] == "nmod" and {w.lower[k] for k in w.children[child] if w.dep[k] == "case"} - {
                "of"
            }:
                continue
            yield name
            if w.dep[child] == "nmod":
                others = (self.by_head.get(k) for k in w.children[child] if w.dep[k] == "conj")
                yield from (one for one in others if one is not None and one.form == NAME)

    def _in_front(self, ref: Ref) -> Iterator[Ref]:
        """The states named between the beginning of a phrase or title and its head, and right before a title."""
        titled = ref.name is not None and ref.name.title_start >= 0
        first = ref.name.title_start if ref.name is not None and titled else ref.start
        yield from (one for one in self.inside(first, ref.head) if one is not ref)
        if titled:
            before = self.by_end.get(first)
            if before is None and first and self.w.lower[first - 1] in ("'s", "’s", "'", "’"):
                before = self.by_end.get(first - 1)
            if before is not None:
                yield before

    def _says_whose(self, name: Ref, ref: Ref) -> bool:
        """Whether a name beside a noun says whose it is: "Iranian", "Iran's", "US", but not "Iran" in "Iran expert"."""
        w = self.w
        if w.dep[name.head] not in ("compound", "nmod:desc", "nmod:unmarked") or name.name is None:
            return True
        written = "".join(w.text[name.start : name.end]).replace(".", "")
        if written.isupper() or all(one.kind == "demonym" for one in name.name.candidates):
            return True
        title = ref.name.title if ref.name is not None else ref.phrase
        meaning = role_of(title)
        return meaning is not None and meaning.speaks_for in ("state", "body")


def _state_of(name: Ref) -> Entry | None:
    """The state that a name names, if it names one."""
    entry = name.group.entry if name.group is not None else None
    return entry if entry is not None and entry.kind == "state" else None
