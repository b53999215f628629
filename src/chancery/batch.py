"""Many files through the pipeline: what fails is counted and named, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chancery.errors import ChanceryError
from chancery.records import Article, Dossier, Published

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A document that gave no record: its name, the reason in words, and the error itself."""

    document: str
    reason: str
    error: Exception


class Batch:
    """One run over files. `done` counts the dossiers so far, `failures` says what could not be read.

    The pipeline is loaded when the first article has been read, so that a run with nothing to read ends at
    once. `on_failure` is told of each failure as it happens, `on_file` of each file that has been read.
    """

    def __init__(
        self,
        load: Callable[[], Pipeline],
        *,
        published: Published | None = None,
        language: str | None = None,
        explain: bool = False,
        on_failure: Callable[[Failure], None] = lambda failure: None,
        on_file: Callable[[], None] = lambda: None,
    ) -> None:
        self._load = load
        self._published = published
        self._language = language
        self._explain = explain
        self._on_failure = on_failure
        self._on_file = on_file
        self.done = 0
        self.failures: list[Failure] = []

    def dossiers(self, paths: Iterable[str]) -> Iterator[Dossier]:
        """The dossiers of all articles in those files, in order."""
        articles = self._articles(paths)
        first = next(articles, None)
        if first is None:
            return
        pipeline = self._load()

        def all_articles() -> Iterator[Article]:
            yield first
            yield from articles

        dossiers = pipeline.pipe(all_articles(), on_error=self._article_failed, explain=self._explain)
        for dossier in dossiers:
            yield dossier
            self.done += 1

    def _articles(self, paths: Iterable[str]) -> Iterator[Article]:
        from chancery.reading import read_path

        for path in paths:
            try:
                for article in read_path(path, language=self._language, on_error=self._failed):
                    yield self._dated(article)
            except Exception as error:
                self._failed(path, error)
            self._on_file()

    def _dated(self, article: Article) -> Article:
        return article if self._published is None else replace(article, published=self._published)

    def _article_failed(self, article: Article, error: Exception) -> None:
        self._failed(article.path or article.url or article.id, error)

    def _failed(self, document: str, error: Exception) -> None:
        reason = str(error) if isinstance(error, ChanceryError) else fault(error)
        failure = Failure(document=document, reason=reason, error=error)
        self.failures.append(failure)
        self._on_failure(failure)


def fault(error: Exception) -> str:
    """An unforeseen error in words that a person can pass on: its type, what it says, where it arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}"
    return f"{type(error).__name__}: {error}{where} (a fault in Chancery; please report it with the document)"
