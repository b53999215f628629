"""What the model marked, dressed with what the rules know of its cues: act, source, addressee, whole contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from chancery.coding.cue_entries import entry_of
from chancery.coding.drafts import Draft, Page, without
from chancery.coding.lexicon import Cue, Lexicon
from chancery.coding.mending import Mender, meet, resumed
from chancery.coding.sources import asked, phrase, source_of
from chancery.coding.tree import Range, Tree
from chancery.coding.verbs import person
from chancery.coding.voice_words import voice_words
from chancery.language.attribution import Attribution

MODEL: Final = "attribution-head"

_NAMED = 9
"""Words that the name of an addressee has at most."""

_IDLE = frozenset(
    {"it", "as", "so", "to", "of", "in", "on", "by", "with", "for", "and", "or", "but", "the", "a", "an"}
)
"""Words that say nothing by themselves."""

_SUBJECTS = frozenset({"he", "she", "they", "we", "i", "you"})

_EMPTY = frozenset({"ADP", "SCONJ", "PART", "DET", "AUX", "CCONJ"})
"""Parts of speech of words that hang a phrase on something: of two tops of a range, the other says what it is."""

_SEEMING = frozenset({"seem", "appear"})
"""Verbs behind which the cue's own verb stands ("appeared to suggest")."""

LENDS = frozenset({"express", "say", "announce", "report"})
"""Acts of verbs that say little beside their object ("issued a warning")."""


def head_of(tree: Tree, part: Range) -> int:
    """The word of a range that the others hang on: the first with meaning of its own whose head lies outside it."""
    tops = [
        i
        for i in range(*part)
        if tree.pos[i] not in ("SPACE", "PUNCT")
        and (tree.head[i] == i or not part[0] <= tree.head[i] < part[1])
    ]
    return next((i for i in tops if tree.pos[i] not in _EMPTY), tops[0] if tops else part[0])


def _cue_head(tree: Tree, part: Range, words: Lexicon, by_head: dict[int, Draft]) -> int:
    """The word of a marked cue that says what act it is: one that the rules know, else its head."""
    top = head_of(tree, part)
    while tree.lemma[top] in _SEEMING:
        inner = tree.kid(top, "xcomp")
        if inner is None or not top < inner < part[1]:
            break
        top = inner
    if top in by_head:
        return top
    known = [i for i in range(*part) if i in by_head]
    if known:
        return known[0]
    for i in range(*part):
        if tree.pos[i] == "VERB" and entry_of(tree, i, words) is not None:
            return i
    return top


def dressed(
    marked: Attribution, page: Page, words: Lexicon, by_head: dict[int, Draft], mender: Mender
) -> Draft:
    """The draft of one attribution; `by_head` are the rules' own drafts by the word that their cue turns on."""
    tree = page.tree
    marked = mender.cue(marked)
    i = _cue_head(tree, marked.cue, words, by_head)
    rule = by_head.get(i)
    marked = mender.source(marked, rule)
    draft = Draft(head=i, cue=marked.cue, act="", rule=MODEL)
    draft.act, draft.entry = _sense(marked, i, tree, words, by_head)
    draft.content = _content(draft, marked, rule, page, mender)
    _name_source(draft, marked, rule, tree)
    if rule:
        draft.addressee = rule.addressee
    if _is_target(draft, tree, words):
        part = draft.source
        draft.source = draft.source_head = None
        draft.content = page.pieces([*draft.content, *([part] if part else [])], [draft.cue])
    told = asked(tree, i)
    if told is not None:
        draft.addressee, draft.source, draft.source_head = told, None, None
    name_pronoun(draft, tree)
    if rule and rule.around and tree.dep[i] == "advcl" and all(_in(p, rule.content) for p in draft.content):
        draft.content = rule.content
    if rule is None or not rule.content:
        draft.content = _untold(draft, tree)
    _part(draft, page)
    draft.content = resumed(draft, page, mender.cues)
    return draft


def _sense(
    marked: Attribution, i: int, tree: Tree, words: Lexicon, by_head: dict[int, Draft]
) -> tuple[str, Cue | None]:
    """The act of a cue and its entry in the lexicon: of a rule's draft, of its head, or of its noun."""
    rule = by_head.get(i)
    entry = (rule.entry if rule else None) or _entry(tree, i, marked.cue, words)
    lent = _lent(marked, by_head, i) if entry is None or entry.act in LENDS else None
    if lent is not None:
        return lent.act, lent.entry
    if entry is not None and entry.act in LENDS:
        things = (tree.lemma[c] for c in tree.kids(i, "obj") if c < marked.cue[1])
        entry = next((words.nouns[noun] for noun in things if noun in words.nouns), entry)
        return (rule.act if rule and rule.entry is entry else entry.act), entry
    if entry is None:
        entry = next((words.nouns[noun] for noun in _nouns(tree, marked) if noun in words.nouns), None)
    if rule:
        return rule.act, entry
    return (entry.act if entry else words.marked.get(tree.lemma[i], "say")), entry


def _content(
    draft: Draft, marked: Attribution, rule: Draft | None, page: Page, mender: Mender
) -> list[Range]:
    """The content as marked, made whole; the rule's where the marked one says nothing or lies elsewhere."""
    tree, entry = page.tree, draft.entry
    draft.content = page.pieces(mender.content(marked), [marked.cue])
    idle = all(tree.form[k] in _IDLE for low, high in draft.content for k in range(low, high))
    if rule and (rule.rule == "phrase" or idle or not draft.content or _elsewhere(marked, rule, tree)):
        draft.content = rule.content
    elif idle and tree.form[draft.cue[1] : draft.cue[1] + 1] != ["it"]:
        return []
    if entry is not None and entry.object == "addressee":
        return _past_addressee(draft, page)
    if rule is not None and entry is not None and entry.as_:
        draft.content = _as_well(draft, rule, tree, mender.cues)
    if rule is not None and entry is not None and entry.object == "content":
        return _from_object(draft, rule, page, mender.cues)
    return draft.content


def _name_source(draft: Draft, marked: Attribution, rule: Draft | None, tree: Tree) -> None:
    """Give the draft its source: the marked one, else the one that the parse names."""
    i = draft.head
    if marked.source is not None:
        draft.source, draft.source_head = marked.source, head_of(tree, marked.source)
        if rule and rule.source and rule.source_head is not None and meet(rule.source, marked.source):
            draft.source_head = rule.source_head
    elif rule is not None:
        draft.source, draft.source_head = rule.source, rule.source_head
    elif tree.pos[i] == "VERB":
        named = source_of(tree, i)
        if named is not None and not draft.says(named[0]):
            draft.source, draft.source_head = phrase(tree, named[0], i), named[1]


def _is_target(draft: Draft, tree: Tree, words: Lexicon) -> bool:
    """Whether the source is whom a passive cue is done to: "the mayor was criticised for it" names no critic."""
    i, who = draft.head, draft.source_head
    if who is None or draft.entry is None or tree.form[i] in words.adjectives or draft.entry.object == "none":
        return False
    by = any(tree.label[c] == "aux:pass" for c in tree.children[i])
    return by and tree.pos[i] == "VERB" and tree.head[who] == i and tree.dep[who] == "nsubj"


def _in(part: Range, others: Sequence[Range]) -> bool:
    return any(low <= part[0] and part[1] <= high for low, high in others)


def _untold(draft: Draft, tree: Tree) -> list[Range]:
    """The content without whoever is spoken to: "tweeted to | Mr Hill" tells nothing of what was said."""
    entry = draft.entry
    if entry is None or not entry.speech or "to" in entry.preps:
        return draft.content
    told = [tree.span(c) for c in tree.kids(draft.head, "obl") if tree.case(c) == "to" and person(tree, c)]
    return [part for part in draft.content if not _in(part, told)]


def _entry(tree: Tree, i: int, cue: Range, words: Lexicon) -> Cue | None:
    """The entry of a cue's head; its second word is looked for in the cue, where the parse hangs it elsewhere."""
    if tree.pos[i] != "VERB":
        return words.nouns.get(tree.lemma[i]) or words.adjectives.get(tree.lemma[i])
    second = words.phrasal.get(tree.lemma[i], {})
    phrasal = next((second[tree.form[k]] for k in range(i + 1, cue[1]) if tree.form[k] in second), None)
    found = entry_of(tree, i, words)
    return phrasal or (found[0] if found else None)


def _nouns(tree: Tree, marked: Attribution) -> Iterator[str]:
    """The nouns of a cue, last first, and the one that heads its content: "had | doubts", "filed a | motion"."""
    for i in reversed(range(*marked.cue)):
        if tree.pos[i] == "NOUN":
            yield tree.lemma[i]
    if marked.content:
        top = head_of(tree, marked.content[0])
        named = tree.pos[top] == "NOUN" and tree.lemma[top] not in voice_words().objective
        if named and marked.cue[0] <= tree.head[top] < marked.cue[1]:
            yield tree.lemma[top]


def _lent(marked: Attribution, by_head: dict[int, Draft], i: int) -> Draft | None:
    """The noun of a cue whose verb only lends it a subject: "voiced | concern about", "issued | a warning"."""
    nouns = (by_head[k] for k in range(*marked.cue) if k != i and k in by_head)
    return next((draft for draft in nouns if draft.rule == "noun"), None)


def _part(draft: Draft, page: Page) -> None:
    """Let source, cue and content share no word: who is named is not said; what is all that is said names nobody."""
    if draft.source is None:
        return
    pieces = [page.trim(piece) for piece in without(draft.source, [draft.cue])]
    source = next((piece for piece in pieces if piece is not None), None)
    left = page.pieces(draft.content, [draft.cue, source]) if source else []
    if source is None or (draft.content and not left):
        draft.source = draft.source_head = None
        return
    draft.source, draft.content = source, left


def _elsewhere(marked: Attribution, rule: Draft, tree: Tree) -> bool:
    """Whether the model looked for the content in other sentences, and the rule found some beside the cue."""
    home = tree.sentence[marked.cue[0]]
    if any(tree.sentence[low] <= home <= tree.sentence[high - 1] for low, high in marked.content):
        return False
    return any(tree.sentence[low] == home for low, _ in rule.content)


def _as_well(draft: Draft, rule: Draft, tree: Tree, cues: set[int]) -> list[Range]:
    """The content with what the thing is taken for: "dismissed his claims | as nonsense"."""
    if not draft.content or draft.content[-1][0] < draft.cue[1]:
        return draft.content
    end = draft.content[-1][1]
    tail = next((high for low, high in rule.content if low <= end < high), None)
    if (
        tail is None
        or tree.form[end] != "as"
        or tree.dep[end] != "case"
        or any(i in cues for i in range(end, tail))
    ):
        return draft.content
    return [*draft.content[:-1], (draft.content[-1][0], tail)]


def _from_object(draft: Draft, rule: Draft, page: Page, cues: set[int]) -> list[Range]:
    """The content from the verb's object on: "welcomed | the outcome, | including a pact"."""
    after = draft.cue[1]
    first = next((low for low, high in rule.content if low >= after), None)
    begins = draft.content[0][0] if draft.content else 0
    free = first is not None and not any(i in cues for i in range(first, begins))
    ends = max((high for _, high in rule.content), default=0)
    joins = _in((begins, begins + 1), rule.content) or all(
        page.tree.pos[i] == "PUNCT" for i in range(ends, begins)
    )
    if first is None or not after <= first < begins or not free or not joins:
        return draft.content
    return [(first, draft.content[0][1]), *draft.content[1:]]


def _past_addressee(draft: Draft, page: Page) -> list[Range]:
    """The content without the one who is told: "told | Mr Hill | that talks had failed"."""
    tree, after = page.tree, draft.cue[1]
    if not draft.content or draft.content[0][0] != after:
        return draft.content
    for i in range(after + 1, min(after + _NAMED, draft.content[0][1])):
        if tree.form[i] == "that" or page.quote_at(i) is not page.quote_at(after):
            return [(i, draft.content[0][1]), *draft.content[1:]]
        if tree.pos[i] not in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT", "ADP"):
            break
    return draft.content


def name_pronoun(draft: Draft, tree: Tree) -> None:
    """Make a personal pronoun right before the cue its source: it can be nothing but its subject."""
    i, source = draft.cue[0] - 1, draft.source
    if tree.pos[draft.head] != "VERB" or i < 0 or tree.form[i] not in _SUBJECTS or tree.dep[i] == "conj":
        return
    if tree.sentence[i] == tree.sentence[i + 1] and source != (i, i + 1):
        draft.source, draft.source_head = (i, i + 1), i
        draft.content = [part for piece in draft.content for part in _without(piece, i)]


def _without(piece: Range, i: int) -> list[Range]:
    """The piece without its first word if that is i."""
    return [(i + 1, piece[1])] if piece[0] == i and piece[1] > i + 1 else [piece]
