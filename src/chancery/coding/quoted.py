"""Statements that quotation marks show: quotations beside a subject and a verb, signed, or led in by a colon."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chancery.actors.cast import Cast
from chancery.coding.cue_entries import cue_span
from chancery.coding.drafts import Draft, Page, without
from chancery.coding.lexicon import Lexicon
from chancery.coding.sources import phrase, source_of, subject
from chancery.coding.tree import Range
from chancery.language.quotes import Quote
from chancery.records import CLAIMS, Block

_SENTENCE_WORDS = 4
"""A quotation of fewer words is more often a name, a title or a scare quote than speech."""

_WORKS = frozenset(
    {"write", "direct", "publish", "produce", "release", "record", "read", "perform", "sing", "author", "pen"}
    | {
        "compose",
        "film",
        "launch",
        "present",
        "host",
        "edit",
        "translate",
        "illustrate",
        "watch",
        "see",
        "star",
    }
)
"""Verbs whose object is a work, where it is quoted as a title is."""

_NAMING = frozenset({"call", "name", "title", "entitle", "dub", "nickname", "know", "christen", "label"})
"""Verbs that in the passive, with nobody named, give a thing its name: "a ship called "Northern Star"."""

_NEAR = 14
"""Words between a quotation and the verb that reports it, at most."""

_SIGNED = re.compile(r"\s{0,3}(?P<dash>[―—–]|--?)[^\S\n]?(?P<name>[^\W\d_][^\n\"“”]{1,78})(?=\n|\Z)")
"""A name behind a dash, alone on the rest of its line: how collected quotations are signed."""

_GAP = re.compile(r"[\s.,;:—–-]*\Z")


class QuoteRules:
    """Drafts for quotations that no other rule gave a speaker, and for labelled speech."""

    def __init__(self, page: Page, words: Lexicon, cast: Cast) -> None:
        self.page, self.tree, self.words, self.cast = page, page.tree, words, cast
        self.text = page.text

    def uncued(self, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """New drafts for quotations that none of the drafts holds; or such quotations join the one before."""
        tree = self.tree
        taken: set[int] = set()
        cued = {draft.head: draft for draft in drafts}
        for draft in drafts:
            turn = self.page.quote_at(draft.head) if draft.rule == "label" else None
            if turn is not None:
                taken.add(turn.start)
            for low, high in draft.content:
                for quote in self.page.quotes.within(tree.start[low], tree.end[high - 1]):
                    if not quote.start <= tree.start[draft.head] < quote.end:
                        taken.add(quote.start)
        last: tuple[Draft, int] | None = None
        by_quote = self._by_quote(drafts)
        for quote in self.page.quotes.outer:
            part = self.page.tokens(quote.start, quote.end)
            if quote.start in taken:
                holder = by_quote.get(quote.start)
                last = (holder, max(quote.end, tree.end[holder.cue[1] - 1])) if holder else last
                continue
            if part[0] >= part[1] or not self._sentence_like(quote, part):
                continue
            beside = self._signed(quote, part) or self._beside(part, cued)
            if beside is not None:
                if beside.head not in cued:
                    yield beside
                last = beside, quote.end
            elif last is not None and self._goes_on(last, quote):
                own = [last[0].cue, *([last[0].source] if last[0].source else []), *last[0].content]
                last[0].content = sorted([*last[0].content, *self.page.pieces([part], own)])
                last = last[0], quote.end

    def tagged(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, with each quotation under the tag right behind it: "…," she said; or a dash and a name.

        Nothing shows more plainly whose a quotation is, so no other draft keeps it.
        """
        found = list(drafts)
        heads = {draft.head: draft for draft in drafts}
        for quote in self.page.quotes.outer:
            part = self.page.tokens(quote.start, quote.end)
            tag = self._signed(quote, part) or self._tag(quote, part, heads)
            if tag is None or not self._sentence_like(quote, part):
                continue
            own = heads.get(tag.head)
            if own is not None and own.says(part[0]) and tag.rule != "label":
                tag = own
            more = self._resumed(quote, tag)
            if more is not None and tag.rule != "label":
                tag.content = self.page.pieces([*tag.content, more], [tag.cue, *([tag.source] if tag.source else [])])
            for other in list(found):
                if other is not tag and self._keeps(other, part, tag):
                    behind = (tag.cue[1], max([tag.cue[1], *(high for _, high in other.content)]))
                    other.content = self.page.pieces(other.content, [part, behind])
                elif other is not tag and more is not None and not tag.says(other.head):
                    other.content = self.page.pieces(other.content, [more])
                if not other.content or (other is not tag and tag.cue[0] <= other.head < tag.cue[1]):
                    found.remove(other)
            if tag not in found:
                found.append(tag)
            heads[tag.head] = tag
        return found

    def _resumed(self, quote: Quote, tag: Draft) -> Range | None:
        """The rest of a quotation that its tag interrupts: "…," she said, turning to them, | "and we stayed."."""
        tree = self.tree
        first, last = tree.bounds(tag.head)
        if not self._unfinished(quote):
            return None
        for other in self.page.quotes.within(quote.end, tree.end[last - 1]):
            part = self.page.tokens(other.start, other.end)
            begins = self.text[other.inside[0] : other.inside[0] + 1]
            if other.start >= quote.end and tag.cue[1] <= part[0] < last and first <= tag.head:
                comma = tree.form[part[0] - 1] == ","
                return part if begins.islower() and comma and self._sentence_like(other, part) else None
        return None

    def _keeps(self, other: Draft, part: Range, tag: Draft) -> bool:
        """Whether another draft has the quotation as a whole sentence of its content, but not its tag."""
        inside = part[0] <= other.head < part[1]
        begins = any(low == part[0] for low, _ in other.content)
        return not inside and begins and not other.says(tag.head)

    def _tag(self, quote: Quote, part: Range, heads: Mapping[int, Draft]) -> Draft | None:
        """A draft from a quotation that ends in a comma, with a subject and its verb of speech right behind."""
        tree = self.tree
        before = part[0] - 1
        opens = part[0] == tree.bounds(part[0])[0] or tree.pos[before] in ("PUNCT", "SPACE")
        if not quote.closed or not self._unfinished(quote) or not opens:
            return None
        # A quotation of several sentences may part from its tag in the parse.
        last = tree.bounds(min(part[1], len(tree.pos) - 1))[1]
        verb = next((i for i in range(part[1], min(last, part[1] + _NEAR)) if tree.pos[i] == "VERB"), None)
        entry = self.words.verbs.get(tree.lemma[verb]) if verb is not None else None
        if verb is None or entry is None or not entry.speech or self.page.quote_at(verb) is not None:
            return None
        who = subject(tree, verb)
        if who is None or not self._next_to(verb, who, part) or min(tree.low[who], verb) > part[1] + 1:
            return None
        own = heads.get(verb)
        draft = Draft(head=verb, cue=cue_span(tree, verb), act=entry.act, rule="quote", entry=entry)
        if own is not None:
            draft = replace(own)
        draft.source, draft.source_head = phrase(tree, who, verb), who
        draft.content = self.page.pieces([part], [draft.cue, draft.source])
        return draft

    def _unfinished(self, quote: Quote) -> bool:
        """Whether a quotation ends in a comma, within its marks."""
        return self.text[quote.inside[0] : quote.inside[1]].rstrip(" \n'’").endswith(",")

    def is_work(self, draft: Draft) -> bool:
        """Whether somebody made what is quoted, and did not say it: "wrote "The Long Road to Peace"."""
        tree = self.tree
        named = tree.lemma[draft.head] in _NAMING and draft.source is None
        if not draft.content or not (tree.lemma[draft.head] in _WORKS or named):
            return False
        parts = [part for part in draft.content if not named or part[0] > draft.head]
        works = [self.page.tokens(q.start, q.end) for part in parts for q in self._inside(part)]
        rest = [i for part in parts for piece in without(part, works) for i in range(*piece)]
        return (
            bool(works)
            and all(self.page.titled(work, 1 if named else 2) for work in works)
            and all(tree.pos[i] in ("CCONJ", "PUNCT", "SPACE", "DET") for i in rest)
        )

    def _inside(self, part: Range) -> Sequence[Quote]:
        return self.page.quotes.within(self.tree.start[part[0]], self.tree.end[part[1] - 1])

    def _signed(self, quote: Quote, part: Range) -> Draft | None:
        """A draft from a quotation with a name behind a dash."""
        match = _SIGNED.match(self.text, quote.end)
        if match is None:
            return None
        dash = self.page.tokens(*match.span("dash"))
        name = self.page.trim(self.page.tokens(*match.span("name")))
        if name is None or self.tree.pos[name[0]] not in ("PROPN", "DET", "NOUN"):
            return None
        heads = [i for i in range(*name) if self.cast.heads.get(i)]
        draft = Draft(head=dash[0], cue=dash, act="say", rule="label", content=self.page.pieces([part]))
        draft.source, draft.source_head = name, heads[0] if heads else name[0]
        return draft if draft.content else None

    def _by_quote(self, drafts: Sequence[Draft]) -> dict[int, Draft]:
        """The outermost draft that each quotation is content of."""
        found: dict[int, Draft] = {}
        for draft in drafts:
            for low, high in draft.content:
                for quote in self.page.quotes.within(self.tree.start[low], self.tree.end[high - 1]):
                    if not quote.start <= self.tree.start[draft.head] < quote.end:
                        held = found.get(quote.start)
                        if held is None or held.words < draft.words:
                            found[quote.start] = draft
        return found

    def _sentence_like(self, quote: Quote, part: Range) -> bool:
        if self.page.titled(part):
            return False
        words = sum(self.tree.pos[i] not in ("PUNCT", "SPACE") for i in range(*part))
        return words >= _SENTENCE_WORDS or any(self.tree.dep[i] == "root" for i in range(*part))

    def _goes_on(self, last: tuple[Draft, int], quote: Quote) -> bool:
        """Whether the quotation follows the last one, or its cue, with nothing but white space between."""
        draft, end = last
        first = self.tree.bounds(draft.head)
        after_cue = self.tree.end[self._last_word(first)]
        if draft.source is not None:
            after_cue = max(after_cue, self.tree.end[draft.source[1] - 1])
        if _GAP.match(self.text[min(end, quote.start) : quote.start]):
            return True
        introduced = (
            self.text[max(quote.start - 2, 0) : quote.start].rstrip().endswith(":")
            and quote.start < after_cue
        )
        if introduced and self.tree.bounds(draft.head) == self.tree.bounds(
            self.page.tokens(quote.start, quote.end)[0]
        ):
            return True
        if after_cue > quote.start:
            return False
        return bool(_GAP.match(self.text[after_cue : quote.start])) or self._bridged(draft, quote)

    def _bridged(self, draft: Draft, quote: Quote) -> bool:
        """Whether one sentence about the speaker stands between: "…," Berg said. She did not smile. "…"."""
        tree = self.tree
        part = self.page.tokens(quote.start, quote.end)
        number = tree.sentence[draft.head] + 1
        if draft.source is None or number + 1 >= len(tree.sentence_start) or tree.sentence[part[0]] != number + 1:
            return False
        low, high = tree.sentence_start[number], tree.sentence_start[number + 1]
        if part[0] != high or self.page.paragraph(part[0]) != self.page.paragraph(draft.head):
            return False
        root = next((i for i in range(low, high) if tree.head[i] == i and tree.pos[i] != "SPACE"), low)
        who = subject(tree, root)
        named = any(tree.doc[i].ent_type_ == "Person" for i in range(low, high))
        return who is not None and tree.form[who] in ("he", "she") and not named

    def _last_word(self, bounds: Range) -> int:
        high = bounds[1] - 1
        while high > bounds[0] and self.tree.pos[high] == "SPACE":
            high -= 1
        return high

    def _beside(self, part: Range, cued: Mapping[int, Draft]) -> Draft | None:
        """A draft from a verb with a subject in the same sentence, next to the quotation and outside it."""
        tree = self.tree
        first, last = tree.bounds(part[0])[0], tree.bounds(part[1] - 1)[1]
        after = [i for i in range(part[1], min(last, part[1] + _NEAR)) if tree.pos[i] == "VERB"]
        before = [i for i in range(part[0] - 1, max(first, part[0] - _NEAR) - 1, -1) if tree.pos[i] == "VERB"]
        for i in [*after[:1], *before[:1]]:
            entry = self.words.verbs.get(tree.lemma[i])
            if entry is None or not entry.speech or self.page.quote_at(i) is not None:
                continue
            if i in cued and self._quotes(cued[i]):
                continue
            named = source_of(tree, i)
            if named is None or not self._next_to(i, named[0], part):
                continue
            draft = cued.get(i) or Draft(
                head=i, cue=cue_span(tree, i), act=entry.act, rule="quote", entry=entry
            )
            draft.source, draft.source_head = phrase(tree, named[0], i), named[1]
            draft.content = self.page.pieces([part], [draft.cue, draft.source])
            return draft if draft.content else None
        return None

    def _quotes(self, draft: Draft) -> bool:
        """Whether a quotation is part of the content, so that another need not be looked for."""
        return any(
            self.page.quotes.within(self.tree.start[low], self.tree.end[high - 1])
            for low, high in draft.content
        )

    def _next_to(self, i: int, who: int, part: Range) -> bool:
        """Whether only the verb's subject, auxiliaries, addressee and marks part it from the quotation."""
        tree = self.tree
        between = range(part[1], i) if i >= part[1] else range(i + 1, part[0])
        own = {i}
        for child in tree.children[i]:
            if tree.dep[child] in ("aux", "advmod", "obj", "iobj", "obl", "mark", "compound"):
                own.update(range(tree.low[child], tree.high[child] + 1))
        low, high = tree.span(who)
        if any(tree.form[n] in (".", "?", "!") for n in between):
            return False
        return all(n in own or low <= n < high or tree.pos[n] in ("PUNCT", "SPACE") for n in between)

    def introduced(self, blocks: Sequence[Block]) -> Iterator[Draft]:
        """Drafts from a paragraph that ends "The governor added:" and the paragraph or block quotation after it."""
        tree = self.tree
        for n, (block, following) in enumerate(itertools.pairwise(blocks)):
            if not self.text[block.start : block.end].endswith(":") or following.kind not in CLAIMS:
                continue
            said = itertools.takewhile(lambda one: one.kind == "quote", blocks[n + 1 :])
            last = max(following.end, *(one.end for one in said), following.end)
            colon = self.page.tokens(block.end - 1, block.end)[0]
            first = max(tree.bounds(colon)[0], self.page.tokens(block.start, block.end)[0])
            for i in range(colon - 1, max(first, colon - _NEAR) - 1, -1):
                entry = self.words.verbs.get(tree.lemma[i]) if tree.pos[i] == "VERB" else None
                named = source_of(tree, i) if entry is not None and entry.speech else None
                if entry is None or named is None or self.page.quote_at(i) is not None:
                    continue
                draft = Draft(head=i, cue=cue_span(tree, i), act=entry.act, rule="quote", entry=entry)
                draft.source, draft.source_head = phrase(tree, named[0], i), named[1]
                draft.content = self.page.pieces([self.page.tokens(following.start, last)])
                if draft.content:
                    yield draft
                break
