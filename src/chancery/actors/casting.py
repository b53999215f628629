"""From chains to actors: identities, kinds and countries, and the mentions and heads of the Cast."""

from __future__ import annotations

import re
from datetime import date

from chancery.actors import chains as c
from chancery.actors import lexicon
from chancery.actors.cast import Cast
from chancery.actors.chains import Chain
from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.linking import ACTOR_CLASSES, Linker
from chancery.actors.mentions import NAME, NOMINAL, ORGANIZATION, PEOPLE, PERSON, PLURAL, PRONOUN, STATE, Ref
from chancery.actors.naming import Group
from chancery.actors.phrases import INDEFINITE
from chancery.actors.standing import Standing, Standings, sector_of
from chancery.actors.words import Words
from chancery.records import Actor, ActorKind, Article, Form, Mention, Passage, digest

FORMS: tuple[Form, ...] = ("name", "nominal", "pronoun")
PREFIX: dict[ActorKind, str] = {
    "state": "state",
    "organization": "org",
    "person": "person",
    "armed_group": "group",
    "media": "media",
    "people": "people",
}
WITH_ARTICLE = frozenset(
    """Bahamas Central Comoros Czech Democratic Dominican European Gambia Maldives Netherlands Philippines Seychelles
    United""".split()
)
"""First words of the names of states and bodies that take "the"."""

GENERIC_STATE = 4
"""How often a text has to speak of a state that it never names ("the state") to make it an actor of its own."""

COMMON = lexicon.TITLE_MODIFIERS | frozenset(
    """additional armed civilian different few fewer foreign local many more most new numerous older opposition other
    parliamentary political religious several some such top unnamed various young younger""".split()
)
"""Adjectives that begin many descriptions, and are written small where no sentence begins; others may be names."""

QUOTES = re.compile('["“”„«»]')
NAMED_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "organization": "organization",
    "state": "state",
    "armed_group": "armed_group",
    "media": "media",
    "people": "people",
}
UNNAMED_KINDS: dict[int, ActorKind] = {
    PERSON: "person",
    ORGANIZATION: "organization",
    STATE: "state",
    PEOPLE: "people",
}


class Caster:
    """Turns the chains of one text into a Cast; use `cast` once."""

    def __init__(
        self, article: Article, words: Words, linker: Linker, knowledge: Knowledge, on: date | None
    ) -> None:
        self.article, self.w, self.linker, self.knowledge, self.on = article, words, linker, knowledge, on
        self.state = linker.state
        self.actors: dict[str, Actor] = {}
        self.ids: dict[int, tuple[str, ...]] = {}
        self.standings = Standings(linker, knowledge, self._of_chain)
        self.asked: set[int] = set()

    def cast(self) -> Cast:
        """The actors of the text in order of appearance, their mentions, and which head denotes whom."""
        mentions: list[Mention] = []
        heads: dict[int, tuple[str, ...]] = {}
        for ref in self.linker.refs:
            chain = self.state.of_ref.get(ref.head)
            ids = self.identities(chain) if chain is not None else ()
            if ids:
                passage = self._passage(ref)
                mentions.extend(Mention(passage=passage, form=FORMS[ref.form], actor_id=one) for one in ids)
                heads[ref.head] = ids
                if ref.outer >= 0:
                    heads[ref.outer] = ids
                if ref.form == NAME and ref.name is not None and not ref.name.modifier:
                    self._spread(ref, ids, heads)
            elif ref.form == PRONOUN and ref.person == 3 and ref.pronoun < 8:
                mentions.append(Mention(passage=self._passage(ref), form="pronoun", actor_id=None))
        return Cast(actors=self.actors, mentions=tuple(mentions), heads=heads)

    def _passage(self, ref: Ref) -> Passage:
        return self.article.passage(self.w.start[ref.start], self.w.end[ref.end - 1])

    def _spread(self, ref: Ref, ids: tuple[str, ...], heads: dict[int, tuple[str, ...]]) -> None:
        """Let every word of a name and of its title denote the actor, whichever word the parse made its head."""
        name = ref.name
        assert name is not None
        first = name.title_start if name.title_start >= 0 else name.start
        for k in range(first, name.end):
            if k not in self.linker.by_head:
                heads.setdefault(k, ids)

    def identities(self, chain: Chain) -> tuple[str, ...]:
        """The ids of the actors that a chain stands for; none for things and places."""
        found = self.ids.get(chain.index)
        if found is None:
            if chain.members:
                together = [one for member in chain.members for one in self.identities(member)]
                found = tuple(dict.fromkeys(together))
            else:
                actor = self._actor(chain)
                found = (actor.id,) if actor is not None else ()
                if actor is not None:
                    self.actors.setdefault(actor.id, actor)
            self.ids[chain.index] = found
        return found

    def _of_chain(self, chain: Chain) -> Actor | None:
        """The one actor of a chain, for whoever is said to belong to it; nobody belongs to themselves in a circle."""
        if chain.index in self.asked:
            return None
        self.asked.add(chain.index)
        ids = self.identities(chain)
        self.asked.discard(chain.index)
        return self.actors.get(ids[0]) if len(ids) == 1 else None

    def _actor(self, chain: Chain) -> Actor | None:
        if chain.group is not None and chain.group.entry is not None:
            return known(chain.group.entry)
        if chain.organ_of is not None:
            return self._organ(chain, chain.organ_of)
        if chain.group is not None:
            return self._from_name(chain, chain.group)
        return self._unnamed(chain)

    def _organ(self, chain: Chain, owner: Entry) -> Actor:
        """An institution of a state ("the Chinese mission"), or those who speak for a body ("NATO leaders").

        Its id is made of the owner's and its name, so that it is the same in every article.
        """
        code = owner.country if owner.kind == "state" and owner.country else owner.id.partition(":")[2]
        best = next((ref for ref in chain.refs if self.linker.nominals.belonging.names_owner(ref)), None)
        article = "the " if owner.name.split()[0] in WITH_ARTICLE or owner.name.endswith(" Islands") else ""
        name = f"{chain.organ[:1].upper()}{chain.organ[1:]} of {article}{owner.name}"
        if best is not None:
            name = self._written(best.start, max(best.end, chain.organ_end if best is chain.refs[0] else 0))
            name = re.sub(r"^(?:the|this|that|its|all)\s+(?:the\s+)?", "", name, flags=re.IGNORECASE)
        kind: ActorKind = "people" if chain.collective else "organization"
        return Actor(
            id=f"{PREFIX[kind]}:{code.lower()}-{slug(chain.organ)}",
            name=name,
            kind=kind,
            country=owner.country,
            sector=owner.sector if chain.collective else sector_of(chain.organ),
            body=owner.id,
        )

    def _from_name(self, chain: Chain, group: Group) -> Actor | None:
        kind = NAMED_KINDS.get(group.kind or "")
        if kind is None and any(ref.form == PRONOUN and ref.pronoun in range(8) for ref in chain.refs):
            kind = "person"
        if kind is None and group.kind is None and self._acts(chain):
            kind = "organization"
        if kind is None or kind == "state":
            return None
        longest = max(group.names, key=lambda name: (len(name.words), -name.start))
        name = self._written(longest.start, longest.end)
        ident = f"{PREFIX[kind]}:{slug(name)}"
        if (kind == "person" and len(group.words) < 2) or self.knowledge.get(ident) is not None:
            # A short name says too little to be the same person elsewhere; a namesake of a known actor is another.
            ident += "-" + self._mark(slug(name))
        found = self.standings.of(chain) if kind == "person" else Standing()
        return Actor(
            id=ident,
            name=name,
            kind=kind,
            country=group.country or found.country,
            sector=found.sector,
            body=found.body,
        )

    def _begins_small(self, i: int) -> bool:
        """Whether a word would be written small if it did not begin a sentence."""
        pos, after = self.w.pos[i], self.w.text[i + 1] if i + 1 < self.w.n else ""
        if pos == "ADJ":
            return self.w.lower[i] in COMMON and not after[:1].isupper()
        return pos in ("DET", "PRON", "NUM")

    def _written(self, start: int, end: int) -> str:
        """The words of a range of tokens on one line, without quotation marks."""
        return " ".join(QUOTES.sub("", self.article.text[self.w.start[start] : self.w.end[end - 1]]).split())

    def _acts(self, chain: Chain) -> bool:
        """Whether a chain whose name shows no kind does what only people and bodies do."""
        w = self.w
        return any(
            (
                ref.role == 0
                and w.pos[ref.governor] == "VERB"
                and w.lemma[ref.governor] in lexicon.SPEECH_VERBS
            )
            or (ref.form == PRONOUN and ref.pronoun >= 12)
            or (ref.form == NOMINAL and ref.cls == ORGANIZATION)
            for ref in chain.refs
        )

    def _unnamed(self, chain: Chain) -> Actor | None:
        """An actor that the text never names; it is this article's own, so its id carries the article's mark."""
        first = next((ref for ref in chain.refs if ref.form == NOMINAL), None)
        if first is None or (first.predicate and len(chain.refs) == 1):
            return None
        cls = int(self.state.table[chain.index][c.CLS]) or first.cls
        if cls not in ACTOR_CLASSES:
            return None
        kind = UNNAMED_KINDS[cls]
        if first.number == PLURAL:
            kind = "people"
        if kind == "state" and first.definite != INDEFINITE and len(chain.refs) < GENERIC_STATE:
            return None
        if first.lemma in lexicon.ARMED_NOUNS and first.number == PLURAL:
            kind = "armed_group"
        name = self._written(first.start, first.end)
        ident = (
            f"{PREFIX[kind]}:{slug(first.phrase or first.lemma)}-{self._mark(str(self.w.start[first.head]))}"
        )
        if self._begins_small(first.start):
            name = name[:1].lower() + name[1:]
        found = self.standings.of(chain)
        return Actor(
            id=ident, name=name, kind=kind, country=found.country, sector=found.sector, body=found.body
        )

    def _mark(self, what: str) -> str:
        """A mark that keeps actors of this article apart from those of others."""
        return digest("actor", self.article.id, what).removeprefix("actor:")[:8]


def known(entry: Entry) -> Actor:
    """The actor of a known entry."""
    return Actor(
        id=entry.id, name=entry.name, kind=entry.kind, country=entry.country, sector=entry.sector, known=True
    )


def slug(name: str) -> str:
    """A name as part of an id: small letters and digits of any script, joined by hyphens.

    >>> slug("Hirokazu Matsuno")
    'hirokazu-matsuno'
    """
    return "-".join(re.findall(r"[^\W_]+", name.lower()))
