"""Statements whose cue is a verb or a predicate adjective: said, was accused of, is concerned about."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.actors.lexicon import noun_of, nouns
from chancery.coding.cue_entries import cue_span, entry_of
from chancery.coding.drafts import Draft, Page
from chancery.coding.lexicon import Cue, Lexicon
from chancery.coding.sources import agent, antecedent, asked, passive, phrase, source_of, subject
from chancery.coding.tree import Range, Tree

_INFINITIVE = frozenset({"to", "for"})
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we"})
_PERSONAL_OBJECTS = frozenset({"him", "her", "them", "me", "us", "you", "himself", "herself", "who", "whom"})
_FACTS = frozenset({"that", "this", "these", "those", "which", "what", "it", "all"})
NOTHING_SAID = "nothing stands where it takes what is said"
_ALONE = frozenset({"accuse", "threaten"})
"""Acts whose target says enough by itself ("the mayor was accused")."""


def person(tree: Tree, i: int) -> bool:
    """Whether a noun phrase by its head denotes a person or people ("the student", "him", "Mr Hill")."""
    if tree.pos[i] == "PRON":
        return tree.form[i] in _PERSONAL_OBJECTS
    kind = nouns().get(noun_of(tree.form[i], tree.lemma[i])) if tree.pos[i] == "NOUN" else None
    return kind in ("person", "people") or (tree.pos[i] == "PROPN" and tree.doc[i].ent_type_ == "Person")


class VerbRules:
    """Drafts from every verb and predicate adjective of a page that the lexicon knows."""

    def __init__(self, page: Page, words: Lexicon) -> None:
        self.page, self.tree, self.words = page, page.tree, words
        self.missed: tuple[int, Cue, str] | None = None
        """The last word of the lexicon that reported nothing, its entry, and why."""

    def draft(self, i: int) -> Draft | None:
        """The statement that token i reports, or None where it reports none."""
        tree = self.tree
        state = self.words.adjectives.get(tree.form[i])
        if state is not None and subject(tree, i) is not None and self._is_state(i):
            return self._adjective(i, state)
        if tree.pos[i] == "VERB":
            known = entry_of(tree, i, self.words)
            if known is not None:
                return self._verb(i, *known)
        return None

    def _is_state(self, i: int) -> bool:
        """Whether the word says how its subject feels: an adjective, or a participle without an agent."""
        tree = self.tree
        return (
            tree.pos[i] == "ADJ" or (passive(tree, i) and agent(tree, i) is None) or tree.form[i] == "opposed"
        )

    def _verb(self, i: int, entry: Cue, second: int | None) -> Draft | None:
        tree = self.tree
        draft = Draft(head=i, cue=cue_span(tree, i), act=entry.act, rule="verb", entry=entry)
        self._name_source(draft)
        draft.addressee = asked(tree, i)
        content = list(self._complements(draft, entry, second))
        raised = content and all(tree.form[low] == "to" for low, _ in content)
        if (raised or not content) and passive(tree, i):
            content += self._promoted(draft, entry)
        if not content:
            content = list(self._shared(draft))
        if not content:
            content = list(self._host(draft, entry))
            draft.around = bool(content)
        if entry.act == "show" and self._mere_pronoun(draft):
            self.missed = i, entry, "what shows it is a fact, and nobody's voice"
            return None
        if not entry.animate and any(person(tree, c) for c in tree.kids(i, "obj")):
            self.missed = i, entry, "its object is a person, who is not what is said"
            return None
        return self._finish(draft, content)

    def _mere_pronoun(self, draft: Draft) -> bool:
        """Whether the source is a pronoun for the fact just told ("That shows …"), which is no one's voice."""
        i = draft.source_head
        return i is None or (self.tree.pos[i] in ("PRON", "DET") and self.tree.form[i] in _FACTS)

    def _name_source(self, draft: Draft) -> None:
        named = source_of(self.tree, draft.head)
        if named is not None:
            draft.source, draft.source_head = phrase(self.tree, named[0], draft.head), named[1]

    def _finish(self, draft: Draft, content: list[Range]) -> Draft | None:
        if not content and draft.entry is not None:
            self.missed = draft.head, draft.entry, NOTHING_SAID
        if not content:
            return None
        holes = [draft.cue] + ([draft.source] if draft.source else [])
        content = [self._denoted(self._short_of_next(part, draft)) for part in content]
        content += self._led_in(content, draft)
        draft.content = self.page.pieces(self.page.snap(content, draft.head), holes)
        return draft if draft.content else None

    def _denoted(self, part: Range) -> Range:
        """What a relative pronoun by itself stands for: "a claim | that the mayor dismissed"."""
        return (antecedent(self.tree, part[0]) or part) if part[1] - part[0] == 1 else part

    def _short_of_next(self, part: Range, draft: Draft) -> Range:
        """The content without a further report joined to it: "said that it failed, but he said it would …"."""
        tree, entry = self.tree, draft.entry
        if entry is None or not entry.speech or self.page.quote_at(part[1] - 1) is not None:
            return part
        for i in range(part[0] + 1, part[1]):
            if tree.pos[i] == "VERB" and tree.dep[i] == "conj" and i != draft.head:
                known = self.words.verbs.get(tree.lemma[i])
                who = subject(tree, i)
                if known is not None and known.speech and known.clause and who is not None and who < i:
                    joined = tree.low[i]
                    if (
                        tree.form[who] in _PERSONAL
                        and tree.form[joined] in ("but", "and")
                        and tree.kid(i, "ccomp")
                    ):
                        return part[0], joined
        return part

    def _led_in(self, content: list[Range], draft: Draft) -> list[Range]:
        """What stands before an inserted cue: "Even if it fails, he said, much has been done"."""
        tree, entry = self.tree, draft.entry
        if not content or entry is None or not (entry.speech and entry.clause) or draft.source is None:
            return []
        after, (first, _) = draft.cue[1], tree.bounds(draft.head)
        low = min(part[0] for part in content)
        begins = min(draft.source[0], draft.cue[0])
        inserted = tree.form[after : after + 1] == [","] and low in (after, after + 1)
        if not inserted or begins - first < 2 or tree.form[begins - 1] != "," or draft.source[0] > draft.head:
            return []
        return [(first, begins - 1)]

    def _shared(self, draft: Draft) -> Iterator[Range]:
        """What stands behind the last of several joined verbs and belongs to all: "confirm or deny | the report"."""
        tree, i = self.tree, draft.head
        last = next(
            (c for c in reversed(tree.children[i]) if tree.dep[c] == "conj" and tree.pos[c] == "VERB"), None
        )
        if last is None or subject(tree, last) is not None or passive(tree, i):
            return
        known = entry_of(tree, last, self.words)
        between = tree.form[i + 1 : last]
        if known is not None and all(
            word in ("and", "or", "nor", "not", ",", "to", "even", "then") for word in between
        ):
            yield from self._complements(Draft(head=last, cue=(last, last + 1), act="", rule=""), *known)

    def _complements(self, draft: Draft, entry: Cue, second: int | None) -> Iterator[Range]:
        """The dependents of the verb that hold what is said."""
        tree, i = self.tree, draft.head
        kids = tree.children[i]
        things = [c for c in kids if tree.dep[c] in ("obj", "iobj")]
        clause = self._clauses(i, entry)
        if entry.act == "deny" and any(tree.dep[c] == "iobj" for c in things):
            return
        if entry.object == "addressee" or (clause and entry.object == "target"):
            draft.addressee = things[0] if things else None
        if not clause and passive(tree, i):
            return
        yield from clause
        if second is not None and clause and entry.object == "target" and tree.head[second] != i:
            draft.addressee = tree.head[second]
        tails = list(self._tails(i, entry))
        predicate = [c for c in kids if tree.dep[c] in ("xcomp", "ccomp") and entry.predicate]
        if second is not None and not clause:
            host = tree.head[second]
            if host != i:
                part = self._behind(host, second)
                asked = entry.infinitive and next((c for c in kids if tree.low[c] == part[1]), None)
                if asked and "to" in tree.marks(asked):
                    part = part[0], tree.high[asked] + 1
                    draft.addressee = host if entry.object == "target" else None
                yield part
                draft.cue = cue_span(tree, i, second)
                yield from (tree.span(c) for c in things)
                return
        if entry.object == "content" or (things and (tails or predicate) and entry.object != "addressee"):
            if tails or predicate or entry.object == "content":
                yield from (tree.span(c) for c in things)
            yield from (tree.span(c) for c in predicate)
        elif predicate and not clause:
            yield from (tree.span(c) for c in predicate)
        if entry.things and not clause:
            yield from (tree.span(c) for c in things if tree.lemma[c] in entry.things)
        if not clause:
            yield from self._fitting(draft, entry, tails, things)

    def _fitting(self, draft: Draft, entry: Cue, tails: list[Range], things: list[int]) -> Iterator[Range]:
        """Prepositional content; the preposition belongs to the cue where nothing stands between."""
        tree = self.tree
        for low, high in tails:
            gap = self.page.text[tree.end[draft.cue[1] - 1] : tree.start[low]]
            adjacent = not gap.strip(" \"'“”‘’") and tree.form[low] in entry.preps and not things
            if adjacent and tree.pos[low] == "ADP":
                if low == draft.cue[1]:
                    draft.cue = (draft.cue[0], low + 1)
                low += 1
            if low < high:
                yield low, high

    def _behind(self, host: int, second: int) -> Range:
        low, high = self.tree.span(host)
        return (second + 1, high) if low <= second < high - 1 else (low, high)

    def _clauses(self, i: int, entry: Cue) -> list[Range]:
        tree = self.tree
        found: list[Range] = []
        for child in tree.children[i]:
            relation = tree.dep[child]
            finite = relation == "xcomp" and ("that" in tree.marks(child) or subject(tree, child) is not None)
            if (relation == "ccomp" or finite) and entry.clause:
                found.append(self._own(i, child))
            elif relation == "xcomp" and tree.pos[child] in ("VERB", "AUX", "ADJ", "NOUN"):
                verbal = tree.pos[child] == "VERB" or any(tree.dep[c] == "cop" for c in tree.children[child])
                if verbal and (entry.infinitive or (entry.clause and not entry.speech)):
                    found.append(tree.span(child))
            elif (
                (entry.infinitive and self._hung_elsewhere(i, child, entry))
                or (
                    relation == "parataxis"
                    and entry.clause
                    and entry.speech
                    and child > i
                    and self._said_after(i, child)
                )
                or (relation == "csubj" and passive(tree, i))
            ):
                found.append(tree.span(child))
        objects = [c for c in tree.children[i] if tree.dep[c] in ("obj", "iobj")]
        if found and objects and entry.object == "target" and tree.dep[tree.head[i]] != "ccomp":
            infinitive = [part for part in found if tree.form[part[0]] == "to"]
            if infinitive:
                found.extend(tree.span(c) for c in objects)
        return found

    def _own(self, i: int, child: int) -> Range:
        """The clause that is told, behind the cue; before it too where the cue is set into it between marks."""
        tree, (low, high) = self.tree, self.tree.span(child)
        if not low < i < child or self.page.quote_at(low) is not None:
            return low, high
        who = subject(tree, i)
        begin = i if who is None else min(i, tree.low[who])
        parted = tree.pos[begin] == "PUNCT" or tree.pos[begin - 1] == "PUNCT"
        return (low, high) if parted else (i + 1, high)

    def _hung_elsewhere(self, i: int, child: int, entry: Cue) -> bool:
        """Whether the parse took an infinitive complement for another dependent ("offered to mediate")."""
        tree = self.tree
        if tree.pos[child] != "VERB" or "to" not in tree.marks(child) or child < i:
            return False
        beside = tree.dep[child] == "obl" and tree.low[child] == i + 1
        after_thing = (
            tree.dep[child] == "advcl" and entry.object == "target" and tree.kid(i, "obj") is not None
        )
        return beside or after_thing

    def _said_after(self, i: int, child: int) -> bool:
        """Whether a colon, comma or quotation mark parts the verb from the clause that follows it."""
        low = self.tree.low[child]
        start, end = self.tree.end[i], self.tree.start[low] + 1
        between = self.page.text[start:end]
        return ":" in between or self.page.quotes.at(self.tree.start[child]) is not None

    def _tails(self, i: int, entry: Cue) -> Iterator[Range]:
        tree = self.tree
        for child in tree.children[i]:
            if child > i and tree.dep[child] == "obj" and (entry.object == "target" or entry.as_):
                yield from self._tails_of(child, entry)
            if child < i or tree.dep[child] not in ("obl", "advcl", "xcomp", "nmod"):
                continue
            if tree.label[child] in ("obl:agent", "obl:unmarked", "obl:tmod"):
                continue
            if tree.doc[child].ent_type_ == "Temporal":
                continue
            heads = {tree.form[c] for c in tree.children[child] if tree.dep[c] in ("case", "mark")}
            if heads & entry.preps or (entry.as_ and "as" in heads):
                yield tree.span(child)

    def _tails_of(self, thing: int, entry: Cue) -> Iterator[Range]:
        """A complement that the parse hung on the object: "accused Moscow of theft", "urged both to stop"."""
        tree = self.tree
        for child in tree.children[thing]:
            heads = {tree.form[c] for c in tree.children[child] if tree.dep[c] in ("case", "mark")}
            as_ = entry.as_ and "as" in heads
            prep = tree.dep[child] == "nmod" and heads & entry.preps
            infinitive = tree.dep[child] == "acl" and entry.infinitive and "to" in heads
            if child > thing and (as_ or prep or infinitive):
                yield tree.span(child)

    def _promoted(self, draft: Draft, entry: Cue) -> Iterator[Range]:
        """The subject of a passive cue: what was denied, who was accused, what is expected to happen."""
        tree, i = self.tree, draft.head
        promoted = next((c for c in tree.children[i] if tree.dep[c] == "nsubj"), None)
        by = agent(tree, i)
        tails = [tree.span(c) for c in tree.children[i] if tree.dep[c] == "xcomp" and c > i]
        tails += [part for part in self._tails(i, entry) if by is None or part != tree.span(by)]
        alone = entry.object == "content" or entry.act in _ALONE
        if promoted is None or not (tails or alone):
            return
        if entry.object == "addressee":
            draft.addressee = promoted
            yield from tails
            return
        yield phrase(tree, promoted, i)
        yield from tails

    def _host(self, draft: Draft, entry: Cue) -> Iterator[Range]:
        """The clause that the cue is set into: "It would go on, he said, for years", "as she put it"."""
        tree, i = self.tree, draft.head
        above, relation = tree.head[i], tree.dep[i]
        clausal = tree.pos[above] in ("VERB", "AUX") or subject(tree, above) is not None
        if above == i or not entry.clause or not clausal:
            return
        inserted = relation == "parataxis" and subject(tree, i) is not None
        as_said = (
            relation == "advcl" and "as" in tree.marks(i) and subject(tree, i) is not None and entry.speech
        )
        if inserted or as_said:
            low, high = tree.span(above)
            yield from self.page.pieces([(low, high)], [tree.span(i)])

    def _adjective(self, i: int, entry: Cue) -> Draft | None:
        tree = self.tree
        named = subject(tree, i)
        draft = Draft(head=i, cue=cue_span(tree, i), act=entry.act, rule="adjective", entry=entry)
        source = source_of(tree, i) if tree.pos[i] == "ADJ" else None
        if source is None and named is not None:
            source = named, named
        if source is not None:
            draft.source, draft.source_head = phrase(tree, source[0], i), source[1]
        content = [tree.span(c) for c in tree.children[i] if tree.dep[c] in ("ccomp", "xcomp") and c > i]
        for child in tree.children[i]:
            if tree.dep[child] in ("obl", "advcl", "nmod") and child > i:
                heads = {tree.form[c] for c in tree.children[child] if tree.dep[c] in ("case", "mark")}
                if heads & entry.preps or heads & _INFINITIVE or "that" in heads:
                    content.append(tree.span(child))
        parts = list(self._fitting(draft, entry, content, []))
        return self._finish(draft, parts)
