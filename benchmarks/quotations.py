"""Chancery's statements beside textacy's quotations, on the same articles and the same parse, in one run.

    pip install '.[peers]'
    CHANCERY_THREADS=1 python benchmarks/quotations.py ../shared/corpora/polnear/dev

Prints, for each, PolNeAR's figures (see `chancery evaluate polnear`) and words a second on one core. textacy
(`textacy.extract.direct_quotations`) gets the Docs of Chancery's own model, so the comparison is one of rules. It
refuses a Doc with an odd number of quotation marks, so it gets one paragraph at a time; refused ones are counted.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

import chancery
from chancery.evaluate import polnear
from chancery.language import parse
from chancery.pipeline import Pipeline
from chancery.records import Article

Row = dict[str, Any]
MEASURES = (
    "attribution_f1",
    "with_source_f1",
    "strict_f1",
    "recall_with_source_direct",
    "recall_with_source_indirect",
    "source_exact_f1",
    "cue_exact_f1",
    "content_exact_f1",
)


def quotations(paragraph: Span) -> Iterator[Row]:
    """What textacy finds in a paragraph: speaker, cue and content as characters of the whole Doc."""
    from textacy.extract import direct_quotations

    base = paragraph.start_char
    for speaker, cue, content in direct_quotations(paragraph.as_doc()):
        yield {
            "source": [[base + token.idx, base + token.idx + len(token)] for token in speaker],
            "cue": [[base + token.idx, base + token.idx + len(token)] for token in cue],
            "content": [[base + content.start_char, base + content.end_char]],
        }


def paragraphs(doc: Doc) -> Iterator[Span]:
    """The lines of a Doc that hold words."""
    begin = 0
    for token in doc:
        if "\n" in token.text_with_ws or token.i == len(doc) - 1:
            if any(not word.is_space for word in doc[begin : token.i + 1]):
                yield doc[begin : token.i + 1]
            begin = token.i + 1


class Textacy:
    """textacy over Chancery's parse; counts the paragraphs that it refuses."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline, self.refused = pipeline, 0

    def __call__(self, article: Article) -> list[Row]:
        rows: list[Row] = []
        for paragraph in paragraphs(parse(self.pipeline.nlp, article)):
            try:
                rows += quotations(paragraph)
            except ValueError:
                self.refused += 1
        return rows


def timed(articles: list[Article], find: Callable[[Article], list[Row]]) -> tuple[list[Row], float]:
    """A row a document, and the seconds that took."""
    began = time.perf_counter()
    rows = [{"document": article.id, "statements": find(article)} for article in articles]
    return rows, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, help="a part of PolNeAR: a folder with text/ and attributions/")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pipeline = chancery.load()
    articles = list(polnear.articles(arguments.path))
    words = sum(len(article.text.split()) for article in articles)
    textacy = Textacy(pipeline)
    textacy(articles[0]), pipeline(articles[0])
    textacy.refused = 0
    found: dict[str, dict[str, float | int]] = {}
    for name, find in (
        ("Chancery", lambda article: polnear.rows(pipeline(article).statements)),
        ("textacy", textacy),
    ):
        rows, seconds = timed(articles, find)
        measures = polnear.measure(arguments.path, rows)
        found[name] = {key: round(measures[key], 3) for key in MEASURES} | {
            "words_a_second": round(words / seconds)
        }
    found["textacy"]["paragraphs_refused"] = textacy.refused
    if arguments.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{len(articles)} documents, {words} words\n{'':28}{'Chancery':>10}{'textacy':>10}")
    for key in [*MEASURES, "words_a_second", "paragraphs_refused"]:
        values = "".join(f"{found[name].get(key, ''):>10}" for name in found)
        print(f"{key:28}{values}")


if __name__ == "__main__":
    main()
