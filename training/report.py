"""How good the model is, task by task, on development parts: printed, and stored beside the model.

    python training/report.py --corpora ../shared/corpora [--model src/chancery/assets/model] [--against REPORT]

With --against, exits with 1 unless no floor figure is worse than in that report: a model is committed only then.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from chancery.evaluate import conllu, polnear
from chancery.evaluate.re3d import held_back
from chancery.language import load_language, parse
from chancery.language.attribution import attributions
from chancery.records import Article
from corpora import re3d

Spans = set[tuple[str, int, int, str]]


def treebanks(corpora: Path, nlp: Language) -> Iterator[tuple[str, dict[str, float | int]]]:
    """The CoNLL 2018 figures on GUM's news documents of dev, on all of its dev part, and on EWT dev."""
    gum = corpora / "gum" / "dev"
    rows = list(conllu.predict_with(gum, nlp))
    news = sorted(gum.glob("GUM_news_*.conllu"))
    parts = [conllu.measure(path, rows) for path in news]
    total = sum(part["words_gold"] for part in parts)
    joined = {
        key: round(sum(part[key] * part["words_gold"] for part in parts) / total, 2) for key in parts[0]
    }
    yield "GUM dev, news", joined | {"documents": len(news), "words_gold": total}
    yield "GUM dev", conllu.measure(gum, rows)
    ewt = corpora / "ud_ewt" / "dev.conllu"
    yield "EWT dev", conllu.measure(ewt, list(conllu.predict_with(ewt, nlp)))


def uner(corpora: Path, nlp: Language) -> dict[str, float | int]:
    """Exact F1 of named people, organizations and places on UNER's dev part of EWT."""
    kinds = {"PER": "Person", "ORG": "Organisation", "LOC": "Location"}
    tags: dict[str, list[str]] = {}
    own: list[str] = []
    for line in (corpora / "uner" / "en_ewt-ud-dev.iob2").read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            own = tags.setdefault(line.removeprefix("# newdoc id = "), [])
        elif line and line[0].isdigit():
            own.append(line.split("\t")[2])
    gold: Spans = set()
    found: Spans = set()
    for document in conllu.documents(corpora / "ud_ewt" / "dev.conllu"):
        words = [word for sentence in document.sentences for word in sentence]
        own = tags[document.name]
        if len(own) != len(words):
            continue  # tokenised otherwise by the other release of the treebank
        begin = -1
        for number, tag in enumerate([*own, "O"]):
            if begin >= 0 and not tag.startswith("I-"):
                gold.add((document.name, words[begin].start, words[number - 1].end, kinds[own[begin][2:]]))
                begin = -1
            if tag.startswith("B-") and tag[2:] in kinds:
                begin = number
        doc = parse(nlp, Article(id=document.name, text=document.text))
        found |= {(document.name, span.start_char, span.end_char, span.label_) for span in doc.spans["names"]}
    return f1(gold, found)


def f1(gold: Spans, found: Spans) -> dict[str, float | int]:
    match = len(gold & found)
    return {
        "gold": len(gold),
        "precision": round(100 * match / max(len(found), 1), 2),
        "recall": round(100 * match / max(len(gold), 1), 2),
        "f1": round(200 * match / max(len(gold) + len(found), 1), 2),
    }


def held_entities(corpora: Path, nlp: Language) -> dict[str, float | int]:
    """Entities on the held-back documents of re3d: exact word spans, and the same kind overlapping."""
    gold: Spans = set()
    found: Spans = set()
    texts = {}
    for folder in (corpora / "re3d").iterdir():
        path = folder / "documents.json"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
            if line.strip():
                row = json.loads(line)
                texts[row["_id"]] = row["text"]
    for words in re3d(corpora / "re3d", nlp.tokenizer, held=True):
        assert held_back(words.name) and words.entity is not None
        doc = parse(nlp, Article(id=words.name, text=texts[words.name]))
        found |= {(words.name, span.start_char, span.end_char, span.label_) for span in doc.ents}
        begin = -1
        for number, tag in enumerate([*words.entity, "O"]):
            if begin >= 0 and not tag.startswith("I-"):
                gold.add(
                    (words.name, words.spans[begin][0], words.spans[number - 1][1], words.entity[begin][2:])
                )
                begin = -1
            if tag.startswith("B-"):
                begin = number
    overlap_gold = sum(any(overlaps(one, other) for other in found) for one in gold)
    overlap_found = sum(any(overlaps(one, other) for other in gold) for one in found)
    precision, recall = overlap_found / max(len(found), 1), overlap_gold / max(len(gold), 1)
    return f1(gold, found) | {
        "overlap_f1": round(200 * precision * recall / max(precision + recall, 1e-9), 2)
    }


def overlaps(one: tuple[str, int, int, str], other: tuple[str, int, int, str]) -> bool:
    return one[0] == other[0] and one[3] == other[3] and one[1] < other[2] and other[1] < one[2]


def head_alone(corpora: Path, nlp: Language) -> dict[str, float | int]:
    """PolNeAR dev by the attribution head and its linker alone, without the coder's rules."""
    path = corpora / "polnear" / "dev"
    rows = []
    for file in sorted((path / "text").glob("*.txt")):
        doc = parse(nlp, Article(id=file.stem, text=file.read_text(encoding="utf-8")))
        rows.append({"document": file.stem, "statements": [_row(doc, found) for found in attributions(doc)]})
    return polnear.measure(path, rows)


def _row(doc: Doc, found: Any) -> dict[str, list[list[int]]]:
    def characters(parts: Any) -> list[list[int]]:
        return [[doc[a].idx, doc[b - 1].idx + len(doc[b - 1])] for a, b in parts if b > a]

    return {
        "source": characters([found.source] if found.source else []),
        "cue": characters([found.cue]),
        "content": characters(found.content),
    }


FLOORS = (
    ("GUM dev, news", "upos"),
    ("GUM dev, news", "las"),
    ("GUM dev, news", "sentences"),
    ("EWT dev", "las"),
    ("UNER dev", "f1"),
    ("re3d held back", "overlap_f1"),
    ("PolNeAR dev, head alone", "with_source_f1"),
)
"""What must not get worse from one committed model to the next."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path("src/chancery/assets/model"))
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    nlp = load_language()
    report: dict[str, Any] = {
        "model": hashlib.sha256((options.model / "model.onnx").read_bytes()).hexdigest()
    }
    parts: tuple[tuple[str, Callable[..., dict[str, float | int]]], ...] = (
        ("UNER dev", uner), ("re3d held back", held_entities), ("PolNeAR dev, head alone", head_alone),
    )  # fmt: skip
    for name, figures in treebanks(options.corpora, nlp):
        report[name] = figures
        print(name, figures, flush=True)
    for name, measure in parts:
        report[name] = measure(options.corpora, nlp)
        print(name, report[name], flush=True)
    old = json.loads(options.against.read_text(encoding="utf-8")) if options.against else {}
    (options.model / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    worse = [f"{name} {key}: {report[name][key]} after {old[name][key]}" for name, key in FLOORS
             if name in old and report[name][key] < old[name][key]]  # fmt: skip
    if worse:
        sys.exit("worse than before, so not to be committed:\n" + "\n".join(worse))


if __name__ == "__main__":
    main()
