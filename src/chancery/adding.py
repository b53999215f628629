"""Documents into an archive: several processes code, one writes; nothing is coded twice, nothing half kept."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from multiprocessing.synchronize import Event
from threading import Thread
from typing import TYPE_CHECKING

from chancery.archive import Archive
from chancery.archive.clock import now
from chancery.archive.ledger import Ledger, Lost, key
from chancery.batch import fault
from chancery.errors import ArchiveError, ChanceryError, InputError
from chancery.records import Article, Dossier

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

GROUP = 8
"""Articles that a process is given at once: enough to fill the language model's batches, and little to lose."""

AHEAD = 3
"""Groups on their way for each process; what is read ahead of that stays in memory."""

Load = Callable[[], "Pipeline"]


@dataclass(kw_only=True)
class Summary:
    """What came of a run.

    Articles that were `added`, or coded again and `replaced` or found `unchanged`; those that the archive `had`
    already, perhaps from elsewhere; documents that were `passed_over`, being done; and what failed. Of articles that
    were coded again, how many records are `new`, and how many `gone`, by kind.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    had: int = 0
    passed_over: int = 0
    failures: list[Lost] = field(default_factory=list)
    new: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)

    @property
    def articles(self) -> int:
        """Articles that went through the pipeline."""
        return self.added + self.replaced + self.unchanged

    def compare(self, before: frozenset[str], dossier: Dossier) -> None:
        """Count what is otherwise in an article than it was. A record that is changed is gone, and a new one there."""
        after = {record.id for record in dossier.records()}
        self.new.update(kind_named(record_id) for record_id in after - before)
        self.gone.update(kind_named(record_id) for record_id in before - after)


def documents(paths: Sequence[str]) -> Iterator[str]:
    """The documents that paths mean, each once: files as they are, folders with all in them, patterns.

    Hidden files and folders are left out of folders. Raises InputError for a pattern that nothing matches.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _meant(path):
            if found not in seen:
                seen.add(found)
                yield found


def _meant(path: str) -> Iterator[str]:
    if path == "-" or "://" in path or os.path.isfile(path):  # noqa: PTH113
        yield path
    elif os.path.isdir(path):  # noqa: PTH112
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (os.path.join(folder, name) for name in sorted(files) if not name.startswith("."))  # noqa: PTH118
    elif has_magic(path):
        matched = sorted(glob(path, recursive=True))  # noqa: PTH207
        if not matched:
            raise InputError(f"{path}: nothing matches this pattern")
        for match in matched:
            yield from _meant(match)
    else:
        yield path  # reading it will say what is wrong with it


def kind_named(record_id: str) -> str:
    """The kind that a record's id begins with."""
    return record_id.partition(":")[0]


class Adder:
    """One run of adding. `load` makes the pipeline, in each process that codes; `coded_by` says which it is."""

    def __init__(
        self,
        archive: Archive,
        load: Load,
        *,
        coded_by: str,
        jobs: int = 1,
        again: bool = False,
        on_failure: Callable[[Lost], None] = lambda failure: None,
        on_document: Callable[[], None] = lambda: None,
        on_article: Callable[[], None] = lambda: None,
    ) -> None:
        self.archive = archive
        self.summary = Summary()
        self._load = load
        self._coded_by = coded_by
        self._jobs = jobs
        self._again = again
        self._on_failure = on_failure
        self._on_document = on_document
        self._on_article = on_article
        self._ledger = Ledger(archive, coded_by)
        self._elsewhere: dict[str, list[Article]] = {}

    def add(self, paths: Iterable[str]) -> Summary:
        """Read, code and keep all articles in those files.

        A file that was done by the same version, and has not changed since, is passed over; an article that the
        archive has is not coded again, its source is noted. Each article is kept as a whole as soon as it is coded.
        """
        self.archive.prepare()
        articles = self._articles(paths)
        if self._jobs == 1:
            self._alone(articles)
        else:
            self._together(articles)
        return self.summary

    def recode(self) -> Summary:
        """Code the archive's articles again, but for those that this version has coded already; what they have changed.

        Articles keep their sources, and people's corrections are laid over the new records.
        """
        self.archive.prepare()
        articles = self._to_recode()
        if self._jobs == 1:
            self._alone(articles)
        else:
            self._together(articles)
        return self.summary

    def _to_recode(self) -> Iterator[Article]:
        for article in self.archive.articles(but_by=None if self._again else self._coded_by):
            self._elsewhere[article.id] = []
            yield article

    def _alone(self, articles: Iterator[Article]) -> None:
        code = None
        while group := list(islice(articles, GROUP)):
            code = code or Coding(self._load())
            self._keep(code(group), group)

    def _together(self, articles: Iterator[Article]) -> None:
        first = list(islice(articles, GROUP))
        if not first:
            return
        context = get_context("spawn")
        stop = context.Event()
        ready = (self._load, max(1, processors() // self._jobs), stop)
        with ProcessPoolExecutor(self._jobs, context, initializer=_start, initargs=ready) as pool:
            try:
                self._feed(pool, first, articles)
            except BrokenProcessPool as error:
                raise ArchiveError(
                    "a process that codes was ended from outside, perhaps for want of memory; what was added is "
                    "kept. Run the same command again, with fewer --jobs"
                ) from error
            except BaseException:
                stop.set()
                raise

    def _feed(self, pool: ProcessPoolExecutor, group: list[Article], articles: Iterator[Article]) -> None:
        """Keep all processes busy, and keep what they give as it comes; no more is read than they need."""
        waiting: dict[Future[list[Outcome]], list[Article]] = {}
        while group or waiting:
            if group:
                waiting[pool.submit(_code, group)] = group
            if len(waiting) >= self._jobs * AHEAD or not group:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    self._keep(future.result(), waiting.pop(future))
            group = list(islice(articles, GROUP))

    def _articles(self, paths: Iterable[str]) -> Iterator[Article]:
        """The articles that have to be coded; all else about their files is noted on the way."""
        from chancery.reading import read_path

        for path in paths:
            if not self._again and self._ledger.is_done(path):
                self.summary.passed_over += 1
                self._on_document()
                continue
            self._ledger.begin(path)
            whole = True
            try:
                for article in map(placed, read_path(path)):
                    if self._is_wanted(article, path):
                        yield article
            except ArchiveError:
                raise
            except Exception as error:
                whole = False
                self._note(path, "", reason_of(error))
            if self._ledger.has_been_read(path, whole=whole):
                self._on_document()

    def _is_wanted(self, article: Article, path: str) -> bool:
        """Whether an article must be coded; if not, it is noted where else it was found."""
        if article.id in self._elsewhere:
            self._elsewhere[article.id].append(article)
            self._ledger.expect(path, article.id)
            return False
        if not self._again and self.archive.coded_by(article.id) == self._coded_by:
            self.archive.add_source(article)
            self.summary.had += 1
            return False
        self._elsewhere[article.id] = []
        self._ledger.expect(path, article.id)
        return True

    def _keep(self, outcomes: list[Outcome], group: list[Article]) -> None:
        for article, outcome in zip(group, outcomes, strict=True):
            copies = self._elsewhere.pop(article.id)
            if isinstance(outcome, Dossier):
                before = self._counted_before(article)
                what = self.archive.add(outcome, coded_by=self._coded_by)
                if what == "replaced":
                    self.summary.compare(before, outcome)
                setattr(self.summary, what, getattr(self.summary, what) + 1)
                for copy in copies:
                    self.archive.add_source(copy)
                self.summary.had += len(copies)
            else:
                self._note(article.path or article.url or article.id, article.id, outcome)
            self._on_article()
            for _ in self._ledger.settled(article.id, kept=isinstance(outcome, Dossier)):
                self._on_document()

    def _counted_before(self, article: Article) -> frozenset[str]:
        """The ids of the records that the machine made of an article before, if it did."""
        if self.archive.coded_by(article.id) is None:
            return frozenset()
        return frozenset(record.id for record in self.archive.original(article.id).records())

    def _note(self, document: str, place: str, reason: str) -> None:
        failure = Lost(document=document, reason=reason, met=now())
        self.summary.failures.append(failure)
        self._ledger.note_failure(document, place, reason)
        self._on_failure(failure)


def placed(article: Article) -> Article:
    """The article with the full path of its file, which is the same from wherever the command is given."""
    return article if article.path is None else replace(article, path=key(article.path))


def reason_of(error: Exception) -> str:
    """Why something failed, in words; a fault of the program asks to be reported."""
    return str(error) if isinstance(error, ChanceryError) else fault(error)


Outcome = Dossier | str
"""What coding an article gave: its dossier, or the reason why there is none."""


class Coding:
    """A pipeline that gives a dossier or a reason for each article, whatever befalls the others."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def __call__(self, articles: list[Article]) -> list[Outcome]:
        found: dict[int, Outcome] = {}
        place = {id(article): number for number, article in enumerate(articles)}

        def failed(article: Article, error: Exception) -> None:
            found[place[id(article)]] = reason_of(error)

        for dossier in self._pipeline.pipe(articles, on_error=failed):
            number = next(n for n in range(len(articles)) if n not in found)
            found[number] = dossier
        return [found[number] for number in range(len(articles))]


_coding: Coding | None = None
"""The pipeline of this process, where it is one that codes for another."""


def _start(load: Load, threads: int, stop: Event) -> None:
    """Make a process ready to code. It leaves Ctrl-C to the process that writes, and ends when that one does."""
    import signal

    global _coding
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end, args=(stop,), daemon=True).start()
    os.environ.setdefault("CHANCERY_THREADS", str(threads))
    _coding = Coding(load())


def _end(stop: Event) -> None:
    """End this process as soon as it is asked to, or the process that it codes for is no more."""
    parent = parent_process()
    while parent is not None and not stop.is_set():
        if wait_for([parent.sentinel], timeout=0.2):
            break
    os._exit(1)


def _code(articles: list[Article]) -> list[Outcome]:
    assert _coding is not None
    return _coding(articles)


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


FEW = 2 * GROUP
"""Documents for which one process is quicker than several: each takes two seconds to load its model."""


def sensible_jobs(documents: Sequence[str]) -> int:
    """How many processes to code in when nobody says: one a processor, but one alone for few small documents."""
    small = sum(os.path.getsize(path) for path in documents[:FEW] if os.path.isfile(path)) < 200_000  # noqa: PTH113, PTH202
    return 1 if len(documents) < FEW and small else processors()
