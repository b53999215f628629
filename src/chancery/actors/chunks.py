"""Where names may stand: chains of proper nouns, joined and cut by the language model's spans of names."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.actors import lexicon
from chancery.actors.words import Words

ENTITY_LABELS = {
    "Person": "person",
    "Organisation": "organization",
    "Location": "place",
    "Nationality": "state",
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
}
LINKS = frozenset("of for the on and & in at de del della di da do dos du des la le al el and y e -".split())
"""Small words inside names, between two capitalised ones ("Council on Foreign Relations")."""

BRIDGES = (["of"], ["for"], ["of", "the"], ["for", "the"], ["on"])
HONOURS = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."])
"""What may follow the last word of a person's name and still belong to it."""

Chunk = tuple[int, int]
"""A half-open range of tokens."""


class Chunker:
    """Finds the chunks of one text; see `chunks`."""

    def __init__(self, words: Words) -> None:
        self.w = words

    def chunks(self) -> Iterator[Chunk]:
        """Ranges of tokens that hold one name with its titles, or several names that stand side by side."""
        for start, end in self._joined(self._bridged()):
            yield from self._cut(start, end)

    def _runs(self) -> Iterator[Chunk]:
        """Chains of proper nouns that belong together by the parse."""
        w, i = self.w, 0
        while i < w.n:
            if not self._nameable(i):
                i += 1
                continue
            end = i + 1
            while end < w.n and self._joins(i, end):
                end += 1
            if w.pos[end - 1] == "PUNCT":
                end -= 1
            if any(w.pos[k] == "PROPN" for k in range(i, end)):
                yield i, end
            i = end

    def _nameable(self, i: int) -> bool:
        w = self.w
        if w.pos[i] == "PROPN":
            return not self._is_noun(i)
        return (
            w.text[i][:1].isupper()
            and w.dep[i] in ("amod", "compound", "flat")
            and w.pos[w.head[i]] == "PROPN"
            and w.head[i] - i in (1, 2, 3)
            and w.pos[i] in ("ADJ", "NOUN", "X", "VERB", "NUM")
            and not self._begins_sentence(i)
        )

    def _is_noun(self, i: int) -> bool:
        """Whether a word that the parse took for a name is a noun: written small, and a known one or a plural."""
        w = self.w
        if not w.text[i].islower():
            return False
        return w.tag[i] == "NNPS" or lexicon.noun_of(w.lower[i], w.lemma[i]) in lexicon.nouns()

    def _begins_sentence(self, i: int) -> bool:
        """Whether a word owes its capital to the sentence that it begins ("Many Americans", "Former President")."""
        w = self.w
        first = i == 0 or w.sent[i - 1] != w.sent[i] or w.pos[i - 1] in ("PUNCT", "SPACE")
        return first and w.pos[i] in ("ADJ", "NUM", "VERB") and w.ent[i] not in ENTITY_LABELS

    def _joins(self, first: int, i: int) -> bool:
        w = self.w
        if w.sent[i] != w.sent[first]:
            return False
        if w.text[i] in ("-", "–") and i + 1 < w.n:
            return w.end[i - 1] == w.start[i] and w.start[i + 1] == w.end[i] and self._nameable(i + 1)
        if (
            w.pos[i] != "PROPN"
            and not (
                w.text[i][:1].isupper() and w.dep[i] in ("flat", "compound", "amod") and w.pos[i] != "PUNCT"
            )
            and not (w.pos[i] == "NUM" and w.dep[i] in ("flat", "nummod", "compound"))
        ):
            return False
        head = w.head[i]
        if w.dep[i] in ("nmod:unmarked", "obl:unmarked", "conj", "appos") and head < i:
            # "Spokesman | Ann Lee": what is beside the title is one name, whichever of its words the tree has there.
            return w.dep[i] == "appos" and head < first and w.head[i - 1] == i
        if first <= head < i:
            return True
        back = i - 1
        if w.pos[back] == "PUNCT":
            back -= 1
        if any(w.head[k] == i for k in range(max(first, i - 4), i)):
            return True
        return w.head[back] == head and {w.dep[back], w.dep[i]} <= {"compound", "flat"}

    def _bridged(self) -> list[Chunk]:
        """The chains, with "Ministry" + "of" + "Foreign Affairs" joined to one."""
        w = self.w
        joined: list[Chunk] = []
        for start, end in self._runs():
            if joined:
                before_start, before_end = joined[-1]
                gap = [w.lower[k] for k in range(before_end, start)]
                if gap in BRIDGES and any(
                    w.lower[k] in lexicon.BRIDGE_WORDS for k in range(before_start, before_end)
                ):
                    heads = {w.head[k] for k in range(start, end)}
                    if any(before_start <= head < before_end for head in heads):
                        joined[-1] = (before_start, end)
                        continue
            joined.append((start, end))
        return joined

    def _spans(self) -> Iterator[tuple[int, int, str]]:
        """The language model's spans of names, without lower-case words at their edges."""
        w, i = self.w, 0
        while i < w.n:
            label = ENTITY_LABELS.get(w.ent[i])
            if not label:
                i += 1
                continue
            end = i + 1
            while end < w.n and w.ent_iob[end] == 1 and ENTITY_LABELS.get(w.ent[end]) == label:
                end += 1
            start, stop = i, end
            while start < stop and not w.text[start][:1].isupper():
                start += 1
            while stop > start and not w.text[stop - 1][:1].isupper() and w.pos[stop - 1] != "NUM":
                stop -= 1
            if start < stop:
                yield start, stop, label
            i = end

    def _joined(self, runs: list[Chunk]) -> list[Chunk]:
        """The chains, where a span of the model holds several of them joined to one."""
        w = self.w
        for start, end, label in self._spans():
            if label == "place" or end - start < 2 or not self._one_name(start, end):
                continue
            if w.lower[start + 1] == "of" and lexicon.nouns().get(w.lower[start]) == "person":
                continue
            inside = [run for run in runs if run[0] < end and run[1] > start]
            if not inside:
                if any(w.pos[k] == "PROPN" for k in range(start, end)):
                    runs.append((start, end))
                continue
            whole = (min(start, inside[0][0]), max(end, inside[-1][1]))
            if w.sent[whole[0]] == w.sent[whole[1] - 1] and len(inside) < 4:
                runs = [run for run in runs if run not in inside]
                runs.append(whole)
                runs.sort()
        return sorted(runs)

    def _one_name(self, start: int, end: int) -> bool:
        """Whether the words between the capitalised words of a span are such as names have inside."""
        w = self.w
        return all(
            w.text[k][:1].isupper()
            or w.lower[k] in LINKS
            or w.pos[k] == "NUM"
            or w.text[k] in (".", "’", "'", "-")
            for k in range(start, end)
        )

    def _cut(self, start: int, end: int) -> Iterator[Chunk]:
        """A chain, cut where a span of another kind begins and where the span of a person ends inside it."""
        cut = start
        for k in range(start + 1, end):
            if self._begins_another(cut, k) or self._begins_person(cut, k) or self._ends_person(cut, k, end):
                yield cut, k
                cut = k
        yield cut, end

    def _begins_another(self, cut: int, k: int) -> bool:
        w = self.w
        here, before = ENTITY_LABELS.get(w.ent[k]), ENTITY_LABELS.get(w.ent[k - 1])
        inside = w.text[k - 1] in "-–" or w.lower[k - 1] in LINKS
        return w.ent_iob[k] == 3 and bool(here and before) and here != before and not inside and k > cut

    def _begins_person(self, cut: int, k: int) -> bool:
        """Whether a person's name begins after words that are neither a title nor in the model's span of it."""
        w = self.w
        if w.ent_iob[k] != 3 or ENTITY_LABELS.get(w.ent[k]) != "person" or w.text[k - 1] in "-–":
            return False
        before = [w.lower[i] for i in range(cut, k)]
        unnamed = all(w.ent[i] == "" for i in range(cut, k))
        titles = lexicon.TITLE_HEADS | lexicon.TITLE_MODIFIERS | lexicon.HONORIFICS.keys() | LINKS
        return unnamed and not titles.intersection(before) and all(len(word) > 2 for word in before)

    def _ends_person(self, cut: int, k: int, end: int) -> bool:
        w = self.w
        here, before = ENTITY_LABELS.get(w.ent[k]), ENTITY_LABELS.get(w.ent[k - 1])
        return before == "person" and here is None and self._leaves(cut, k, end)

    def _leaves(self, start: int, k: int, end: int) -> bool:
        """Whether the words after a person's name in a chain are no part of it ("Warhol Polaroid")."""
        w = self.w
        rest = [w.lower[i] for i in range(k, end)]
        whole = [w.lower[i] for i in range(start, end)]
        short = w.text[k].isupper() and len(w.text[k]) <= 4
        titles = lexicon.TITLE_HEADS | lexicon.TITLE_MODIFIERS | lexicon.HONORIFICS.keys()
        first = [word for word in whole[: k - start] if word not in titles]
        surname = (
            (w.dep[k] == "flat" or w.head[k - 1] == k)
            and len(first) == 1
            and first[0] in lexicon.first_names()
        )
        return not (
            short
            or surname
            or rest[0] in HONOURS
            or rest[0] in LINKS
            or lexicon.ORG_WORDS.intersection(whole)
            or w.text[k] in "-–"
        )
