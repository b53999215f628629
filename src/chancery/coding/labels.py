"""How an issue is called: a short noun phrase for a noun or a clause, and where the text names it.

"to resume the talks" becomes "resuming the talks", "its office" "Norway’s office"; clauses, asides and articles
at the start are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from chancery.actors.cast import Cast
from chancery.coding.graph import Graph
from chancery.coding.inflection import gerund, gerund_of_past
from chancery.coding.phrases import Range, extent

STRIPPED = frozenset({"the", "this", "that", "these", "those", "such", "any", "both", "all"})
HYPHENS = frozenset({"-", "–", "‑"})
LONGEST = 12
"""Words in a label: what fits one line of a table beside a name and a stance."""
LEFT_OUT = frozenset(
    {"appos", "parataxis", "advcl", "cop", "nsubj", "aux", "dep", "discourse", "orphan", "csubj", "vocative"}
)
ASKING = frozenset({"what", "how", "why", "whether", "who", "when", "where"})
_BEHIND = frozenset({"nmod", "acl", "obl", "xcomp", "ccomp", "obj", "iobj", "advcl"})
"""What may follow the head of a phrase; the last of it is cut where a phrase is long."""


_BEFORE = frozenset({"amod", "compound", "nmod", "nummod"})
"""What may stand before a noun and say which."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one article's phrases."""

    graph: Graph
    cast: Cast

    def of(self, token: int, *, clause: bool = False) -> tuple[str, Range]:
        """The label of the phrase headed by token, and the tokens that name it."""
        pieces = self.pieces(token)
        named = (pieces[0], pieces[-1] + 1)
        while len(pieces) > 1 and self._strips(pieces[0], token):
            pieces = pieces[1:]
        while len(pieces) > 1 and self._trails(pieces[-1]):
            pieces = pieces[:-1]
        if clause:
            return self._of_clause(token, pieces), self._with_patient(token, named)
        return self._words(pieces), named

    def _with_patient(self, token: int, named: Range) -> Range:
        """The words of a clause; of a passive from what it is done to ("the law must be changed")."""
        patients = self.graph.arguments(token).surface if self.graph.arguments(token).passive else ()
        if not patients or not named[0] - LONGEST < patients[0] < named[0]:
            return named
        return min(self.phrase(patients[0])[0], named[0]), named[1]

    def phrase(self, token: int) -> Range:
        """The tokens from the first to the last word of a phrase."""
        pieces = self.pieces(token)
        return min(pieces), max(pieces) + 1

    def pieces(self, token: int) -> list[int]:
        """The words of a phrase, without clauses and asides; a long one is cut."""
        first = [token]
        optional: list[tuple[int, list[int]]] = []
        joint = joint_with(self.graph, token)
        for kid in self.graph.kids[token]:
            if not self._belongs(kid, token, joint):
                continue
            low, high = extent(self.graph, kid)
            part = list(range(low, high))
            if token in part:
                part = [kid]
            if kid > token and self.graph.rel[kid] in _BEHIND:
                optional.append((kid, part))
            else:
                first.extend(part)
        size = len(first)
        for _, part in sorted(optional):
            if size + len(part) > LONGEST + 4 and size > 1:
                break
            first.extend(part)
            size += len(part)
        return self._whole(set(first))

    def _whole(self, pieces: set[int]) -> list[int]:
        """The words with what a hyphen joins to them, whatever a parser makes of the parts ("build-up")."""
        graph, doc = self.graph, self.graph.doc
        for i in sorted(pieces):
            first = i - 2
            joined = first >= 0 and doc[i - 1].text in HYPHENS and not doc[i - 1].whitespace_
            if joined and not doc[first].whitespace_ and first not in pieces and i - 1 not in pieces:
                kids = (kid for kid in graph.kids[first] if kid < first and graph.rel[kid] in _BEFORE)
                pieces |= {first, *(k for kid in kids for k in range(*extent(graph, kid)))}
        return sorted(pieces)

    def _belongs(self, kid: int, token: int, joint: Sequence[int]) -> bool:
        """Whether a child is part of the phrase that its head names."""
        graph = self.graph
        relation = graph.rel[kid]
        verbal = graph.pos[token] == "VERB"
        if relation == "case" and verbal and kid > token:
            return True
        if relation in ("case", "mark") or graph.dep[kid] == "acl:relcl":
            return graph.dep[kid] == "acl:relcl" and graph.lemma[token] == "what"
        if relation in LEFT_OUT:
            return verbal and relation == "advcl" and kid > token and _to(graph, kid)
        if verbal and kid < token and relation not in ("advmod", "compound"):
            return False
        if kid > token and relation in ("nmod", "compound", "list") and graph.doc[kid - 1].text == ",":
            return False
        if relation == "nmod" and kid > token and not graph.case(kid) and graph.pos[kid] == "NOUN":
            return False
        if relation in ("cc", "conj") and kid not in joint:
            return False
        if relation == "advmod" and verbal:
            return kid > token and graph.lemma[kid] not in ("not", "n't", "also")
        if relation == "punct":
            return kid >= token - 1 and graph.doc[kid].text in ("-", "–", "'", "’")
        return True

    def _of_clause(self, token: int, pieces: Sequence[int]) -> str:
        """ "Chile signing the pact"; of a passive its object first: "changing the law"."""
        graph = self.graph
        arguments = graph.arguments(token)
        rest = [k for k in pieces if k > token] or self._following(token)
        copula = next((k for k in graph.kids[token] if graph.rel[k] == "cop"), None)
        if copula is not None:
            return self._words([token, *rest], first="being " + graph.doc[token].text.lower())
        asking = [k for k in graph.kids[token] if graph.lemma[k] in ASKING and k < token]
        if asking:
            # "what they see", "how to vote"
            return self._words(list(range(extent(graph, asking[0])[0], pieces[-1] + 1)))
        form = graph.doc[token].text.lower()
        if graph.pos[token] != "VERB":
            return self._words(pieces)
        if graph.tag[token] == "VBG":
            verb = form
        elif form.endswith("ed") and graph.tag[token] in ("VBN", "VBD"):
            verb = gerund_of_past(form)
        else:
            verb = gerund(form if graph.tag[token] == "VB" else graph.lemma[token])
        if arguments.passive and arguments.surface:
            patient = self.of(arguments.surface[0])[0]
            return " ".join([verb, patient, *([self._words(rest)] if rest else [])])
        return self._words([token, *rest], first=verb)

    def _following(self, token: int) -> list[int]:
        """The words right behind a verb that a parse leaves alone, up to the next mark."""
        graph = self.graph
        end = token + 1
        while (
            end < len(graph.pos)
            and end <= token + LONGEST
            and graph.pos[end] not in ("PUNCT", "CCONJ", "SCONJ")
        ):
            end += 1
        return list(range(token + 1, end)) if end <= token + LONGEST else []

    def _words(self, pieces: Sequence[int], *, first: str | None = None) -> str:
        """Words as one would print them: owners by name, a hyphen between two of them kept."""
        graph, doc = self.graph, self.graph.doc
        words = []
        for n, i in enumerate(pieces):
            if graph.pos[i] == "SPACE":
                words.append(" ")
                continue
            text = first if first is not None and not n else self._owner(i) or doc[i].text
            if not n and graph.pos[i] in ("DET", "ADJ", "NOUN", "VERB", "ADV") and text.istitle():
                text = text.lower()
            hyphen = i + 2 in pieces and i + 1 not in pieces and doc[i + 1].text in HYPHENS
            words.append(text + ("-" if hyphen else " " if doc[i].whitespace_ or i + 1 not in pieces else ""))
        return " ".join("".join(words).split())

    def _strips(self, i: int, token: int) -> bool:
        """Whether a label drops the word it would begin with: punctuation, a definite article."""
        graph = self.graph
        if graph.pos[i] in ("PUNCT", "SPACE", "SCONJ", "ADP"):
            return True
        return graph.lemma[i] in STRIPPED and graph.head[i] == token

    def _trails(self, i: int) -> bool:
        """Whether a label drops the word it would end with."""
        graph = self.graph
        particle = graph.dep[i] == "compound:prt" or graph.rel[i] == "advmod"
        return graph.pos[i] in ("PUNCT", "SPACE", "ADP", "CCONJ") and not particle

    def _owner(self, i: int) -> str | None:
        """A possessive pronoun, spelled out where it is known whose it is."""
        if self.graph.dep[i] != "nmod:poss" or self.graph.pos[i] != "PRON":
            return None
        ids = self.cast.heads.get(i, ())
        actor = self.cast.actors.get(ids[0]) if len(ids) == 1 else None
        return f"{actor.name}’s" if actor else None

    def name(self, token: int) -> str:
        """Whom a phrase denotes by name; the words of the phrase where that is not one actor."""
        ids = self.cast.heads.get(token, ())
        actor = self.cast.actors.get(ids[0]) if len(ids) == 1 else None
        return actor.name if actor else self.of(token)[0]

    def words(self, token: int) -> frozenset[str]:
        """The words that tell one issue from another: content lemmas, with actors by id."""
        graph = self.graph
        found = set()
        for i in self.pieces(token):
            ids = self.cast.heads.get(i, ())
            if len(ids) == 1:
                found.add(ids[0])
            elif graph.pos[i] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and graph.lemma[i] not in STRIPPED:
                found.add(graph.lemma[i])
        if graph.pos[token] == "VERB" and graph.arguments(token).passive:
            for patient in graph.arguments(token).surface[:1]:
                found |= self.words(patient)
        return frozenset(found or {graph.lemma[token]})


def joint_with(graph: Graph, token: int) -> tuple[int, ...]:
    """What is coordinated with a noun before a complement that both share ("expansion and renewal of it")."""
    last = max((k for k in graph.kids[token] if graph.rel[k] == "nmod"), default=token)
    members = tuple(k for k in graph.kids[token] if graph.rel[k] == "conj" and token < k < last)
    words = [k for member in members for k in graph.kids[member] if graph.rel[k] == "cc"]
    return (*members, *words) if members else ()


def joined_words(doc: Doc, tokens: Sequence[int]) -> str:
    """The words at some indices as one would print them; a hyphen between two of them is kept."""
    words: list[str] = []
    for n, i in enumerate(tokens):
        words.append(doc[i].text)
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if after == i + 2 and doc[i + 1].text in HYPHENS and not doc[i].whitespace_:
            words.append(doc[i + 1].text)
        elif after is not None and (doc[i].whitespace_ or after != i + 1):
            words.append(" ")
    return " ".join("".join(words).split())


def _to(graph: Graph, clause: int) -> bool:
    return any(graph.lemma[kid] == "to" and graph.rel[kid] == "mark" for kid in graph.kids[clause])
