"""Statements: who said, thought or intended what, to whom and through what, as the text has it.

The model marks the outermost attributions; rules over the parse and over quotation marks find what it misses,
what stands inside another's words, and what no head learns: act, addressee, channel, negation, date, place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chancery.coding.channels import Channels
from chancery.coding.confidence import confidence
from chancery.coding.drafts import Draft, Page
from chancery.coding.dressing import MODEL
from chancery.coding.labelled import LabelRules, turns_apart
from chancery.coding.lexicon import Lexicon, lexicon
from chancery.coding.merging import merge, settle, trusted
from chancery.coding.nesting import parents
from chancery.coding.nouns import NounRules
from chancery.coding.quoted import QuoteRules
from chancery.coding.run_on import run_on
from chancery.coding.secondhand import second_hand
from chancery.coding.senses import Senses
from chancery.coding.speech_acts import modality, negated
from chancery.coding.text import Text
from chancery.coding.trace import MODEL as HEADS
from chancery.coding.trace import Trace
from chancery.coding.tree import Range, Tree
from chancery.coding.verbs import VerbRules
from chancery.coding.voices import Voices
from chancery.language.attribution import Attribution, attributions
from chancery.language.quotes import QuoteMap
from chancery.records import CLAIMS, Article, Block, Passage, Place, Record, Statement, StatementKind, digest

CUES = "cues.toml"
NOTHING_MARKED = "the model marked a cue, and nothing that is said"
SAID_ELSEWHERE = "the model marked a cue, whose words another cue has or whose object is a person"
_HEADLINES = frozenset({"title", "heading"})


def code(text: Text, found: Sequence[Record]) -> Iterator[Statement]:
    """The statements of a text, in its order; each joint speaker has a statement of their own."""
    page = open_page(text)
    yield from _Writer(text, page).write(find(text, page))


def open_page(text: Text) -> Page:
    """The tree and the quotations of a text."""
    blocks = [(block.start, block.end) for block in text.article.blocks]
    starts = tuple(start for start, _ in blocks)
    return Page(Tree.of(text.doc), QuoteMap.of(text.article.text, blocks or None), text.article.text, starts)


def find(text: Text, page: Page) -> list[Draft]:
    """The drafts of a text, outermost and nested, settled and in order."""
    words, trace = lexicon(), text.trace
    readable = _readable(text.article, page.tree)
    ruled = [draft for draft in by_rules(page, words, trace) if readable[draft.head]]
    quotes = QuoteRules(page, words, text.cast)
    blocks = [b for b in text.article.blocks if b.kind in CLAIMS or b.kind in _HEADLINES]
    ruled.extend(LabelRules(page, text.cast, blocks).drafts())
    ruled.extend(quotes.introduced(blocks))
    marked = [one for one in attributions(text.doc) if readable[one.cue[0]]]
    senses = Senses(page, text.cast)
    found = merge(marked, ruled, page, words)
    merged = turns_apart([draft for draft in found if senses.speaks(draft)], page)
    for draft in merged:
        draft.act = senses.act(draft)
    drafts = settle(quotes.tagged(merged), page.tree, words)
    drafts.extend(draft for draft in quotes.uncued(drafts) if readable[draft.head])
    drafts = settle(second_hand(drafts, page, words), page.tree, words)
    said = [draft for draft in drafts if draft.content and not quotes.is_work(draft)]
    run_on(said, page, text.article.blocks, text.cast)
    for draft in said:
        _part(draft, page)
    said = [draft for draft in said if draft.content]
    kept = trusted(said, page.tree) if marked else said
    if trace is not None:
        _unused(trace, marked, found)
        _note(trace, ruled, found, "the model has what is said under another cue")
        _note(trace, found, merged, "used in a sense in which nobody says, thinks or wants anything")
        _note(trace, merged, drafts, "another cue says it more exactly")
        _note(trace, drafts, said, "a work is named, or nothing said")
        _note(trace, said, kept, "rules alone find it, and on such a word they are oftener wrong than right")
    return kept


def _unused(trace: Trace, marked: Sequence[Attribution], found: Sequence[Draft]) -> None:
    """Note which of the model's cues gave no draft."""
    used = {i for draft in found for i in (draft.head, *range(*draft.cue))}
    for one in marked:
        if used.isdisjoint(range(*one.cue)):
            why = SAID_ELSEWHERE if one.content else NOTHING_MARKED
            trace.miss("statement", f"{HEADS}{MODEL}", one.cue[0], why)


def _part(draft: Draft, page: Page) -> None:
    """Keep cue, source and content apart, which a parse of garbled text can run together."""
    if draft.source and _meet(draft.source, draft.cue):
        draft.source = draft.source_head = None
    holes = [draft.cue, *([draft.source] if draft.source else [])]
    if any(_meet(part, hole) for part in draft.content for hole in holes):
        draft.content = page.pieces(draft.content, holes)


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _note(trace: Trace, before: Sequence[Draft], after: Sequence[Draft], why: str) -> None:
    """Note which drafts a step left out, and why it does that; a draft within the cue of another is in that one."""
    kept = {i for draft in after for i in (draft.head, *range(*draft.cue))}
    for draft in before:
        if draft.head not in kept:
            trace.miss("statement", _entries(draft)[0], draft.head, why, fitted=True)


def _entries(draft: Draft) -> list[str]:
    """What made a draft: the model where it marked it, the entry of the lexicon, else the rule by its name."""
    heads = [f"{HEADS}{MODEL}"] if draft.rule == MODEL else []
    if draft.entry is not None:
        return [*heads, f"{CUES}#{draft.entry.id}"]
    return heads or [f"statements/{draft.rule}"]


def by_rules(page: Page, words: Lexicon, trace: Trace | None = None) -> Iterator[Draft]:
    """The drafts that the rules over the parse find."""
    verbs, nouns = VerbRules(page, words), NounRules(page, words)
    for i, pos in enumerate(page.tree.pos):
        draft = None
        if pos in ("VERB", "ADJ"):
            draft = verbs.draft(i)
        elif pos == "NOUN":
            draft = nouns.draft(i)
        if draft is not None:
            yield draft
        elif trace is not None:
            for missed in (verbs.missed, nouns.missed):
                if missed is not None and missed[0] == i:
                    trace.miss("statement", f"{CUES}#{missed[1].id}", i, missed[2])
        if page.tree.form[i] in ("according", "in"):
            yield from nouns.phrases(i)


def _readable(article: Article, tree: Tree) -> Sequence[bool]:
    """For each token, whether its block holds claims or is a headline; all where no blocks are known."""
    if not article.blocks:
        return [True] * len(tree.pos)
    flags = [False] * len(tree.pos)
    at = 0
    for block in article.blocks:
        good = block.kind in CLAIMS or block.kind in _HEADLINES
        while at < len(flags) and tree.start[at] < block.end:
            flags[at] = good and tree.start[at] >= block.start
            at += 1
    return flags


class _Writer:
    """Turns drafts into statements: actors, date and place, kind, nesting, ids."""

    def __init__(self, text: Text, page: Page) -> None:
        self.text, self.page, self.tree = text, page, page.tree
        self.voices = Voices(page.tree, text.cast, lexicon())
        self.channels = Channels(page.tree, text.cast)
        headlines = (block for block in text.article.blocks if block.kind in _HEADLINES)
        self.headlines: tuple[Block, ...] = tuple(headlines)

    def write(self, drafts: Sequence[Draft]) -> Iterator[Statement]:
        above = parents(drafts)
        for draft in drafts:
            draft.heard = self.channels.addressee(draft)
        spoken = self.voices.spoken(drafts, above)
        ids = [self._id(draft, next(iter(who), None)) for draft, (who, _) in zip(drafts, spoken, strict=True)]
        seen: set[str] = set()
        for n, draft in enumerate(drafts):
            who, through = spoken[n]
            outer = above[n]
            reported = ids[outer] if outer is not None else None
            for speaker in who or (None,):
                statement = self._statement(draft, speaker, through, reported)
                if statement.id not in seen:
                    seen.add(statement.id)
                    if self.text.trace is not None:
                        self.text.trace.make(statement.id, _entries(draft), [statement.cue])
                    yield statement

    def _id(self, draft: Draft, speaker: str | None) -> str:
        spans = [self.tree.chars(part) for part in (draft.cue, *draft.content)]
        return digest("statement", self.text.article.id, *(end for span in spans for end in span), speaker)

    def _passage(self, part: Range) -> Passage:
        """The words of a range, without white space that a parse made part of a phrase."""
        low, high = part
        while low + 1 < high and self.tree.pos[low] == "SPACE":
            low += 1
        return self.text.article.passage(*self.tree.chars((low, high)))

    def _statement(
        self, draft: Draft, speaker: str | None, through: Range | None, outer: str | None
    ) -> Statement:
        via = through or self.channels.via(draft)
        source = self._passage(draft.source) if draft.source else None
        cue = self._passage(draft.cue)
        content = tuple(self._passage(part) for part in draft.content)
        coder = self._coder(draft, nested=outer is not None)
        evidence = sorted([cue, *content, *([source] if source else [])], key=lambda passage: passage.start)
        return Statement(
            id=self._id(draft, speaker),
            evidence=tuple(evidence),
            coder=coder,
            confidence=confidence(coder),
            attributed_to=outer,
            kind=self._kind(draft),
            act=draft.act,
            cue=cue,
            content=content,
            source=source,
            speaker=speaker,
            # Nobody is told by themselves: a parse that says so has misread one of the two.
            addressee=None if draft.heard == speaker else draft.heard,
            via=self._passage(via) if via else None,
            reported_by=outer,
            modality=modality(self.tree, draft.head),
            negated=negated(self.tree, draft.head) or self._refused(draft),
            date=self.text.calendar.of_token(self.text.doc[draft.head]),
            place=self._place(draft),
        )

    def _coder(self, draft: Draft, *, nested: bool) -> str:
        at = self.tree.start[draft.head]
        if any(block.start <= at < block.end for block in self.headlines):
            return "statements/headline"
        if nested and draft.rule != MODEL:
            return "statements/nested"
        return f"statements/{draft.rule}"

    def _refused(self, draft: Draft) -> bool:
        """Whether the cue's own verb says that the act was not done ("declined to comment")."""
        return draft.act != "reject" and self.tree.lemma[draft.head] in ("decline", "refuse")

    def _kind(self, draft: Draft) -> StatementKind:
        """By how many of the content's words stand inside quotation marks that leave the cue outside."""
        around = self.page.quote_at(draft.head)
        words = inside = 0
        for low, high in draft.content:
            for i in range(low, high):
                if self.tree.pos[i] in ("PUNCT", "SPACE"):
                    continue
                words += 1
                inside += self.page.quotes.holds(self.tree.start[i], around)
        if not inside:
            return "indirect"
        return "direct" if inside == words else "mixed"

    def _place(self, draft: Draft) -> Place | None:
        """Where the act was done, where the cue says so: "In Vilnius, she said", "Speaking in Oslo, …"."""
        tree = self.tree
        for child in self.channels.places(draft):
            if tree.case(child) not in ("in", "at", "from"):
                continue
            token = self.text.doc[child]
            if token.ent_type_ == "Location":
                low = tree.low[child]
                while low < child and tree.dep[low] in ("case", "det"):
                    low += 1
                start, end = tree.chars((low, child + 1))
                actor = self.text.cast.one(token)
                known = self.text.cast.actors.get(actor) if actor else None
                return Place(name=self.text.article.text[start:end], country=known.country if known else None)
        return None
