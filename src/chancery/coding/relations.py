"""Relations: what standing actors have with each other, as the text says it, never from knowledge alone.

Links between phrases come from links.py, offices from offices.py; here they become relations between actors.
Encodings that RECORDS.md leaves open: `capital_of` has the state as its subject and the capital as a Place;
symmetric relations are written once, in the order of the text; an office given as a past one ("former
president") has the predicate `held_office`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product

from chancery.actors.knowledge import knowledge
from chancery.actors.lexicon import TITLE_MODIFIERS
from chancery.coding.attribution_index import StatementIndex
from chancery.coding.confidence import confidence
from chancery.coding.issues import sentence_numbers
from chancery.coding.labels import joined_words
from chancery.coding.links import Link, links
from chancery.coding.offices import BODY_KINDS, ENTRY, Held, offices
from chancery.coding.phrases import Range
from chancery.coding.positions import claims, extent_of_phrase, inside
from chancery.coding.reading_graph import graph_of
from chancery.coding.relation_rules import FILE, relation_lexicon
from chancery.coding.text import Text
from chancery.records import Actor, Office, Passage, Place, Record, Relation, Statement, When, digest

ORGANIZED = frozenset({"organization", "armed_group", "media"})
WIDE_BODY = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "emir"}
    | {
        "foreign secretary",
        "defence secretary",
        "defense secretary",
        "secretary of state",
        "chief cabinet secretary",
    }
)
"""Titles that, without a body, are of the state whose office holder the knowledge base knows somebody to be."""
BODY_NAMES = frozenset({"name", "short", "acronym", "demonym"})
"""Kinds of name by which a title gives its body ("NATO Secretary General", "French President")."""
UNRESOLVED = "a side that is nobody whom the text resolves, or of a kind that the rule does not take"
OPEN_BODY = frozenset({"observer_at"})
"""Predicates whose body a text may leave to its context ("observer countries")."""


def code(text: Text, found: Sequence[Record]) -> Iterator[Relation]:
    """The relations of an article, each once, with all of its evidence."""
    yield from _Reader(text, found).relations()


class _Reader:
    """One article being read for relations."""

    def __init__(self, text: Text, found: Sequence[Record]) -> None:
        self.text = text
        self.doc = text.doc
        self.graph = graph_of(text.doc)
        self.heads = text.cast.heads
        self.actors = text.cast.actors
        self.said = StatementIndex.of(found)
        self.statements = {record.id: record for record in found if isinstance(record, Statement)}
        self.claims = claims(text.article)
        self.sentences = sentence_numbers(text.doc)
        self.asked = {self.sentences[i] for i, lemma in enumerate(self.graph.lemma) if lemma == "?"}
        self.apart: set[tuple[int, str, str]] = set()
        """In which sentence who was said not to be a member of what."""

    def relations(self) -> Iterator[Relation]:
        made: dict[tuple[object, ...], Relation] = {}
        for relation in (*self._offices(), *self._links()):
            key = (relation.subject, relation.predicate, relation.object, relation.polarity)
            if relation.predicate in _MIRRORED and isinstance(relation.object, str):
                mirror = (relation.object, relation.predicate, relation.subject, relation.polarity)
                key = mirror if mirror in made else key
            if self.text.trace is not None and key in made:
                self.text.trace.join(made[key].id, relation.id)
            made[key] = _joined(made[key], relation) if key in made else relation
        yield from _without_poorer(made.values())

    def _skipped(self, token: int) -> bool:
        return self.sentences[token] in self.asked or not inside(self.claims, self.doc[token].idx)

    def _offices(self) -> Iterator[Relation]:
        for held in offices(self.graph, self.heads, self.actors, relation_lexicon(), self.text.trace):
            if self._skipped(held.noun):
                continue
            ids = self.heads.get(held.person, ())
            person = self.actors[ids[0]]
            said = self._presupposed(held)
            yield self._relation(
                entry=ENTRY,
                coder="relations/office",
                predicate="held_office" if held.former else "holds_office",
                subject=person.id,
                value=self._office(held, person),
                polarity=held.polarity,
                words=(held.words,),
                cue=held.noun,
                attributed_to=said,
            )

    def _presupposed(self, held: Held) -> str | None:
        """On whose word an office stands: a title beside a name is the writer's, save in direct speech."""
        token = self.doc[held.noun]
        inner = self.said.innermost(token.idx, token.idx + len(token))
        if inner is None:
            return None
        stated = held.verb != held.noun or any(
            self.graph.rel[kid] == "cop" for kid in self.graph.kids[held.noun]
        )
        return inner if stated or self.statements[inner].kind == "direct" else None

    def _office(self, held: Held, person: Actor) -> Office:
        """The office with its body: as the text names it; for "President Smith", the state that they head."""
        title = self._words(held.title)
        if held.body is not None:
            ids = self.heads.get(held.body, ())
            if len(ids) == 1 and self.actors[ids[0]].kind in BODY_KINDS:
                return Office(title=title, body=ids[0])
        title, body = _named_body(title)
        if body is None and person.known and person.country and _of_state(title):
            body = f"state:{person.country}"
        return Office(title=title, body=body)

    def _links(self) -> Iterator[Relation]:
        trace = self.text.trace
        for link in links(self.graph, trace):
            if self._skipped(link.cue):
                continue
            if link.rule.predicate == "capital_of":
                made = self._capital(link)
            elif link.rule.object == "place":
                made = self._seat(link)
            else:
                made = self._between(link)
            found = list(made)
            yield from found
            if trace is not None and not found:
                trace.miss("relation", f"{FILE}#{link.rule.id}", link.cue, UNRESOLVED, fitted=True)

    def _between(self, link: Link) -> Iterator[Relation]:
        subjects = self._ids(link.subjects)
        objects = self._ids(link.objects)
        if not link.objects and link.rule.symmetric and len(subjects) == 2:
            subjects, objects = subjects[:1], subjects[1:]
        if not objects and not link.objects and link.rule.predicate in OPEN_BODY:
            # "Ukraine, which is not a member of the Union, was an observer at the summit" leaves open whose it was.
            here = self.sentences[link.cue]
            apart = {value for at, subject, value in self.apart if at == here and subject in subjects}
            objects = [value for value in self._implied_body(link) if value not in apart]
        for subject, value in product(subjects, objects):
            if subject == value or not self._fits(link, subject, value):
                continue
            if not link.polarity:
                self.apart.add((self.sentences[link.cue], subject, value))
            yield self._relation(
                entry=f"{FILE}#{link.rule.id}",
                coder=f"relations/{link.rule.id}",
                predicate=link.rule.predicate,
                subject=subject,
                value=value,
                polarity=link.polarity,
                words=self._cited(link),
                cue=link.cue,
                valid=self._valid(link),
            )

    def _fits(self, link: Link, subject: str, value: str) -> bool:
        kind = self.actors[value].kind if value in self.actors else None
        wanted = link.rule.object
        if wanted == "organization" and kind not in ORGANIZED:
            return False
        if wanted == "state" and kind != "state":
            return False
        if link.rule.predicate == "partner_of":
            return self.actors[subject].kind != "person" and kind != "person"
        return not (link.rule.predicate == "commands" and self.actors[subject].kind == "state")

    def _implied_body(self, link: Link) -> list[str]:
        """The one organization that the sentence, or the one before, speaks of; none where there are two."""
        here = self.sentences[link.cue]
        for back in (0, 1):
            near = {
                actor_id
                for actor_id in self._named_in.get(here - back, ())
                if actor_id in self.actors
                and self.actors[actor_id].kind == "organization"
                and self.actors[actor_id].sector == "IGO"
            }
            if near:
                return list(near) if len(near) == 1 else []
        return []

    @cached_property
    def _named_in(self) -> Mapping[int, Sequence[str]]:
        """Who is denoted in each sentence, by its number."""
        found: dict[int, list[str]] = {}
        for i, ids in self.heads.items():
            found.setdefault(self.sentences[i], []).extend(ids)
        return found

    def _capital(self, link: Link) -> Iterator[Relation]:
        for token in link.objects:
            ids = self.heads.get(token, ())
            if len(ids) != 1 or self.actors[ids[0]].kind != "state":
                continue
            for place in (self._before_comma(place, link.cue) for place in link.subjects):
                if self.graph.pos[place] != "PROPN":
                    continue
                country = self.actors[ids[0]].country
                yield self._relation(
                    entry=f"{FILE}#{link.rule.id}",
                    coder="relations/capital",
                    predicate="capital_of",
                    subject=ids[0],
                    value=Place(name=self._name(place), country=country),
                    polarity=link.polarity,
                    words=self._cited(link),
                    cue=link.cue,
                )

    def _before_comma(self, place: int, cue: int) -> int:
        """The name before the comma of an apposition, wherever a parser hangs that ("in Oslo, the capital of")."""
        at = cue - 1
        while at > place and self.graph.pos[at] in ("DET", "ADJ"):
            at -= 1
        named = self.doc[at].text == "," and self.graph.pos[at - 1] == "PROPN"
        return at - 1 if named and self.graph.rel[cue] == "appos" else place

    def _seat(self, link: Link) -> Iterator[Relation]:
        for subject in self._ids(link.subjects):
            if self.actors[subject].kind == "state":
                continue
            for token in link.objects:
                if self.graph.pos[token] != "PROPN":
                    continue
                ids = self.heads.get(token, ())
                country = self.actors[ids[0]].country if len(ids) == 1 else None
                yield self._relation(
                    entry=f"{FILE}#{link.rule.id}",
                    coder=f"relations/{link.rule.id}",
                    predicate=link.rule.predicate,
                    subject=subject,
                    value=Place(name=self._name(token), country=country),
                    polarity=link.polarity,
                    words=self._cited(link),
                    cue=link.cue,
                )

    def _ids(self, tokens: Sequence[int]) -> list[str]:
        found: dict[str, None] = {}
        for token in tokens:
            found.update(dict.fromkeys(self.heads.get(token, ())))
        return [actor_id for actor_id in found if actor_id in self.actors]

    def _name(self, token: int) -> str:
        """A place's name: the token with its parts and what is compounded before it."""
        parts = [
            k
            for k in self.graph.kids[token]
            if self.graph.dep[k] == "flat" or self.graph.rel[k] == "compound"
        ]
        return self._words(tuple(sorted([token, *parts])))

    def _valid(self, link: Link) -> When | None:
        """From when, or until when, a relation holds, where its words tell."""
        if link.rule.predicate == "fighting" and link.rule.form == "bond":
            return self.text.calendar.of_token(self.doc[link.cue])
        if not (link.rule.starts or link.rule.ends):
            return None
        when = self.text.calendar.of_token(self.doc[link.verb])
        if when is None:
            return None
        if link.rule.ends:
            return When(start=when.start, end=None, why=when.why)
        return When(start=when.start, end=None, why=when.why)

    def _cited(self, link: Link) -> tuple[Range, ...]:
        parts = [extent_of_phrase(self.graph, token) for token in (*link.subjects, *link.objects)]
        low = min([link.cue, link.verb, *(part[0] for part in parts)])
        high = max([link.cue + 1, link.verb + 1, *(part[1] for part in parts)])
        return ((low, high),)

    def _words(self, tokens: tuple[int, ...]) -> str:
        return joined_words(self.doc, tokens)

    def _cite(self, part: Range) -> Passage:
        last = self.doc[part[1] - 1]
        return self.text.article.passage(self.doc[part[0]].idx, last.idx + len(last))

    def _relation(
        self,
        *,
        entry: str,
        coder: str,
        predicate: str,
        subject: str,
        value: str | Office | Place,
        polarity: bool,
        words: tuple[Range, ...],
        cue: int,
        valid: When | None = None,
        attributed_to: str | None = "",
    ) -> Relation:
        token = self.doc[cue]
        end = token.idx + len(token)
        told = self.said.innermost(token.idx, end) if attributed_to == "" else attributed_to
        key = digest("relation", self.text.article.id, token.idx, subject, predicate, value, polarity)
        if self.text.trace is not None:
            self.text.trace.make(key, [entry], [self._cite((cue, cue + 1))])
        return Relation(
            id=key,
            evidence=tuple(self._cite(part) for part in words),
            coder=coder,
            confidence=confidence(coder),
            attributed_to=told,
            subject=subject,
            predicate=predicate,
            object=value,
            polarity=polarity,
            valid=valid,
        )


def _of_state(title: str) -> bool:
    title = title.casefold()
    return title in WIDE_BODY or title.endswith(" minister")


@lru_cache(maxsize=2048)
def _named_body(title: str) -> tuple[str, str | None]:
    """A title that begins or ends with a known name ("NATO Secretary General", "President of France"), parted."""
    words = title.split()
    for size in (3, 2, 1):
        if len(words) <= size:
            continue
        head, _, tail = title.rpartition(" of ")
        for name, rest in ((" ".join(words[:size]), " ".join(words[size:])), (tail, head)):
            if not name[:1].isupper() or not rest or name.casefold() in TITLE_MODIFIERS:
                continue
            found = {candidate.id for candidate in knowledge().lookup(name) if candidate.kind in BODY_NAMES}
            found = {actor_id for actor_id in found if actor_id.startswith(("state:", "org:"))}
            if len(found) == 1:
                return rest, found.pop()
    return title, None


_MIRRORED = frozenset(rule.predicate for rule in relation_lexicon().rules if rule.symmetric)


def _without_poorer(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Offices given more than once: the one with its body stands for the ones without."""
    found = list(relations)
    named = {
        (r.subject, r.object.title.casefold())
        for r in found
        if isinstance(r.object, Office) and r.object.body
    }
    for relation in found:
        value = relation.object
        if (
            isinstance(value, Office)
            and value.body is None
            and (relation.subject, value.title.casefold()) in named
        ):
            continue
        yield relation


def _joined(first: Relation, second: Relation) -> Relation:
    """One relation that was said twice: the first, with all the evidence, the author's word first."""
    known = {(passage.start, passage.end) for passage in first.evidence}
    more = tuple(p for p in second.evidence if (p.start, p.end) not in known)
    return Relation(
        id=first.id,
        evidence=(*first.evidence, *more),
        coder=first.coder,
        confidence=first.confidence,
        attributed_to=first.attributed_to if second.attributed_to else None,
        subject=first.subject,
        predicate=first.predicate,
        object=first.object,
        polarity=first.polarity,
        valid=first.valid or second.valid,
    )
