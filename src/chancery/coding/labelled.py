"""Speech under a label: headlines ("Norway: no deal"), the turns of a transcript, signed block quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chancery.actors.cast import Cast
from chancery.coding.drafts import Draft, Page
from chancery.coding.tree import Range
from chancery.coding.voice_words import voice_words
from chancery.records import CLAIMS, Block

_LABEL = re.compile(
    r"[\"“”>\s*]{0,4}(?P<label>[^\W\d_][\w.'’ -]{0,58}?)(?:\s\([^()]{1,40}\))?\**(?P<colon>:)\**\s+(?P<said>\S.*)",
    re.DOTALL,
)
_SPEAKER = re.compile(
    r"(?:Q|A|(?:QUESTION|ANSWER|MODERATOR|REPORTER|INTERVIEWER|HOST)|[A-Z][A-Z.'’ -]+[A-Z])\Z"
    r"|(?:Question|Answer|Moderator|Reporter|Interviewer|Host)\Z"
)
"""Labels of the turns of a transcript: capitals, or what somebody does there."""

_BEHIND = re.compile(r"(?P<said>\S.*?)(?P<colon>:| [–—-]) (?P<label>[^\W\d_][\w.'’ -]{0,40})\Z", re.DOTALL)
"""A headline that ends in its speaker: "No deal, says nobody: Norway", "Talks failed – Kremlin"."""

_SIGNATURE = re.compile(
    r"(?P<said>\S.*?)[\s>]+(?P<colon>[―—–]|--)\s?(?P<label>[^\W\d_][^\n]{1,78})\Z", re.DOTALL
)
_ASIDE = re.compile(r"[\s>]*[(\[][^()\[\]]*[)\]][\s.]*\Z")
"""A paragraph of a transcript that nobody says: "(Laughter.)"."""

_LONGEST = 6
"""Words of a label in a headline, at most; a label in running text has two fewer."""

_TURNS = 2
"""Labels in capitals that make a text a transcript."""


def turns_apart(drafts: Sequence[Draft], page: Page) -> list[Draft]:
    """The drafts, none of which holds a turn under a label: "The transcript reads as follows:" tells no turn."""
    turns = sorted(draft.source[0] for draft in drafts if draft.rule == "label" and draft.source)
    kept = []
    for draft in drafts:
        first = next((turn for turn in turns if draft.says(turn)), None)
        if draft.rule != "label" and first is not None and not draft.says(draft.head) and draft.head < first:
            draft.content = page.pieces([(low, min(high, first)) for low, high in draft.content if low < first])
        if draft.content:
            kept.append(draft)
    return kept


class LabelRules:
    """Drafts for what stands under a label in one text; `titles` are its headlines."""

    def __init__(self, page: Page, cast: Cast, blocks: Sequence[Block]) -> None:
        self.page, self.tree, self.cast, self.text = page, page.tree, cast, page.text
        self.blocks = [(block, _LABEL.match(self.text[block.start : block.end])) for block in blocks]
        turns = [match for _, match in self.blocks if match and self._turn(match["label"])]
        self.transcript = len(turns) >= _TURNS

    def drafts(self) -> Iterator[Draft]:
        """A draft for every label; in a transcript it holds the paragraphs up to the next label."""
        last: Draft | None = None
        for block, match in self.blocks:
            draft = self._labelled(block, match) if match else None
            if draft is None and block.kind not in CLAIMS:
                draft = self._behind(block)
            if draft is None and block.kind == "quote":
                draft = self._signed(block)
            if draft is not None:
                last = draft if block.kind in CLAIMS else None
                yield draft
            elif last is not None and self.transcript and block.kind in CLAIMS and match is None:
                self._go_on(last, block)

    def _turn(self, label: str) -> bool:
        return bool(_SPEAKER.match(label)) and label.lower() not in voice_words().no_labels

    def _labelled(self, block: Block, match: re.Match[str]) -> Draft | None:
        label = self._tokens(block, match, "label")
        head = self._head(label)
        named = head is not None and self._names(label)
        if block.kind not in CLAIMS:
            good = named and label[1] - label[0] <= _LONGEST
        else:
            turn = self.transcript and self._turn(match["label"])
            good = turn or (named and label[1] - label[0] <= _LONGEST - 2)
        return self._draft(block, match, label, head) if good else None

    def _names(self, label: Range) -> bool:
        """Whether a label is somebody's name, and neither a verb with its subject nor a heading of its own."""
        tree = self.tree
        last = label[1] - 1
        words = {tree.form[i] for i in range(*label)} | {tree.lemma[last]}
        proper = any(tree.pos[i] == "PROPN" and self.cast.heads.get(i) for i in range(*label))
        return (
            proper
            and tree.pos[last] != "VERB"
            and tree.pos[label[0]] != "DET"
            and not words & voice_words().no_labels
        )

    def _behind(self, block: Block) -> Draft | None:
        """A headline whose speaker stands behind a colon or dash; a medium behind a dash is its publisher."""
        match = _BEHIND.match(self.text[block.start : block.end].rstrip())
        if match is None:
            return None
        label = self._tokens(block, match, "label")
        head = self._head(label)
        kinds = (
            {self.cast.actors[a].kind for a in self.cast.heads.get(head, ())} if head is not None else set()
        )
        if head is None or not self._names(label) or label[1] - label[0] > _LONGEST - 2:
            return None
        if match["colon"] != ":" and "media" in kinds:
            return None
        return self._draft(block, match, label, head)

    def _signed(self, block: Block) -> Draft | None:
        """A block quotation with a name behind a dash at its end."""
        match = _SIGNATURE.match(self.text[block.start : block.end].rstrip())
        if match is None:
            return None
        label = self._tokens(block, match, "label")
        return self._draft(block, match, label, self._head(label, first=True))

    def _tokens(self, block: Block, match: re.Match[str], group: str) -> Range:
        return self.page.tokens(block.start + match.start(group), block.start + match.end(group))

    def _head(self, label: Range, *, first: bool = False) -> int | None:
        heads = [i for i in range(*label) if self.cast.heads.get(i)]
        return heads[0 if first else -1] if heads else None

    def _draft(self, block: Block, match: re.Match[str], label: Range, head: int | None) -> Draft | None:
        colon, said = self._tokens(block, match, "colon"), self._tokens(block, match, "said")
        source = self.page.trim(label)
        if colon[0] >= colon[1] or said[0] >= said[1] or source is None:
            return None
        draft = Draft(head=colon[0], cue=colon, act="say", rule="label", content=self.page.pieces([said]))
        draft.source, draft.source_head = source, head if head is not None else label[1] - 1
        if head is None:
            draft.known = self._by_surname(self.tree.form[label[1] - 1])
        return draft if draft.content else None

    def _by_surname(self, word: str) -> tuple[str, ...]:
        """The one person of the article with that last name: labels in capitals hide that they are names."""
        bearers = [
            actor.id
            for actor in self.cast.actors.values()
            if actor.kind == "person" and actor.name.lower().split()[-1] == word and " " in actor.name
        ]
        return tuple(bearers) if len(bearers) == 1 else ()

    def _go_on(self, last: Draft, block: Block) -> None:
        """Give the turn one more paragraph."""
        if _ASIDE.match(self.text[block.start : block.end]):
            return
        more = self.page.tokens(block.start, block.end)
        last.content = [*last.content, *self.page.pieces([more])]
