"""How fast Chancery reads: cold start, words a second on one core, memory, the ratio to the model alone.

    python benchmarks/speed.py             the two articles that come with Chancery, many times over
    python benchmarks/speed.py FILE...     texts of your own: different words, so the honest figure
    python benchmarks/speed.py --long ...  also one text of 2,000, 8,000, 32,000 and 128,000 words
    python benchmarks/speed.py --json ...  the figures as JSON

Words are what stands between blanks. "Everything" is reading files, the model, dates, actors, coders and the record
as JSON; the model alone is the same articles through `parse_many` (words, tags, trees, entities, attributions as a
spaCy Doc). Both are timed in turn, in processor time of one core, after a round to warm up; the figures are medians
of the rounds, with the best and the worst beside them. The cold start is a process of its own each time, by the
clock (and in processor time) and on all cores, after one that is not counted (it may have to compile Python).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
COLD = HERE / "fisheries.txt"
OWN = (COLD, HERE.parent / "src" / "chancery" / "assets" / "examples" / "summit.txt")
ONE_CORE = {
    "CHANCERY_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
FEATURES = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "amx_int8", "amx_bf16", "asimddp", "i8mm")
COLD_RUNS, ROUNDS, WORDS_A_ROUND = 7, 7, 10_000
LONG = (2_000, 8_000, 32_000, 128_000)

Times = Sequence[float]


def processor() -> tuple[str, list[str]]:
    """The processor's name, and which of the features that int8 arithmetic profits from it has."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown", []
    told = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
    told = {name.strip(): value.strip() for name, value in told.items()}
    flags = (told.get("flags") or told.get("Features") or "").split()
    return told.get("model name") or platform.machine(), [name for name in FEATURES if name in flags]


def cold_start(path: Path) -> tuple[list[float], list[float]]:
    """Seconds from the start of the process to the printed record: by the clock, and of the processors."""
    command = [sys.executable, "-c", "from chancery.cli import main; main()", "read", str(path)]
    # Installed programs have their Python compiled; where compiling is forbidden each start would do it again.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    clock, processors = [], []
    for _ in range(COLD_RUNS + 1):
        started, before = time.perf_counter(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
        clock.append(time.perf_counter() - started)
        after = os.times()
        processors.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    return clock[1:], processors[1:]


def steady(paths: Sequence[Path], *, long: bool) -> dict[str, Any]:
    """Figures of this process, pinned to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from chancery.export.json import dump
    from chancery.language import parse_many
    from chancery.pipeline import load
    from chancery.reading import read_path, read_text

    pipeline = load()
    loaded = peak_memory()
    articles = [article for path in paths for article in read_path(path)]
    words = sum(len(article.text.split()) for article in articles)
    times = max(1, round(WORDS_A_ROUND / words))

    def everything() -> int:
        read = (article for _ in range(times) for path in paths for article in read_path(path))
        return sum(len(dump(dossier)) for dossier in pipeline.pipe(read))

    def model() -> int:
        return sum(len(doc) for _ in range(times) for doc in parse_many(pipeline.nlp, articles))

    taken: dict[str, list[float]] = {"everything": [], "model": []}
    for number in range(ROUNDS + 1):
        for name, work in (("everything", everything), ("model", model)):
            gc.collect()
            started = time.process_time()
            work()
            if number:
                taken[name].append((time.process_time() - started) / (words * times))
    figures: dict[str, Any] = {
        "words": words,
        "seconds_a_word": taken["everything"],
        "seconds_a_word_of_the_model_alone": taken["model"],
        "memory_when_loaded_mb": loaded,
        "peak_memory_mb": peak_memory(),
    }
    if long:
        text = "\n\n".join(article.text for article in articles)
        figures["long"] = {}
        for size in LONG:
            one = " \n\n".join([text] * (size // words + 1)) if words < size else text
            article = read_text(_first_words(one, size), language="en")
            started = time.process_time()
            dump(pipeline(article))
            figures["long"][size] = (time.process_time() - started) / size
        figures["peak_memory_of_the_longest_mb"] = peak_memory()
    return figures


def _first_words(text: str, count: int) -> str:
    """The text up to a number of words, line breaks kept."""
    end = 0
    for _ in range(count):
        while end < len(text) and text[end].isspace():
            end += 1
        while end < len(text) and not text[end].isspace():
            end += 1
    return text[:end]


def peak_memory() -> float:
    """The most memory that this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measured(files: Sequence[Path], *, long: bool) -> dict[str, Any]:
    """All figures: the cold start first, then the steady state in a process of its own."""
    name, features = processor()
    clock, processors = cold_start(COLD)
    figures: dict[str, Any] = {
        "processor": name,
        "processor_features": features,
        "load_average": os.getloadavg()[0],
        "cold_start_seconds": clock,
        "cold_start_processor_seconds": processors,
    }
    inner = [sys.executable, __file__, "--inner", *(["--long"] if long else []), *map(str, files)]
    done = subprocess.run(
        inner, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_CORE}
    )
    figures |= json.loads(done.stdout)
    everything, model = figures["seconds_a_word"], figures["seconds_a_word_of_the_model_alone"]
    figures["words_per_second"] = 1 / median(everything)
    figures["words_per_second_of_the_model_alone"] = 1 / median(model)
    # Each round by itself: what slows the machine down for a while slows both.
    figures["ratio_to_the_model_alone"] = median(
        one / other for one, other in zip(everything, model, strict=True)
    )
    figures["microseconds_a_word_beside_the_model"] = 1e6 * (median(everything) - median(model))
    return figures


def printed(figures: dict[str, Any]) -> str:
    """The figures for people."""

    def rate(times: Times) -> str:
        return f"{1 / median(times):,.0f} words/s ({1 / max(times):,.0f} to {1 / min(times):,.0f})"

    cold, used = figures["cold_start_seconds"], figures["cold_start_processor_seconds"]
    cold_words = len(COLD.read_text(encoding="utf-8").split())
    rows = [
        ("processor", figures["processor"]),
        ("features for int8", " ".join(figures["processor_features"]) or "unknown"),
        (
            "cold start to printed record",
            f"{median(cold):.2f} s ({min(cold):.2f} to {max(cold):.2f}) for {cold_words} words; "
            f"{median(used):.2f} s of processor time",
        ),
        ("through everything, one core", rate(figures["seconds_a_word"])),
        ("the language model alone", rate(figures["seconds_a_word_of_the_model_alone"])),
        ("ratio of the times", f"{figures['ratio_to_the_model_alone']:.2f}"),
        ("beside the model", f"{figures['microseconds_a_word_beside_the_model']:.0f} microseconds a word"),
        (
            "memory",
            f"{figures['peak_memory_mb']:.0f} MB at most, {figures['memory_when_loaded_mb']:.0f} MB when loaded",
        ),
    ]
    for size, seconds in figures.get("long", {}).items():
        rows.append((f"one text of {int(size):,} words", f"{1 / seconds:,.0f} words/s"))
    if figures["load_average"] > 0.5:
        rows.append(("note", f"the machine was busy with other work (load {figures['load_average']:.1f})"))
    return "\n".join(f"{name:31} {value}" for name, value in rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--long", action="store_true", help="see whether time grows with length alone")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    files = arguments.files or list(OWN)
    if arguments.inner:
        print(json.dumps(steady(files, long=arguments.long)))
        return
    figures = measured(files, long=arguments.long)
    print(json.dumps(figures) if arguments.json else printed(figures))


if __name__ == "__main__":
    main()
