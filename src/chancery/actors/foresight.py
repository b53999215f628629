"""What the pronouns after a pronoun say about whom it means: those that go on with it are heard before it is settled.

One wrong antecedent carries all later pronouns with it. "She" may be doubtful where it first stands and plain two
sentences on; so the first of a row of pronouns is settled by all of them together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from chancery.actors.mentions import PRONOUN, Ref
from chancery.actors.ranker import Floats, Likeness
from chancery.language.pairs import Pairs

SENTENCES = 4
"""How far ahead is looked; a row of pronouns seldom lasts longer than a paragraph."""

FOLLOWERS = 4
"""How many pronouns are heard at most."""

WEIGHT = 0.5
"""What the word of one later pronoun counts beside the pronoun's own score."""


class Foresight:
    """Looks ahead from the pronouns of one text."""

    def __init__(self, refs: Sequence[Ref], pairs: Pairs) -> None:
        self.pairs = pairs
        self.pronouns = [ref for ref in refs if ref.form == PRONOUN and ref.person == 3]
        self.heads = [ref.head for ref in self.pronouns]

    def scores(self, ref: Ref, likeness: Likeness) -> Floats:
        """What later pronouns that go on with this one add to the score of each chain that was compared."""
        total = np.zeros(likeness.count, dtype=np.float32)
        heard = [ref.head]
        start = bisect_right(self.heads, ref.head)
        for later in self.pronouns[start : start + 3 * FOLLOWERS]:
            if later.sent - ref.sent > SENTENCES or len(heard) > FOLLOWERS:
                break
            if later.pronoun // 4 != ref.pronoun // 4:
                continue
            own = np.logaddexp.reduce(self.pairs.alike(later.head, heard))
            others = likeness.to(later.head)
            if own > others.max(initial=0.0):
                heard.append(later.head)
                total += WEIGHT * others
        return total
