"""Who is in an article: its actors, their mentions, and which words denote whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from chancery.records import Actor, Mention


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """The outcome of actor resolution for one Doc.

    `heads` maps the index of the token that heads a mention (the noun, name or pronoun itself) to the ids of
    the actors that it denotes: one for "Mr Stoltenberg", two for "the two men" or "both countries", none
    where it is unresolved.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    heads: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def at(self, token: Token) -> tuple[str, ...]:
        """The actors that the noun phrase headed by token denotes; its conjuncts are not included."""
        return self.heads.get(token.i, ())

    def one(self, token: Token) -> str | None:
        """The single actor that token denotes, or None where there is none or more than one."""
        found = self.at(token)
        return found[0] if len(found) == 1 else None

    def with_conjuncts(self, token: Token) -> tuple[str, ...]:
        """The actors of token and of what is coordinated with it ("the United States and Japan"), in order."""
        found: dict[str, None] = {}
        for part in (token, *token.conjuncts):
            if part.i >= token.i:
                found.update(dict.fromkeys(self.at(part)))
        return tuple(found)
