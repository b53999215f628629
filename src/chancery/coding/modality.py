"""How real an act is: its tense, negation and mood, read off the verb that carries it and off its frames."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.coding.graph import Graph, marked_to
from chancery.coding.words import listed
from chancery.records import Modality

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = {
    "would": "would", "'d": "would", "could": "could", "might": "might", "may": "may", "can": "can", "ca": "can",
    "must": "must", "should": "must", "ought": "must", "need": "must",
}  # fmt: skip
_CONDITIONAL = frozenset({"if", "unless", "whether", "should", "suppose", "provided"})
_TIDINGS = listed("announcement statement promise news pledge vow declaration indication sign word report")
_OFTEN = listed(
    "often usually regularly always frequently typically generally routinely sometimes rarely seldom traditionally "
    "normally commonly occasionally annually habitually periodically weekly daily"
)
"""Adverbs that make of a deed a habit."""


_SETTING_OUT = listed("meet gather assemble convene travel fly arrive unite work")
"""Verbs whose infinitive is a purpose, done or not: meeting, travelling, labouring."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mood:
    """The mood of a verb: whether negated, to come, conditional, under way, and its modal if any.

    `purpose` marks what something else is done for ("flew there to meet"), `habit` what is done time and
    again or by a kind of people ("countries that take part in exercises").
    """

    negated: bool = False
    future: bool = False
    conditional: bool = False
    ongoing: bool = False
    denied: bool = False
    tried: bool = False
    decided: bool = False
    purpose: bool = False
    habit: bool = False
    modal: str = ""

    def within(self, outer: Mood, kind: str) -> Mood:
        """This mood inside a frame of that kind, whose own mood is outer."""
        if kind in ("do", "undergo"):
            return Mood(
                negated=self.negated != outer.negated,
                future=self.future or outer.future,
                conditional=self.conditional or outer.conditional,
                ongoing=self.ongoing or outer.ongoing,
                modal=outer.modal or self.modal,
                tried=self.tried or outer.tried,
                purpose=self.purpose or outer.purpose,
                habit=self.habit or outer.habit,
            )
        if kind == "decide":
            return replace(outer, decided=not outer.negated)
        if kind == "doubt":
            return replace(outer, tried=True)
        if kind == "deny":
            return replace(outer, denied=True)
        return outer

    @property
    def modality(self) -> Modality:
        """The value that a record carries."""
        if self.denied or self.negated:
            return "denied"
        if self.conditional or self.tried or self.modal in ("could", "might", "may", "can"):
            return "hypothetical"
        if self.future or self.decided or self.purpose:
            return "planned"
        if self.modal == "would":
            return "hypothetical"
        if self.modal == "must":
            return "demanded"
        return "ongoing" if self.ongoing else "happened"


def mood_of(graph: Graph, token: int) -> Mood:
    """The mood of the predicate token, from its auxiliaries, its negators and the clause it stands in."""
    negated = future = ongoing = conditional = False
    modal = ""
    be = False
    for kid in graph.kids[token]:
        relation, lemma = graph.rel[kid], graph.lemma[kid]
        if relation in ("aux", "cop"):
            form = graph.form[kid]
            if lemma in _FUTURE or form in _FUTURE:
                future = True
            elif lemma in _MODAL or form in _MODAL:
                modal = _MODAL.get(form, _MODAL.get(lemma, ""))
            elif lemma == "be":
                be = True
            elif lemma in ("have",) and "to" in (
                graph.lemma[k] for k in graph.kids[token] if graph.rel[k] == "mark"
            ):
                modal = modal or "must"
        elif relation == "mark" and lemma in _CONDITIONAL:
            conditional = True
    conditional = conditional or _inverted(graph, token)
    negated = graph.negated(token)
    if be and graph.tag[token] == "VBG":
        ongoing = True
    governor = graph.head[token]
    if governor != token and graph.rel[token] == "xcomp":
        lemma = graph.lemma[governor]
        if lemma == "go" and graph.tag[governor] == "VBG":
            future = True
        elif lemma in ("have", "need") and graph.pos[governor] in ("VERB", "AUX"):
            modal = "must"
        elif lemma in ("continue", "keep"):
            ongoing = True
        if lemma in ("go", "have", "need", "continue", "begin", "start", "keep", "help", "manage"):
            outer = mood_of(graph, governor)
            negated = negated != outer.negated
            future = future or outer.future
            modal = outer.modal or modal
    elif (
        graph.rel[token] == "advcl"
        and graph.tag[token] == "VBG"
        and graph.pos[governor] == "VERB"
        and governor < token
    ):
        outer = mood_of(graph, governor)
        future, modal = future or outer.future, modal or outer.modal
        conditional = conditional or outer.conditional
    elif graph.rel[token] == "conj" and graph.pos[governor] == "VERB" and _shares(graph, token):
        outer = mood_of(graph, governor)
        future, modal, conditional = outer.future, outer.modal, outer.conditional
    if be and any(graph.rel[k] == "mark" and graph.lemma[k] == "to" for k in graph.kids[token]):
        future = True
    if token > 1 and graph.lemma[token - 2] == "about" and graph.lemma[token - 1] == "to":
        future = True
    told = graph.rel[token] in ("ccomp", "conj") and graph.tag[governor] in ("VBD", "VBN")
    if modal == "would" and (told or (graph.dep[token] == "acl" and graph.lemma[governor] in _TIDINGS)):
        future, modal = True, ""  # "said it would lift": the future as seen from the past
    return Mood(
        negated=negated,
        future=future,
        conditional=conditional,
        ongoing=ongoing,
        modal=modal,
        purpose=marked_to(graph, token)
        and (
            graph.rel[token] in ("advcl", "acl")
            or (graph.rel[token] == "xcomp" and _sets_out(graph, governor))
        ),
        habit=habitual(graph, token),
    )


def _sets_out(graph: Graph, verb: int) -> bool:
    """Whether a verb's infinitive says what for ("met to end the war"), whatever a parser calls it."""
    return graph.lemma[verb] in _SETTING_OUT


def _inverted(graph: Graph, token: int) -> bool:
    """Whether "had" stands before the subject: "had she gone" is a condition."""
    had = [kid for kid in graph.children(token, "aux") if graph.doc[kid].text.lower() == "had"]
    subjects = graph.children(token, "nsubj")
    return bool(had and subjects) and had[0] < subjects[0] < token


def habitual(graph: Graph, token: int) -> bool:
    """Whether a predicate tells what is done again and again, or by a kind of people, not what was done once."""
    if any(graph.lemma[kid] in _OFTEN for kid in graph.children(token, "advmod")):
        return True
    simple = graph.tag[token] in ("VBP", "VBZ") and not graph.auxiliaries(token)
    return simple and any(_kind(graph, subject) for subject in graph.arguments(token).surface)


def _kind(graph: Graph, noun: int) -> bool:
    """Whether a noun names a kind: a plural without article, number, owner or name ("hackers attack")."""
    if graph.pos[noun] != "NOUN" or graph.tag[noun] != "NNS":
        return False
    return not any(
        graph.rel[kid] in ("det", "nummod", "flat", "appos")
        or graph.pos[kid] in ("PROPN", "NUM")
        or graph.dep[kid] == "nmod:poss"
        or graph.ent[kid] != ""
        for kid in graph.kids[noun]
    )


def _shares(graph: Graph, token: int) -> bool:
    """Whether a conjoined verb has neither auxiliary nor subject of its own."""
    return not any(graph.rel[kid] in ("aux", "nsubj") for kid in graph.kids[token])
