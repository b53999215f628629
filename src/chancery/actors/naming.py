"""Names in a parsed text: where they stand, what kind of actor each names, and which title stands before it.

Names come from three sources: what the knowledge base finds, the language model's spans, and chains of proper
nouns. Titles in front are peeled off ("NATO Secretary General Jens Stoltenberg" is an organization, an office and
a person). Which names name the same actor is decided in `grouping`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chancery.actors import lexicon
from chancery.actors.chunks import ENTITY_LABELS, HONOURS, Chunker
from chancery.actors.kinds import Evidence, agree, evidence, kind_of, settled
from chancery.actors.knowledge import Candidate, Entry, Knowledge, NameHit
from chancery.actors.names import words as name_words
from chancery.actors.titles import gender_shown, title_before, title_inside
from chancery.actors.words import Words

OCEANS = frozenset({"ocean", "oceans", "atlantic", "pacific"})
WEAK = frozenset({"surname", "demonym"})
"""Kinds of names that do not say by themselves what a name names."""

PERSON_NAME_MAX = 5
BODIES = ("state:", "org:", "group:", "media:")
Hit = tuple[int, int, NameHit]


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
    settled: bool = False
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def known(self) -> bool:
        """Whether the knowledge base holds the name as more than a surname."""
        return any(one.kind not in WEAK for one in self.candidates)


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
    """Finds the names of one text; `titles` then holds the titles that stand alone."""

    def __init__(
        self, text: str, words: Words, knowledge: Knowledge, hits: Iterable[NameHit] | None = None
    ) -> None:
        self.text, self.w, self.knowledge = text, words, knowledge
        self.known = knowledge.find(text) if hits is None else hits
        self.at_offset = {start: i for i, start in enumerate(words.start)}
        self.titles: list[tuple[int, int]] = []

    def find(self) -> list[Name]:
        """Every name of the text, in order, with its title, its kind and what is known of it."""
        w = self.w
        hits = list(self._hits())
        by_start: dict[int, list[Hit]] = {}
        for found in hits:
            by_start.setdefault(found[0], []).append(found)
        covered = bytearray(w.n)
        names: list[Name] = []
        for start, end in Chunker(w).chunks():
            for name in self._named(start, end, hits_in(by_start, start, end)):
                names.append(name)
                for k in range(name.start if name.title_start < 0 else name.title_start, name.end):
                    covered[k] = 1
        for start, end, hit in hits:
            if not any(covered[k] for k in range(start, end)) and self._stands_alone(start, end, hit):
                names.append(self._make(start, end, candidates=hit.candidates))
        distinct = {(name.start, name.end): name for name in reversed(names)}
        found_names = sorted(distinct.values(), key=lambda name: name.start)
        agree(found_names)
        for name in found_names:
            if name.kind == "person":
                self._drop_honours(name)
        return found_names

    def _hits(self) -> Iterator[Hit]:
        """Known names as token ranges; hits that do not begin and end with a word's characters are dropped."""
        starts, w = self.at_offset, self.w
        for hit in self.known:
            first = starts.get(hit.start)
            if first is None:
                continue
            last = first
            while last < w.n and w.end[last] < hit.end:
                last += 1
            if last < w.n and w.end[last] >= hit.end and not self._of_language(last + 1):
                yield first, last + 1, hit

    def _of_language(self, i: int) -> bool:
        """Whether "-language" or "-speaking" follows: "English-language" speaks of no state."""
        w = self.w
        return (
            i + 1 < w.n
            and w.text[i] in ("-", "‑")
            and w.lower[i + 1] in ("language", "speaking", "style", "born")
        )

    def _named(self, start: int, end: int, hits: list[Hit]) -> Iterator[Name]:
        """The names inside one chain: the body before a title, the person after it, or the chain as a whole."""
        exact = next((hit for hit in hits if hit[0] <= start and hit[1] >= end), None)
        if exact is not None:
            yield self._titled(exact[0], exact[1], exact[2].candidates)
            return
        empty = lexicon.TITLE_MODIFIERS | lexicon.HONORIFICS.keys()
        if all(self.w.lower[k] in empty for k in range(start, end)) and not hits:
            return
        of = self._of_state(start, end, hits)
        if of is not None:
            # "President Ann Lee of Chile": a person, and the state.
            for low, high in ((start, of), (of + 1, end)):
                yield from self._named(low, high, [hit for hit in hits if low <= hit[0] and hit[1] <= high])
            return
        charge = self._charge(start, end, hits)
        if charge is not None:
            low, cut = charge
            yield from self._modifiers(start, cut, hits)
            yield self._make(
                cut, end, candidates=(), title=" ".join(self.w.lower[low:start]), title_start=low
            )
            return
        split = title_inside(self.w, start, end)
        if split is not None:
            yield from self._around(start, end, split, hits)
            return
        last = next(
            (hit for hit in hits if start < hit[0] and hit[1] == end and self._is_whole(start, hit)), None
        )
        if last is not None:
            # "United Kingdom Home Office", "Democrat Ann Lee": the last is known, what is before is another name.
            yield from self._named(start, last[0], [hit for hit in hits if hit[1] <= last[0]])
            yield self._make(last[0], last[1], candidates=last[2].candidates)
            return
        if self._common(end - 1):
            yield from self._modifiers(start, end, hits)
            return
        yield self._titled(start, end, ())
        yield from self._modifiers(start, end, hits)

    def _is_whole(self, start: int, hit: Hit) -> bool:
        """Whether a known name at the end of a chain is a body's full name, or a person's with no first name before."""
        if _is_body(hit[2]):
            # The "Syrian Arab Coalition" is not the one that "Arab Coalition" alone means, which is no state's.
            own = self.w.pos[start] == "ADJ" and hit[0] == start + 1 and hit[1] - hit[0] > 1
            return not own or any(self._country_of(one) for one in hit[2].candidates)
        first = self.w.lower[start]
        named = hit[1] - hit[0] > 1 and any(
            one.kind == "name" and one.id.startswith("person:") for one in hit[2].candidates
        )
        return named and first not in lexicon.first_names() and len(first) > 2

    def _country_of(self, candidate: Candidate) -> str | None:
        entry = self.knowledge.get(candidate.id)
        return entry.country if entry is not None else None

    def _of_state(self, start: int, end: int, hits: list[Hit]) -> int | None:
        """Where "of" parts a person's first and last name from a state ("Elizabeth of Austria" is one name)."""
        w, titles = self.w, lexicon.HONORIFICS.keys() | lexicon.TITLE_HEADS | lexicon.TITLE_MODIFIERS
        for low, high, hit in hits:
            if high != end or low - start < 3 or w.lower[low - 1] != "of" or w.ent[low - 2] != "Person":
                continue
            if any(one.id.startswith("state:") for one in hit.candidates):
                own = [k for k in range(start, low - 1) if w.lower[k] not in titles]
                return low - 1 if len(own) > 1 else None
        return None

    def _charge(self, start: int, end: int, hits: list[Hit]) -> tuple[int, int] | None:
        """Where a title before a chain begins, and its charge ends in it: "Minister for | Africa | Ann Lee"."""
        w = self.w
        link = start - 2 if start and w.lower[start - 1] == "the" else start - 1
        if (
            link < 1
            or w.lower[link] not in ("of", "for", "to")
            or w.lower[link - 1] not in lexicon.TITLE_HEADS
        ):
            return None
        cut = max((hit[1] for hit in hits if hit[0] == start), default=start)
        while cut < end and (w.lower[cut] in lexicon.PLACE_WORDS or w.lower[cut] in lexicon.OFFICE_BODIES):
            cut += 1
        if not start < cut < end or end - cut > PERSON_NAME_MAX or ENTITY_LABELS.get(w.ent[cut]) != "person":
            return None
        low = link - 1
        while low and (
            w.lower[low - 1] in lexicon.TITLE_MODIFIERS or w.lower[low - 1] in lexicon.TITLE_HEADS
        ):
            low -= 1
        return low, cut

    def _common(self, i: int) -> bool:
        """Whether a chain ends in a plural noun for people, capitals or not ("Republican Senators", "Ministers")."""
        w = self.w
        plural = w.tag[i] in ("NNS", "NNPS") or "Number=Plur" in w.morph[i]
        noun = lexicon.noun_of(w.lower[i], w.lemma[i])
        if not plural or noun == w.lower[i] or lexicon.nouns().get(noun) != "person":
            return False
        return w.ent[i] in ("", "Person", "PER") or noun in lexicon.TITLE_HEADS

    def _modifiers(self, start: int, end: int, hits: list[Hit]) -> Iterator[Name]:
        for low, high, hit in hits:
            if not (low == start and high == end) and any(
                one.kind in ("name", "demonym", "acronym", "short") and one.id.startswith(("state:", "org:"))
                for one in hit.candidates
            ):
                yield self._make(low, high, candidates=hit.candidates, modifier=True)

    def _around(self, start: int, end: int, title: tuple[int, int], hits: list[Hit]) -> Iterator[Name]:
        """The names before and after a title inside a chain; a title that ends it stands alone."""
        low, high = title
        if low > start:
            yield from self._named(start, low, [hit for hit in hits if hit[1] <= low])
        if high == end:
            self.titles.append((low, high))
            return
        person = next((hit for hit in hits if hit[0] <= high and hit[1] >= end), None)
        yield self._make(
            high,
            max(end, person[1]) if person and person[0] == high else end,
            candidates=person[2].candidates if person else (),
            title=" ".join(self.w.lower[low:high]),
            title_start=low,
        )

    def _titled(self, start: int, end: int, candidates: tuple[Candidate, ...]) -> Name:
        """A name with the title, if any, that stands right before its chain."""
        person = ENTITY_LABELS.get(self.w.ent[start]) == "person"
        low = title_before(self.w, start, person=person)
        title = " ".join(self.w.lower[low:start])
        return self._make(start, end, candidates=candidates, title=title, title_start=low if title else -1)

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
        written = self.text[w.start[start] : w.end[end - 1]]
        if w.end[end - 1] - w.start[start] > 2 and not candidates:
            candidates = self.knowledge.lookup(written)
        labels = [ENTITY_LABELS[w.ent[k]] for k in (head, *range(start, end)) if w.ent[k] in ENTITY_LABELS]
        name = Name(
            start=start,
            end=end,
            head=head,
            words=tuple(name_words(written)),
            title=title,
            title_start=title_start,
            candidates=candidates,
            label=labels[0] if labels else "",
            modifier=modifier,
            gender=gender_shown(title),
        )
        name.kind = settled(name)
        name.settled = name.kind is not None
        if not name.settled:
            name.evidence = evidence(w, name)
            name.kind = kind_of(name.evidence)
        return name

    def _drop_honours(self, name: Name) -> None:
        """Leave the letters after a person's name out of the words that it is compared by ("Ann Lee DBE")."""
        w, words = self.w, name.words
        last = name.end - 1
        while len(words) > 2 and not w.text[name.start].isupper():
            short = w.text[last].isupper() and 1 < len(w.text[last]) <= 4
            if not short and w.lower[last] not in HONOURS:
                break
            words, last = words[:-1], last - 1
        name.words = words


def _is_body(hit: NameHit) -> bool:
    """Whether a known name is a body's full name or acronym."""
    return any(one.kind in ("name", "acronym") and one.id.startswith(BODIES[1:]) for one in hit.candidates)


def hits_in(by_start: dict[int, list[Hit]], start: int, end: int) -> list[Hit]:
    """The known names that begin inside a range of tokens, or up to six tokens before it and reach into it."""
    found = []
    for k in range(max(0, start - 6), end):
        for hit in by_start.get(k, ()):
            if hit[1] > start:
                found.append(hit)
    return found
