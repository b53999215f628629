"""Through what, to whom and where: the channel, the addressee and the place that a cue names beside its content."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.actors.cast import Cast
from chancery.coding.drafts import Draft
from chancery.coding.sources import passive
from chancery.coding.tree import Range, Tree
from chancery.coding.voice_words import VoiceWords, voice_words

_TOLD = frozenset(
    {"urge", "ask", "warn", "say", "thank", "demand", "promise", "congratulate", "answer", "apologise"}
)
"""Acts that are done to somebody who hears them."""


class Channels:
    """What the drafts of one text say of channel and addressee."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self.tree, self.cast = tree, cast
        self.words: VoiceWords = voice_words()

    def around(self, draft: Draft) -> Iterator[int]:
        """The prepositional phrases beside the cue, and beside "speaking", "writing" and their like that hang on it."""
        tree = self.tree
        for child in tree.children[draft.head]:
            if draft.says(child):
                continue
            if tree.dep[child] == "obl":
                yield child
            elif tree.dep[child] == "advcl" and tree.lemma[child] in self.words.speaking:
                yield from (c for c in tree.children[child] if tree.dep[c] == "obl" and not draft.says(c))

    def places(self, draft: Draft) -> Iterator[int]:
        """The phrases that may say where it was said: beside the cue, and beside who or what was told there."""
        around = list(self.around(draft))
        heard = self.addressee_word(draft)
        yield from around
        for i in [*around, *([heard] if heard is not None and not draft.says(heard) else [])]:
            yield from self.tree.kids(i, "nmod")

    def via(self, draft: Draft) -> Range | None:
        """The channel that the cue names: "in a statement", "through a spokesman", "told Reuters"."""
        tree, words = self.tree, self.words
        for i in self.around(draft):
            lemma, case = tree.lemma[i], tree.case(i)
            speaks = lemma in words.spokespeople or lemma in words.aides
            if case in words.through and (self._carries(i) or (case in ("through", "via") and speaks)):
                return self._phrase(i, draft)
        heard = self.addressee_word(draft)
        if heard is None:
            return None
        kinds = [self.cast.actors[a].kind for a in self.cast.heads.get(heard, ()) if a in self.cast.actors]
        return (
            self._phrase(heard, draft) if kinds == ["media"] or tree.lemma[heard] in words.audiences else None
        )

    def _carries(self, i: int) -> bool:
        """Whether a noun names a channel, or one text: "in a statement", not "in order" or "in law"."""
        tree, words = self.tree, {self.tree.lemma[i], self.tree.form[i]}
        if words & self.words.channels:
            return True
        one = "Plur" in tree.doc[i].morph.get("Number", []) or any(
            tree.dep[c] in ("det", "nummod") or tree.label[c] == "nmod:poss" for c in tree.children[i]
        )
        return one and any(word in self.words.family for word in words)

    def _phrase(self, i: int, draft: Draft) -> Range:
        """The phrase without its preposition, and short of the content where the parse has joined them."""
        tree = self.tree
        low, high = tree.span(i)
        while low < i and (tree.dep[low] == "case" or tree.pos[low] in ("PUNCT", "SPACE")):
            low += 1
        for begin, end in draft.content:
            if i < begin < high:
                high = begin
            elif low < end <= i:
                low = end
        while high > i + 1 and tree.pos[high - 1] in ("PUNCT", "SPACE"):
            high -= 1
        return low, high

    def addressee_word(self, draft: Draft) -> int | None:
        """The word that names who is spoken to."""
        tree, entry = self.tree, draft.entry
        if draft.addressee is not None and draft.act in _TOLD:
            return draft.addressee
        if entry is None or not (entry.speech or entry.infinitive) or tree.pos[draft.head] != "VERB":
            return None
        for child in tree.children[draft.head]:
            if tree.dep[child] == "iobj" and entry.act in _TOLD and not draft.says(child):
                return child
        for i in self.around(draft):
            if tree.case(i) == "to" and i > tree.head[i]:
                return i
        if entry.infinitive and entry.object in ("target", "addressee") and passive(tree, draft.head):
            return tree.kid(draft.head, "nsubj")
        thing = tree.kid(draft.head, "obj", "iobj")
        if entry.act in _TOLD and entry.object != "none" and thing is not None and self.cast.heads.get(thing):
            return thing
        return self._of_text(draft)

    def _of_text(self, draft: Draft) -> int | None:
        """Who a text that carries the statement is sent to: "said in a letter to the king"."""
        tree = self.tree
        for i in self.around(draft):
            if tree.case(i) in ("in", "through", "via", "by") and tree.lemma[i] in self.words.family:
                for child in tree.children[i]:
                    if tree.dep[child] == "nmod" and tree.case(child) == "to":
                        return child
        return None

    def addressee(self, draft: Draft) -> str | None:
        """The one actor that is spoken to, or None."""
        word = self.addressee_word(draft)
        found = self.cast.heads.get(word, ()) if word is not None else ()
        return found[0] if len(found) == 1 else None
