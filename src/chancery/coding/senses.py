"""Which sense a cue has where it stands: the act of speech or thought that it reports, or none at all.

"Was granted a visa" admits nothing, "the drought threatens the harvest" is no threat, and "suspects that" is no
accusation. What the words around a cue say about its sense is read here, for what the model and the rules found.
"""

from __future__ import annotations

from chancery.actors.cast import Cast
from chancery.actors.lexicon import noun_of, nouns
from chancery.coding.drafts import Draft, Page
from chancery.coding.lexicon import lexicon
from chancery.coding.mood_words import mood_words
from chancery.coding.speech_acts import nobody
from chancery.coding.tree import Tree
from chancery.coding.voice_words import voice_words

_SPEAKERS = frozenset({"person", "organization", "people", "group", "state", "text"})
"""Kinds of noun whose things can say or want something."""

_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ee")
"""Endings of nouns for people; what the list of nouns does not know and has none of them is taken for a thing."""

_TELLING = frozenset({"promise", "ask", "say", "thank", "demand", "urge", "warn", "propose", "announce"})
"""Acts whose verb may keep an object in the passive ("was promised a rise"); "was granted a visa" is a deed."""

_EXCHANGES = frozenset({"debate", "discussion"})
"""Nouns of cues that say only that several speak: without a source nothing is said by anybody."""

_ASKING = frozenset({"who", "what", "which", "whom"})
_DUMMIES = frozenset({"it", "this", "that", "these", "those", "which", "what"})
_NEAR = 1
"""Sentences back in which a text that "it" may stand for is looked for, beside its own."""

_QUOTED = 3
"""Words in quotation marks from which on they are somebody's words, rather than a name or a term."""


class Senses:
    """The senses of the cues of one text."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.tree, self.cast = page, page.tree, cast
        self.words = voice_words()

    def speaks(self, draft: Draft) -> bool:
        """Whether the draft reports that somebody said, thinks or wants something."""
        return not (
            self._given(draft)
            or self._no_such_thing(draft)
            or self._questioned(draft)
            or self._measured(draft)
            or self._seeming(draft)
            or self._own_words(draft)
            or self._only_light(draft)
            or (draft.entry is not None and draft.entry.somebody and self._by_a_thing(draft))
            or (draft.entry is None and not self._worded(draft))
        )

    def act(self, draft: Draft) -> str:
        """The act that the cue reports with such a source and such a complement."""
        entry = draft.entry
        if entry is None or draft.act != entry.act:
            return draft.act
        if entry.thing is not None and self._of_text_or_thing(draft):
            return entry.thing
        if entry.asks is not None and self._wished(draft):
            return entry.asks
        if entry.that is not None and self._told_as_fact(draft):
            return entry.that
        return draft.act

    def _given(self, draft: Draft) -> bool:
        """Whether the verb gives or denies somebody a thing: "was granted a visa", "denied them a berth"."""
        tree, i = self.tree, draft.head
        if tree.pos[i] != "VERB" or draft.act in _TELLING:
            return False
        things = [c for c in tree.kids(i, "obj") if tree.label[c] != "obj:outer" and c > i]
        if any(tree.label[c] == "aux:pass" for c in tree.children[i]):
            kept = any(tree.dep[c] in ("nsubj", "csubj") for c in tree.children[i])
            return kept and bool(things) and draft.entry is not None and not draft.entry.predicate
        return draft.act == "deny" and bool(things) and tree.kid(i, "iobj") is not None

    def _no_such_thing(self, draft: Draft) -> bool:
        """Whether the cue is a noun that is said to be missing, or an exchange of nobody's: "no mention of it"."""
        tree = self.tree
        if draft.source is None and any(tree.lemma[i] in _EXCHANGES for i in range(*draft.cue)):
            return tree.pos[draft.head] == "NOUN"
        named = [i for i in range(*draft.cue) if tree.pos[i] == "NOUN" and nobody(tree, i)]
        return bool(named) and draft.source is None

    def _questioned(self, draft: Draft) -> bool:
        """Whether a question asks who did it: "Who denied it?"."""
        tree, i = self.tree, draft.source_head
        if i is None or tree.form[i] not in _ASKING or tree.dep[i] != "nsubj":
            return False
        verb = tree.head[i]
        last = tree.bounds(i)[1] - 1
        while last > i and (tree.pos[last] == "SPACE" or tree.form[last] in ('"', "”", "'", "’")):
            last -= 1
        return tree.label[verb] != "acl:relcl" and tree.form[last] == "?" and tree.low[verb] == i

    def _own_words(self, draft: Draft) -> bool:
        """Whether the author leads in words of their own: "To clarify: …", "to be sure, …"."""
        tree, i = self.tree, draft.head
        low = tree.low[i]
        leads = tree.form[low] == "to" and tree.head[low] == i and low == tree.bounds(i)[0]
        behind = [part for part in draft.content if part[0] > i]
        return draft.source is None and leads and bool(behind) and tree.head[i] >= i

    def _only_light(self, draft: Draft) -> bool:
        """Whether a light verb and its noun tell a deed: "pays attention to", "takes part in"."""
        tree = self.tree
        return any(
            tree.pos[i] == "NOUN" and tree.lemma[i] in mood_words().unsaid and tree.dep[i] == "obj"
            for i in range(*draft.cue)
        )

    def _measured(self, draft: Draft) -> bool:
        """Whether "according to" names what something conforms to: "according to the law"."""
        tree, i = self.tree, draft.source_head
        if i is None or not any(tree.form[k] == "according" for k in range(*draft.cue)):
            return False
        around = self.page.quote_at(draft.head)
        inside = (quote for part in draft.content for quote in self.page.quotes.within(*tree.chars(part)))
        quoted = any(quote is not around for quote in inside)
        return tree.pos[i] in ("NOUN", "PROPN") and tree.lemma[i] in self.words.norms and not quoted

    def _seeming(self, draft: Draft) -> bool:
        """Whether the author says how something seems: nobody is named to whom it does."""
        tree, i = self.tree, draft.head
        entry = draft.entry
        if entry is None or entry.id != "seem":
            return False
        return not any(tree.dep[c] == "obl" and tree.case(c) == "to" for c in tree.children[i])

    def _by_a_thing(self, draft: Draft) -> bool:
        """Whether the source is no one who could speak or want something."""
        tree, i = self.tree, draft.source_head
        if i is None or self.cast.heads.get(i) or self._text(i):
            return False
        if tree.pos[i] in ("PRON", "DET"):
            return tree.form[i] in _DUMMIES and not self._named_before(i)
        if tree.pos[i] != "NOUN" or tree.lemma[i] in self.words.bodies:
            return False
        kind = nouns().get(noun_of(tree.form[i], tree.lemma[i]))
        return kind not in _SPEAKERS if kind is not None else not tree.lemma[i].endswith(_DOERS)

    def _text(self, i: int) -> bool:
        """Whether a noun names a text that somebody issued."""
        tree, family = self.tree, self.words.family
        return tree.pos[i] == "NOUN" and (tree.lemma[i] in family or tree.form[i] in family)

    def _named_before(self, i: int) -> bool:
        """Whether a text or actor that a pronoun may stand for was named shortly before."""
        tree = self.tree
        first = tree.sentence_start[max(tree.sentence[i] - _NEAR, 0)]
        own = range(tree.bounds(i)[0], i)
        return any(self._text(k) for k in range(first, i)) or any(self.cast.heads.get(k) for k in own)

    def _of_text_or_thing(self, draft: Draft) -> bool:
        tree, i = self.tree, draft.source_head
        if i is None or tree.pos[i] != "NOUN":
            return False
        return self._text(i) or self._by_a_thing(draft)

    def _worded(self, draft: Draft) -> bool:
        """Whether a cue that the lexicon does not know is followed by words: a clause, a quotation, a label's text."""
        tree, i = self.tree, draft.head
        if tree.pos[i] not in ("VERB", "AUX", "ADJ") or not tree.form[i].isalpha():
            return True
        if tree.lemma[i] in lexicon().marked or any(self._text(k) for k in range(*draft.cue)):
            return True
        said = (k for low, high in draft.content for k in range(low, high) if tree.head[k] == i)
        if any(self._text(k) and tree.lemma[k] not in self.words.objective for k in said):
            return True
        for low, high in draft.content:
            for quote in self.page.quotes.within(*tree.chars((low, high))):
                inside = self.page.tokens(*quote.inside)
                if not quote.start <= tree.start[i] < quote.end and inside[1] - inside[0] >= _QUOTED:
                    return True
            if self._clause(low, high):
                return True
        return False

    def _clause(self, low: int, high: int) -> bool:
        """Whether the words are a finite clause: a verb with its subject hangs on nothing in them."""
        tree = self.tree
        for k in range(low, high):
            top = tree.head[k] == k or not low <= tree.head[k] < high
            if top and any(tree.dep[c] in ("nsubj", "csubj", "expl") and low <= c for c in tree.children[k]):
                return True
        return False

    def _wished(self, draft: Draft) -> bool:
        """Whether the complement is an infinitive, or a clause in the subjunctive: "told him to go"."""
        tree = self.tree
        if any(tree.form[low] == "to" and tree.pos[low] == "PART" for low, _ in draft.content):
            return True
        for child in tree.kids(draft.head, "xcomp", "ccomp", "advcl"):
            if tree.pos[child] == "VERB" and "to" in tree.marks(child) and draft.says(child):
                return True
        return any(draft.says(c) and _subjunctive(tree, c) for c in tree.kids(draft.head, "ccomp"))

    def _told_as_fact(self, draft: Draft) -> bool:
        tree = self.tree
        clauses = [c for c in tree.kids(draft.head, "ccomp") if draft.says(c)]
        return any(not _subjunctive(tree, c) for c in clauses)


def _subjunctive(tree: Tree, i: int) -> bool:
    """Whether the clause headed by i says what should be: "that he leave", "that it should be done"."""
    if "that" not in tree.marks(i) and not any(tree.dep[c] == "nsubj" for c in tree.children[i]):
        return False
    verbs = [i, *(c for c in tree.children[i] if tree.dep[c] in ("aux", "cop"))]
    if any(tree.form[k] == "should" for k in verbs):
        return True
    tags = {tree.doc[k].tag_ for k in verbs}
    return not tags & {"VBZ", "VBP", "VBD", "MD"} and "VB" in tags and "to" not in tree.marks(i)
