"""A parse as plain lists: what coders that walk every token of a text read instead of spaCy's objects.

Nothing is decided here. `Graph` copies the columns of a Doc once; `arguments` says who stands where around
a verb or a noun (active or passive, its own subject or one that it inherits), still as token indices.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from chancery.coding.arguments import OBJECT_CONTROL, RELATIVE, Arguments, arguments, marked_to
from chancery.language.columns import Columns, columns

__all__ = [
    "NEGATORS",
    "NOMINAL",
    "OBJECT_CONTROL",
    "PARTICLES",
    "RELATIVE",
    "Arguments",
    "Graph",
    "marked_to",
    "singular",
]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_KEY = "chancery.graph"
_COMPOUND_PREPOSITIONS = frozenset({"out", "ahead", "along", "away", "off"})
_SINGULAR_S = frozenset(
    {"news", "series", "means", "species", "politics", "headquarters", "barracks", "aids"}
)
_FREE = frozenset({"out", "off", "up", "down", "back", "away", "over"})
"""Particles that parsers often take for prepositions when they stand right after their verb."""
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "hardly", "nobody"})
PARTICLES = frozenset(
    {"out", "off", "up", "down", "back", "away", "in", "on", "over", "through", "aside", "apart"}
)


def singular(lemma: str) -> str:
    """A regular plural without its ending: treebanks keep "troops" and "talks", rules name "troop", "talk".

    >>> singular("supplies"), singular("troops"), singular("clashes")
    ('supply', 'troop', 'clash')
    """
    if lemma.endswith("ies") and len(lemma) > 4:
        return lemma[:-3] + "y"
    if lemma.endswith(("ches", "shes", "xes", "sses", "zes")):
        return lemma[:-2]
    return lemma[:-1]


def _lemmas(read: Columns) -> list[str]:
    """Lemmas in lower case, with plurals that the model left as they were made singular."""
    lemmas = read.lemma.copy()
    for i, lemma in enumerate(lemmas):
        plural = read.tag[i] in ("NNS", "NNPS")
        if plural and lemma.endswith("ie") and read.lower[i].endswith("ies"):
            lemmas[i] = lemma[:-2] + "y"
        elif (
            lemma.endswith("s")
            and (plural or read.pos[i] == "NOUN")
            and not lemma.endswith(("ss", "us", "is"))
            and lemma not in _SINGULAR_S
            and (plural or lemma == read.lower[i])
        ):
            lemmas[i] = singular(lemma)
    return lemmas


@dataclass(slots=True)
class Graph:
    """The columns of a Doc as lists, and the children of each token; `form` is the word in lower case.

    Coders may correct `lemma` and `pos`, which are the graph's own; the rest is everybody's.
    """

    doc: Doc
    form: list[str]
    lemma: list[str]
    dep: list[str]
    rel: list[str]
    pos: list[str]
    tag: list[str]
    ent: list[str]
    head: list[int]
    kids: list[list[int]]
    cache: dict[int, Arguments] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc) -> Graph:
        """The graph of a parsed Doc, made once and kept with it.

        White space tokens keep their place but are nobody's children.
        """
        kept = doc.user_data.get(_KEY)
        if isinstance(kept, cls) and len(kept.lemma) == len(doc):
            return kept
        read = columns(doc)
        bare = {name: name.partition(":")[0] for name in set(read.dep)}
        graph = cls(
            doc=doc,
            form=read.lower,
            lemma=_lemmas(read),
            dep=read.dep,
            rel=[bare[name] for name in read.dep],
            pos=read.pos.copy(),
            tag=read.tag,
            ent=read.ent,
            head=read.head,
            kids=read.children,
        )
        doc.user_data[_KEY] = graph
        return graph

    def children(self, token: int, *relations: str) -> list[int]:
        """The children of token that stand in one of these relations (subtypes included)."""
        return [kid for kid in self.kids[token] if self.rel[kid] in relations]

    def case(self, token: int, depth: int = 2) -> str:
        """The preposition of a nominal ("with", "because of"), or an empty string."""
        for kid in self.kids[token]:
            if self.dep[kid] == "case" and self.lemma[kid] not in ("'s", "’s", "'", "’"):
                rest = [self.lemma[more] for more in self.kids[kid] if self.dep[more] == "fixed"]
                if self.lemma[kid] in _COMPOUND_PREPOSITIONS and not rest:
                    rest = [self.lemma[more] for more in self.kids[token] if more == kid + 1]
                return " ".join([self.lemma[kid], *rest])
        if depth:
            # Parsers hang the preposition of a long name on one of its parts.
            for kid in self.kids[token]:
                if kid < token and (self.rel[kid] in ("flat", "compound") or self.dep[kid] == "nmod:desc"):
                    found = self.case(kid, depth - 1)
                    if found:
                        return found
        return ""

    def introduced(self, token: int) -> frozenset[str]:
        """The words that lead in a clause ("of", "that", "to")."""
        return frozenset(self.lemma[kid] for kid in self.kids[token] if self.rel[kid] in ("mark", "case"))

    def particle(self, token: int) -> str:
        """The particle of a phrasal verb ("out" of "carry out"), or an empty string."""
        after = token + 1
        if (
            after < len(self.lemma)
            and self.lemma[after] in _FREE
            and self.pos[after] in ("ADP", "ADV", "PART")
        ):
            return self.lemma[after]
        for kid in self.kids[token]:
            if kid > token and self.lemma[kid] in PARTICLES:
                near = kid == after or (self.lemma[kid] in _FREE and not self.kids[kid])
                if self.dep[kid] == "compound:prt" or (self.rel[kid] == "advmod" and near):
                    return self.lemma[kid]
        return ""

    def negated(self, token: int) -> bool:
        """Whether a negator hangs on token, or stands as its determiner ("no agreement")."""
        return any(
            self.lemma[kid] in NEGATORS and self.rel[kid] in ("advmod", "det", "cc", "case", "mark")
            for kid in self.kids[token]
        )

    def auxiliaries(self, token: int) -> list[str]:
        """The lower-case lemmas of the auxiliaries of a predicate, in order."""
        return [self.lemma[kid] for kid in self.kids[token] if self.rel[kid] in ("aux", "cop")]

    def conjoined(self, token: int) -> tuple[int, ...]:
        """Token and the nominals coordinated with it, in order."""
        found = [token]
        for kid in self.kids[token]:
            if self.rel[kid] == "conj" and self.pos[kid] in NOMINAL and self.pos[kid] != "ADJ":
                found.extend(self.conjoined(kid))
        return tuple(found)

    def antecedent(self, token: int) -> int:
        """What a relative pronoun stands for, else token itself."""
        if self.lemma[token] not in RELATIVE or self.pos[token] not in ("PRON", "DET", "SCONJ"):
            return token
        seen, node = 0, token
        while self.head[node] != node and seen < 12:
            if self.dep[node] == "acl:relcl":
                return self.head[node]
            node, seen = self.head[node], seen + 1
        if self.tag[token] in ("WP", "WDT"):
            for before in range(token - 1, max(token - 4, -1), -1):
                if self.pos[before] in ("NOUN", "PROPN"):
                    return before
        return token

    def arguments(self, token: int) -> Arguments:
        """Who stands where around the predicate token; computed once."""
        found = self.cache.get(token)
        if found is None:
            self.cache[token] = Arguments()
            found = self.cache[token] = arguments(self, token)
        return found
