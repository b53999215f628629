"""Who is meant: pronouns and titles of GUM's documents, resolved to the right actor or not.

**What counts.** Every mention of a person, an organization or a state (a place whose names the knowledge base knows
as a state's) in a cluster that has a name or a description besides it, and that is

- a *pronoun* of the third person: personal, possessive or reflexive;
- a *title*: a definite noun phrase ("the", "this", "both", or with a possessor) headed by an office or role ("the
  minister", "the man"), or by a noun for states or organizations ("the country", "the company").

Accuracy is over these two. Other definite nouns ("her daughter", "the victims") are reported as *descriptions*,
pronouns of the first and second person as *speakers*: who says "I" in a transcript from which the speakers' names
are left out cannot be known from the text. Not counted are appositions and predicates ("X, the minister", "X is the
minister"), which describe and do not refer, and, where a cluster has no name, its first description.

**What is right.** The mention denotes the very actor that most names of its cluster denote (of equals, the nearest
earlier one). Where the cluster has no name, or none of its names denotes anyone, its descriptions stand for them.
To denote no one is wrong. A cluster of several people ("Ann and Bob ... they") has to give exactly these.
`names_linked` is the share of names, in clusters with several, that denote the actor most of them do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from chancery.actors import lexicon, resolve
from chancery.actors.cast import Cast
from chancery.actors.knowledge import Knowledge, knowledge
from chancery.actors.mentions import FIRST_PLURAL, FIRST_SINGULAR, SECOND, THIRD
from chancery.errors import InputError
from chancery.evaluate.gum import GoldMention, read_gold
from chancery.evaluate.ud import TreebankDocument, Word, gold_doc
from chancery.language.dates import Calendar
from chancery.records import Article

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

ACTOR_TYPES = frozenset({"person", "organization", "place"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
COUNTED = ("pronoun", "title")
GENERIC = frozenset({"man", "woman", "gentleman", "lady"})

Denoted = Mapping[int, frozenset[str]]
"""For the offset at which a word begins, the actors that a mention headed by this word denotes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One mention that is looked at: where it stands, what it is, whom it denotes and whom it should."""

    document: str
    start: int
    end: int
    text: str
    what: str
    type: str
    named: bool
    answer: tuple[str, ...]
    wanted: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the mention denotes someone, and the right one."""
        return bool(self.answer) and self.answer == self.wanted

    @property
    def genre(self) -> str:
        """The genre in the document's name (GUM_news_iodine), or nothing."""
        parts = self.document.split("_")
        return parts[1] if len(parts) > 2 else ""


def files(path: Path) -> list[Path]:
    """The CoNLL-U files that a path, a folder or a pattern in its last part gives."""
    found = sorted(path.glob("*.conllu") if path.is_dir() else path.parent.glob(path.name))
    if not found:
        raise InputError(f"{path}: no .conllu file there; give a file or a folder of GUM that holds some")
    return found


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a document: which words head mentions, by offset, and whom these denote. Parsed by the model."""
    from chancery.language import parse

    for file in files(path):
        for document, _ in read_gold(file):
            article = Article(id=document.name, text=document.text)
            doc = parse(pipeline.nlp, article)
            yield _row(article, doc, pipeline.knowledge)


def predict_with_gold_trees(path: Path) -> Iterator[dict[str, Any]]:
    """As `predict`, with the treebank's words and trees: what resolution does apart from parsing."""
    base, vocab = knowledge(), Vocab()
    for file in files(path):
        for document, _ in read_gold(file):
            article = Article(id=document.name, text=document.text)
            yield _row(article, gold_doc(vocab, document), base)


def _row(article: Article, doc: Doc, base: Knowledge) -> dict[str, Any]:
    cast = resolve(article, doc, Calendar.of(article, doc), base)
    return {"document": article.id, "heads": _heads(doc, cast)}


def _heads(doc: Doc, cast: Cast) -> list[dict[str, Any]]:
    return [{"start": doc[i].idx, "actors": list(ids)} for i, ids in sorted(cast.heads.items()) if ids]


def measure(path: Path, rows: Sequence[dict[str, Any]]) -> dict[str, float | int]:
    """The share of pronouns and titles that denote the right actor; parts and counts beside it."""
    judged: list[Judged] = []
    linked: Counter[bool] = Counter()
    found = {row["document"]: _denoted(row["heads"]) for row in rows}
    base = knowledge()
    for file in files(path):
        for document, gold in read_gold(file):
            denoted = found.get(document.name, {})
            judged.extend(judge(document, gold, denoted, base))
            linked.update(names_linked(document, gold, denoted))
    return figures(judged, linked)


def _denoted(heads: Iterable[Mapping[str, Any]]) -> Denoted:
    return {head["start"]: frozenset(head["actors"]) for head in heads}


def judge(
    document: TreebankDocument, gold: Sequence[GoldMention], denoted: Denoted, base: Knowledge
) -> Iterator[Judged]:
    """Every mention of a document that is looked at, with its verdict."""
    for cluster in _clusters(gold):
        type_ = Counter(mention.type for mention in cluster).most_common(1)[0][0]
        if type_ not in ACTOR_TYPES or len(cluster) < 2:
            continue
        found = {id(mention): _found(mention, document, denoted) for mention in cluster}
        names = _names(cluster)
        described = [mention for mention in cluster if mention.form == "nominal"]
        if type_ == "place" and not _is_state(names, document, base):
            continue
        for mention in cluster:
            sentence = document.sentences[mention.sentence]
            what = kind_of(mention, sentence)
            anchors = names if any(found[id(name)] for name in names) else [*names, *described]
            wanted = _wanted(mention, anchors, found)
            first = not names and what in ("title", "description") and mention is described[0]
            if what is None or wanted is None or first:
                continue
            start, end = sentence[mention.first - 1].start, sentence[mention.last - 1].end
            yield Judged(
                document=document.name,
                start=start,
                end=end,
                text=document.text[start:end],
                what=what,
                type=type_,
                named=bool(names),
                answer=tuple(sorted(found[id(mention)])),
                wanted=tuple(sorted(wanted)),
            )


def names_linked(document: TreebankDocument, gold: Sequence[GoldMention], denoted: Denoted) -> Iterator[bool]:
    """For each name of a person or organization named more than once: whether it denotes the usual actor."""
    for cluster in _clusters(gold):
        names = [m for m in cluster if m.form == "name" and m.type in ("person", "organization")]
        found = [_found(name, document, denoted) for name in names if not name.coordinated]
        usual = Counter(one for one in found if one).most_common(1)
        if len(found) > 1:
            yield from (bool(one) and one == usual[0][0] for one in found)


def kind_of(mention: GoldMention, sentence: Sequence[Word]) -> str | None:
    """Whether a mention is a `pronoun`, `title`, `description` or `speaker`; None where it does not count."""
    head = sentence[mention.head - 1]
    if mention.link in ("appos", "pred"):
        return None
    if mention.form == "pronoun":
        low = head.form.lower()
        speaks = low in FIRST_SINGULAR or low in FIRST_PLURAL or low in SECOND
        return "pronoun" if low in THIRD else "speaker" if speaks else None
    if mention.form != "nominal" or mention.coordinated or head.upos not in ("NOUN", "ADJ", "NUM"):
        return None
    if any(word.head == mention.head and word.deprel == "cop" for word in sentence):
        return None
    inside = sentence[mention.first - 1 : mention.last]
    definite = inside[0].form.lower() in DEFINITE or any(
        word.head == mention.head and (word.deprel == "nmod:poss" or word.form.lower() in DEFINITE)
        for word in inside
    )
    if not definite:
        return None
    lemma = head.lemma.lower()
    titled = lemma in lexicon.TITLE_HEADS | GENERIC or lexicon.nouns().get(lemma) in ("state", "organization")
    return "title" if titled else "description"


def _clusters(gold: Sequence[GoldMention]) -> Iterable[list[GoldMention]]:
    clusters: dict[str, list[GoldMention]] = {}
    for mention in sorted(gold, key=_place):
        clusters.setdefault(mention.cluster, []).append(mention)
    return clusters.values()


def _names(cluster: Sequence[GoldMention]) -> list[GoldMention]:
    names = [mention for mention in cluster if mention.form == "name"]
    return [name for name in names if name.link not in ("appos", "pred")] or names


def _place(mention: GoldMention) -> tuple[int, int, int]:
    return mention.sentence, mention.head, mention.first


def _found(mention: GoldMention, document: TreebankDocument, denoted: Denoted) -> frozenset[str]:
    """Whom a mention denotes, conjuncts included where it is coordinated."""
    sentence = document.sentences[mention.sentence]
    heads = [mention.head]
    if mention.coordinated:
        heads += [
            k
            for k in range(mention.first, mention.last + 1)
            if sentence[k - 1].head == mention.head and sentence[k - 1].deprel == "conj"
        ]
    return frozenset().union(*(denoted.get(sentence[k - 1].start, frozenset()) for k in heads))


def _wanted(
    mention: GoldMention, anchors: Sequence[GoldMention], found: Mapping[int, frozenset[str]]
) -> frozenset[str] | None:
    """Whom most anchors denote, the mention itself left out; None where there are no others."""
    others = [anchor for anchor in anchors if anchor is not mention]
    if not others:
        return None
    votes = Counter(found[id(anchor)] for anchor in others if found[id(anchor)])
    most = max(votes.values(), default=0)
    leading = [anchor for anchor in others if votes[found[id(anchor)]] == most and found[id(anchor)]]
    before = [anchor for anchor in leading if _place(anchor) < _place(mention)]
    nearest = before[-1:] or leading[:1]
    return found[id(nearest[0])] if nearest else frozenset()


def _is_state(names: Sequence[GoldMention], document: TreebankDocument, base: Knowledge) -> bool:
    """Whether most names of a cluster are a state's; a capital's name is a city's here."""
    states = 0
    for name in names:
        sentence = document.sentences[name.sentence]
        written = document.text[sentence[name.first - 1].start : sentence[name.last - 1].end]
        candidates = base.lookup(written.removeprefix("the ").removeprefix("The ").removesuffix("'s"))
        states += any(
            one.id.startswith("state:") and one.kind not in ("capital", "seat") for one in candidates
        )
    return 2 * states > len(names)


def figures(judged: Sequence[Judged], linked: Mapping[bool, int]) -> dict[str, float | int]:
    """Accuracy over pronouns and titles, and over its parts, with counts."""
    counted = [one for one in judged if one.what in COUNTED]
    parts: dict[str, list[Judged]] = {
        "accuracy": counted,
        "pronouns": [one for one in counted if one.what == "pronoun"],
        "titles": [one for one in counted if one.what == "title"],
        "named": [one for one in counted if one.named],
        "unnamed": [one for one in counted if not one.named],
        "descriptions": [one for one in judged if one.what == "description"],
        "speakers": [one for one in judged if one.what == "speaker"],
    }
    for genre in sorted({one.genre for one in counted if one.genre}):
        parts[genre] = [one for one in counted if one.genre == genre]
    result: dict[str, float | int] = {}
    for part, ones in parts.items():
        result[part] = round(sum(one.right for one in ones) / len(ones), 4) if ones else 0.0
        result[f"{part}_count"] = len(ones)
    total = sum(linked.values())
    result["names_linked"] = round(linked.get(True, 0) / total, 4) if total else 0.0
    return result
