"""The scorer of antecedents: a small network over features of an anaphor and of each chain that it may belong to.

It was trained on the training part of GUM by `training/coref.py`. Every feature is a category; the first layer adds
up one learned vector for each, so that scoring all candidates of a pronoun is one gather and one product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain as joined

import numpy as np
import numpy.typing as npt

from chancery.actors import chains as c
from chancery.actors import lexicon
from chancery.actors.mentions import NOMINAL, PERSON, PLURAL, TIME, UNKNOWN, Ref
from chancery.actors.words import Words
from chancery.language.pairs import Pairs

Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

FILE = "coref.npz"
WINDOW = 8
"""How many sentences back a pronoun looks; more finds nothing more on GUM's training part."""

HEADS = 8
"""References of a chain that are compared with an anaphor; more of a long chain say nothing new."""

EMPTY = -5.0
"""How alike an anaphor is to a chain without a word that the language model compares, as in training."""

NOMINAL_TYPES = 20
TYPES = 16 + NOMINAL_TYPES
COARSE = 9
SIZES: dict[str, int] = {
    "bias": TYPES,
    "agree": TYPES * 4 * 3,
    "class": TYPES * 10,
    "class_gender_number": COARSE * 10 * 4 * 3,
    "distance_role": 9 * 7 * COARSE,
    "distance_form": 9 * 3 * COARSE,
    "rank": 9 * COARSE,
    "rank_role": 9 * 7 * 4,
    "count": 6 * COARSE,
    "clause": 9 * TYPES,
    "quote": 7 * COARSE,
    "subject": 9 * COARSE,
    "paragraph": 4 * 9,
    "definite": 7 * 3 * COARSE,
    "parallel": 2 * 2 * COARSE,
    "verb": 3 * 10 * 4,
    "tokens": 9 * COARSE,
    "topic": 4 * COARSE,
    "plurality": 4 * TYPES,
    "named": 2 * 6 * 3 * TYPES,
    "named_class": 2 * 10 * TYPES,
    "owner": 3 * 6,
    "match": 6 * NOMINAL_TYPES,
    "role": 4 * NOMINAL_TYPES,
    "modifiers": 5 * 6,
    "none": TYPES * 6,
}
OFFSETS: dict[str, int] = {}
_total = 1
for _name, _size in SIZES.items():
    OFFSETS[_name] = _total
    _total += _size
TOTAL = _total
GROUPS = list(SIZES)
ROW = {name: k for k, name in enumerate(GROUPS)}
STARTS = np.array([[OFFSETS[name]] for name in GROUPS], dtype=np.int32)
UNUSED = [ROW[name] for name in ("owner", "match", "role", "modifiers", "none")]
"""Features that only some candidates have: their code is 0, the vector of nothing, until it is set."""

_DISTANCE = np.array([0, 1, 2, 3, 4, 4, 5, 5, 5, 5] + [6] * 10 + [7], dtype=np.int32)
_TOKENS = np.array([0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3] + [4] * 10 + [5] * 20 + [6] * 40 + [7], dtype=np.int32)
_SINCE = np.arange(9, dtype=np.int32)
_COUNT = np.array([0, 0, 1, 2, 2, 3, 3, 3, 3, 4], dtype=np.int32)
_RANK = np.array([0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 6, 7], dtype=np.int32)


def type_of(ref: Ref) -> int:
    """Which of TYPES an anaphor is: its pronoun, or the determiner and number of its noun phrase."""
    if ref.form != NOMINAL:
        return ref.pronoun
    determiner = {1: 0, 2: 1, 3: 2}.get(ref.definite - 1, 3) if ref.definite else 3
    kind = {PERSON: 0, 5: 0, 2: 1, 3: 2, 4: 3}.get(ref.cls, 4)
    return 16 + min(determiner, 1) * 10 + kind * 2 + (ref.number == PLURAL)


def coarse_of(ref: Ref) -> int:
    """A coarser kind of anaphor: he or she, possessive or not; it; they; nominal by what it denotes."""
    if ref.form != NOMINAL:
        base = ref.pronoun // 4
        return (0 if base < 2 else base - 1) * 2 + (ref.pronoun % 4 >= 2)
    return 6 if ref.cls in (PERSON, 5) else 7 if ref.cls in (2, 3) else 8


def candidates(ref: Ref, table: c.Table, n: int) -> npt.NDArray[np.intp]:
    """The rows that an anaphor may belong to, as far as number, gender and kind rule out nothing."""
    rows = table[:n]
    near = (rows[:, c.ALIVE] > 0) & (rows[:, c.HEAD] != ref.head) & (rows[:, c.CLS] != TIME)
    if ref.form == NOMINAL:
        gap = ref.sent - rows[:, c.SENT]
        near &= (gap <= 25) | ((rows[:, c.NAMED] > 0) & (gap <= c.FAR))
        if ref.cls in (PERSON, 5):
            near &= (rows[:, c.CLS] <= PERSON) | (rows[:, c.CLS] == 5)
        elif ref.cls in (2, 3):
            near &= (
                (rows[:, c.CLS] == UNKNOWN)
                | (rows[:, c.CLS] == 2)
                | (rows[:, c.CLS] == 3)
                | (rows[:, c.CLS] == 4)
            )
        elif ref.cls == 4:
            near &= (rows[:, c.CLS] == 4) | (rows[:, c.CLS] == UNKNOWN) | (rows[:, c.CLS] == 3)
        if ref.gender in (1, 2):
            near &= rows[:, c.GENDER] != 3 - ref.gender
        if ref.number == PLURAL:
            near &= rows[:, c.NUMBER] != 1
        else:
            near &= rows[:, c.NUMBER] != PLURAL
        if ref.owner >= 0:
            near[ref.owner] = False
        near &= (rows[:, c.HEAD] < ref.start) | (rows[:, c.HEAD] > ref.head)
        return np.flatnonzero(near)
    near &= ref.sent - rows[:, c.SENT] <= WINDOW
    if ref.pronoun < 8:
        near &= (rows[:, c.GENDER] != 3 - ref.gender) & (rows[:, c.NUMBER] != PLURAL)
        near &= (rows[:, c.CLS] <= PERSON) | (rows[:, c.CLS] == 6)
    elif ref.pronoun < 12:
        near &= (rows[:, c.NUMBER] != PLURAL) & (rows[:, c.CLS] != PERSON)
        near &= (rows[:, c.GENDER] == 0) | (rows[:, c.GENDER] == 3)
    return np.flatnonzero(near)


def heads_of(chain: c.Chain) -> list[int]:
    """The tokens that stand for a chain when the language model compares it: its last references, and its first.

    A group that was never spoken of as one stands for itself by its members' last references.
    """
    if not chain.refs:
        return [member.refs[-1].head for member in chain.members if member.refs]
    return [
        ref.head
        for ref in (chain.refs if len(chain.refs) <= HEADS else [chain.refs[0], *chain.refs[1 - HEADS :]])
    ]


PROPERTIES: dict[str, int] = {name: number for number, name in enumerate((
    "kind", "coarse", "own", "speech", "figure", "one",
    "gender", "number", "cls", "role", "form", "plurality", "paired",
    "distance", "rank", "count", "clause", "quoted", "since", "para", "definite", "times", "same_role",
    "same_governor", "tokens", "first", "most", "named", "recent",
))}  # fmt: skip
"""What features are made of: the first row of the anaphor alone, the others of each candidate."""

COPIED = [c.GENDER, c.NUMBER, c.CLS, c.ROLE, c.FORM, c.PLURALITY, c.PAIRED]
"""The columns of the table of chains that are properties as they stand, in the order of PROPERTIES."""

FEATURES: dict[str, dict[str, int]] = {
    "bias": {"kind": 1},
    "agree": {"kind": 12, "gender": 3, "number": 1},
    "class": {"kind": 10, "cls": 1},
    "class_gender_number": {"coarse": 120, "cls": 12, "gender": 3, "number": 1},
    "distance_role": {"distance": 7 * COARSE, "role": COARSE, "coarse": 1},
    "distance_form": {"distance": 3 * COARSE, "form": COARSE, "coarse": 1},
    "rank": {"rank": COARSE, "coarse": 1},
    "rank_role": {"rank": 28, "role": 4, "own": 1},
    "count": {"count": COARSE, "coarse": 1},
    "clause": {"clause": TYPES, "kind": 1},
    "quote": {"quoted": COARSE, "coarse": 1},
    "subject": {"since": COARSE, "coarse": 1},
    "paragraph": {"para": 9, "distance": 1},
    "definite": {"definite": 3 * COARSE, "times": COARSE, "one": -COARSE, "coarse": 1},
    "parallel": {"same_role": 2 * COARSE, "same_governor": COARSE, "coarse": 1},
    "verb": {"speech": 40, "cls": 4, "figure": 1},
    "tokens": {"tokens": COARSE, "coarse": 1},
    "topic": {"first": COARSE, "most": COARSE, "coarse": 1},
    "plurality": {"plurality": 2 * TYPES, "paired": TYPES, "kind": 1},
    "named": {"named": 18 * TYPES, "count": 3 * TYPES, "recent": TYPES, "kind": 1},
    "named_class": {"named": 10 * TYPES, "cls": TYPES, "kind": 1},
}
"""How the code of each feature is put together; those that only some candidates have are set one by one."""

_MIX = np.zeros((len(GROUPS), len(PROPERTIES)), dtype=np.float32)
for _name, _parts in FEATURES.items():
    for _property, _factor in _parts.items():
        _MIX[ROW[_name], PROPERTIES[_property]] = _factor


def encode(ref: Ref, rows: npt.NDArray[np.intp], state: c.Chains, words: Words) -> Codes:
    """Feature codes: one column a candidate row, and a last column for "none of them"."""
    n = len(rows)
    kind = type_of(ref)
    codes = np.zeros((len(GROUPS), n + 1), dtype=np.int32)
    # One product for all features: numbers this small are exact in 32-bit floats.
    codes[:, :n] = _MIX @ _properties(ref, rows, state, words)
    codes[:, :n] += STARTS
    codes[UNUSED] = 0
    best = 0
    if ref.form == NOMINAL:
        best = _nominal_codes(ref, rows, state, codes, kind)
    codes[ROW["none"], n] = OFFSETS["none"] + kind * 6 + best
    return codes


def _properties(ref: Ref, rows: npt.NDArray[np.intp], state: c.Chains, words: Words) -> Floats:
    """A row for each of PROPERTIES, a column for each candidate."""
    t = state.table[rows]
    coarse = coarse_of(ref)
    verb = words.lemma[ref.governor] if ref.governor >= 0 else ""
    found = np.empty((len(PROPERTIES), len(rows)), dtype=np.float32)
    found[:6] = [
        [type_of(ref)],
        [coarse],
        [0 if ref.role <= 1 else 1 if ref.role == 2 else 2 if ref.role == 5 else 3],
        [0 if ref.role > 1 else 1 if verb in lexicon.SPEECH_VERBS else 2],
        [min(coarse // 2, 3)],
        [1],
    ]
    found[6:13] = t[:, COPIED].T
    gap, apart = ref.sent - t[:, c.SENT], ref.head - t[:, c.HEAD]
    later = apart < 0
    near = _DISTANCE.take(gap, mode="clip")
    order = np.empty(len(rows), dtype=np.int32)
    order[np.argsort(apart)] = np.arange(len(rows))
    count = t[:, c.COUNT]
    found[13] = np.where(later, 8, near)
    found[14] = _RANK.take(order, mode="clip")
    found[15] = _COUNT.take(count, mode="clip")
    found[16] = _clause_codes(ref, t, gap, later, words)
    found[17] = _quoted(ref, t[:, c.QUOTE], rows, state, words)
    found[18] = _SINCE.take(ref.sent - t[:, c.SUBJECT_SENT], mode="clip")
    found[19] = _SINCE[:4].take(ref.para - t[:, c.PARA], mode="clip")
    found[20] = np.minimum(t[:, c.DEFINITE], 6)
    found[21] = np.minimum(count, 3)
    found[22] = t[:, c.ROLE] == ref.role
    found[23] = t[:, c.GOVERNOR] == ref.governor
    found[24] = np.where(later, 8, _TOKENS.take(np.abs(apart), mode="clip"))
    found[25] = np.minimum(t[:, c.FIRST_SENT], 2)
    found[26] = count == count.max(initial=0)
    found[27] = np.minimum(t[:, c.NAMED], 1)
    found[28] = np.minimum(near // 2, 2)
    return found


def _quoted(
    ref: Ref, quotes: c.Table, rows: npt.NDArray[np.intp], state: c.Chains, words: Words
) -> npt.NDArray[np.int64]:
    """Whether anaphor and candidate stand in the same quotation, in others, outside, or the candidate speaks it."""
    other = 2 + 2 * (ref.quote > 0) + (quotes > 0)
    quoted = np.minimum(np.where(quotes == ref.quote, 1 if ref.quote else 0, other), 5)
    speaker = state.of_ref.get(words.speaker_of.get(ref.quote, -1)) if ref.quote else None
    if speaker is not None:
        quoted[rows == speaker.index] = 6
    return quoted


def _clause_codes(
    ref: Ref, t: c.Table, gap: c.Table, later: npt.NDArray[np.bool_], words: Words
) -> npt.NDArray[np.int32]:
    """How candidate and anaphor stand to each other in one sentence: the same verb, one inside the other, above."""
    code = np.zeros(len(t), dtype=np.int32)
    same = gap == 0
    if not same.any():
        return code
    code[same] = 6
    phrase, above = set(), set()
    k = ref.head
    while words.head[k] != k and words.clause[k] != k:
        k = words.head[k]
        phrase.add(k)
    clause = ref.clause
    seen = 0
    while clause >= 0 and words.head[clause] != clause and seen < 12:
        clause = words.clause[words.head[clause]]
        above.add(clause)
        seen += 1
    for position in np.flatnonzero(same).tolist():
        head, role = int(t[position, c.HEAD]), int(t[position, c.ROLE])
        if later[position]:
            code[position] = 8
        elif head in phrase:
            code[position] = 3
        elif t[position, c.CLAUSE] == ref.clause:
            code[position] = 1 if role <= 1 else 2 if t[position, c.GOVERNOR] == ref.governor else 7
        elif int(t[position, c.CLAUSE]) in above:
            code[position] = 4 if role <= 1 else 5
    return code


def _nominal_codes(ref: Ref, rows: npt.NDArray[np.intp], state: c.Chains, codes: Codes, kind: int) -> int:
    """Match of nouns, offices and modifiers; returns the best match over all candidates."""
    best = 0
    shape = kind - 16
    others = lexicon.related().get(ref.lemma, frozenset())
    for position, index in enumerate(rows.tolist()):
        chain = state.chains[index]
        match = 0
        if ref.phrase in chain.phrases:
            match = 5
        elif ref.lemma in chain.lemmas:
            match = 4
        elif chain.group is not None and ref.lemma in chain.group.words:
            match = 3
        elif any(ref.lemma in role.split() for role in chain.roles):
            match = 2
        elif not others.isdisjoint(chain.lemmas) or any(
            role.rpartition(" ")[2] in others for role in chain.roles
        ):
            match = 1
        role = 0
        if chain.roles:
            role = 3 if ref.phrase in chain.roles else 2 if match == 2 else 1
        modifiers = 0
        if ref.modifiers:
            shared = ref.modifiers & chain.modifiers
            modifiers = (
                1 if not chain.modifiers else 2 if ref.modifiers <= chain.modifiers else 3 if shared else 4
            )
        if ref.owner >= 0:
            owner = 1 if (ref.lemma, ref.owner) in chain.owned else 2 if match >= 4 else 0
            codes[ROW["owner"], position] = OFFSETS["owner"] + owner * 6 + match
        codes[ROW["match"], position] = OFFSETS["match"] + match * NOMINAL_TYPES + shape
        codes[ROW["role"], position] = OFFSETS["role"] + role * NOMINAL_TYPES + shape
        codes[ROW["modifiers"], position] = OFFSETS["modifiers"] + modifiers * 6 + match
        best = max(best, match)
    return best


class Likeness:
    """How alike the language model finds an anaphor and some chains: the log of the sum over a chain's references.

    Made once for the chains and then asked for several anaphors.
    """

    def __init__(self, pairs: Pairs, chains: Sequence[Sequence[int]]) -> None:
        self.pairs, self.count = pairs, len(chains)
        lengths = np.fromiter(map(len, chains), dtype=np.int64, count=len(chains))
        words = np.fromiter(joined.from_iterable(chains), dtype=np.int64, count=int(lengths.sum()))
        self._shape = self.count, max(1, int(lengths.max(initial=1)))
        filled = np.arange(self._shape[1]) < lengths[:, None]
        rows = pairs.row[words]
        kept = rows >= 0
        self._earlier = pairs.earlier[rows[kept]].astype(np.float32)
        self._places = np.flatnonzero(filled)[kept]
        known = np.zeros(self._shape, dtype=bool)
        known.flat[self._places] = True
        self._known = known.any(axis=1)

    def to(self, head: int) -> Floats:
        """The likeness of each chain to the anaphor at that token."""
        scores = np.full(self.count, EMPTY, dtype=np.float32)
        own = self.pairs.row[head]
        if own < 0:
            return scores
        table = np.full(self._shape, -np.inf, dtype=np.float32)
        table.flat[self._places] = self._earlier @ self.pairs.later[own].astype(np.float32)
        table = table[self._known]
        top = table.max(axis=1)
        scores[self._known] = top + np.log(np.exp(table - top[:, None]).sum(axis=1))
        return scores


def alike(pairs: Pairs, head: int, chains: Sequence[Sequence[int]]) -> Floats:
    """The likeness of some chains to one anaphor; for several anaphors, keep a Likeness."""
    return Likeness(pairs, chains).to(head)


@dataclass(frozen=True, slots=True)
class Ranker:
    """The learned weights: a vector for each feature, and how a candidate's summed vector becomes a score."""

    vectors: Floats
    bias: Floats
    output: Floats

    def scores(self, codes: Codes) -> Floats:
        """One score a column of codes."""
        hidden = self.vectors[codes].sum(axis=0) + self.bias
        np.maximum(hidden, 0, out=hidden)
        result: Floats = hidden @ self.output
        return result


@cache
def ranker() -> Ranker:
    """The shipped scorer."""
    with (files("chancery.actors") / "data" / FILE).open("rb") as file, np.load(file) as arrays:
        return Ranker(
            arrays["vectors"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            arrays["output"].astype(np.float32),
        )
