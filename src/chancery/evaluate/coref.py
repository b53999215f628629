"""GUM's coreference: the `Entity=` annotation of its CoNLL-U files, and what of it Chancery resolves.

**What counts.** Every mention of a person, an organization or a state (a place that the knowledge base knows as a
state) that is a pronoun or a definite nominal ("the minister", "this company", "their leader"), that belongs to a
cluster of at least two mentions, and that is not the cluster's only description. Personal, possessive and reflexive
pronouns of the third person count; so do definite nominals after the first description of their cluster. Not
counted: appositions and predicates ("X, the minister", "X is the minister"), which describe rather than refer, and
pronouns of the first and second person, which are reported apart: who says "I" in a transcript without its
speakers' names cannot be known from the text.

**What is right.** The mention resolves to the same actor as the cluster's names do (the nearest name decides,
earlier before later). Where the cluster has no name, it has to resolve to the same actor as the nearest earlier
description of its cluster (nearest later, if there is none before). No actor is wrong. A cluster that stands for
several people ("Ann and Bob ... they") has to resolve to exactly them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.actors import resolve
from chancery.actors.cast import Cast
from chancery.actors.knowledge import Knowledge, knowledge
from chancery.actors.mentions import FIRST_PLURAL, FIRST_SINGULAR, SECOND, THIRD
from chancery.errors import InputError
from chancery.evaluate.ud import TreebankDocument, Word, read_conllu
from chancery.language import parse
from chancery.language.dates import Calendar
from chancery.records import Article

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

PIECE = re.compile(r"\([^()]*\)?|[^()]+\)")
ACTOR_TYPES = frozenset({"person", "organization", "place"})
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldMention:
    """One annotated mention: sentence number from 0, words first to last and its head, counted from 1."""

    sentence: int
    first: int
    last: int
    head: int
    cluster: str
    type: str
    link: str
    identity: str
    form: str
    coordinated: bool


@dataclass(slots=True)
class _Open:
    sentence: int
    first: int
    fields: list[str]


def _entity(word: Word) -> str:
    for part in word.misc.split("|"):
        if part.startswith("Entity="):
            return part[7:]
    return ""


def mentions_of(document: TreebankDocument, order: Sequence[str]) -> list[GoldMention]:
    """The mentions of one document, in the order in which they end."""
    found: list[GoldMention] = []
    opened: dict[str, list[_Open]] = {}
    for number, sentence in enumerate(document.sentences):
        for position, word in enumerate(sentence, start=1):
            for piece in PIECE.findall(_entity(word)):
                if piece.startswith("("):
                    fields = piece.strip("()").split("-", len(order) - 1)
                    mention = _Open(number, position, fields)
                    if not piece.endswith(")"):
                        opened.setdefault(fields[0], []).append(mention)
                        continue
                elif opened.get(piece[:-1]):
                    mention = opened[piece[:-1]].pop()
                else:
                    raise InputError(f"{document.name}: entity {piece[:-1]} is closed and was never opened")
                if mention.sentence == number:
                    found.append(_mention(mention, position, sentence, order))
    return found


def _mention(mention: _Open, last: int, sentence: Sequence[Word], order: Sequence[str]) -> GoldMention:
    fields = dict(zip(order, mention.fields, strict=False))
    inside = range(mention.first, last + 1)
    heads = [k for k in inside if sentence[k - 1].head not in inside and sentence[k - 1].upos != "PUNCT"]
    head = heads[0] if heads else mention.first
    word = sentence[head - 1]
    form = "nominal"
    if word.upos == "PRON" or (word.upos == "DET" and head == mention.first == last):
        form = "pronoun"
    elif word.upos == "PROPN":
        form = "name"
    coordinated = any(
        sentence[k - 1].head == head and sentence[k - 1].deprel == "conj" and sentence[k - 1].upos != "VERB"
        for k in inside
    )
    return GoldMention(
        sentence=mention.sentence,
        first=mention.first,
        last=last,
        head=head,
        cluster=fields["GRP"].partition("[")[0],
        type=fields["etype"],
        link=fields.get("link", ""),
        identity=fields.get("identity", ""),
        form=form,
        coordinated=coordinated,
    )


def read_gold(path: Path) -> Iterator[tuple[TreebankDocument, list[GoldMention]]]:
    """The documents of a CoNLL-U file with their coreference annotation."""
    order: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# global.Entity"):
            order = line.partition("=")[2].strip().split("-")
            break
    if "GRP" not in order or "etype" not in order:
        raise InputError(
            f"{path}: no '# global.Entity = GRP-etype-…' line; coreference is read from GUM's CoNLL-U"
        )
    for document in read_conllu(path):
        yield document, mentions_of(document, order)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One mention that counts: what it is, and whether it was resolved, and resolved right."""

    document: str
    genre: str
    text: str
    what: str
    named: bool
    type: str
    start: int
    end: int
    answer: tuple[str, ...]
    wanted: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it was resolved, and to the actor that its cluster's names or descriptions have."""
        return bool(self.answer) and self.answer == self.wanted


def _pronoun_kind(word: Word) -> str | None:
    low = word.form.lower()
    if low in THIRD:
        return "pronoun"
    if low in FIRST_SINGULAR or low in FIRST_PLURAL or low in SECOND:
        return "first or second person"
    return None


def kind_of(mention: GoldMention, sentence: Sequence[Word]) -> str | None:
    """What a mention counts as: `pronoun`, `nominal`, `first or second person`; None where it does not count."""
    if mention.link in ("appos", "pred"):
        return None
    head = sentence[mention.head - 1]
    if mention.form == "pronoun":
        return _pronoun_kind(head)
    if mention.form != "nominal" or mention.coordinated or head.upos not in ("NOUN", "ADJ", "NUM"):
        return None
    if any(word.head == mention.head and word.deprel == "cop" for word in sentence):
        return None
    first = sentence[mention.first - 1]
    determined = first.form.lower() in DEFINITE
    possessed = any(
        word.head == mention.head
        and (word.deprel == "nmod:poss" or (word.deprel == "det" and word.form.lower() in DEFINITE))
        for word in sentence[mention.first - 1 : mention.last]
    )
    return "nominal" if determined or possessed else None


def _resolved(
    mention: GoldMention, document: TreebankDocument, cast: Cast, tokens: Mapping[int, int]
) -> frozenset[str]:
    """The actors that a mention denotes in the Cast, conjuncts included where it is coordinated."""
    sentence = document.sentences[mention.sentence]
    heads = [mention.head]
    if mention.coordinated:
        heads += [
            k
            for k in range(mention.first, mention.last + 1)
            if sentence[k - 1].head == mention.head and sentence[k - 1].deprel == "conj"
        ]
    found: set[str] = set()
    for k in heads:
        index = tokens.get(sentence[k - 1].start)
        found.update(cast.heads.get(index, ()) if index is not None else ())
    return frozenset(found)


def judge(
    document: TreebankDocument,
    gold: Sequence[GoldMention],
    cast: Cast,
    tokens: Mapping[int, int],
    knowledge: Knowledge,
) -> Iterator[Judged]:
    """Every mention of a document that counts, with its verdict. `tokens` maps a word's offset to its token."""
    clusters: dict[str, list[GoldMention]] = {}
    for mention in sorted(gold, key=lambda m: (m.sentence, m.head, m.first)):
        clusters.setdefault(mention.cluster, []).append(mention)
    genre = document.name.split("_")[1] if document.name.count("_") > 1 else ""
    for cluster in clusters.values():
        kinds = Counter(mention.type for mention in cluster)
        type_ = kinds.most_common(1)[0][0]
        if type_ not in ACTOR_TYPES or len(cluster) < 2:
            continue
        names = [m for m in cluster if m.form == "name" and m.link not in ("appos", "pred")]
        names = names or [m for m in cluster if m.form == "name"]
        anchors = names or [m for m in cluster if m.form == "nominal"]
        found = {id(m): _resolved(m, document, cast, tokens) for m in cluster}
        if type_ == "place" and not _is_state(anchors, document, knowledge):
            continue
        for mention in cluster:
            sentence = document.sentences[mention.sentence]
            what = kind_of(mention, sentence)
            wanted = _anchor(mention, anchors, found)
            if names and not wanted and any(m.form == "nominal" for m in cluster):
                wanted = _anchor(mention, [m for m in cluster if m.form == "nominal"], found)
            if what is None or wanted is None:
                continue
            if not names and what == "nominal" and all(_place(m) >= _place(mention) for m in anchors):
                continue
            answer = found[id(mention)]
            yield Judged(
                document=document.name,
                genre=genre,
                text=document.text[sentence[mention.first - 1].start : sentence[mention.last - 1].end],
                what=what,
                named=bool(names),
                type=type_,
                start=sentence[mention.first - 1].start,
                end=sentence[mention.last - 1].end,
                answer=tuple(sorted(answer)),
                wanted=tuple(sorted(wanted)),
            )


def _place(mention: GoldMention) -> tuple[int, int]:
    return mention.sentence, mention.head


def _anchor(
    mention: GoldMention, anchors: Sequence[GoldMention], found: Mapping[int, frozenset[str]]
) -> frozenset[str] | None:
    """Whom most of a cluster's names (or descriptions) denote, the mention itself left out; ties go to the nearest."""
    others = [m for m in anchors if m is not mention]
    if not others:
        return None
    votes = Counter(found[id(m)] for m in others if found[id(m)])
    if not votes:
        return frozenset()
    most = max(votes.values())
    leading = [m for m in others if votes[found[id(m)]] == most]
    before = [m for m in leading if _place(m) < _place(mention)]
    return found[id(before[-1] if before else leading[0])]


def _is_state(names: Sequence[GoldMention], document: TreebankDocument, knowledge: Knowledge) -> bool:
    """Whether a cluster's names, by far the most of them, are those of a state; a capital's name is a city's here."""
    found = 0
    for name in names:
        sentence = document.sentences[name.sentence]
        written = document.text[sentence[name.first - 1].start : sentence[name.last - 1].end]
        candidates = knowledge.lookup(written.removeprefix("the ").removeprefix("The ").removesuffix("'s"))
        found += any(
            one.id.startswith("state:") and one.kind not in ("capital", "seat") for one in candidates
        )
    return 2 * found > len(names)


def figures(judged: Sequence[Judged]) -> dict[str, float | int]:
    """Accuracy over all mentions that count, over pronouns and nominals, named clusters, and each genre."""
    counted = [one for one in judged if one.what in ("pronoun", "nominal")]
    parts: dict[str, list[Judged]] = {
        "": counted,
        "pronouns": [one for one in counted if one.what == "pronoun"],
        "nominals": [one for one in counted if one.what == "nominal"],
        "named": [one for one in counted if one.named],
        "unnamed": [one for one in counted if not one.named],
        "first or second person": [one for one in judged if one.what == "first or second person"],
    }
    for genre in sorted({one.genre for one in counted if one.genre}):
        parts[genre] = [one for one in counted if one.genre == genre]
    result: dict[str, float | int] = {}
    for part, rows in parts.items():
        name = f"{part} " if part else ""
        result[f"{name}accuracy"] = round(sum(one.right for one in rows) / len(rows), 4) if rows else 0.0
        result[f"{name}count"] = len(rows)
    return result


def _documents(path: Path) -> Iterator[tuple[TreebankDocument, list[GoldMention]]]:
    """The annotated documents of a file, of every .conllu file in a folder, or of those that a pattern fits."""
    files = sorted(path.glob("*.conllu") if path.is_dir() else path.parent.glob(path.name))
    if not files:
        raise InputError(f"{path}: no .conllu file there; give a file or a folder that holds some")
    for file in files:
        yield from read_gold(file)


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a document: every word that heads a mention, with the actors that it denotes."""
    for document, _ in _documents(path):
        article = Article(id=document.name, text=document.text)
        doc = parse(pipeline.nlp, article)
        cast = resolve(article, doc, Calendar.of(article, doc), pipeline.knowledge)
        heads = [
            {"start": doc[index].idx, "end": doc[index].idx + len(doc[index]), "actors": list(actors)}
            for index, actors in sorted(cast.heads.items())
            if actors
        ]
        yield {"document": document.name, "heads": heads}


def measure(path: Path, rows: Sequence[Mapping[str, Any]]) -> dict[str, float | int]:
    """Shares of mentions that were resolved to the right actor; unresolved counts as wrong."""
    predicted = {row["document"]: row["heads"] for row in rows}
    known = knowledge()
    judged: list[Judged] = []
    for document, gold in _documents(path):
        heads = predicted.get(document.name, ())
        cast = Cast(heads={number: tuple(head["actors"]) for number, head in enumerate(heads)})
        tokens = {head["start"]: number for number, head in enumerate(heads)}
        judged.extend(judge(document, gold, cast, tokens, known))
    return figures(judged)
