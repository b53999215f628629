"""Whose voice a statement is: its speakers, and the text or person through whom they speak."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.actors.cast import Cast
from chancery.actors.lexicon import nouns
from chancery.coding.documents import Actors, Documents
from chancery.coding.drafts import Draft
from chancery.coding.lexicon import Lexicon
from chancery.coding.sources import phrase
from chancery.coding.speech_acts import nobody
from chancery.coding.tree import Range, Tree
from chancery.coding.voice_words import VoiceWords, voice_words

Spoken = tuple[Actors, Range | None]
"""The speakers of a draft, none where unresolved, and the source through which they speak, if any."""

_OWNER = frozenset({"of", "for", "from", "by", "at", "with"})
_IT = frozenset({"it", "its"})
_I = frozenset({"i", "my", "me", "mine", "myself"})
_WE = frozenset({"we", "our", "us", "ours", "ourselves"})
_YOU = frozenset({"you", "your", "yours"})
_MARKS = frozenset("\"“”„«‘'`") | {"''", "``"}
_BODIES = frozenset({"state", "organization", "armed_group", "media"})
_RELATIVE = frozenset({"who", "which", "that"})
_QUANTITIES = frozenset({"many", "most", "some", "all", "several", "few", "both"})
_CLIMBS = 4
"""Steps from a cue up to the noun whose relative clause it stands in, at most."""

_SILENT = 2
"""Sentences after a text has spoken in which "it" without an actor goes on with it."""


class Voices:
    """Resolves the voices of one text's drafts, in the order of the text."""

    def __init__(self, tree: Tree, cast: Cast, lexicon: Lexicon) -> None:
        self.tree, self.cast = tree, cast
        self.words: VoiceWords = voice_words()
        self.documents = Documents(tree, cast, lexicon, self.named)
        self._document: tuple[int, int] | None = None
        self._last: tuple[Actors, int] | None = None
        self._outermost: tuple[Actors, int] | None = None
        self._reported: tuple[Actors, Actors, int] | None = None

    def spoken(self, drafts: Sequence[Draft], above: Sequence[int | None]) -> list[Spoken]:
        """For each draft its speakers; `above` gives the draft that each is told by."""
        found: list[Spoken] = []
        for draft, outer in zip(drafts, above, strict=True):
            found.append(self._goes_on(draft, outer) or self.speakers(draft))
            if outer is None:
                self._outermost = found[-1][0], self.tree.sentence[draft.head]
            elif outer < len(found):
                self._told(draft, found[-1][0], found[outer][0])
        for n in range(len(drafts)):
            self._first_person(n, drafts, above, found)
        return found

    def named(self, i: int) -> Actors:
        """The actors of the phrase headed by i and of what is joined to it, save what only describes them."""
        parts = [i, *(part.i for part in self.tree.doc[i].conjuncts if part.i > i)]
        if len(parts) == 2 and not any(self.tree.dep[c] == "cc" for c in self.tree.children[parts[1]]):
            # "Anna Berg, her rival, said": two names of one, which the parse took for a row.
            parts = [i]
        if len(parts) > 1:
            others = [part for part in parts if not self._bare(part)]
            parts = others or parts
        found: dict[str, None] = {}
        for part in parts:
            found.update(dict.fromkeys(self.cast.heads.get(part, ())))
        if found:
            return tuple(found)
        for child in self.tree.children[i]:
            if self.tree.dep[child] in ("appos", "flat") and self.cast.heads.get(child):
                return self.cast.heads[child]
        return ()

    def _bare(self, i: int) -> bool:
        """Whether i describes somebody and names nobody: "actor and | director Tom Hill", "Tom Hill, | director of"."""
        tree = self.tree
        kinds = {self.cast.actors[a].kind for a in self.cast.heads.get(i, ()) if a in self.cast.actors}
        of = any(tree.dep[c] == "nmod" and tree.case(c) in _OWNER for c in tree.children[i])
        role = tree.pos[i] == "NOUN" or (of and nouns().get(tree.form[i]) == "person")
        if not role or kinds != {"person"} or "Plur" in tree.doc[i].morph.get("Number", []):
            return False
        kids = tree.children[i]
        return not any(
            tree.dep[c] in ("det", "nummod", "appos", "flat") or tree.label[c] == "nmod:poss" for c in kids
        )

    def speakers(self, draft: Draft) -> Spoken:
        """The speakers of a draft by its source alone; texts that speak and "it" are taken in order."""
        i, tree = draft.source_head, self.tree
        if draft.known:
            return draft.known, None
        if i is None or nobody(tree, i):
            return (), None
        sentence = tree.sentence[draft.head]
        if self.documents.holds(i):
            self._document = i, sentence
            inside = draft.source is not None and draft.source[0] <= i < draft.source[1]
            return self.documents.issuer(i), draft.source if inside else phrase(tree, i, draft.head)
        if tree.form[i] in _IT:
            text = self._continued(i, sentence)
            if text is not None:
                self._document = text, sentence
                return self.documents.issuer(text), phrase(tree, text, draft.head)
        found = self.named(i) or self._group(i) or self._stood_for(draft, i) or self._some(i)
        if self._reported and tree.form[i] in _IT and found == self._reported[0]:
            medium, body, told = self._reported
            found = body if sentence - told == 1 else medium
        if tree.form[i] in ("he", "she") and self._names(draft, found):
            found = ()
        if not found and tree.pos[i] == "PRON":
            found = self._topic(i, sentence)
        self._note(draft, found, sentence)
        if not found:
            speaks = tree.lemma[i] in self.words.spokespeople
            body = self._body(i) if speaks or tree.lemma[i] in self.words.aides else ()
            return body, draft.source if speaks and body else None
        return found, None

    def _goes_on(self, draft: Draft, outer: int | None) -> Spoken | None:
        """The speaker before, of "he added" and "she continued": whoever goes on has been speaking."""
        tree, i = self.tree, draft.source_head
        if outer is not None or i is None or self._outermost is None or tree.form[i] not in ("he", "she"):
            return None
        who, sentence = self._outermost
        kinds = [self.cast.actors[a].kind for a in who if a in self.cast.actors]
        near = 0 <= tree.sentence[draft.head] - sentence <= 1
        if tree.lemma[draft.head] not in self.words.continuing or not near or kinds != ["person"]:
            return None
        self._note(draft, who, tree.sentence[draft.head])
        return who, None

    def _told(self, draft: Draft, who: Actors, by: Actors) -> None:
        """Remember a body whom a medium reports: "it" of the next sentence is the body, not the medium."""
        kinds = [self.cast.actors[a].kind for a in (*by, *who) if a in self.cast.actors]
        if len(by) == len(who) == 1 and kinds[:1] == ["media"] and kinds[1:] != ["person"]:
            self._reported = by, who, self.tree.sentence[draft.head]

    def _names(self, draft: Draft, who: Actors) -> bool:
        """Whether the content is a quotation that names the speaker: nobody names themselves in their own words."""
        tree = self.tree
        return any(
            tree.pos[i] == "PROPN" and self.cast.heads.get(i, ()) == who
            for low, high in draft.content
            if tree.form[low] in _MARKS
            for i in range(low, high)
        )

    def _continued(self, i: int, sentence: int) -> int | None:
        """The text that "it" goes on with: the one that is meant, or the one that spoke last."""
        meant = self.documents.meant_by(i)
        if meant is not None or self._document is None or self.cast.heads.get(i):
            return meant
        return self._document[0] if 0 <= sentence - self._document[1] <= _SILENT else None

    def _note(self, draft: Draft, found: Actors, sentence: int) -> None:
        """Remember who spoke last, and through which text."""
        texts = [
            c
            for c in self.tree.children[draft.head]
            if self.tree.dep[c] == "obl" and self.documents.holds(c) and not draft.says(c)
        ]
        if texts:
            self._document = texts[0], sentence
        elif draft.source_head is not None and self.tree.form[draft.source_head] not in _IT:
            self._document = None
        if found:
            self._last = found, sentence

    def _stood_for(self, draft: Draft, i: int) -> Actors:
        """Whom a relative pronoun stands for: the noun whose clause the cue stands in ("Berg, | who said")."""
        tree, at = self.tree, draft.head
        if tree.form[i] not in _RELATIVE:
            return ()
        for _ in range(_CLIMBS):
            if tree.label[at] in ("acl:relcl", "acl") or tree.head[at] == at:
                break
            at = tree.head[at]
        over = tree.head[at]
        return self.named(over) if over < i and tree.label[at].startswith("acl") else ()

    def _some(self, i: int) -> Actors:
        """The people of whom many or all speak: "many of them", "most of the envoys"."""
        tree = self.tree
        if tree.form[i] not in _QUANTITIES:
            return ()
        found = next((self.named(c) for c in tree.kids(i, "nmod") if tree.case(c) == "of"), ())
        kinds = {self.cast.actors[a].kind for a in found if a in self.cast.actors}
        return found if kinds == {"people"} else ()

    def _group(self, i: int) -> Actors:
        """The body that speaks through the plural i: "NATO leaders", "the heads of state of the EU"."""
        form = self.tree.form[i]
        if form.endswith("s") and self.words.collective & {self.tree.lemma[i], form[:-1]}:
            return self._body(i)
        return ()

    def _topic(self, i: int, sentence: int) -> Actors:
        """Whom an unresolved subject pronoun goes on with: the speaker of the sentence before, if it can be."""
        if self._last is None or sentence - self._last[1] not in (0, 1) or len(self._last[0]) != 1:
            return ()
        actor = self.cast.actors.get(self._last[0][0])
        person = actor is not None and actor.kind == "person"
        wanted = self.tree.form[i] in ("he", "she")
        return self._last[0] if self.tree.form[i] in ("he", "she", "it") and person == wanted else ()

    def _body(self, i: int) -> Actors:
        """Whom a spokesperson speaks for."""
        tree = self.tree
        for child in tree.children[i]:
            owner = tree.dep[child] == "nmod" and (
                tree.case(child) in _OWNER or tree.label[child] == "nmod:poss"
            )
            if owner or tree.dep[child] in ("compound", "amod"):
                found = self.named(child)
                if found:
                    return found
        return ()

    def _first_person(
        self, n: int, drafts: Sequence[Draft], above: Sequence[int | None], found: list[Spoken]
    ) -> None:
        """Inside somebody's words "I" and "we" are who speaks, or their body, and "you" is who is told."""
        head, outer, (who, through) = drafts[n].source_head, above[n], found[n]
        if head is None or who or outer is None:
            return
        form = self.tree.form[head]
        if form not in _I | _WE | _YOU:
            return
        if not found[outer][0]:
            self._first_person(outer, drafts, above, found)
        speaking = found[outer][0]
        if form in _YOU:
            heard, at = None, above[n]
            while at is not None and heard is None:
                heard, at = drafts[at].heard, above[at]
            found[n] = ((heard,) if heard else ()), through
        elif form in _WE:
            body = self._body_of(speaking[0], drafts) if len(speaking) == 1 else ()
            found[n] = body or speaking, through
        elif len(speaking) == 1:
            found[n] = speaking, through

    def _body_of(self, speaker: str, drafts: Sequence[Draft]) -> Actors:
        """The body for which an officer says "we", as a source of theirs names it: "Iran's foreign minister"."""
        actor = self.cast.actors.get(speaker)
        if actor is None or actor.kind != "person":
            return ()
        for draft in drafts:
            if draft.source is None or draft.source_head is None:
                continue
            if speaker in self.cast.heads.get(draft.source_head, ()):
                found = self._office_body(draft.source)
                if found:
                    return found
        return ()

    def _office_body(self, source: Range) -> Actors:
        """The one body that the phrase names as whose officer somebody is."""
        tree = self.tree
        for i in range(*source):
            if tree.lemma[i] not in self.words.officers or tree.pos[i] not in ("NOUN", "PROPN"):
                continue
            for j in range(*source):
                kinds = {
                    self.cast.actors[a].kind for a in self.cast.heads.get(j, ()) if a in self.cast.actors
                }
                near = tree.head[j] == i or tree.head[j] == tree.head[i]
                owns = tree.label[j] == "nmod:poss" or tree.case(j) in ("", "of", "for")
                if near and kinds and kinds <= _BODIES and owns:
                    return self.cast.heads[j]
        return ()
