"""Which chain an anaphor belongs to: the scorer, the language model, and what the sentence itself rules out.

Here is what the scorer could not learn from its texts, because it is rare there or because they hold few reports.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chancery.actors import chains as c
from chancery.actors import ranker as scoring
from chancery.actors.binding import Quoted, Rows, apart, disjoint
from chancery.actors.chains import Chain, Chains
from chancery.actors.foresight import Foresight
from chancery.actors.holders import Holders
from chancery.actors.mentions import NOMINAL, PLURAL, PRONOUN, STATE, Ref
from chancery.actors.words import Words
from chancery.language.pairs import Pairs

NONE_MARGIN, PLURAL_MARGIN = 3.0, 3.0
"""By how much (logits) "none of them" has to win for "he", "she" and "the country", and for "it" and "they".

The scorer learnt from texts of all kinds, conversations too, where "they" is often nobody in particular. With 4 for
"it" and "they", pronouns of GUM's training part that mean things begin to be given to actors.
"""

NAMED, TOGETHER = 1.0, 1.0
"""What speaks (logits) for "they" meaning those whom the text names, and those who were just spoken of together.

From GUM's training part; nothing there changes by more than two in a thousand between 0.5 and 2.
"""

SPOKE = 3.0
"""What speaks (logits) for who spoke last being whoever speaks on ("They say ..."): between 2 and 4 nothing changes."""

STILL = 3
"""How many sentences somebody who spoke stays the one who speaks on."""

SAYING = frozenset(
    """add announce argue ask believe call claim comment conclude continue describe explain insist note reply report say
    state stress suggest tell warn write""".split()
)
"""Verbs of those who go on speaking from sentence to sentence."""


class Chooser:
    """Chooses among the chains of one text, and keeps who spoke when."""

    def __init__(
        self,
        words: Words,
        refs: Sequence[Ref],
        by_head: dict[int, Ref],
        state: Chains,
        holders: Holders,
        ranker: scoring.Ranker | None,
        pairs: Pairs | None,
    ) -> None:
        self.w, self.by_head, self.state, self.holders = words, by_head, state, holders
        self.ranker, self.pairs = ranker, pairs
        self.foresight = Foresight(refs, pairs) if pairs is not None else None
        self.quoted = Quoted(words)
        self.spoke: dict[int, int] = {}

    def heard(self, ref: Ref, chain: Chain) -> None:
        """Keep that a reference of a chain is the subject of a verb of speech."""
        if self._speaks(ref):
            self.spoke[chain.index] = ref.sent

    def best(self, ref: Ref) -> Chain | None:
        """The chain that scores highest for an anaphor, or None where none of them scores highest."""
        rows = scoring.candidates(ref, self.state.table, len(self.state.chains))
        rows = self.holders.allowed(ref, rows)
        rows = self._others(ref, disjoint(ref, rows, self.state.table, self.w))
        if not len(rows) or self.ranker is None:
            return None
        scores = self.ranker.scores(scoring.encode(ref, rows, self.state, self.w))
        self._add_likeness(ref, rows, scores)
        self._add_reports(ref, rows, scores)
        if ref.form == PRONOUN and ref.pronoun < 8:
            # "He" and "she" nearly always have someone in the text to refer to, so "none of them" has to win clearly.
            scores[-1] -= NONE_MARGIN
        elif ref.form == PRONOUN:
            scores[-1] -= PLURAL_MARGIN
        elif ref.form == NOMINAL and ref.cls == STATE and ref.number != PLURAL:
            # "The country" is one that the article names; only its own "of ..." could make it another.
            scores[-1] -= NONE_MARGIN
        top = int(np.argmax(scores))
        return self.state.chains[int(rows[top])] if top < len(rows) else None

    def _add_likeness(self, ref: Ref, rows: Rows, scores: scoring.Floats) -> None:
        """Add what the language model sees between an anaphor and the chains, and in the pronouns after it."""
        if self.pairs is None or self.foresight is None:
            return
        heads = [scoring.heads_of(self.state.chains[row]) for row in rows.tolist()]
        likeness = scoring.Likeness(self.pairs, heads)
        scores[:-1] += likeness.to(ref.head)
        if ref.form == PRONOUN and not self._goes_on(ref, rows[int(np.argmax(scores[:-1]))]):
            scores[:-1] += self.foresight.scores(ref, likeness)

    def _add_reports(self, ref: Ref, rows: Rows, scores: scoring.Floats) -> None:
        """Add what speaks for named groups being "they", and for those who spoke speaking on."""
        if ref.form != PRONOUN:
            return
        if ref.pronoun >= 12:
            table = self.state.table[rows]
            scores[:-1] += NAMED * (table[:, c.NAMED] > 0) + TOGETHER * (table[:, c.PLURALITY] > 0)
        if self._speaks(ref) and not ref.quote:
            last = np.array([self.spoke.get(row, -STILL) for row in rows.tolist()])
            scores[:-1] += SPOKE * (ref.sent - last <= STILL)

    def _speaks(self, ref: Ref) -> bool:
        return ref.role == 0 and ref.governor >= 0 and self.w.lemma[ref.governor] in SAYING

    def _others(self, ref: Ref, rows: Rows) -> Rows:
        """The candidates without whoever speaks the quotation around a pronoun, and whom "and" joins to a phrase."""
        for head in (self.quoted.speaker(ref), apart(ref, self.w)):
            other = self.by_head.get(head)
            chain = self.state.of_ref.get(other.head) if other is not None else None
            if chain is None and other is not None and other.group is not None:
                chain = self.state.of_group.get(id(other.group))
            if chain is not None:
                rows = rows[rows != chain.index]
        return rows

    def _goes_on(self, ref: Ref, row: int) -> bool:
        """Whether a pronoun goes on with a chain that was last spoken of by the same pronoun."""
        last = self.state.chains[row].refs[-1:]
        return bool(last) and last[0].form == PRONOUN and last[0].pronoun // 4 == ref.pronoun // 4
