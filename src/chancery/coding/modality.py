"""How real an act is: its tense, negation and mood, read off the verb that carries it and off its frames."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.coding.graph import Graph
from chancery.records import Modality

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = {
    "would": "would", "'d": "would", "could": "could", "might": "might", "may": "may", "can": "can", "ca": "can",
    "must": "must", "should": "must", "ought": "must", "need": "must",
}  # fmt: skip
_CONDITIONAL = frozenset({"if", "unless", "whether", "should", "suppose", "provided"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Mood:
    """The mood of a verb: whether negated, to come, conditional, under way, and its modal if any."""

    negated: bool = False
    future: bool = False
    conditional: bool = False
    ongoing: bool = False
    denied: bool = False
    tried: bool = False
    decided: bool = False
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
        if self.future or self.decided:
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
            modal = modal or outer.modal
    elif graph.rel[token] == "conj" and graph.pos[governor] == "VERB" and _shares(graph, token):
        outer = mood_of(graph, governor)
        future, modal, conditional = outer.future, outer.modal, outer.conditional
    if be and any(graph.rel[k] == "mark" and graph.lemma[k] == "to" for k in graph.kids[token]):
        future = True
    if modal == "would" and graph.rel[token] in ("ccomp", "conj") and graph.tag[governor] in ("VBD", "VBN"):
        future, modal = True, ""  # "said it would lift": the future as seen from the past
    return Mood(negated=negated, future=future, conditional=conditional, ongoing=ongoing, modal=modal)


def _shares(graph: Graph, token: int) -> bool:
    """Whether a conjoined verb has neither auxiliary nor subject of its own."""
    return not any(graph.rel[kid] in ("aux", "nsubj") for kid in graph.kids[token])
