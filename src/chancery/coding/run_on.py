"""Speeches without quotation marks: "The minister said:" and all the paragraphs after it, as press releases have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from chancery.actors.cast import Cast
from chancery.coding.drafts import Draft, Page
from chancery.coding.speech_acts import modality
from chancery.records import CLAIMS, Block

_COLON = re.compile(r"\s*:\s+(?=[^\W\d_])")
_QUOTED = re.compile(r"\s*[\"“”„‟«»‘']")
_OWN = frozenset({"i", "we"})
QUOTED_WORDS = 5
"""Words in quotation marks from which they are speech rather than a name, a title or a term."""
_AFTER = re.compile(
    r"\s*(?:notes? (?:to|for) editors?|editor|background\b|ends?\b\W*$|further information|more information"
    r"|media (?:enquiries|inquiries|contacts?)|contacts?\b|press (?:office|contacts?)|about the|follow\b"
    r"|for (?:more|further)\b)",
    re.IGNORECASE,
)
"""How paragraphs begin that press releases put under a speech (British and American government usage)."""


def run_on(drafts: Sequence[Draft], page: Page, blocks: Iterable[Block], cast: Cast) -> None:
    """Give the drafts that a colon introduces, without quotation marks, all that follows as their content.

    The speech ends where a paragraph begins with a quotation mark, introduces another speech, tells of the same
    speaker in the third person, or is no paragraph of the text.
    """
    told = list(blocks)
    for draft in drafts:
        colon = _introduces(draft, page)
        if colon is None:
            continue
        n = next((n for n, block in enumerate(told) if block.start <= colon < block.end), None)
        if n is None or told[n].kind not in CLAIMS:
            continue
        end = _end(draft, drafts, page, told[n:], colon, cast)
        if end is None:
            continue
        inner = (draft.cue, draft.source) if draft.source else (draft.cue,)
        content = page.pieces([page.tokens(colon + 1, end)], [part for part in inner if part])
        if content:
            draft.content = content


def _introduces(draft: Draft, page: Page) -> int | None:
    """Where the colon stands right behind a cue with its source; None where none does, or a quotation follows."""
    tree = page.tree
    if draft.source is None or page.quote_at(draft.head) is not None or tree.pos[draft.head] != "VERB":
        return None
    if _OWN & set(tree.form[slice(*draft.source)]) or modality(tree, draft.head) != "happened":
        # "I ask:" in a speech, "they will say:" about what is to come.
        return None
    last = draft.cue[1] - 1
    if draft.source[0] == last + 1:
        last = draft.source[1] - 1
    match = _COLON.match(page.text, tree.end[last])
    return None if match is None else page.text.index(":", match.start())


def _end(
    draft: Draft, drafts: Sequence[Draft], page: Page, blocks: Sequence[Block], colon: int, cast: Cast
) -> int | None:
    """Where the speech ends: the end of the last block that belongs to it."""
    text, end = page.text, None
    if text[colon + 1 : blocks[0].end].strip():
        if _quotes(page, colon, blocks[0].end):
            return None
        end = blocks[0].end
    if any(_quotes(page, block.start, block.end) for block in blocks[1:]):
        # An article with quotations sets a speech off by its paragraph alone.
        blocks = blocks[: 1 if end else 2]
    if len(blocks) > 1 and blocks[1].kind == "quote":
        blocks = [blocks[0], *takewhile(lambda block: block.kind == "quote", blocks[1:])]
    speakers = set(cast.heads.get(draft.source_head, ()) if draft.source_head is not None else ())
    for block in blocks[1:]:
        words = text[block.start : block.end]
        if (
            block.kind not in CLAIMS
            or _QUOTED.match(words)
            or _AFTER.match(words)
            or words.rstrip().endswith(":")
        ):
            break
        if any(_tells_of(other, page, block, speakers, cast) for other in drafts if other is not draft):
            break
        end = block.end
    return end


def _quotes(page: Page, start: int, end: int) -> bool:
    """Whether speech is quoted there: more than a name or a term stands in quotation marks."""
    quoted = page.quotes.within(start, end)
    return any(len(page.text[one.start : one.end].split()) >= QUOTED_WORDS for one in quoted)


def _tells_of(draft: Draft, page: Page, block: Block, speakers: set[str], cast: Cast) -> bool:
    """Whether a draft in the block reports the same speaker by name or title, not as "I" or "we"."""
    i = draft.source_head
    if i is None or not block.start <= page.tree.start[i] < block.end:
        return False
    return page.tree.form[i] not in ("i", "we") and bool(speakers & set(cast.heads.get(i, ())))
