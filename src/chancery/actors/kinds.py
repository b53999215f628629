"""What a name names: person, organization, place, people or thing, by all that speaks for each.

Every sign has a weight, and the signs of all names with the same words in an article are added up: "Elsevier" is
the company throughout, though the language model once took it for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chancery.actors import lexicon
from chancery.actors.words import Words

if TYPE_CHECKING:
    from chancery.actors.naming import Name

TITLE, WORDS, BESIDE, LABEL, SHAPE, FIRST, USE = 16, 8, 6, 4, 4, 3, 2
"""Weights: of a title, of words inside the name, of a noun beside it, of the language model's label, of how the name
is written, of a first name in it, of what it does in its sentence. Set so that a title or a word like "ministry"
outweighs a label, a label outweighs what the sentence hints at, and "Frank Church" is a person all the same."""

KIND_OF_NOUN = {"person": "person", "organization": "organization", "state": "place", "place": "place"}
SHIPS = frozenset(
    ["uss", "hms", "hmas", "hmcs", "hmnzs", "usns", "rfa", "roks", "ins", "fs", "bns", "pns", "mv"]
)
"""Prefixes of the names of ships."""

PARTIES = frozenset(["d", "r", "i"])
"""What stands before the state of an American legislator ("D-Mo.")."""

Evidence = Counter[str]


def evidence(words: Words, name: Name) -> Evidence:
    """What speaks for each kind of actor in one name and its surroundings."""
    found: Evidence = Counter()
    _by_title_and_words(name, found)
    _by_label(words, name, found)
    _by_neighbours(words, name, found)
    _by_shape(words, name, found)
    _by_use(words, name, found)
    return found


def settled(name: Name) -> str | None:
    """The kind of a name that needs no weighing: places by their words, days and texts that are no actors."""
    low = name.words
    if len(low) > 1 and (low[0] in SHIPS or (low[0] in PARTIES and len(low) == 2 and len(low[1]) < 6)):
        return "thing"
    if name.title and not lexicon.ORG_WORDS.intersection(low):
        return "person"
    if low and all(word in lexicon.PLACE_WORDS for word in low):
        return "place"
    spoken = [word for word in low if not word.isdigit()]
    if (
        spoken
        and not name.candidates
        and {spoken[-1], spoken[-1].removesuffix("s")} & lexicon.NOT_ACTOR_NAMES
    ):
        return "thing"
    return None


def kind_of(found: Evidence) -> str | None:
    """The kind for which most speaks; None where nothing does."""
    return max(found, key=lambda kind: (found[kind], kind)) if found else None


def agree(names: Sequence[Name]) -> None:
    """Let all names of the same words be of the kind for which most speaks in the whole article.

    A name for which a title, or a word in it, has settled the kind keeps its own.
    """
    same: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        if name.words and not name.settled and not name.known:
            same.setdefault(name.words, []).append(name)
    for alike in same.values():
        total: Evidence = Counter()
        for name in alike:
            total.update(name.evidence)
        kind = kind_of(total)
        for name in alike:
            own = kind_of(name.evidence)
            if own is None or name.evidence[own] < BESIDE + LABEL:
                name.kind = kind


def _by_title_and_words(name: Name, found: Evidence) -> None:
    low = name.words
    if name.title:
        found["person"] += TITLE
    if lexicon.ORG_WORDS.intersection(low):
        found["organization"] += WORDS
    if low and (
        low[-1] in lexicon.PLACE_WORDS or (len(low) > 1 and low[0] in ("lake", "mount", "cape", "port"))
    ):
        found["place"] += WORDS


def _by_label(words: Words, name: Name, found: Evidence) -> None:
    """The language model's label of the word that heads the name counts for all of it."""
    if name.label:
        found[name.label] += LABEL


def _by_neighbours(words: Words, name: Name, found: Evidence) -> None:
    """Appositions ("Orbis, a company"), and nouns right after the name ("the Orbis newspaper")."""
    w, head = words, name.head
    beside = [c for c in w.children[head] if w.dep[c] == "appos"]
    if w.dep[head] == "appos":
        beside.append(w.head[head])
    if name.end < w.n and w.dep[head] == "compound" and w.head[head] == name.end:
        kind = lexicon.nouns().get(lexicon.noun_of(w.lower[name.end], w.lemma[name.end]))
        if kind == "organization" and w.lower[name.end] in lexicon.NAMED_BODIES:
            found["organization"] += BESIDE
    for k in beside:
        if w.pos[k] == "NOUN":
            kind = KIND_OF_NOUN.get(lexicon.nouns().get(lexicon.noun_of(w.lower[k], w.lemma[k]), ""), "")
            if kind:
                found[kind] += BESIDE


def _by_shape(words: Words, name: Name, found: Evidence) -> None:
    w, low, head = words, name.words, name.head
    parts = [k for k in range(name.start, name.end) if k != head and w.pos[k] != "PUNCT"]
    if 1 <= len(parts) <= 3 and all(w.dep[k] == "flat" and w.pos[k] == "PROPN" for k in parts):
        # In UD, the parts of a person's name are joined by "flat", those of other names by "compound".
        found["person"] += SHAPE
    written = "".join(w.text[k] for k in range(name.start, name.end)).replace(".", "")
    letters = written.replace("-", "")
    acronym = (len(low) == 1 and written.isupper() and 2 <= len(written) <= 6) or (
        len(low) == 2 and "-" in written and letters.isupper()
    )
    if acronym and name.label:
        # Capitals that the model takes for no name are more often a thing's ("IED").
        found["organization"] += BESIDE
    gender = lexicon.first_names().get(low[0]) if low else None
    modifies = w.dep[head] in ("compound", "amod") and w.pos[w.head[head]] == "NOUN"
    if gender and not modifies and (len(low) in (2, 3, 4) or (len(low) == 1 and gender != "u")):
        found["person"] += USE if len(low) == 1 else FIRST
    plural = w.tag[head] == "NNPS" or "Number=Plur" in w.morph[head]
    article = w.lower[name.start - 1 : name.start] == ["the"]
    if plural and (article or w.dep[head].startswith("nsubj")):
        # One person's name has neither a plural nor "the": a label that says so means several.
        several = article and len(low) == 1 and name.label == "person" and low[0].endswith("s")
        found["people"] += LABEL + USE if several else USE


def _by_use(words: Words, name: Name, found: Evidence) -> None:
    w, head = words, name.head
    cases = {w.lower[c] for c in w.children[head] if w.dep[c] == "case" and c < head}
    if cases & {"in", "at", "near", "across"}:
        found["place"] += USE
    if w.dep[head] == "nsubj" and w.lemma[w.head[head]] in lexicon.SPEECH_VERBS:
        found["person" if len(name.words) <= 3 else "organization"] += USE
