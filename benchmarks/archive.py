"""How an archive behaves when it is large: size, opening, answers.

    chancery add --archive real.chancery FILE...                         the real articles that it is made of
    python benchmarks/archive.py real.chancery large.chancery            100,000 articles
    python benchmarks/archive.py real.chancery large.chancery --articles 5000
    python benchmarks/archive.py --ask large.chancery                    ask one that was made before

Each article is put together of paragraphs of several real ones, drawn at random, with the records that are cited
wholly from them; so are no two articles alike, while every record is one that the coders made. Dates are spread over
ten years. Answers are timed in one process that has opened the archive, each question many times with other actors,
words and dates, of which many are frequent; the median and the worst are printed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from chancery.archive import Archive
from chancery.records import Article, Block, Dossier, Passage, Published, Record, digest

PARAGRAPHS = (8, 26)
"""Paragraphs of an article; news has some twenty short ones."""

FIRST, DAYS = date(2014, 1, 1), 3650
QUESTIONS = 25


@dataclass(frozen=True)
class Piece:
    """A paragraph of a real article and what is cited wholly from it."""

    text: str
    start: int
    dossier: Dossier
    records: tuple[Record, ...]


def pieces(real: Archive) -> Iterator[Piece]:
    """The paragraphs of all articles."""
    for dossier in real.dossiers():
        for block in dossier.article.blocks:
            if block.kind not in ("paragraph", "quote", "list"):
                continue
            inside = tuple(
                record
                for record in dossier.records()
                if all(block.start <= one.start and one.end <= block.end for one in cited(record))
            )
            yield Piece(dossier.article.text[block.start : block.end], block.start, dossier, inside)


def cited(value: Any) -> Iterator[Passage]:
    """Every passage in a record."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from cited(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from cited(getattr(value, field.name))


def moved(value: Any, article: Article, by: int, ids: dict[str, str]) -> Any:
    """The same record in another article, so much further on, under other ids."""
    if isinstance(value, Passage):
        return Passage(article_id=article.id, start=value.start + by, end=value.end + by, text=value.text)
    if isinstance(value, tuple):
        return tuple(moved(part, article, by, ids) for part in value)
    if isinstance(value, str):
        return ids.get(value, value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: moved(getattr(value, field.name), article, by, ids) for field in fields(value)}
        return replace(value, **changed)
    return value


def made(number: int, chosen: Sequence[Piece], chance: random.Random) -> Dossier:
    """One article of those paragraphs, with a headline of its own."""
    text = f"Report {number}"
    starts, blocks = [], [Block(kind="title", start=0, end=len(text))]
    for piece in chosen:
        starts.append(len(text) + 2)
        text += f"\n\n{piece.text}"
        blocks.append(Block(kind="paragraph", start=starts[-1], end=len(text)))
    day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
    article = Article(
        id=digest("article", text),
        text=text,
        title=f"Report {number}",
        publisher=f"Paper {chance.randrange(40)}",
        url=f"https://news.example/{day}/{number}",
        language="en",
        published=Published(date=day, how="metadata", why="as the page says"),
        blocks=tuple(blocks),
    )
    found: dict[str, list[Record]] = {
        name: [] for name in ("statements", "events", "positions", "relations", "answers")
    }
    actors, mentions = {}, []
    for piece, start in zip(chosen, starts, strict=True):
        by, end = start - piece.start, piece.start + len(piece.text)
        ids = {one.id: digest(one.id.partition(":")[0], article.id, start, one.id) for one in piece.records}
        ids[piece.dossier.article.id] = article.id
        for record in piece.records:
            kept = replace(
                record, attributed_to=record.attributed_to if record.attributed_to in ids else None
            )
            found[f"{type(record).__name__.lower()}s"].append(moved(kept, article, by, ids))
        for mention in piece.dossier.mentions:
            if piece.start <= mention.passage.start and mention.passage.end <= end:
                mentions.append(moved(mention, article, by, ids))
        actors |= {actor.id: actor for actor in piece.dossier.actors}
    used = {mention.actor_id for mention in mentions}
    return Dossier(
        article=article,
        actors=tuple(actor for actor in actors.values() if actor.id in used),
        mentions=tuple(mentions),
        **{name: tuple(records) for name, records in found.items()},  # type: ignore[arg-type]
    )


def fill(real: Path, large: Path, articles: int, seed: int) -> None:
    """Make the archive, and print its size beside that of its texts."""
    chance = random.Random(seed)
    with Archive(real) as source:
        drawn = list(pieces(source))
    records = characters = 0
    begun = time.perf_counter()
    with Archive(large) as archive:
        for number in range(articles):
            chosen = [chance.choice(drawn) for _ in range(chance.randint(*PARAGRAPHS))]
            dossier = made(number, chosen, chance)
            archive.add(dossier)
            records += sum(1 for _ in dossier.records())
            characters += len(dossier.article.text.encode("utf-8"))
    seconds = time.perf_counter() - begun
    size = large.stat().st_size
    print(f"{articles:,} articles, {records:,} records, {characters / 1e6:,.1f} MB of text")
    print(f"made and stored in {seconds:,.0f} s, {1000 * seconds / articles:.1f} ms an article")
    print(f"file {size / 1e6:,.1f} MB, {size / characters:.2f} times the texts")


def timed(ask: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def questions(archive: Archive, chance: random.Random) -> dict[str, Callable[[], object]]:
    """Each kind of question, asked otherwise each time."""
    often = [row["id"] for row in archive.sql(_OFTEN)]
    labels = [row["issue_label"] for row in archive.sql("SELECT issue_label FROM position LIMIT 2000")]
    ids = [row["id"] for row in archive.sql("SELECT id FROM statement LIMIT 2000")]
    words = "government war minister talks the vote border president trade election said a oil court Syria".split()

    def since() -> str:
        return (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()[:7]

    pick = chance.choice
    return {
        "search WORD": lambda: archive.search(pick(words), limit=20),
        "search PHRASE": lambda: archive.search(f"{pick(words)} {pick(words)}", limit=20),
        "search PREFIX* --since": lambda: archive.search(f"{pick(words)[:4]}*", since=since(), limit=20),
        "statements --speaker": lambda: archive.statements(speaker=pick(often), limit=50),
        "statements --speaker --about": lambda: archive.statements(
            speaker=pick(often), about=pick(often), limit=50
        ),
        "statements --speaker --since": lambda: archive.statements(
            speaker=pick(often), since=since(), limit=50
        ),
        "statements --text": lambda: archive.statements(text=pick(words), limit=50),
        "statements": lambda: archive.statements(limit=50),
        "events --between": lambda: archive.events(between=chance.sample(often, 2), limit=50),
        "events --type": lambda: archive.events(type="CONSULT", since=since(), limit=50),
        "positions --issue": lambda: archive.positions(issue=pick(pick(labels).split() or ["x"]), limit=500),
        "positions --holder": lambda: archive.positions(holder=pick(often), limit=500),
        "relations --of": lambda: archive.relations(of=pick(often), limit=50),
        "timeline --actor": lambda: archive.timeline(actor=pick(often), since=since(), limit=100),
        "show": lambda: archive.show(pick(ids)),
    }


_OFTEN = """
SELECT k.id FROM parts p JOIN actors k ON k.no = p.actor WHERE p.role = 0
GROUP BY p.actor ORDER BY count(*) DESC LIMIT 40
"""


def ask(large: Path, seed: int) -> None:
    """Print how long opening takes and each kind of question."""
    from chancery.errors import InputError

    def open_it() -> None:
        with Archive(large) as archive:
            archive.statements(limit=1)

    print(f"opened, and one row read: {1000 * statistics.median(timed(open_it) for _ in range(5)):.1f} ms")
    chance = random.Random(seed)
    with Archive(large) as archive:
        asked = questions(archive, chance)
        for name, question in asked.items():
            seconds = []
            while len(seconds) < QUESTIONS:
                try:
                    seconds.append(timed(question))
                except InputError:
                    continue  # a word that no label has
            print(
                f"{name:30} median {1000 * statistics.median(seconds):7.1f} ms   worst {1000 * max(seconds):7.1f} ms"
            )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="ARCHIVE")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ask", action="store_true", help="only ask the archive that is given")
    given = parser.parse_args()
    if not given.ask:
        fill(given.files[0], given.files[1], given.articles, given.seed)
    ask(given.files[-1], given.seed)


if __name__ == "__main__":
    main()
