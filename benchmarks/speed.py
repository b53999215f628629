"""How fast Chancery reads, on one core: cold start, words a second, memory, the ratio to the model alone.

    python benchmarks/speed.py             the two articles that come with Chancery, many times over
    python benchmarks/speed.py FILE...     texts of your own: different words, so the honest figure
    python benchmarks/speed.py --json ...  the figures as JSON

Words are what stands between blanks. "Everything" is reading files, the model, dates, actors and coders;
the model alone is the same articles through `parse_many`. Each figure is the best of several rounds, because
whatever else the machine does can only make a round slower; rounds are counted in processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
COLD = HERE / "fisheries.txt"
OWN = (COLD, HERE.parent / "src" / "chancery" / "assets" / "examples" / "summit.txt")
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
FEATURES = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "amx_int8", "amx_bf16")
COLD_RUNS, ROUNDS, WORDS_A_ROUND = 5, 4, 20_000


def features() -> list[str]:
    """Which of the processor features that int8 arithmetic profits from are there."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return []
    line = next((line for line in flags.splitlines() if line.startswith("flags")), "")
    return [feature for feature in FEATURES if feature in line.split()]


def cold_start(path: Path) -> float:
    """Seconds from the start of the process to the printed record, on all cores that there are."""
    command = [sys.executable, "-c", "from chancery.cli import main; main()", "read", str(path)]
    times = []
    for _ in range(COLD_RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


def steady(paths: list[Path]) -> dict[str, float]:
    """Words a second of processor time in this process, pinned to one core, after one round to warm up."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from chancery.language import parse_many
    from chancery.pipeline import load
    from chancery.reading import read_path

    pipeline = load()
    words = sum(len(article.text.split()) for path in paths for article in read_path(path))
    times: dict[str, list[float]] = {"everything": [], "model": []}
    for _ in range(ROUNDS + 1):
        started = time.process_time()
        articles = [article for path in paths for article in read_path(path)]
        records = sum(len(list(dossier.records())) for dossier in pipeline.pipe(articles))
        times["everything"].append(time.process_time() - started)
        started = time.process_time()
        for _doc in parse_many(pipeline.nlp, articles):
            pass
        times["model"].append(time.process_time() - started)
    everything, model = min(times["everything"][1:]), min(times["model"][1:])
    return {
        "words": words,
        "records": records,
        "words_per_second": words / everything,
        "words_per_second_of_the_model_alone": words / model,
        "ratio_to_the_model_alone": everything / model,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def own_articles() -> list[Path]:
    """The bundled articles, repeated until a round is long enough to time."""
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in OWN)
    return list(OWN) * max(1, WORDS_A_ROUND // words)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inner:
        print(json.dumps(steady(arguments.files or own_articles())))
        return
    figures: dict[str, Any] = {"processor_features": features(), "cold_start_seconds": cold_start(COLD)}
    inner = [sys.executable, __file__, "--inner", *map(str, arguments.files)]
    done = subprocess.run(
        inner, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_CORE}
    )
    figures |= json.loads(done.stdout)
    if arguments.json:
        print(json.dumps(figures))
        return
    cold_words = len(COLD.read_text(encoding="utf-8").split())
    print(f"processor features              {' '.join(figures['processor_features']) or 'unknown'}")
    print(f"cold start to printed record    {figures['cold_start_seconds']:.2f} s ({cold_words} words)")
    print(f"through everything, one core    {figures['words_per_second']:,.0f} words/s")
    print(f"the language model alone        {figures['words_per_second_of_the_model_alone']:,.0f} words/s")
    print(f"ratio of the times              {figures['ratio_to_the_model_alone']:.2f}")
    print(f"peak memory                     {figures['peak_memory_mb']:.0f} MB")


if __name__ == "__main__":
    main()
