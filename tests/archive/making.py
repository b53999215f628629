"""Dossiers for tests of the archive: any at all, and any number of plausible ones, without a model."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hypothesis import strategies as st

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
    digest,
)

STATES = (("state:NOR", "Norway"), ("state:LVA", "Latvia"), ("state:JPN", "Japan"), ("state:CHN", "China"))
ISSUES = ("the harbour toll", "a liaison office in Riga", "the fishing pact", "sanctions on shipping")
STANCES = ("supports", "opposes", "undecided")


def news_text(number: int) -> str:
    """The text of the plausible article with that number."""
    (_, first), (_, second) = STATES[number % 4], STATES[(number + 1) % 4]
    issue = ISSUES[number // 4 % 4]
    return (
        f"Report {number} from the coast\n\n"
        f"{first} told {second} on day {number} that it rejects {issue}. "
        f"{second} met {first} in Riga. Nobody knows what article {number} adds to the others.\n"
    )


def read_news(article: Article) -> Dossier:
    """The dossier of an article that `news_text` wrote: a pipeline for tests."""
    text = article.text
    names = {name: actor for actor, name in STATES}
    words = text.split("\n\n", 1)[1].split()
    first, second = words[0], words[2]

    def at(found: str, after: int = 0) -> Passage:
        start = text.index(found, after)
        return article.passage(start, start + len(found))

    issue = text.split("rejects ", 1)[1].split(".", 1)[0]
    day = article.published.date
    said = Statement(
        id=digest("statement", article.id, "told"),
        evidence=(at(f"{first} told"),),
        coder="statements/test",
        confidence=0.75,
        kind="indirect",
        act="say",
        cue=at("told"),
        content=(at(f"that it rejects {issue}") if "day" not in text else at(f"it rejects {issue}"),),
        source=at(first),
        speaker=names[first],
        addressee=names[second],
        date=When(start=day, end=day, why="the day of the article") if day else None,
    )
    position = Position(
        id=digest("position", article.id, "rejects"),
        evidence=(at(f"rejects {issue}"),),
        coder="positions/test",
        holder=names[first],
        stance="opposes",
        issue=Issue(id=digest("issue", issue), label=issue, passage=at(issue)),
        attributed_to=said.id,
    )
    event = Event(
        id=digest("event", article.id, "met"),
        evidence=(at(f"{second} met {first} in Riga"),),
        coder="events/test",
        type="CONSULT",
        trigger=at("met"),
        actors=(names[second], names[first]),
        place=Place(name="Riga", country="LVA"),
    )
    return Dossier(
        article=article,
        actors=(
            Actor(id=names[first], name=first, kind="state", known=True),
            Actor(id=names[second], name=second, kind="state", known=True),
        ),
        mentions=(
            Mention(passage=at(first), form="name", actor_id=names[first]),
            Mention(passage=at(second), form="name", actor_id=names[second]),
            Mention(passage=at("it rejects"), form="pronoun", actor_id=None),
        ),
        statements=(said,),
        events=(event,),
        positions=(position,),
    )


def news_article(number: int) -> Article:
    """The plausible article with that number."""
    text = news_text(number)
    return Article(
        id=digest("article", text),
        text=text,
        title=text.split("\n", 1)[0],
        publisher="The Quay",
        language="en",
        published=Published(date=f"2024-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}", how="metadata"),
        path=f"news/{number}.txt",
    )


def news(number: int) -> Dossier:
    """The plausible dossier with that number."""
    return read_news(news_article(number))


@st.composite
def any_dossiers(draw: st.DrawFn) -> Dossier:
    """Dossiers with every kind of record, over any text, half characters included."""
    text = draw(st.text(st.characters(), min_size=1, max_size=40))
    words = st.text(st.characters(), max_size=5)
    article = Article(
        id=draw(words),
        text=text,
        title=draw(st.none() | words),
        authors=tuple(draw(st.lists(words, max_size=2))),
        published=draw(
            st.builds(Published, date=st.none() | st.sampled_from(["2023", "2023-07"]), why=words)
        ),
        related=tuple(draw(st.lists(words, max_size=2))),
        blocks=(Block(kind="paragraph", start=0, end=len(text)),) if draw(st.booleans()) else (),
    )

    def passage() -> Passage:
        start = draw(st.integers(0, len(text) - 1))
        return article.passage(start, draw(st.integers(start + 1, len(text))))

    def passages(least: int) -> tuple[Passage, ...]:
        return tuple(passage() for _ in range(draw(st.integers(least, 3))))

    ids = ["state:NOR", "person:x", "\ud800", ""]
    actor = st.sampled_from(ids)
    when = st.none() | st.builds(
        When, start=st.none() | st.just("2023-07-12"), end=st.none() | words, why=words
    )
    place = st.none() | st.builds(Place, name=words, country=st.none() | st.just("NOR"))
    shared = {"coder": "t/1", "confidence": 0.5}
    number = draw(st.integers(0, 2**64 - 1))
    return Dossier(
        article=article,
        actors=tuple(
            Actor(id=key, name=draw(words), kind="person", body=draw(st.none() | actor)) for key in ids
        ),
        mentions=tuple(
            Mention(
                passage=passage(),
                form=draw(st.sampled_from(["name", "pronoun"])),
                actor_id=draw(st.none() | actor),
            )
            for _ in range(3)
        ),
        statements=(
            Statement(
                id=f"statement:{number:016x}",
                evidence=passages(1),
                kind="mixed",
                act=draw(words),
                cue=passage(),
                content=passages(0),
                via=draw(st.sampled_from([None, passage()])),
                speaker=draw(st.none() | actor),
                reported_by=draw(st.none() | words),
                negated=draw(st.booleans()),
                date=draw(when),
                place=draw(place),
                **shared,
            ),
        ),
        events=(
            Event(
                id=draw(words),
                evidence=passages(1),
                type="AID",
                trigger=passage(),
                quad=draw(st.none() | st.integers(1, 4)),
                goldstein=draw(st.none() | st.floats(-10, 10)),
                actors=tuple(draw(st.lists(actor, max_size=3))),
                date=draw(when),
                **shared,
            ),
        ),
        positions=(
            Position(
                id=f"position:{number:016x}",
                evidence=passages(1),
                holder=draw(actor),
                stance=draw(st.sampled_from(STANCES)),
                issue=Issue(id=draw(words), label=draw(words), passage=passage()),
                former=draw(st.booleans()),
                coder=draw(words),
            ),
        ),
        relations=(
            Relation(
                id="r",
                evidence=passages(1),
                subject=draw(actor),
                predicate="x",
                object=draw(
                    actor
                    | st.builds(Office, title=words, body=st.none() | actor)
                    | st.builds(Place, name=words)
                ),
                polarity=draw(st.booleans()),
                valid=draw(when),
                **shared,
            ),
        ),
        answers=(
            Answer(
                id="a",
                evidence=passages(1),
                from_id=f"statement:{number:016x}",
                to_id=draw(words),
                kind="rebuts",
                attributed_to=draw(st.none() | words),
                **shared,
            ),
        ),
        notices=tuple(draw(st.lists(words, max_size=2))),
    )


class Reader:
    """A pipeline for tests: it reads what `news_text` wrote, and breaks where the text asks it to."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause

    def pipe(
        self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None]
    ) -> Iterator[Dossier]:
        for article in articles:
            time.sleep(self.pause)
            if "KABOOM" in article.text:
                on_error(article, ValueError("no such luck"))
            elif "DIE" in article.text:
                os._exit(9)
            else:
                yield read_news(article)


def load() -> Reader:
    """The pipeline for tests, as slow as CHANCERY_TEST_PAUSE says."""
    return Reader(float(os.environ.get("CHANCERY_TEST_PAUSE", "0")))


def write_news(folder: Path, numbers: Iterable[int]) -> None:
    """A folder of articles that `Reader` reads."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:05}.txt").write_text(news_text(number), encoding="utf-8")


def main() -> None:
    """The program `chancery`, with that pipeline for its own."""
    from chancery import cli, commands_archive

    commands_archive.load = load  # type: ignore[assignment]
    cli.main()


if __name__ == "__main__":
    from tests.archive import making

    making.main()
