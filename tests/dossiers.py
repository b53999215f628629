"""A dossier made by hand, so that tests of printing and of export need no model."""

from __future__ import annotations

from chancery.records import (
    Actor,
    Answer,
    Article,
    Block,
    Dossier,
    Event,
    Issue,
    Mention,
    Office,
    Passage,
    Place,
    Position,
    Published,
    Relation,
    Statement,
    When,
)

TEXT = """Harbour talks end in Riga

Norway's envoy, Ida Solberg, told Latvia that "the harbour is open."
She also denied that Oslo had wavered. Latvia opposes the toll because it hurts trade.
Norway is not a member of the European Union.
Reuters reports that Latvia rejected the claim.
"""

ARTICLE = Article(
    id="article:harbour",
    text=TEXT,
    title="Harbour talks end in Riga",
    authors=("Ann Example",),
    publisher="The Quay",
    language="en",
    published=Published(date="2024-03-05", how="inferred", why="“Tuesday, March 5” falls together in 2024"),
    blocks=(Block(kind="title", start=0, end=25), Block(kind="paragraph", start=27, end=len(TEXT) - 1)),
)

NORWAY, LATVIA, SOLBERG, UNION, REUTERS = (
    "state:NOR",
    "state:LVA",
    "person:ida-solberg",
    "org:EU",
    "media:reuters",
)


def passage(words: str, occurrence: int = 0) -> Passage:
    """The words where they stand in the article for the first, second, ... time."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return ARTICLE.passage(start, start + len(words))


def mention(words: str, actor_id: str | None, form: str = "name", occurrence: int = 0) -> Mention:
    """A mention of that actor by those words."""
    return Mention(passage=passage(words, occurrence), form=form, actor_id=actor_id)  # type: ignore[arg-type]


ACTORS = (
    Actor(id=NORWAY, name="Norway", kind="state", country="NOR", known=True),
    Actor(id=SOLBERG, name="Ida Solberg", kind="person", country="NOR", sector="GOV"),
    Actor(id=LATVIA, name="Latvia", kind="state", country="LVA", known=True),
    Actor(id=UNION, name="European Union", kind="organization", sector="IGO", known=True),
    Actor(id=REUTERS, name="Reuters", kind="media", country="GBR", known=True),
)

MENTIONS = (
    mention("Norway", NORWAY),
    mention("Ida Solberg", SOLBERG),
    mention("Latvia", LATVIA),
    mention("She", SOLBERG, "pronoun"),
    mention("Oslo", NORWAY),
    mention("Latvia", LATVIA, occurrence=1),
    mention("it", None, "pronoun"),
    mention("Norway", NORWAY, occurrence=1),
    mention("European Union", UNION),
    mention("Reuters", REUTERS),
    mention("Latvia", LATVIA, occurrence=2),
)

DAY = When(start="2024-03-05", end="2024-03-05", why="Tuesday before the article")

STATEMENTS = (
    Statement(
        id="statement:1",
        evidence=(passage('told Latvia that "the harbour is open."'),),
        coder="statements/test",
        confidence=0.75,
        kind="direct",
        act="say",
        cue=passage("told"),
        content=(passage('"the harbour is open."'),),
        source=passage("Norway's envoy, Ida Solberg"),
        speaker=SOLBERG,
        addressee=LATVIA,
        date=DAY,
        place=Place(name="Riga", country="LVA"),
    ),
    Statement(
        id="statement:2",
        evidence=(passage("She also denied that Oslo had wavered"),),
        coder="statements/test",
        kind="indirect",
        act="deny",
        cue=passage("denied"),
        content=(passage("that Oslo had wavered"),),
        source=passage("She"),
        speaker=SOLBERG,
    ),
    Statement(
        id="statement:3",
        evidence=(passage("Reuters reports that Latvia rejected the claim"),),
        coder="statements/test",
        kind="indirect",
        act="say",
        cue=passage("reports"),
        content=(passage("that Latvia rejected the claim"),),
        source=passage("Reuters"),
        speaker=REUTERS,
    ),
    Statement(
        id="statement:4",
        evidence=(passage("Latvia rejected the claim"),),
        coder="statements/test",
        kind="indirect",
        act="reject",
        cue=passage("rejected"),
        content=(passage("the claim"),),
        source=passage("Latvia", 2),
        speaker=LATVIA,
        reported_by="statement:3",
    ),
)

EVENT = Event(
    id="event:1",
    evidence=(passage("Harbour talks"), passage("told Latvia")),
    coder="events/test",
    type="CONSULT",
    trigger=passage("talks"),
    mode="meet",
    cameo="040",
    actors=(NORWAY, LATVIA),
    recipients=(LATVIA,),
    modality="planned",
    attributed_to="statement:3",
    date=When(start="2024-03-04", end="2024-03-05"),
)

POSITION = Position(
    id="position:1",
    evidence=(passage("Latvia opposes the toll"),),
    coder="positions/test",
    holder=LATVIA,
    stance="opposes",
    issue=Issue(id="issue:toll", label="the toll", passage=passage("the toll")),
    reason=passage("it hurts trade"),
)

RELATIONS = (
    Relation(
        id="relation:1",
        evidence=(passage("Norway's envoy, Ida Solberg"),),
        coder="relations/test",
        subject=SOLBERG,
        predicate="holds_office",
        object=Office(title="envoy", body=NORWAY),
    ),
    Relation(
        id="relation:2",
        evidence=(passage("Norway is not a member of the European Union"),),
        coder="relations/test",
        subject=NORWAY,
        predicate="member_of",
        object=UNION,
        polarity=False,
        valid=When(start="2024-03-05", end=None),
    ),
    Relation(
        id="relation:3",
        evidence=(passage("Norway's envoy"),),
        coder="relations/test",
        subject=SOLBERG,
        predicate="based_in",
        object=Place(name="Oslo", country="NOR"),
    ),
)

ANSWER = Answer(
    id="answer:1",
    evidence=(passage("rejected the claim"),),
    coder="answers/test",
    from_id="statement:4",
    to_id="statement:2",
    kind="rebuts",
)

DOSSIER = Dossier(
    article=ARTICLE,
    actors=ACTORS,
    mentions=MENTIONS,
    statements=STATEMENTS,
    events=(EVENT,),
    positions=(POSITION,),
    relations=RELATIONS,
    answers=(ANSWER,),
    notices=("One quotation mark is missing.",),
)
