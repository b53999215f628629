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

    def _actor(self, chain: Chain) -> Actor | None:
        if chain.group is not None:
            if chain.group.entry is not None:
                return known(chain.group.entry)
            return self._from_name(chain, chain.group)
        if chain.organ_of is not None:
            return self._organ(chain, chain.organ_of)
        return self._unnamed(chain)

    def _organ(self, chain: Chain, state: Entry) -> Actor:
        """An organ of a state ("the Chinese mission"): an organization of its own, of that country."""
        first = chain.refs[0]
        name = " ".join(self.article.text[self.w.start[first.start] : self.w.end[first.end - 1]].split())
        for article in ("the ", "The "):
            name = name.removeprefix(article)
        ident = f"org:{(state.country or slug(state.name)).lower()}-{slug(first.phrase or first.lemma)}"
        return Actor(
            id=ident, name=name, kind="organization", country=state.country, sector=None, known=False
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
        name = self.article.text[self.w.start[longest.start] : self.w.end[longest.end - 1]]
        name = " ".join(name.split())
        ident = f"{PREFIX[kind]}:{slug(name)}"
        if kind == "person" and len(group.words) < 2:
            ident += "-" + self._mark(slug(name))
        return Actor(id=ident, name=name, kind=kind, country=group.country or self._country(chain))

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
        if kind == "state":
            return None
        if first.lemma in lexicon.ARMED_NOUNS and first.number == PLURAL:
            kind = "armed_group"
        name = " ".join(self.article.text[self.w.start[first.start] : self.w.end[first.end - 1]].split())
        ident = (
            f"{PREFIX[kind]}:{slug(first.phrase or first.lemma)}-{self._mark(str(self.w.start[first.head]))}"
        )
        if first.start < first.head and self.w.pos[first.start] in ("DET", "PRON", "ADJ", "NUM"):
            beginning = self.linker.by_head.get(first.start)
            if beginning is None or beginning.form != NAME:
                name = name[:1].lower() + name[1:]
        return Actor(id=ident, name=name, kind=kind, country=self._country(chain))

    def _country(self, chain: Chain) -> str | None:
        """The country that the descriptions of an actor name beside it, if they name exactly one."""
        found: set[str] = set()
        for ref in chain.refs:
            if ref.form == NOMINAL or (ref.name is not None and ref.name.title):
                for entry in self.linker.nominals.bodies(ref):
                    if entry.kind == "state" and entry.country:
                        found.add(entry.country)
        return found.pop() if len(found) == 1 else None

    def _mark(self, what: str) -> str:
        return digest("actor", self.article.id, what).rpartition(":")[2][:8]


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
