"""An article's calendar: its date expressions, the days that they mean, and which clause each one dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Token

from chancery.language.date_clauses import (
    at_events,
    attached,
    clause_head,
    is_bound,
    is_simultaneous,
    shared,
    told_in,
)
from chancery.language.date_fixed import fixed
from chancery.language.date_forms import Meaning, meanings
from chancery.language.date_inference import Anchor, Told, infer
from chancery.language.date_resolution import Reference, Setting, Tense, from_before, relative
from chancery.records import Article, Block, Published, When

__all__ = ["Anchor", "Calendar", "DateExpression"]

MEMORY = 60
"""Words: how far back "that day" and "three days later" look for the date that they are told from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DateExpression:
    """A date in the text: its tokens (half-open) and the days it means, None where nothing fixes them."""

    start: int
    end: int
    when: When | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """The dates of one article.

    `published` is what the article states, else what its text fixes (see `date_inference`), else unknown.
    """

    published: Published = field(default_factory=Published)
    expressions: tuple[DateExpression, ...] = ()
    clauses: Mapping[int, When] = field(default_factory=dict)
    """Dates by the token that heads the clause or noun phrase that they stand in."""

    @classmethod
    def of(cls, article: Article, doc: Doc, anchors: Sequence[Anchor] = ()) -> Calendar:
        """Find and resolve the dates of a text. Anchors are what the text says is so, with its time."""
        found = list(meanings(doc))
        known: dict[int, Tense] = {}
        manners = [told_in(doc, meaning.first, meaning.last, known) for meaning in found]
        published, reference = article.published, _reference(article.published)
        if reference is None:
            lines = [block for block in article.blocks if block.kind == "dateline"]
            told = [
                Told(meaning, tense, nominal, _in_block(doc[meaning.first].idx, lines))
                for meaning, (tense, nominal) in zip(found, manners, strict=True)
            ]
            inferred, reference = infer(told, anchors)
            published = inferred if inferred.date else published
        expressions = tuple(_resolved(doc, found, manners, reference))
        dated = attached(doc, _spans(expressions))
        taken = shared(doc, dated) | dated
        latest = reference.day if reference and reference.precision in ("day", "narrative") else None
        return cls(
            published=published, expressions=expressions, clauses=at_events(doc, taken, latest) | taken
        )

    def at(self, start: int, end: int) -> When | None:
        """The first resolved date among the tokens from start up to, not including, end."""
        for expression in self.expressions:
            if expression.start < end and start < expression.end and expression.when:
                return expression.when
        return None

    def of_token(self, token: Token) -> When | None:
        """The date of the clause that token heads, or stands in as a noun; None where the clause has none.

        A date belongs to its own clause: what was said on Monday did not happen on Monday. It is shared
        with verbs joined by "and", and between a clause and its "when", "as" and "while" clauses.
        """
        own = self.clauses.get(token.i)
        if own is not None:
            return own
        head = clause_head(token)
        return self._of_clause(head)

    def _of_clause(self, head: Token) -> When | None:
        own = self.clauses.get(head.i)
        if own is not None:
            return own
        if head.dep_ in ("conj", "xcomp") or (head.dep_ == "advcl" and is_simultaneous(head)):
            above = clause_head(head.head)
            if above.i != head.i:
                return self.clauses.get(above.i)
        return None


def _reference(published: Published) -> Reference | None:
    """The day to tell from, by how exactly the article's date is known."""
    if not published.date:
        return None
    parts = [int(part) for part in published.date.split("-") if part.isdecimal()]
    label = f"{published.date}, when the article appeared"
    if published.how == "inferred":
        label = f"{published.date}, inferred: {published.why}"
    if len(parts) == 3:
        return Reference(date(*parts), "day", label)
    if len(parts) == 2:
        return Reference(date(parts[0], parts[1], 15), "month", label)
    return Reference(date(parts[0], 7, 1), "year", label)


def _in_block(offset: int, blocks: Sequence[Block]) -> bool:
    return any(block.start <= offset < block.end for block in blocks)


def _spans(expressions: Sequence[DateExpression]) -> list[tuple[int, int, When]]:
    return [(entry.start, entry.end, entry.when) for entry in expressions if entry.when is not None]


def _resolved(
    doc: Doc, found: Sequence[Meaning], manners: Sequence[tuple[Tense, bool]], reference: Reference | None
) -> list[DateExpression]:
    """Every expression in order, each told from the reference or from the date before it."""
    expressions: list[DateExpression] = []
    before: tuple[int, When] | None = None
    year: tuple[int, int] | None = None
    for meaning, (tense, nominal) in zip(found, manners, strict=True):
        near = before[1] if before and meaning.first - before[0] <= MEMORY else None
        told = year[1] if year and meaning.first - year[0] <= MEMORY else None
        if told and year and not (_fronted(doc, year[0]) or _same_sentence(doc, year[0], meaning.first)):
            told = None
        setting = Setting(tense=tense, nominal=nominal, before=near, year=told)
        when = _when(meaning, reference, setting)
        expressions.append(DateExpression(start=meaning.first, end=meaning.last + 1, when=when))
        if when is not None and not is_bound(doc, meaning.first, meaning.last):
            before = (meaning.last, when)
            year = (meaning.first, meaning.year) if meaning.year else year
    return expressions


def _fronted(doc: Doc, index: int) -> bool:
    """Whether a token stands at the head of its sentence ("In 2007, …")."""
    return any(doc[at].is_sent_start for at in range(max(index - 2, 0), index + 1))


def _same_sentence(doc: Doc, first: int, last: int) -> bool:
    return not any(doc[at].is_sent_start for at in range(first + 1, last + 1))


def _when(meaning: Meaning, reference: Reference | None, setting: Setting) -> When | None:
    """The days of one expression: by its own year, else told from before or from the reference."""
    when = fixed(meaning)
    if when is not None:
        return when
    # "the next day" in a tale of the past is told from the tale, not from today.
    ahead = meaning.step == 1 and setting.tense == "past" and not setting.nominal and meaning.low is None
    ahead = ahead and meaning.form in ("unit", "weekday")
    leans = meaning.same or ahead or meaning.form in ("shifted", "bare_day")
    if leans and setting.before is not None:
        when = from_before(meaning, setting.before)
        if when is not None:
            return when
    if reference is None and setting.year and meaning.form in ("day", "days", "month"):
        return fixed(replace(meaning, year=setting.year))
    if reference is None or ahead or (meaning.form in ("unit", "within") and meaning.same):
        return None
    return relative(replace(meaning, same=False), reference, setting)
