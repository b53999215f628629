"""A party's members of parliament: "Republican senators", "Labour MPs", "Senate Republicans" are a people of its own.

They are not the party; those of one party and one chamber are the same people, however the text calls them.
"""

from __future__ import annotations

from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.mentions import NAME, NOMINAL, PLURAL, Ref
from chancery.actors.words import Words

NOUNS = {
    "senator": "senators", "representative": "representatives", "congressman": "representatives",
    "congresswoman": "representatives", "mp": "members of parliament", "mep": "members of the European Parliament",
    "lawmaker": "lawmakers", "legislator": "lawmakers", "parliamentarian": "members of parliament",
}  # fmt: skip
"""Nouns for members of a parliament, and what those of one party and chamber are called in their name."""

CHAMBERS = {"senate": "senators", "house": "representatives"}
"""Chambers whose name stands right before that of a party's people ("House Democrats")."""


def of_party(ref: Ref, words: Words, knowledge: Knowledge) -> tuple[Entry, str] | None:
    """The party, and what its members are called, where a phrase or name means those who sit in parliament for it."""
    if ref.form == NAME:
        return _in_chamber(ref, words)
    noun = NOUNS.get(ref.lemma)
    if ref.form != NOMINAL or ref.number != PLURAL or noun is None or ref.head == 0:
        return None
    if ref.modifiers - {words.lemma[ref.head - 1]}:
        return None
    party = _party(words.text[ref.head - 1], knowledge)
    return (party, noun) if party is not None else None


def _in_chamber(ref: Ref, words: Words) -> tuple[Entry, str] | None:
    entry = ref.group.entry if ref.group is not None else None
    noun = CHAMBERS.get(words.lower[ref.start - 1]) if ref.start else None
    plural = ref.end - ref.start == 1 and words.lower[ref.head].endswith("s")
    if entry is None or entry.sector != "PTY" or noun is None or not plural:
        return None
    return entry, noun


def _party(word: str, knowledge: Knowledge) -> Entry | None:
    """The only party that goes by a word ("Republican", "Labour")."""
    if not word[:1].isupper():
        return None
    found = {one.id for name in (f"{word} Party", f"{word}s") for one in knowledge.lookup(name)}
    parties = [entry for one in found if (entry := knowledge.get(one)) is not None and entry.sector == "PTY"]
    return parties[0] if len(parties) == 1 else None
