"""Codebooks of a user's own: checking one against its own sentences, and making one of PETRARCH's dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chancery.actors.knowledge import knowledge
from chancery.actors.own import FILE, with_actors
from chancery.actors.petrarch_actors import read_actors
from chancery.coding.acts import acts
from chancery.coding.graph import Graph
from chancery.coding.petrarch_verbs import read_verbs
from chancery.coding.rules import codebook, read_codebook
from chancery.errors import InputError
from chancery.pipeline import Pipeline

RULES, CLASSES = "events_imported.toml", "lexicon.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """A sentence that its own rule reads otherwise than it says."""

    rule: str
    sentence: str
    wanted: bool

    def __str__(self) -> str:
        return f"{self.rule} {'misses' if self.wanted else 'codes'}: {self.sentence}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an import made: how many rules, classes and actors, and what it left out, each with the reason."""

    rules: int
    classes: int
    actors: int
    left_out: tuple[str, ...]


def check(folder: Path, pipeline: Pipeline) -> tuple[int, int, list[Slip]]:
    """How many rules and sentences a codebook has of its own, and which sentences its rules read otherwise.

    A `yes` sentence wants an act of the rule's type, a `no` sentence none of the rule's own.
    """
    book = read_codebook(folder, base=codebook())
    shipped = {rule.id: rule for rule in codebook().rules}
    own = [rule for rule in book.rules if shipped.get(rule.id) is not rule]
    if (folder / FILE).is_file():
        with_actors(folder / FILE)
    slips: list[Slip] = []
    for rule in own:
        for sentence, wanted in (*((one, True) for one in rule.yes), *((one, False) for one in rule.no)):
            found = acts(Graph.of(pipeline.nlp(sentence)), book)
            good = (
                any(book.codes[act.code].type == rule.code.type for act in found)
                if wanted
                else all(act.rule != rule.id for act in found)
            )
            if not good:
                slips.append(Slip(rule=rule.id, sentence=sentence, wanted=wanted))
    return len(own), sum(len(rule.yes) + len(rule.no) for rule in own), slips


def import_petrarch(verbs: Path | None, actors: Path | None, folder: Path) -> Imported:
    """A codebook in folder, made of a verb dictionary, an actor dictionary or both. Nothing there is overwritten."""
    texts = dict(_made(verbs, actors))
    for name in texts:
        if (folder / name).exists():
            raise InputError(f"{folder / name} is there already; choose an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    rules = classes = people = 0
    left_out: list[str] = []
    for name, (text, count, gone) in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        rules += count if name == RULES else 0
        classes += count if name == CLASSES else 0
        people += count if name == FILE else 0
        left_out += gone
    return Imported(rules=rules, classes=classes, actors=people, left_out=tuple(left_out))


def _made(verbs: Path | None, actors: Path | None) -> Iterator[tuple[str, tuple[str, int, list[str]]]]:
    """Each file of the new codebook: its name, its text, how much it holds, what was left out."""
    if verbs is not None:
        made = read_verbs(_text(verbs), codebook().codes)
        yield RULES, (made.rules_toml(), len(made.rules), made.left_out)
        yield CLASSES, (made.classes_toml(), len(made.classes), [])
    if actors is not None:
        listed = read_actors(_text(actors), knowledge())
        yield FILE, (listed.toml(), len(listed.rows), listed.left_out)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
