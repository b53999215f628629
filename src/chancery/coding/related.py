"""Relations between the entities of a text as the language model sees them, beside what the rules find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chancery.coding.entity_links import SYMMETRIC, Entity, EntityLink
from chancery.language.pairs import NOTHING, Pairs

NEAR = 40
"""Tokens between the beginnings of two entities at most, as in training."""

SURE = 0.5
"""Probability from which a relation counts; the likelier side, not tuned."""


def related(
    pairs: Pairs, entities: Sequence[Entity], sentences: Sequence[int], ruled: Iterable[EntityLink] = ()
) -> Iterator[EntityLink]:
    """The links that the rules found, and those that the model sees between two entities that no rule links.

    `sentences` has the number of each token's sentence; only entities of one sentence are compared.
    """
    taken: set[frozenset[tuple[int, int]]] = set()
    for link in ruled:
        taken.add(_ends(link))
        yield link
    for source in entities:
        for target in entities:
            near = abs(source.start - target.start) < NEAR
            if source is target or not near or sentences[source.start] != sentences[target.start]:
                continue
            shares = pairs.between("relation", range(source.start, source.end), range(target.start, target.end))
            label = max(shares, key=shares.__getitem__)
            link = EntityLink(label, source, target)
            if label == NOTHING or shares[label] < SURE or _ends(link) in taken:
                continue
            if label in SYMMETRIC:
                taken.add(_ends(link))
            yield link


def _ends(link: EntityLink) -> frozenset[tuple[int, int]]:
    return frozenset(((link.source.start, link.source.end), (link.target.start, link.target.end)))
