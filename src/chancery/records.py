"""The record: every type that the reading half makes and the keeping half stores.

Standard library only. Both halves of the house meet here and nowhere else. Records are immutable and
keyword-only; a record that cannot cite its evidence cannot be made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from chancery.errors import InputError

BlockKind = Literal[
    "title",
    "heading",
    "byline",
    "dateline",
    "paragraph",
    "list",
    "quote",
    "caption",
    "author_note",
    "related",
]
"""What a stretch of an article is. Claims are coded from `paragraph`, `list`, `quote` and `dateline` only."""

CLAIMS: frozenset[BlockKind] = frozenset({"paragraph", "list", "quote"})
"""The kinds of block whose sentences are the article's own claims."""

ActorKind = Literal["state", "organization", "person", "armed_group", "media", "people"]
Form = Literal["name", "nominal", "pronoun"]
StatementKind = Literal["direct", "indirect", "mixed"]
Modality = Literal["happened", "ongoing", "planned", "threatened", "demanded", "denied", "hypothetical"]
Stance = Literal["supports", "opposes", "undecided"]
AnswerKind = Literal["rebuts", "echoes", "answers"]
RecordKind = Literal["statement", "event", "position", "relation", "answer"]
How = Literal["metadata", "stated", "inferred", "unknown"]


def digest(kind: str, *parts: object) -> str:
    """A stable id: the same kind and parts give the same id on every machine and in every run.

    Parts are joined by a separator that no text holds, so ("ab", "c") and ("a", "bc") differ.

    >>> digest("statement", "a", 3) == digest("statement", "a", 3) != digest("statement", "a3")
    True
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}:{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A stretch of an article's text: half-open code point offsets, and the characters themselves.

    Made by `Article.passage` only, which guarantees that text equals the article's slice.
    """

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """When an article appeared: an ISO date of day, month or year precision, how that is known, and why."""

    date: str | None = None
    how: How = "unknown"
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One structural stretch of an article (a heading, a paragraph, a caption), as half-open offsets."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One document as it was read. `text` is kept as it is; every offset of every record points into it."""

    id: str
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published = Published()
    related: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    path: str | None = None

    def passage(self, start: int, end: int) -> Passage:
        """Cite the characters from start up to, not including, end."""
        if not 0 <= start < end <= len(self.text):
            raise InputError(f"no passage {start}:{end} in article {self.id} of {len(self.text)} characters")
        return Passage(article_id=self.id, start=start, end=end, text=self.text[start:end])

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at offset, or None between blocks."""
        return next((block for block in self.blocks if block.start <= offset < block.end), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """A resolved date: first and last day (ISO, equal for one day; either may be null), and why it is so."""

    start: str | None
    end: str | None
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something happened: the name as a gazetteer would have it, and the country when known."""

    name: str
    country: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office that a person holds: its title, and the actor id of the body that it belongs to."""

    title: str
    body: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who can speak or act. Ids: `state:JPN`, `org:NATO`, `person:…`, `group:…`, `media:…`, `people:…`.

    `body` is the id of the state or body whose institution or spokesperson it is, for actors whom only the text makes
    known ("the Chinese mission", "NATO leaders", "a US official").
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    known: bool = False
    body: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One reference to an actor; `actor_id` is None where it could not be resolved."""

    passage: Passage
    form: Form
    actor_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What every record has: an id, its evidence, on whose word it stands, and what made it.

    `attributed_to` is the id of the statement it rests on, None where the article's author asserts it.
    `confidence` is the measured precision of `coder` on gold data, None where nobody has measured it.
    """

    id: str
    evidence: tuple[Passage, ...]
    coder: str
    confidence: float | None = None
    attributed_to: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise InputError(f"record {self.id} of {self.coder} cites nothing; a record must carry evidence")


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement(Record):
    """Who said (or believes, fears, intends) what to whom.

    `content` may be discontinuous. `modality` is `happened` for an act of speech that took place;
    `negated` marks "did not say" and "declined to comment". `reported_by` is the enclosing statement.
    """

    kind: StatementKind
    act: str
    cue: Passage
    content: tuple[Passage, ...]
    source: Passage | None = None
    speaker: str | None = None
    addressee: str | None = None
    via: Passage | None = None
    reported_by: str | None = None
    modality: Modality = "happened"
    negated: bool = False
    date: When | None = None
    place: Place | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event(Record):
    """What happened between whom, by PLOVER (manual 0.8) type, mode and context, and by CAMEO code."""

    type: str
    trigger: Passage
    mode: str | None = None
    context: str | None = None
    cameo: str | None = None
    quad: int | None = None
    goldstein: float | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    modality: Modality = "happened"
    date: When | None = None
    place: Place | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """What a position is about: an id for the article, a short label, and where the text names it."""

    id: str
    label: str
    passage: Passage


@dataclass(frozen=True, kw_only=True, slots=True)
class Position(Record):
    """Who stands where on an issue, and the reason given for it.

    `former` marks where somebody stood once and, as the text has it, does not any more.
    """

    holder: str
    stance: Stance
    issue: Issue
    reason: Passage | None = None
    date: When | None = None
    former: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation(Record):
    """Standing between actors. `object` is an actor id, an office or a place; `polarity` False negates."""

    subject: str
    predicate: str
    object: str | Office | Place
    polarity: bool = True
    valid: When | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer(Record):
    """How one statement meets another: it rebuts, echoes or answers it (`from_id` answers `to_id`)."""

    from_id: str
    to_id: str
    kind: AnswerKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """How a record came about: its id, what made it, and the words that set that off.

    `by` names entries of the data files ("events_accuse.toml#accuse.criticize"), heads of the language model
    ("model#attribution-head"), or, where a rule has no entry of its own, the coder ("statements/label").
    """

    record: str
    by: tuple[str, ...]
    words: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What stood in the text and gave no record: the entry whose word it is, the word, and why nothing came of it.

    `fitted` tells that the entry found all that it asks for, and something else stood against it; `wants` names some
    of the words that it asks for and did not find.
    """

    kind: RecordKind
    by: str
    words: Passage
    why: str
    wants: str = ""
    fitted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """One sentence, with the coders' own decisions on it; `note` says in words why there are none."""

    sentence: Passage
    made: tuple[Made, ...] = ()
    tried: tuple[Tried, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """One article and all that was read from it: what the pipeline yields and an archive takes.

    `explanations` are there where they were asked for, sentence by sentence.
    """

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    answers: tuple[Answer, ...] = ()
    notices: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    def records(self) -> Iterator[Record]:
        """Every record, statements first, in the order of the text within each kind."""
        groups: tuple[Iterable[Record], ...] = (
            self.statements,
            self.events,
            self.positions,
            self.relations,
            self.answers,
        )
        for group in groups:
            yield from group

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with that id, or None."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)


def actors_of(record: Record) -> Iterator[str]:
    """The ids of the actors that a record names, in its own order."""
    if isinstance(record, Statement):
        yield from (actor for actor in (record.speaker, record.addressee) if actor)
    elif isinstance(record, Event):
        yield from (*record.actors, *record.recipients)
    elif isinstance(record, Position):
        yield record.holder
    elif isinstance(record, Relation):
        yield record.subject
        if isinstance(record.object, str):
            yield record.object
        elif isinstance(record.object, Office) and record.object.body:
            yield record.object.body
