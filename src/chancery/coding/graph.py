"""A parse as plain lists: what coders that walk every token of a text read instead of spaCy's objects.

Nothing is decided here. `Graph` copies the columns of a Doc once; `arguments` says who stands where around
a verb or a noun (active or passive, its own subject or one that it inherits), still as token indices.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from chancery.coding.words import listed
from chancery.language.columns import Columns, columns

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_KEY = "chancery.graph"
_COMPOUND_PREPOSITIONS = frozenset({"out", "ahead", "along", "away", "off"})
_SINGULAR_S = frozenset(
    {"news", "series", "means", "species", "politics", "headquarters", "barracks", "aids"}
)
_FREE = frozenset({"out", "off", "up", "down", "back", "away", "over"})
"""Particles that parsers often take for prepositions when they stand right after their verb."""
_THINGS = frozenset({"NOUN", "PROPN", "PRON"})
_COPULAR = listed(
    "be become remain seem stay appear feel look prove sound turn constitute represent mean serve act"
)
"""Verbs whose noun is a predicate, not an object."""
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "hardly", "nobody"})
PARTICLES = frozenset(
    {"out", "off", "up", "down", "back", "away", "in", "on", "over", "through", "aside", "apart"}
)
SAYING = frozenset({"say", "state", "tell", "declare", "write", "add", "report", "claim", "think", "believe"})
TEXTS = listed(
    "statement resolution letter report declaration communiqué communique note bill motion petition decree order "
    "editorial article tweet post message speech memo memorandum document draft amendment law"
)
"""Nouns of texts, which say what whoever issues them says."""
OBJECT_CONTROL = listed(
    "urge order force ask tell allow permit persuade encourage invite warn instruct want require authorize "
    "authorise command compel press pressure beg advise request convince enable help let make see direct summon "
    "remind lead cause expect challenge push prompt forbid prohibit ban prevent stop accuse oblige "
    "implore beseech entreat exhort implore empower dare tempt train"
)
"""Verbs whose object is the subject of their infinitive or participle (English grammars list them so)."""


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
class Arguments:
    """Who stands where around one predicate, as token indices.

    `subject` and `object` are by meaning: the agent and the patient, whichever voice. `surface` is the
    grammatical subject, which conjoined and controlled verbs inherit. `inherited` tells such a subject.
    """

    subject: tuple[int, ...] = ()
    object: tuple[int, ...] = ()
    second: tuple[int, ...] = ()
    obliques: tuple[tuple[str, int], ...] = ()
    surface: tuple[int, ...] = ()
    passive: bool = False
    inherited: bool = False

    def under(self, prepositions: frozenset[str]) -> list[int]:
        """The tokens that hang on one of these prepositions, in order."""
        return [token for preposition, token in self.obliques if preposition in prepositions]


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
            found = self.cache[token] = _arguments(self, token)
        return found


def _is_passive(graph: Graph, token: int) -> bool:
    """Whether a verb is passive; a mere label on its subject is not believed against the verb's own form."""
    labelled = auxiliary = False
    for kid in graph.kids[token]:
        dep = graph.dep[kid]
        if dep in ("aux:pass", "obl:agent"):
            auxiliary = True
        elif dep in ("nsubj:pass", "csubj:pass"):
            labelled = True
    if auxiliary:
        return True
    if not labelled:
        return False
    helped = any(graph.rel[kid] == "aux" and graph.lemma[kid] in ("be", "get") for kid in graph.kids[token])
    return helped or (graph.tag[token] == "VBN" and not graph.auxiliaries(token))


def _arguments(graph: Graph, token: int) -> Arguments:
    subjects: list[int] = []
    objects: list[int] = []
    second: list[int] = []
    agents: list[int] = []
    obliques: list[tuple[str, int]] = []
    passive = _is_passive(graph, token)
    for kid in graph.kids[token]:
        relation = graph.rel[kid]
        if relation == "nsubj":
            subjects.append(graph.antecedent(kid))
        elif relation == "obj" or _bare_nominal(graph, token, kid):
            objects.append(graph.antecedent(kid))
        elif relation == "iobj":
            second.append(graph.antecedent(kid))
        elif relation in ("obl", "nmod", "xcomp", "advcl"):
            preposition = graph.case(kid)
            if relation in ("xcomp", "advcl") and (not preposition or graph.pos[kid] == "VERB"):
                continue
            target = graph.antecedent(kid)
            if graph.dep[kid] == "obl:agent":
                agents.append(target)
            elif preposition and not (relation == "obl" and kid < token and any(s < kid for s in subjects)):
                # What stands between a subject and its verb belongs to the subject ("the mission to Chad said").
                obliques.append((preposition, target))
                if preposition == "by" and passive and not agents and graph.dep[kid] == "obl":
                    agents.append(target)
    if not subjects and not passive and any(kid < token for kid in objects):
        # What stands before an active verb and is not asked for is its subject.
        subjects, objects = _fronted(graph, token, objects)
    if second and not objects:
        second, objects = (
            [],
            second,
        )  # whoever alone stands behind a verb is its object, whatever a parser says
    if len(objects) > 1 and not second and token < objects[0]:
        second, objects = objects[:1], objects[1:]
    if len(subjects) > 1:
        # A verb has one subject; what else is called so is a dateline or an aside before it.
        before = [kid for kid in subjects if kid < token]
        subjects = [before[-1] if before else subjects[0]]
    inherited = False
    if not subjects and graph.pos[token] in ("VERB", "AUX", "ADJ", "NOUN"):
        subjects, passive = _inherit(graph, token, passive)
        inherited = bool(subjects)
    elif _object_gap(graph, token, subjects, objects) and not passive and not obliques:
        objects = [graph.head[token]]
    surface = _spread(graph, subjects)
    if passive:
        return Arguments(
            subject=_spread(graph, agents),
            object=surface if not objects else surface + _spread(graph, objects),
            second=_spread(graph, second),
            obliques=tuple(obliques),
            surface=surface,
            passive=True,
            inherited=inherited,
        )
    return Arguments(
        subject=surface,
        object=_spread(graph, objects),
        second=_spread(graph, second),
        obliques=tuple(obliques),
        surface=surface,
        inherited=inherited,
    )


def _bare_nominal(graph: Graph, token: int, kid: int) -> bool:
    """Whether what a parser calls a clause is a mere noun behind its verb, and so its object ("called the king")."""
    if graph.rel[kid] not in ("xcomp", "ccomp") or kid < token or graph.pos[kid] not in _THINGS:
        return False
    if graph.pos[token] != "VERB" or graph.lemma[token] in _COPULAR or graph.children(token, "obj"):
        return False
    return not any(graph.rel[more] in ("cop", "mark", "nsubj", "case", "aux") for more in graph.kids[kid])


def _fronted(graph: Graph, token: int, objects: list[int]) -> tuple[list[int], list[int]]:
    """Objects of a verb without a subject, told apart into what must be its subject and the rest."""
    kids = {kid for kid in graph.children(token, "obj") if graph.lemma[kid] not in RELATIVE}
    before = [kid for kid in objects if kid < token and kid in kids]
    return before[-1:], [kid for kid in objects if kid not in before[-1:]]


def _object_gap(graph: Graph, token: int, subjects: list[int], objects: list[int]) -> bool:
    """Whether the head of a relative clause is its object ("the sanctions the council imposed")."""
    return (
        bool(subjects)
        and not objects
        and graph.dep[token] == "acl:relcl"
        and graph.head[token] not in subjects
    )


def _spread(graph: Graph, tokens: list[int]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for token in tokens:
        found.update(dict.fromkeys(graph.conjoined(token)))
    return tuple(found)


def _inherit(graph: Graph, token: int, passive: bool) -> tuple[list[int], bool]:
    """The subject that token takes from its surroundings: (subject, whether token is passive)."""
    relation, governor = graph.dep[token], graph.head[token]
    if governor == token:
        return [], passive
    base = graph.rel[token]
    if relation == "acl:relcl":
        return [governor], passive
    if base == "acl":
        if graph.tag[token] == "VBN":
            return [governor], True
        if graph.tag[token] == "VBG":
            issuer = graph.head[governor]
            if (
                graph.lemma[governor] in TEXTS
                and graph.rel[governor] == "obj"
                and graph.pos[issuer] == "VERB"
            ):
                return list(
                    graph.arguments(issuer).surface
                ), passive  # who issues a statement says what it says
            return [governor], passive
        above = graph.head[governor]
        if graph.rel[governor] == "obj" and graph.lemma[above] in OBJECT_CONTROL:
            return [governor], passive
        return _owner(graph, governor), passive
    if base == "conj":
        outer = graph.arguments(governor)
        if graph.tag[token] == "VBN" and outer.passive and not graph.children(token, "obj"):
            passive = True
        return list(outer.surface), passive
    if base in ("xcomp", "ccomp", "advcl"):
        outer = graph.arguments(governor)
        charged = base == "advcl" and bool(graph.introduced(token) & {"of", "from", "into"})
        if (base == "xcomp" or charged) and graph.lemma[governor] in OBJECT_CONTROL:
            if outer.object:
                return list(outer.object), passive
            if outer.second:
                return list(outer.second), passive
        if graph.lemma[governor] in ("call", "appeal", "prevail", "rely", "plead"):
            addressed = outer.under(frozenset({"on", "upon", "to", "for", "with"}))
            if addressed:
                return addressed[:1], passive
        if base == "advcl" and graph.tag[token] == "VBN" and not graph.children(token, "obj"):
            passive = True
        unlinked = graph.tag[token] != "VBG" and not marked_to(graph, token)
        if base == "xcomp" and unlinked and graph.lemma[governor] in SAYING:
            return [], passive
        if base == "ccomp" and unlinked:
            return [], passive
        if base == "ccomp" and graph.lemma[governor] in SAYING:
            # "is about to restore ties, an official said": a chain of clauses, hung one by one on the verb of speech.
            chain = [kid for kid in graph.children(governor, "ccomp") if kid < token]
            return (list(graph.arguments(chain[-1]).surface) if chain else []), passive
        return list(outer.surface), passive
    return [], passive


def marked_to(graph: Graph, token: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(graph.rel[kid] == "mark" and graph.lemma[kid] == "to" for kid in graph.kids[token])


def _owner(graph: Graph, noun: int) -> list[int]:
    """Whose decision, plan or offer a noun is: its possessor, or the subject of the verb it is object of."""
    for kid in graph.kids[noun]:
        if graph.dep[kid] == "nmod:poss":
            return [kid]
    for kid in graph.kids[noun]:
        if graph.rel[kid] == "nmod" and graph.case(kid) in ("by", "of", "from"):
            return [kid]
    governor = graph.head[noun]
    if governor != noun and graph.rel[noun] in ("obj", "obl") and graph.pos[governor] == "VERB":
        return list(graph.arguments(governor).surface)
    return []
