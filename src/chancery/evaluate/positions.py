"""Positions: who stands where on what, in articles whose positions were all marked by hand.

An item is one document; PATH is the folder of the corpora (it holds polnear/dev, gum/dev, gum/train and re3d). The
marks are in `data/positions.jsonl`, the guideline in docs/marking.md. One of our positions is a marked one where the
holder is the same actor, the stance is the same, and the issue is: our issue's passage overlaps with a phrase marked
as naming it, or both are one actor. A mark may give several ways to say it ("calls for an end to the raids": for the
end, or against the raids). Marks that are optional, borderline by the guideline, are neither missed nor wrong.
Precision is the share of our positions that are right; recall the share of marks that some of ours is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chancery.evaluate.marked import DATA, Identity, MarkedDocument, actor_rows, article, marked
from chancery.records import digest

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

MARKS = DATA / "positions.jsonl"

UNWORDED = frozenset({"evaluation", "modal"})
"""Forms without a word for support or opposition: a judgement ("is a disgrace"), "must" and "should"."""

Verdict = Literal["right", "stance", "holder", "issue", "none", "optional"]
"""What one of ours is: right; the same but for the stance, the holder or the issue; like no mark; optional."""


def predict(path: Path, pipeline: Pipeline, marks: Path = MARKS) -> Iterator[dict[str, Any]]:
    """A row a document: its positions, and its actors and mentions."""
    documents = marked(marks, path, "positions")
    articles = (article(document) for document in documents)
    for document, dossier in zip(documents, pipeline.pipe(articles), strict=True):
        is_issue = {digest("issue", actor.id): actor.id for actor in dossier.actors}
        positions = [
            {
                "holder": one.holder,
                "stance": one.stance,
                "issue": [one.issue.passage.start, one.issue.passage.end],
                "issue_actor": is_issue.get(one.issue.id),
                "evidence": [[part.start, part.end] for part in one.evidence],
                "coder": one.coder,
            }
            for one in dossier.positions
        ]
        yield {"document": document.name, "positions": positions, **actor_rows(dossier)}


class Judge:
    """One document's marks against our positions in it."""

    def __init__(self, document: MarkedDocument, row: Mapping[str, Any]) -> None:
        self.marks = document.marks
        self.ours: Sequence[Mapping[str, Any]] = row["positions"]
        self.identity = Identity(document, row)

    def agree(self, mark: Mapping[str, Any], one: Mapping[str, Any]) -> tuple[bool, bool, bool]:
        """Whether holder, stance and issue are the marked ones: in the way of saying it that fits best."""
        holder = any(self.identity.same(one["holder"], key) for key in mark["holder"])
        ways = [(holder, way["stance"] == one["stance"], self._same_issue(way, one)) for way in mark["ways"]]
        return max(ways, key=sum)

    def _same_issue(self, way: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
        start, end = one["issue"]
        if any(start < b and a < end for a, b in way["issue"]):
            return True
        actor = one["issue_actor"]
        return actor is not None and any(self.identity.same(actor, key) for key in way.get("actors", ()))

    def verdicts(self) -> Iterator[tuple[Mapping[str, Any], Verdict]]:
        """What each of ours is."""
        for one in self.ours:
            fits = [(self.agree(mark, one), bool(mark.get("optional"))) for mark in self.marks]
            if any(all(agreed) and not optional for agreed, optional in fits):
                yield one, "right"
            elif any(all(agreed) for agreed, _ in fits):
                yield one, "optional"
            else:
                yield one, _nearest([agreed for agreed, _ in fits])

    def found(self) -> Iterator[tuple[Mapping[str, Any], bool, bool]]:
        """Each mark that is not optional: whether one of ours is it, and whether one is but for the issue."""
        for mark in self.marks:
            if not mark.get("optional"):
                agreed = [self.agree(mark, one) for one in self.ours]
                yield mark, any(map(all, agreed)), any(one[0] and one[1] for one in agreed)

    def stances(self) -> int:
        """How many of ours have the holder and stance of a mark, optional ones left out as in `verdicts`."""
        marks = [mark for mark in self.marks if not mark.get("optional")]
        return sum(
            any(self.agree(mark, one)[:2] == (True, True) for mark in marks)
            for one, verdict in self.verdicts()
            if verdict != "optional"
        )


def _nearest(agreed: Sequence[tuple[bool, bool, bool]]) -> Verdict:
    """What alone keeps a position from being a marked one; `none` where nothing comes near."""
    if any(holder and issue for holder, _, issue in agreed):
        return "stance"
    if any(stance and issue for _, stance, issue in agreed):
        return "holder"
    if any(holder and stance for holder, stance, _ in agreed):
        return "issue"
    return "none"


def measure(path: Path, rows: Sequence[dict[str, Any]], marks: Path = MARKS) -> dict[str, float | int]:
    """Precision, recall and F1; the same without the issue; recall by form; precision by coder; kinds of error.

    `wrong KIND` counts ours that are a marked position but for the stance, the holder or the issue, or like none.
    """
    given = {row["document"]: row for row in rows}
    counts: Counter[str] = Counter()
    for document in marked(marks, path, "positions"):
        row = given.get(document.name) or {"positions": [], "actors": {}, "mentions": []}
        judge = Judge(document, row)
        counts["documents"] += 1
        counts["stances right"] += judge.stances()
        for mark, found, stance in judge.found():
            counts.update({"gold": 1, "found": found, "stances found": stance})
            for form in (mark["form"], "unworded" if mark["form"] in UNWORDED else "worded"):
                counts.update({f"of {form}": 1, f"found {form}": found})
        for one, verdict in judge.verdicts():
            counts[verdict] += 1
            if verdict != "optional":
                counts.update({"given": 1, f"by {one['coder']}": 1})
                counts[f"right by {one['coder']}"] += verdict == "right"
    return _figures(counts)


def _figures(counts: Counter[str]) -> dict[str, float | int]:
    def share(part: str, whole: str) -> float:
        return counts[part] / counts[whole] if counts[whole] else 0.0

    figures: dict[str, float | int] = {
        name: counts[name] for name in ("documents", "gold", "given", "optional")
    }
    for prefix, right, found in (("", "right", "found"), ("stance_", "stances right", "stances found")):
        precision, recall = share(right, "given"), share(found, "gold")
        total = precision + recall
        figures[f"{prefix}precision"] = precision
        figures[f"{prefix}recall"] = recall
        figures[f"{prefix}f1"] = 2 * precision * recall / total if total else 0.0
    for kind in ("stance", "holder", "issue", "none"):
        figures[f"wrong {kind}"] = counts[kind]
    for name in sorted(key.removeprefix("of ") for key in counts if key.startswith("of ")):
        figures[f"recall {name}"] = share(f"found {name}", f"of {name}")
        figures[f"count {name}"] = counts[f"of {name}"]
    for name in sorted(key.removeprefix("by ") for key in counts if key.startswith("by ")):
        figures[f"precision {name}"] = share(f"right by {name}", f"by {name}")
        figures[f"given {name}"] = counts[f"by {name}"]
    return figures
