"""Events: what happened between whom, by PLOVER type and mode and CAMEO code.

Acts are found in the parse by rules (`coding.acts`); here their roles become actors, their words passages, and
the acts that tell of one happening become one event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from chancery.actors.knowledge import knowledge
from chancery.coding.acts import Act, acts, entries
from chancery.coding.attribution_index import StatementIndex
from chancery.coding.confidence import confidence
from chancery.coding.graph import Graph
from chancery.coding.means import mode_of
from chancery.coding.merge import merged
from chancery.coding.recording import anyone_named, unworthy
from chancery.coding.roles import DEEDS, TITLED
from chancery.coding.rules import Codebook, codebook
from chancery.coding.text import Text
from chancery.coding.trace import Trace
from chancery.records import CLAIMS, Event, Passage, Place, Record, Statement, digest

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside"})
_OWNERS = ("of", "in", "from", "for", "at", "by", "with", "on", "to", "against", "into")
_NEAR_OWNERS = ("of", "from", "by")
"""Where owners of a noun phrase stand; further down only the surest are followed."""
_STEPS = 3
_PRONOUNS = {"he": True, "she": True, "it": False, "they": False}
"""Pronouns, and whether they stand for a person."""
_VISITS = ("consult.visit", "consult.travel", "consult.leave-for")
"""Rules of visits, which are paid to the state in which the place visited lies."""
_FIRST = frozenset({"i", "we"})
_INSIDE = frozenset({"in", "inside", "within", "across", "throughout", "around"})
_PLACES: Mapping[str, frozenset[str]] = {
    "ASSAULT": _INSIDE | {"near", "outside"},
    "COERCE": _INSIDE | {"near", "outside"},
    "MOBILIZE": _INSIDE,
    "PROTEST": _INSIDE | {"near"},
}
"""By type, the prepositions under which a deed has a place and no recipient ("strikes in Syria")."""
_FREEING = frozenset({"liberate", "retake", "recapture", "reclaim", "regain"})
"""Verbs whose object is taken back: whom it is done to stands under "from"."""
_BY_WORD = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
"""Types whose object "it" is mostly a plan or a claim, which is no actor."""


def code(text: Text, found: Sequence[Record]) -> Iterator[Event]:
    """The events of a text in its order: each happening once, with all the passages that tell of it."""
    writer = _Writer(text, found, text.codebook or codebook())
    trace = text.trace
    yield from merged(writer.events(), None if trace is None else trace.join)


class _Writer:
    """Turns the acts of one text into events."""

    def __init__(self, text: Text, found: Sequence[Record], book: Codebook) -> None:
        self.text = text
        self.book = book
        self.graph = Graph.of(text.doc)
        self.index = StatementIndex.of(found)
        self.statements = [record for record in found if isinstance(record, Statement)]
        self.starts = [block.start for block in text.article.blocks]
        self.sentence_starts = [sentence.start for sentence in text.doc.sents]

    def events(self) -> Iterator[Event]:
        trace = self.text.trace
        for act in acts(self.graph, self.book, trace):
            if self._claimed(self.text.doc[act.trigger].idx):
                event = self._event(act)
                if trace is not None:
                    self._note(act, event, trace)
                if isinstance(event, Event):
                    yield event

    def _note(self, act: Act, event: Event | str, trace: Trace) -> None:
        """Tell the trace which event an act made, or why it made none."""
        by = entries(act, self.book)
        if isinstance(event, str):
            trace.miss("event", by[0], act.trigger, event, fitted=True)
            return
        tokens = dict.fromkeys((act.trigger, act.top))
        trace.make(event.id, by, [self._passage(token, token + 1) for token in tokens])

    def _claimed(self, offset: int) -> bool:
        """Whether the article itself claims what stands at offset (not a title, a byline or a caption)."""
        blocks = self.text.article.blocks
        if not blocks:
            return True
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and blocks[at].kind in CLAIMS and offset < blocks[at].end

    def _event(self, act: Act) -> Event | str:
        """The event of an act, or why it is none."""
        known = self.book.codes[act.code]
        if known.type is None:
            return f"CAMEO {known.cameo} ({known.name}), which PLOVER leaves out"
        actors = self._denoted(act.actors, act.speaker) or self._voice(act)
        objects = act.recipients
        if known.type in _BY_WORD:
            objects = tuple(token for token in objects if self.graph.lemma[token] != "it")
        places = _PLACES.get(known.type, frozenset())
        objects = tuple(token for token in objects if self.graph.case(token) not in places)
        if self.graph.lemma[act.trigger] in _FREEING:
            losers = self.graph.arguments(act.trigger).under(frozenset({"from"}))
            objects = tuple(one for token in losers for one in self.graph.conjoined(token))
        recipients = tuple(one for one in self._denoted(objects, act.speaker) if one not in actors)
        if act.rule.startswith(_VISITS) and not recipients:
            recipients = tuple(one for one in self._places(act.recipients) if one not in actors)
        first = any(self.graph.lemma[token] in _FIRST for token in act.actors)
        place = self._place(act)
        several = any(self._many(one) for one in actors)
        why = unworthy(
            act, known, actors, recipients,
            first=first and not actors, placed=place is not None, several=several,
        )  # fmt: skip
        if why is not None:
            return why
        if not anyone_named(known, (*actors, *recipients), self.text.cast.actors):
            return "nobody in particular takes part"
        if self._asks(act.trigger):
            return "a question"
        if act.mutual and known.type == "CONSULT" and known.mode != "visit":
            actors, recipients = tuple(dict.fromkeys((*actors, *recipients))), ()
        trigger = self._passage(act.trigger, act.trigger + 1)
        told = self.text.doc[act.top]
        attributed_to = self.index.innermost(told.idx, told.idx + len(told))
        if "accuse" in act.frames and attributed_to is None:
            return "an accusation that no statement makes"
        coder = f"events/{act.rule}"
        article = self.text.article
        return Event(
            id=digest(
                "event", article.id, trigger.start, trigger.end, known.cameo, *actors, "|", *recipients
            ),
            evidence=(self._sentence(act.trigger),),
            coder=coder,
            confidence=confidence(coder),
            attributed_to=attributed_to,
            type=known.type,
            trigger=trigger,
            mode=mode_of(self.graph, act, self.book),
            context=self._context(act.trigger),
            cameo=known.cameo,
            quad=self.book.quads.get(known.type),
            goldstein=known.goldstein,
            actors=actors,
            recipients=recipients,
            modality=act.mood.modality,
            date=self.text.calendar.of_token(self.text.doc[act.verb]),
            place=place,
        )

    # -- actors --------------------------------------------------------------------------------------------

    def _denoted(self, tokens: Sequence[int], speaker: Sequence[int]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for token in tokens:
            ids = self._ids(token) or self._addressed(token)
            if not ids and speaker:
                ids = self._speaking(token, speaker)
            found.update(dict.fromkeys(ids))
        return tuple(found)

    def _addressed(self, token: int) -> tuple[str, ...]:
        """Who is spoken to, where "you" stands in somebody's words and nothing else says whom it means."""
        if self.graph.lemma[token] != "you" or self.graph.pos[token] != "PRON":
            return ()
        word = self.text.doc[token]
        chain = set(self.index.chain(word.idx, word.idx + len(word)))
        heard = (one.addressee for one in self.statements if one.id in chain)
        return tuple(one for one in heard if one)[:1]

    def _voice(self, act: Act) -> tuple[str, ...]:
        """Who speaks through what fills an act's subject, where the act is itself a statement ("it condemned")."""
        doc = self.text.doc
        cue = doc[act.trigger].idx
        for one in self.statements:
            source = one.source
            if not one.speaker or source is None or not one.cue.start <= cue < one.cue.end:
                continue
            if any(source.start <= doc[token].idx < source.end for token in act.actors):
                return (one.speaker,)
        return ()

    def _speaking(self, token: int, speaker: Sequence[int]) -> tuple[str, ...]:
        """Whoever speaks, where an unresolved pronoun of their clause can mean them: "he" a person, "it" a body."""
        personal = _PRONOUNS.get(self.graph.lemma[token])
        if personal is None:
            return ()
        actors = self.text.cast.actors
        said = [one for head in speaker for one in self._ids(head)]
        return tuple(one for one in said if one in actors and (actors[one].kind == "person") == personal)

    def _ids(self, token: int, depth: int = _STEPS) -> tuple[str, ...]:
        """The actors of a noun phrase: of its head, else of the names and owners inside it."""
        graph = self.graph
        here = self.text.cast.heads.get(token, ())
        if here or depth == 0 or graph.pos[token] == "PRON":
            return here
        kids = graph.kids[token]
        inside = ("nmod",) if graph.lemma[token] in TITLED else ("compound", "amod", "nmod")
        for relations in (("flat", "appos"), inside):
            for kid in kids:
                if graph.rel[kid] in relations and (
                    graph.rel[kid] != "nmod" or graph.dep[kid] == "nmod:poss"
                ):
                    ids = self._ids(kid, depth - 1)
                    if ids:
                        return ids
        owners = _OWNERS if depth == _STEPS else _NEAR_OWNERS
        for preposition in ("by", "from") if graph.lemma[token] in DEEDS else owners:
            for kid in kids:
                if graph.rel[kid] == "nmod" and graph.case(kid) == preposition:
                    ids = self._ids(kid, depth - 1)
                    if ids:
                        return ids
        return ()

    def _places(self, tokens: Sequence[int]) -> Iterator[str]:
        """The states in which the places that tokens name lie: whom a visitor visits."""
        for token in tokens:
            country = self._country(self._name(token))
            if country is not None:
                yield f"state:{country}"

    def _country(self, name: str) -> str | None:
        countries = {
            entry.country
            for candidate in knowledge().lookup(name)
            if candidate.kind in ("name", "short", "acronym", "capital", "seat")
            and (entry := knowledge().get(candidate.id)) is not None
            and entry.kind == "state"
        }
        return countries.pop() if len(countries) == 1 else None

    def _many(self, actor: str) -> bool:
        """Whether an actor is more than one person."""
        found = self.text.cast.actors.get(actor)
        return found is not None and found.kind != "person"

    def _asks(self, token: int) -> bool:
        """Whether the sentence of token is a question: what it asks did not happen for that."""
        at = bisect_right(self.sentence_starts, token)
        end = self.sentence_starts[at] if at < len(self.sentence_starts) else len(self.graph.lemma)
        return any(self.graph.lemma[i] == "?" for i in range(max(token, end - 3), end))

    # -- words ---------------------------------------------------------------------------------------------

    def _passage(self, start: int, end: int) -> Passage:
        doc = self.text.doc
        last = doc[end - 1]
        return self.text.article.passage(doc[start].idx, last.idx + len(last))

    def _sentence(self, token: int) -> Passage:
        graph = self.graph
        at = bisect_right(self.sentence_starts, token) - 1
        start = self.sentence_starts[at]
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(graph.lemma)
        while end - 1 > token and graph.pos[end - 1] == "SPACE":
            end -= 1
        while start < token and graph.pos[start] == "SPACE":
            start += 1
        return self._passage(start, end)

    def _context(self, token: int) -> str | None:
        """The narrowest context that a word of the sentence names."""
        at = bisect_right(self.sentence_starts, token) - 1
        start = self.sentence_starts[at]
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.graph.lemma)
        contexts = self.book.contexts
        found = {contexts[lemma] for lemma in self.graph.lemma[start:end] if lemma in contexts}
        return min(found, key=self._order.__getitem__) if found else None

    @cached_property
    def _order(self) -> dict[str, int]:
        return {context: number for number, context in enumerate(self.book.context_order)}

    def _place(self, act: Act) -> Place | None:
        """Where the clause says that it happened, when it says so with a place's name."""
        graph = self.graph
        taken = {*act.actors, *act.recipients}
        for word in dict.fromkeys((act.verb, act.trigger, act.top)):
            for preposition, token in graph.arguments(word).obliques:
                if preposition not in _PLACE_PREPOSITIONS or token in taken:
                    continue
                if graph.pos[token] == "PROPN" and graph.ent[token] not in (
                    "Temporal",
                    "Person",
                    "Organisation",
                ):
                    name = self._name(token)
                    country = self._country(name)
                    if country is not None or graph.ent[token] == "Location":
                        return Place(name=name, country=country)
        return None

    def _name(self, token: int) -> str:
        graph = self.graph
        inside = [token]
        for kid in graph.kids[token]:
            if graph.rel[kid] in ("compound", "flat", "amod") and graph.pos[kid] in ("PROPN", "ADJ"):
                inside.append(kid)
        first, last = min(inside), max(inside)
        return self._passage(first, last + 1).text
