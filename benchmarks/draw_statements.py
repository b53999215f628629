"""Draws the PolNeAR statements whose speakers were marked by hand: which ones, by chance and by form of the source.

    python benchmarks/draw_statements.py CORPORA/polnear/dev

Prints document, number and offsets of the cue of each. The forms are guesses from the words of the source, good enough
to have every kind in the sample; the marks carry the form that a reader gave. docs/marking.md says more.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chancery.evaluate.brat import Span, read_events

SEED = 20261128
QUOTAS = {
    "anonymous": 9,
    "spokesperson": 14,
    "missing": 12,
    "text": 18,
    "institution": 24,
    "collective": 24,
    "nominal": 30,
    "full_name": 25,
    "short_name": 25,
    "pronoun": 42,
}
"""How many of each form, the rarest first (all there are of the first two)."""
MOST = 6
"""Statements from one document."""

PRONOUNS = frozenset(
    "he she they it i we you who that which them him her us me those one others some many everyone his their its my "
    "our your".split()
)
SPOKES = re.compile(r"\bspokes(man|woman|person|people|men)|press secretary\b", re.I)
SECRET = re.compile(
    r"\b(official|officials|source|sources|person|people|diplomat|diplomats|aide|aides|adviser|advisers|insider"
    r"|insiders|operative|operatives|strategist|strategists|executive|lawmaker|lawmakers)\b"
)
ONE_SECRET = re.compile(
    r"\b(official|source|sources|person|diplomat|aide|adviser|insider|operative|strategist|executive|lawmaker)\b"
    r"|anonym|familiar"
)
NAMED = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
TEXTS = re.compile(
    r"\b(report|reports|statement|letter|study|poll|polls|survey|article|email|e-mail|emails|memo|tweet|law|bill"
    r"|document|documents|analysis|book|ad|resolution|transcript|record|records|data|order|ruling|filing|editorial"
    r"|op-ed|column|communique|declaration|website|site|story|page|agreement|treaty|press release|release|post"
    r"|headline)\b",
    re.I,
)
MANY = re.compile(
    r"\b(critics|opponents|supporters|experts|analysts|officials|leaders|voters|americans|republicans|democrats"
    r"|people|lawmakers|senators|advocates|activists|some|many|others|candidates|allies|families|students|scientists"
    r"|economists|historians|lawyers|prosecutors|investigators|police|media|reporters|women|men|members|groups"
    r"|latinos|muslims|conservatives|liberals|workers|parents|respondents|residents|protesters|veterans)\b",
    re.I,
)
BODIES = re.compile(
    r"\b(White House|Kremlin|Pentagon|Capitol Hill|Washington|Moscow|Beijing|London|Berlin|Seoul|Tehran|Russia|China"
    r"|Mexico|Iran|Syria|Congress|Senate|House|Court|administration|government|campaign|Department|Committee"
    r"|Commission|Bank|Fund|United Nations|U\.N\.|NATO|E\.U\.|Agency|Bureau|F\.B\.I\.|FBI|I\.R\.S\.|IRS|party|union"
    r"|company|group|team|foundation|Times|Post|CNN|Politico|Reuters|Associated Press|News|panel|council|ministry"
    r"|States|court|agency|committee|Journal|firm|institute|network|Fox|NBC|CBS|ABC|Breitbart)\b"
)
TITLED = re.compile(r"^(Mr|Ms|Mrs|Sen|Rep|Gov|President|Secretary|Judge|Senator|Director)\b")
OFFICE = re.compile(
    r"\b(president|director|nominee|chairman|professor|secretary|leader|candidate|manager|head|governor|senator)\b"
)
TITLE = re.compile(r"^(Mr|Ms|Mrs|Dr|Sen|Rep|Gov|President|Gen|Secretary|Senator|Judge|Director)\.?$")
NAME = re.compile(r"^(Mr|Ms|Mrs|Sen|Rep|Gov|President|Gen)\b")
PARTICLES = frozenset({"de", "van", "al", "von", "bin"})


def form(source: str) -> str:
    """What kind of words a source is."""
    words = re.findall(r"[\w'’.-]+", source)
    if not source:
        return "missing"
    if source.lower().strip("“”\"'., ") in PRONOUNS:
        return "pronoun"
    if SPOKES.search(source):
        return "spokesperson"
    if SECRET.search(source) and not NAMED.search(source) and ONE_SECRET.search(source):
        return "anonymous"
    if TEXTS.search(source):
        return "text"
    if BODIES.search(source) and not TITLED.match(source) and len(words) <= 8 and not OFFICE.search(source):
        return "institution"
    if MANY.search(source):
        return "collective"
    if all(word[0].isupper() or word in PARTICLES for word in words) or NAME.match(source):
        return "short_name" if sum(not TITLE.match(word) for word in words) <= 1 else "full_name"
    return "full_name" if len(words) > 3 and any(word[0].isupper() for word in words) else "nominal"


def pool(folder: Path) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    """Document, cue and form of every attribution with a cue and a content, by each document's first annotator."""
    for file in sorted((folder / "text").glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        marked = sorted(
            one
            for one in (folder / "attributions").glob(f"{file.stem}_*.ann")
            if one.stem.rpartition("_")[0] == file.stem
        )
        for event in read_events(marked[0]):
            if event.roles.get("cue") and event.roles.get("content"):
                source = " ".join(text[start:end] for start, end in event.roles.get("source", ()))
                yield file.stem, event.roles["cue"], form(source.strip())


def drawn(folder: Path) -> list[tuple[str, tuple[Span, ...], str]]:
    """The sample, in the order of documents and annotations."""
    items = list(pool(folder))
    chance = random.Random(SEED)
    taken: Counter[str] = Counter()
    chosen: list[int] = []
    for name, quota in QUOTAS.items():
        candidates = [n for n, item in enumerate(items) if item[2] == name]
        chance.shuffle(candidates)
        for n in candidates:
            if not quota:
                break
            if taken[items[n][0]] < MOST:
                taken[items[n][0]] += 1
                chosen.append(n)
                quota -= 1
    return [items[n] for n in sorted(chosen)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    for number, (document, cue, name) in enumerate(drawn(parser.parse_args().folder), start=1):
        print(number, document, ";".join(f"{start} {end}" for start, end in cue), name, sep="\t")


if __name__ == "__main__":
    main()
