"""Names in a parsed text: where they stand, what kind of actor each names, and which of them name the same one.

Names come from three sources: what the knowledge base finds, the entity spans of the language model, and chains
of proper nouns. Titles in front are peeled off ("NATO Secretary General Jens Stoltenberg" is an organization, an
office and a person). Within an article a short name belongs to the longer one that contains it, an acronym to the
name whose initials it has, and a misspelt name to the only one that it is close to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from chancery.actors import lexicon
from chancery.actors.knowledge import Candidate, Entry, Knowledge, NameHit
from chancery.actors.names import words as name_words
from chancery.actors.words import Words

ENTITY_LABELS = {
    "Person": "person",
    "Organisation": "organization",
    "Location": "place",
    "Nationality": "state",
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
}
CHAIN_DEPS = frozenset(
    {"flat", "compound", "nmod:desc", "amod", "nummod", "goeswith", "fixed", "appos", "nmod"}
)
INSIDE = frozenset(
    ["in", "at", "near", "inside", "outside", "around", "across", "throughout", "through", "within"]
)
OCEANS = frozenset({"ocean", "oceans", "atlantic", "pacific"})
PERSON_NAME_MAX = 5
TITLED = lexicon.TITLE_HEADS | lexicon.HONORIFICS.keys()


@dataclass(slots=True, eq=False)
class Name:
    """One name as it stands in the text: tokens start to end without its title, and the token that heads it."""

    start: int
    end: int
    head: int
    words: tuple[str, ...]
    title: str = ""
    title_start: int = -1
    kind: str | None = None
    gender: str = ""
    candidates: tuple[Candidate, ...] = ()
    label: str = ""
    group: Group | None = None
    country: str | None = None
    modifier: bool = False


@dataclass(slots=True, eq=False)
class Group:
    """All names of one actor in an article."""

    words: tuple[str, ...]
    kind: str | None
    entry: Entry | None = None
    gender: str = ""
    names: list[Name] = field(default_factory=list)
    country: str | None = None
    titles: set[str] = field(default_factory=set)


class Namer:
    """Finds and groups the names of one text. Use `names_of`."""

    def __init__(
        self,
        text: str,
        words: Words,
        knowledge: Knowledge,
        on: date | None,
        hits: Iterable[NameHit] | None = None,
    ) -> None:
        self.text, self.w, self.knowledge, self.on = text, words, knowledge, on
        self.known = knowledge.find(text) if hits is None else hits
        self.at_offset = {start: i for i, start in enumerate(words.start)}
        self.titles: list[tuple[int, int]] = []

    def hits(self) -> Iterator[tuple[int, int, NameHit]]:
        """Known names as token ranges; hits that do not begin and end with a word's characters are dropped."""
        starts, w = self.at_offset, self.w
        for hit in self.known:
            first = starts.get(hit.start)
            if first is None:
                continue
            last = first
            while last < w.n and w.end[last] < hit.end:
                last += 1
            if last < w.n and w.end[last] >= hit.end:
                yield first, last + 1, hit

    def runs(self) -> Iterator[tuple[int, int]]:
        """Chains of proper nouns that belong together, as token ranges."""
        w, i = self.w, 0
        while i < w.n:
            if not self._nameable(i):
                i += 1
                continue
            end = i + 1
            while end < w.n and self._joins(i, end):
                end += 1
            if w.pos[end - 1] == "PUNCT":
                end -= 1
            if any(w.pos[k] == "PROPN" for k in range(i, end)):
                yield i, end
            i = end

    def _nameable(self, i: int) -> bool:
        w = self.w
        if w.pos[i] == "PROPN":
            return True
        return (
            w.text[i][:1].isupper()
            and w.dep[i] in ("amod", "compound", "flat")
            and w.pos[w.head[i]] == "PROPN"
            and w.head[i] - i in (1, 2, 3)
            and w.pos[i] in ("ADJ", "NOUN", "X", "VERB", "NUM")
        )

    def _joins(self, first: int, i: int) -> bool:
        w = self.w
        if w.sent[i] != w.sent[first]:
            return False
        if w.text[i] in ("-", "–") and i + 1 < w.n:
            return w.end[i - 1] == w.start[i] and w.start[i + 1] == w.end[i] and self._nameable(i + 1)
        if (
            w.pos[i] != "PROPN"
            and not (
                w.text[i][:1].isupper() and w.dep[i] in ("flat", "compound", "amod") and w.pos[i] != "PUNCT"
            )
            and not (w.pos[i] == "NUM" and w.dep[i] in ("flat", "nummod", "compound"))
        ):
            return False
        if w.dep[i] in ("nmod:unmarked", "obl:unmarked", "conj", "appos") and w.head[i] < i:
            return False
        head = w.head[i]
        if first <= head < i:
            return True
        back = i - 1
        if w.pos[back] == "PUNCT":
            back -= 1
        if any(w.head[k] == i for k in range(max(first, i - 4), i)):
            return True
        return w.head[back] == head and w.dep[back] == "compound" and w.dep[i] == "compound"

    def bridged(self) -> list[tuple[int, int]]:
        """The chains, with "Ministry" + "of" + "Foreign Affairs" joined to one."""
        w = self.w
        joined: list[tuple[int, int]] = []
        for start, end in self.runs():
            if joined:
                before_start, before_end = joined[-1]
                gap = [w.lower[k] for k in range(before_end, start)]
                if gap in (["of"], ["for"], ["of", "the"], ["for", "the"], ["on"]) and any(
                    w.lower[k] in lexicon.BRIDGE_WORDS for k in range(before_start, before_end)
                ):
                    heads = {w.head[k] for k in range(start, end)}
                    if any(before_start <= head < before_end for head in heads):
                        joined[-1] = (before_start, end)
                        continue
            joined.append((start, end))
        return joined

    def find(self) -> list[Name]:
        """Every name of the text, in order, with its title and what is known of it."""
        w = self.w
        hits = list(self.hits())
        by_start: dict[int, list[tuple[int, int, NameHit]]] = {}
        for found in hits:
            by_start.setdefault(found[0], []).append(found)
        covered = bytearray(w.n)
        names: list[Name] = []
        for start, end in self._segments(self.bridged()):
            for name in self._named(start, end, hits_in(by_start, start, end)):
                names.append(name)
                for k in range(name.start if name.title_start < 0 else name.title_start, name.end):
                    covered[k] = 1
        for start, end, hit in hits:
            if not any(covered[k] for k in range(start, end)) and self._stands_alone(start, end, hit):
                names.append(self._make(start, end, candidates=hit.candidates))
        distinct = {(name.start, name.end): name for name in reversed(names)}
        return sorted(distinct.values(), key=lambda name: name.start)

    def _segments(self, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The chains, cut where an entity of the language model begins or ends inside one."""
        w = self.w
        for start, end in runs:
            cut = start
            for k in range(start + 1, end):
                here, before = ENTITY_LABELS.get(w.ent[k]), ENTITY_LABELS.get(w.ent[k - 1])
                if w.ent_iob[k] == 3 and here and before and here != before and w.text[k - 1] not in "-–":
                    yield cut, k
                    cut = k
            yield cut, end

    def _named(self, start: int, end: int, hits: list[tuple[int, int, NameHit]]) -> Iterator[Name]:
        """The names inside one chain: the body before a title, the person after it, or the chain as a whole."""
        exact = next((hit for hit in hits if hit[0] <= start and hit[1] >= end), None)
        if exact is not None:
            yield self._titled(exact[0], exact[1], exact[2].candidates)
            return
        if all(self.w.lower[k] in lexicon.TITLE_MODIFIERS for k in range(start, end)) and not hits:
            return
        split = self._title_inside(start, end)
        if split is None:
            yield self._titled(start, end, ())
            for low, high, hit in hits:
                if not (low == start and high == end) and any(
                    one.kind in ("name", "demonym", "acronym", "short")
                    and one.id.startswith(("state:", "org:"))
                    for one in hit.candidates
                ):
                    yield self._make(low, high, candidates=hit.candidates, modifier=True)
            return
        low, high = split
        if low > start:
            yield from self._named(start, low, [hit for hit in hits if hit[1] <= low])
        title = " ".join(self.w.lower[low:high])
        if high == end:
            self.titles.append((low, high))
        else:
            person = next((hit for hit in hits if hit[0] <= high and hit[1] >= end), None)
            yield self._make(
                high, end, candidates=person[2].candidates if person else (), title=title, title_start=low
            )

    def _titled(self, start: int, end: int, candidates: tuple[Candidate, ...]) -> Name:
        """A name with the title, if any, that stands right before its chain."""
        low = self._title_before(start)
        title = " ".join(self.w.lower[low:start])
        return self._make(start, end, candidates=candidates, title=title, title_start=low if title else -1)

    def _title_inside(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens of a title inside a chain."""
        w = self.w
        best: tuple[int, int] | None = None
        k = start
        while k < end:
            low = k
            has_head = False
            while k < end and (
                w.lower[k] in lexicon.TITLE_HEADS
                or w.lower[k] in lexicon.TITLE_MODIFIERS
                or w.lower[k] in lexicon.HONORIFICS
                or (w.text[k] == "-" and k > low)
            ):
                has_head = has_head or w.lower[k] in lexicon.TITLE_HEADS or w.lower[k] in lexicon.HONORIFICS
                k += 1
            if k > low and has_head:
                best = (low, k)
                break
            k = max(k, low + 1)
        if best is None:
            return None
        low, high = best
        rest = [w.lower[k] for k in range(high, end)]
        if len(rest) > PERSON_NAME_MAX or any(word in lexicon.ORG_WORDS for word in rest):
            return None
        return best

    def _title_before(self, start: int) -> int:
        """Where the title begins that stands before a name ("prime minister Shinzo Abe"); the name's start if none."""
        w = self.w
        k = start
        while (
            k > 0
            and w.sent[k - 1] == w.sent[start]
            and w.pos[k - 1] in ("NOUN", "ADJ", "PROPN")
            and (
                w.lower[k - 1] in lexicon.TITLE_HEADS
                or w.lower[k - 1] in lexicon.TITLE_MODIFIERS
                or w.lower[k - 1] in lexicon.HONORIFICS
                or (w.dep[k - 1] == "nmod:desc" and lexicon.nouns().get(w.lemma[k - 1]) == "person")
            )
        ):
            k -= 1
        while k < start and w.lower[k] in ("then", "late", "acting", "former"):
            k += 1
        described = any(w.lower[i] in TITLED or w.dep[i] == "nmod:desc" for i in range(k, start))
        return k if described else start

    def _stands_alone(self, start: int, end: int, hit: NameHit) -> bool:
        """Whether a known name outside every chain of proper nouns is a name here."""
        w = self.w
        tags = {w.pos[k] for k in range(start, end)}
        demonym = any(one.kind == "demonym" for one in hit.candidates)
        if demonym and any(w.lower[k] in OCEANS for k in range(max(0, start - 3), min(w.n, end + 3))):
            return False
        if demonym and tags & {"ADJ", "NOUN", "PROPN"}:
            return True
        return (
            end - start > 1
            and any(one.kind in ("name", "title") for one in hit.candidates)
            and bool(tags & {"PROPN", "NOUN", "ADJ"})
        )

    def _make(
        self,
        start: int,
        end: int,
        *,
        candidates: tuple[Candidate, ...],
        title: str = "",
        title_start: int = -1,
        modifier: bool = False,
    ) -> Name:
        w = self.w
        inside = range(title_start if title_start >= 0 else start, end)
        head = next((k for k in inside if w.head[k] not in inside or w.head[k] == k), start)
        if w.end[end - 1] - w.start[start] > 2 and not candidates:
            candidates = self.knowledge.lookup(self.text[w.start[start] : w.end[end - 1]])
        name = Name(
            start=start,
            end=end,
            head=head,
            words=tuple(name_words(self.text[w.start[start] : w.end[end - 1]])),
            title=title,
            title_start=title_start,
            candidates=candidates,
            label=next((ENTITY_LABELS[w.ent[k]] for k in range(start, end) if w.ent[k] in ENTITY_LABELS), ""),
            modifier=modifier,
        )
        name.gender = self._gender(name)
        name.kind = self._kind(name)
        if name.kind == "person":
            self._drop_honours(name)
        return name

    def _drop_honours(self, name: Name) -> None:
        """Leave the letters after a person's name out of the words that it is compared by ("Ann Lee DBE")."""
        w, words = self.w, name.words
        last = name.end - 1
        while len(words) > 2 and not w.text[name.start].isupper():
            short = w.text[last].isupper() and 1 < len(w.text[last]) <= 4
            if not short and w.lower[last] not in ("jr", "jr.", "sr", "sr."):
                break
            words, last = words[:-1], last - 1
        name.words = words

    def _gender(self, name: Name) -> str:
        for word in name.title.split():
            shown = lexicon.HONORIFICS.get(word, "")
            if shown in ("m", "f"):
                return shown
            if word in lexicon.MALE_NOUNS:
                return "m"
            if word in lexicon.FEMALE_NOUNS:
                return "f"
        return ""

    def _kind(self, name: Name) -> str | None:
        """What the name names, by its title, the language model's label, the words in it and around it."""
        w = self.w
        if name.title and not any(word in lexicon.ORG_WORDS for word in name.words):
            return "person"
        low = name.words
        if low and all(word in lexicon.PLACE_WORDS for word in low):
            return "place"
        spoken = [word for word in low if not word.isdigit()]
        if (
            spoken
            and not name.candidates
            and {spoken[-1], spoken[-1].removesuffix("s")} & lexicon.NOT_ACTOR_NAMES
        ):
            return "thing"
        if name.label:
            return name.label
        if not low:
            return None
        last = low[-1]
        if any(word in lexicon.ORG_WORDS for word in low):
            return "organization"
        if last in lexicon.PLACE_WORDS or (len(low) > 1 and low[0] in ("lake", "mount", "cape", "port")):
            return "place"
        gender = lexicon.first_names().get(low[0])
        head = name.head
        parts = [k for k in range(name.start, name.end) if k != head and w.pos[k] != "PUNCT"]
        if 1 <= len(parts) <= 3 and all(w.dep[k] == "flat" and w.pos[k] == "PROPN" for k in parts):
            # In UD, the parts of a person's name are joined by "flat", those of other names by "compound".
            return "person"
        modifies = w.dep[head] in ("compound", "amod") and w.pos[w.head[head]] == "NOUN"
        if len(low) in (2, 3, 4) and gender and not modifies:
            return "person"
        if any(w.dep[c] == "appos" and lexicon.nouns().get(w.lemma[c]) == "person" for c in w.children[head]):
            return "person"
        if w.dep[head] == "appos" and lexicon.nouns().get(w.lemma[w.head[head]]) == "person":
            return "person"
        text = self.text[w.start[name.start] : w.end[name.end - 1]]
        if len(low) == 1 and text.isupper() and 2 <= len(text) <= 6:
            return "organization"
        if w.tag[head] == "NNPS" or "Number=Plur" in w.morph[head]:
            return "people"
        cases = {w.lower[c] for c in w.children[head] if w.dep[c] == "case" and c < head}
        if cases & {"in", "at", "near", "across"}:
            return "place"
        if len(low) == 1 and gender in ("m", "f") and not modifies:
            return "person"
        if w.dep[head] == "nsubj" and w.lemma[w.head[head]] in lexicon.SPEECH_VERBS:
            return "person" if len(low) <= 3 else "organization"
        return None


def hits_in(
    by_start: dict[int, list[tuple[int, int, NameHit]]], start: int, end: int
) -> list[tuple[int, int, NameHit]]:
    """The known names that begin inside a range of tokens, or up to six tokens before it and reach into it."""
    found = []
    for k in range(max(0, start - 6), end):
        for hit in by_start.get(k, ()):
            if hit[1] > start:
                found.append(hit)
    return found
