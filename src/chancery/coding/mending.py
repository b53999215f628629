"""What the model marked, made whole by tree, sentence and layout: cues, sources and contents that break off.

The model labels words one by one. It may stop a word short ("praised her for her work to | help"), leave a hole,
run on into the next sentence, or take the auxiliary for the cue. None of this depends on what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chancery.coding.drafts import Draft, Page, without
from chancery.coding.sources import phrase, subject
from chancery.coding.tree import Range, Tree
from chancery.language.attribution import Attribution

_BEFORE = frozenset(
    {"case", "mark", "det", "aux", "cop", "cc", "compound", "amod", "nummod", "nmod:poss", "advmod:emph"}
)
"""Relations of words that no phrase ends with: their head comes after them."""

_NOMINAL = frozenset({"det", "compound", "amod", "nummod", "nmod:poss"})
"""Of these, those that belong to a noun whatever the cue: no content begins behind them."""

_RELATIVE = frozenset({"that", "which", "who", "whom"})
_OPENING = frozenset({"that", "whether", "if", "how", "why", "what", "who", "when", "where", "to"})
"""Words with which a clause begins that is whole as it is."""

_LENT = frozenset({"aux", "cop", "advmod", "det", "amod", "nmod"})
"""Relations of words before the one that a cue turns on: of a verb, a predicate adjective or a noun."""

_OWN = frozenset({"VERB", "ADJ", "NOUN"})
_LENDING = frozenset({"AUX", "PART", "ADV", "SPACE", "PUNCT"})
_FAR = 5
"""Words between an auxiliary that was taken for the cue and its verb, at most."""

_CLIMBS = 30
"""Steps up a tree, at most: deeper nesting is a fault of the parse."""


def meet(a: Range, b: Range) -> bool:
    """Whether two ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]


class Mender:
    """Mends the attributions of one page; none of them takes words from another's cue."""

    def __init__(self, page: Page, marked: Iterable[Attribution]) -> None:
        self.page, self.tree = page, page.tree
        self.cues = {i for one in marked for i in range(*one.cue)}

    def cue(self, one: Attribution) -> Attribution:
        """The attribution with a cue that holds its verb: "has also | criticised" is one cue."""
        tree, (low, high) = self.tree, one.cue
        lent = [i for i in range(low, high) if tree.dep[i] in _LENT]
        if not lent or any(tree.pos[i] not in _LENDING and tree.dep[i] not in _LENT for i in range(low, high)):
            return one
        own = tree.head[lent[0]]
        if tree.pos[own] not in _OWN or not high <= own < high + _FAR:
            return one
        if tree.pos[own] != "VERB" and self._in_source(own, one):
            return one
        end = own + 2 if tree.pos[own] != "VERB" and tree.pos[own + 1 : own + 2] == ["ADP"] else own + 1
        taken = [part for piece in one.content for part in without(piece, [(low, end)])]
        return replace(one, cue=(low, end), content=tuple(taken))

    def _in_source(self, i: int, one: Attribution) -> bool:
        return one.source is not None and one.source[0] <= i < one.source[1]

    def source(self, one: Attribution, ruled: Draft | None) -> Attribution:
        """The attribution with a source that keeps to one sentence: the cue's, where it has a part there.

        A source in another sentence than the cue gives way to the one that the parse names.
        """
        if one.source is None:
            return one
        tree, (low, high) = self.tree, one.source
        first, last = tree.bounds(one.cue[0])
        if tree.sentence[low] != tree.sentence[high - 1]:
            if max(low, first) < min(high, last):
                low, high = max(low, first), min(high, last)
            else:
                low = tree.bounds(high - 1)[0]
        elsewhere = not first <= low < last
        far = self.page.paragraph(low) != self.page.paragraph(one.cue[0])
        dropped = elsewhere and (far or (ruled is not None and ruled.source is not None))
        return replace(one, source=None if dropped else self._named((low, high), one))

    def _named(self, part: Range, one: Attribution) -> Range:
        """A source that is a whole clause, cut to its subject: "The king was calm | when asked, | saying …"."""
        tree, (low, high) = self.tree, part
        top = next((i for i in range(low, high) if not low <= tree.head[i] < high or tree.head[i] == i), low)
        who = subject(tree, top) if tree.pos[top] in ("VERB", "AUX", "ADJ") else None
        if who is None or not low <= who < high or one.cue[0] < low:
            return part
        begin, end = phrase(tree, who, top)
        return (begin, end) if low <= begin and end <= high else part

    def content(self, one: Attribution) -> list[Range]:
        """The marked content: whole quotations and phrases, in the cue's sentence if anything of it is there."""
        tree = self.tree
        home = tree.sentence[one.cue[0]]
        following = self._following(one)
        if following is not None:
            return [following]
        kept = [part for part in one.content if tree.sentence[part[0]] <= home <= tree.sentence[part[1] - 1]]
        parts = self.page.snap(kept or self._near(one), one.cue[0])
        taken = [part for part in (one.cue, one.source) if part]
        whole = (self._begun(part, one) for part in self._filled(self._kept_home(parts, one), taken))
        rooted = (self._rooted(part, one, taken) for part in whole)
        ended = (self._ended(part, taken) for part in rooted if not self._others(part))
        return self._filled((self._of_cue(part, one) for part in ended), taken)

    def _following(self, one: Attribution) -> Range | None:
        """The quotation behind a colon that "the following words" announce, or None."""
        tree, end = self.tree, max((high for _, high in one.content), default=0)
        announced = any("following" in tree.form[low:high] for low, high in one.content)
        if not announced or tree.form[end : end + 1] != [":"]:
            return None
        begin = end + 1
        while begin < len(tree.pos) and tree.pos[begin] == "SPACE":
            begin += 1
        quote = self.page.quotes.at(tree.start[begin]) if begin < len(tree.pos) else None
        return self.page.tokens(quote.start, quote.end) if quote else None

    def _others(self, part: Range) -> bool:
        """Whether all words of a part are other cues."""
        return all(i in self.cues or self.tree.pos[i] in ("PUNCT", "SPACE") for i in range(*part))

    def _near(self, one: Attribution) -> list[Range]:
        """The parts that are quoted or in the cue's paragraph: other words elsewhere are not what it reports."""
        page, paragraph = self.page, self.page.paragraph(one.cue[0])
        return [
            part
            for part in one.content
            if page.paragraph(part[0]) == paragraph or page.quote_at(part[0]) is not None
        ]

    def _kept_home(self, parts: Sequence[Range], one: Attribution) -> list[Range]:
        """Parts that cross the bounds of the cue's sentence outside quotation marks, cut there."""
        first, last = self.tree.bounds(one.cue[0])
        found: list[Range] = []
        for low, high in parts:
            begin, end = low, high
            told_there = any(i in self.cues for i in range(last, high) if self.page.quote_at(i) is None)
            ends_plain = self.page.quote_at(high - 1) is None or told_there
            if low < last < high and self._plain(last - 1, last) and ends_plain:
                end = last
            if low < first < high and self._plain(first - 1, first) and self.page.quote_at(low) is None:
                begin = first
            found.append((begin, end) if begin < end else (low, high))
        return found

    def _plain(self, *tokens: int) -> bool:
        return all(self.page.quote_at(i) is None for i in tokens)

    def _filled(self, parts: Iterable[Range], taken: Sequence[Range]) -> list[Range]:
        """The parts, joined over holes inside a sentence that neither cue nor source accounts for."""
        tree = self.tree
        found: list[Range] = []
        for part in sorted(parts):
            if found:
                hole = found[-1][1], part[0]
                theirs = any(meet(hole, own) for own in taken) or any(i in self.cues for i in range(*hole))
                if not theirs and tree.sentence[found[-1][1] - 1] == tree.sentence[part[0]]:
                    found[-1] = found[-1][0], max(found[-1][1], part[1])
                    continue
            found.append(part)
        return found

    def _begun(self, part: Range, one: Attribution) -> Range:
        """The part with the verb that it depends on, if that stands between cue and part: "plans | to sell | it"."""
        tree, (low, high), after = self.tree, part, one.cue[1]
        while low > after:
            if tree.label[low - 1] in _NOMINAL and low <= tree.head[low - 1] < high:
                low -= 1
            elif low - 1 > after and self._hyphened(low - 1):
                low -= 2
            else:
                break
        if not after < low <= after + _FAR or any(tree.pos[i] == "PUNCT" for i in range(after, low)):
            return low, high
        top = next((i for i in range(low, high) if not low <= tree.head[i] < high), low)
        over = tree.head[top]
        joins = after <= over < low and one.cue[0] <= tree.head[over] < after
        if joins and tree.dep[over] in ("xcomp", "ccomp") and tree.low[over] >= after:
            return tree.low[over], high
        return low, high

    def _rooted(self, part: Range, one: Attribution, taken: Sequence[Range]) -> Range:
        """The part from where its clause or phrase begins: "Forces held | the town, she said" lacks its verb.

        Nothing is added across a cue, a source or the edge of a quotation.
        """
        tree, (low, high) = self.tree, part
        first = tree.bounds(low)[0]
        quoted = self.page.quote_at(low) is not None and not self._before_tag(high, one)
        relative = any(tree.label[i] == "acl:relcl" for i in range(*one.cue))
        if quoted or relative or tree.form[low] in _OPENING:
            return part
        for _ in range(_CLIMBS):
            top = next((i for i in range(low, high) if not low <= tree.head[i] < high), low)
            over = tree.head[top]
            if not first <= over < low or one.cue[0] <= over < one.cue[1] or tree.pos[over] == "PUNCT":
                break
            begin = max(tree.low[over], first)
            gap = (begin, low)
            if any(meet(gap, own) for own in taken) or any(i in self.cues for i in range(*gap)):
                break
            low = begin
        while low < part[0] and tree.dep[low] in ("case", "cc", "punct"):
            low += 1
        return low, high

    def _before_tag(self, high: int, one: Attribution) -> bool:
        """Whether only marks part the words before `high` from the cue or its source."""
        begin = min(one.cue[0], one.source[0]) if one.source else one.cue[0]
        return high <= begin and all(self.tree.pos[i] in ("PUNCT", "SPACE") for i in range(high, begin))

    def _of_cue(self, part: Range, one: Attribution) -> Range:
        """The part without what goes on about the cue: "said that it was | and then left", "his claim that … | angered"."""
        tree, (low, high) = self.tree, part
        if low < one.cue[1] or self.page.quote_at(high - 1) is not None:
            return part
        for head in range(*one.cue):
            for child in tree.children[head]:
                joined = tree.dep[child] == "conj" and tree.pos[child] == "VERB" and tree.pos[head] == "VERB"
                if joined and low < tree.low[child] <= child < high:
                    high = tree.low[child]
            if tree.pos[head] == "NOUN" and low <= tree.high[head] < high and tree.high[head] < tree.head[head] < high:
                high = tree.high[head] + 1
        while high > low + 1 and tree.pos[high - 1] in ("PUNCT", "SPACE"):
            high -= 1
        return low, high

    def _ended(self, part: Range, taken: Sequence[Range]) -> Range:
        """The part with the words after it, up to a mark, that depend on words in it; never an open phrase."""
        tree, (low, high) = self.tree, part
        if self.page.quote_at(high - 1) is not None:
            return part
        limit = min(
            [
                tree.bounds(high - 1)[1],
                *(own[0] for own in taken if own[0] >= high),
                *(i for i in self.cues if i >= high),
            ]
        )
        while tree.label[high - 1] in _BEFORE and high <= tree.head[high - 1] < limit:
            high = min(tree.high[tree.head[high - 1]] + 1, limit)
        while high < limit:
            if tree.pos[high] not in ("PUNCT", "SPACE") and self._hangs(high, (low, high)):
                high += 1
                continue
            joined = high + 2 if self._hyphened(high) else self._joined(high, (low, high))
            if joined is None or joined > limit:
                break
            high = joined
        relative = tree.form[high - 1] in _RELATIVE and not low <= tree.head[high - 1] < high
        return (low, high - 1) if relative and high - low > 1 else (low, high)

    def _hyphened(self, i: int) -> bool:
        """Whether a hyphen at i makes one word of what is before and after it ("self-proclaimed")."""
        tree = self.tree
        if tree.form[i] not in ("-", "–", "/") or i + 1 >= len(tree.pos):
            return False
        return tree.end[i - 1] == tree.start[i] and tree.end[i] == tree.start[i + 1]

    def _joined(self, i: int, part: Range) -> int | None:
        """Where a last member of a row ends that a comma and "and" at i join to the part, or None."""
        tree = self.tree
        if tree.form[i] != "," or i + 2 >= len(tree.pos) or tree.form[i + 1] not in ("and", "or", "nor"):
            return None
        member = tree.head[i + 1]
        rows = member > i and tree.dep[member] == "conj" and self._hangs(tree.head[member], part)
        if not rows or any(tree.dep[c] in ("nsubj", "expl") for c in tree.children[member]):
            return None
        return tree.high[member] + 1

    def _hangs(self, i: int, part: Range) -> bool:
        """Whether i depends, at any remove, on a word in the part."""
        for _ in range(_CLIMBS):
            if part[0] <= i < part[1]:
                return True
            if self.tree.head[i] == i:
                return False
            i = self.tree.head[i]
        return False


def resumed(draft: Draft, page: Page, cues: set[int]) -> list[Range]:
    """The content with what goes on behind a cue set between commas: "It would help, he said, in many ways"."""
    tree = page.tree
    if draft.source is None or tree.pos[draft.head] != "VERB" or page.quote_at(draft.head) is not None:
        return draft.content
    first, last = tree.bounds(draft.head)
    begin = min(draft.source[0], draft.cue[0])
    end = max(draft.source[1], draft.cue[1])
    words = draft.source[1] - draft.source[0] + draft.cue[1] - draft.cue[0]
    comma = _before(tree, begin)
    if end - begin > words + 3 or begin <= first + 1 or end >= last - 1:
        return draft.content
    if tree.form[comma] != "," or tree.form[end] != "," or page.quote_at(comma - 1) is not None:
        return draft.content
    rest = (end + 1, last)
    told = any(low < begin and high >= comma - 1 for low, high in draft.content)
    taken = any(meet(part, rest) for part in draft.content) or any(i in cues for i in range(*rest))
    hangs = tree.dep[end + 1] not in ("cc", "mark") and tree.form[end + 1] not in ("who", "which")
    after = _clause_of(tree, end + 1)
    if not told or taken or not hangs or after == draft.head:
        return draft.content
    return page.pieces([*draft.content, rest], [draft.cue, draft.source])


def _before(tree: Tree, i: int) -> int:
    """The token before i that is no white space."""
    i -= 1
    while i > 0 and tree.pos[i] == "SPACE":
        i -= 1
    return i


def _clause_of(tree: Tree, i: int) -> int:
    """The verb that i depends on, or hangs under, where i is no verb itself: the first verb above it."""
    for _ in range(_CLIMBS):
        if tree.head[i] == i:
            return i
        i = tree.head[i]
        if tree.pos[i] == "VERB":
            return i
    return i
