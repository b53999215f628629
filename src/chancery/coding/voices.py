"""Whose voice a statement is: its speakers, the text or person it came through, and who was addressed."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.actors.cast import Cast
from chancery.coding.drafts import Draft
from chancery.coding.sources import phrase, source_of
from chancery.coding.tree import Range, Tree

DOCUMENTS = frozenset(
    {
        "communiqué",
        "communique",
        "statement",
        "report",
        "letter",
        "document",
        "declaration",
        "resolution",
        "memo",
    }
    | {
        "memorandum",
        "paper",
        "survey",
        "poll",
        "study",
        "release",
        "note",
        "text",
        "email",
        "e-mail",
        "tweet",
        "post",
    }
    | {
        "article",
        "editorial",
        "op-ed",
        "column",
        "book",
        "memoir",
        "brief",
        "filing",
        "ruling",
        "order",
        "bulletin",
    }
    | {
        "message",
        "transcript",
        "announcement",
        "draft",
        "treaty",
        "law",
        "bill",
        "platform",
        "manifesto",
        "agreement",
    }
    | {
        "accord",
        "constitution",
        "charter",
        "review",
        "assessment",
        "analysis",
        "speech",
        "address",
        "readout",
    }
    | {
        "complaint",
        "indictment",
        "affidavit",
        "decree",
        "posting",
        "broadcast",
        "advertisement",
        "ad",
        "video",
    }
)
"""Nouns for texts that can say something and that somebody issued."""

CHANNELS = frozenset(
    {
        "twitter",
        "facebook",
        "telegram",
        "instagram",
        "youtube",
        "weibo",
        "x",
        "tv",
        "television",
        "radio",
        "cnn",
    }
    | {
        "interview",
        "conference",
        "briefing",
        "podcast",
        "show",
        "program",
        "programme",
        "phone",
        "telephone",
        "call",
    }
    | {
        "medium",
        "platform",
        "account",
        "testimony",
        "remarks",
        "remark",
        "comment",
        "debate",
        "hearing",
        "rally",
    }
)
"""Nouns, beside the documents, for the channel or the occasion that a statement was made through."""

_SPOKESPEOPLE = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "representative",
        "aide",
        "lawyer",
        "attorney",
    }
    | {"official", "source", "adviser", "advisor", "envoy", "staffer", "spokesmen", "spokeswomen"}
)
_COLLECTIVE = frozenset({"leader", "head", "authority", "chief", "minister", "official", "ambassador"})
"""Nouns whose plural, with the name of a body, speaks for that body."""

_ISSUES = frozenset(
    {
        "issue",
        "release",
        "publish",
        "send",
        "deliver",
        "give",
        "make",
        "post",
        "write",
        "sign",
        "read",
        "put",
        "file",
    }
    | {"circulate", "adopt", "share", "draft", "present", "table", "produce", "email"}
)
"""Verbs whose subject is the author of the document that is their object."""

_ONLY_SPEAKS = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen", "spokeswomen"}
)
_THROUGH = frozenset({"in", "through", "via", "on", "by", "at", "during", "to"})
_OWNER = frozenset({"of", "for", "from", "by", "at", "with"})
_IT = frozenset({"it", "its", "which", "that"})


class Voices:
    """Resolves the voices of one text's drafts, in the order of the text."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self.tree, self.cast = tree, cast
        self._issuers: dict[str, tuple[str, ...]] = {}
        self._document: tuple[int, int] | None = None
        self._last: tuple[tuple[str, ...], int] | None = None

    def learn(self, drafts: Iterable[Draft]) -> None:
        """Remember who issued which document, so that a mention elsewhere finds its speaker."""
        for draft in drafts:
            for i in self._texts(draft):
                owner = self.issuer(i) if i == draft.source_head else self._said_by(draft)
                if owner:
                    self._issuers.setdefault(self.tree.lemma[i], owner)

    def _texts(self, draft: Draft) -> list[int]:
        found = [draft.source_head] if draft.source_head is not None else []
        found += [c for c in self.tree.children[draft.head] if self.tree.dep[c] == "obl"]
        return [i for i in found if self.tree.lemma[i] in DOCUMENTS and self.tree.pos[i] == "NOUN"]

    def _said_by(self, draft: Draft) -> tuple[str, ...]:
        i = draft.source_head
        return self.named(i) or self._group(i) if i is not None else ()

    def issuer(self, i: int) -> tuple[str, ...]:
        """The actors that the text says issued the document headed by i."""
        tree = self.tree
        for child in tree.children[i]:
            maker = tree.dep[child] == "nmod" and tree.case(child) in ("by", "from", "of")
            if maker or tree.label[child] == "nmod:poss" or tree.dep[child] in ("compound", "amod"):
                found = self.named(child)
            elif tree.dep[child] == "acl":
                found = self._made_by(child)
            else:
                continue
            if found:
                return found
        above = tree.head[i]
        if tree.dep[i] == "obj" and tree.lemma[above] in _ISSUES:
            source = source_of(tree, above)
            return self.named(source[1]) if source else ()
        return ()

    def _made_by(self, verb: int) -> tuple[str, ...]:
        """Who made it, of "issued by the ministry", "issued during the EU summit"."""
        tree = self.tree
        for child in tree.children[verb]:
            if tree.dep[child] == "obl" and tree.case(child) in ("by", "at", "during", "after"):
                if tree.case(child) == "by":
                    return self.named(child)
                for part in tree.children[child]:
                    if tree.dep[part] in ("compound", "nmod", "amod") and self.named(part):
                        return self.named(part)
        return ()

    def named(self, i: int) -> tuple[str, ...]:
        """The actors of the phrase headed by i and of what is joined to it by "and"."""
        found = self.cast.with_conjuncts(self.tree.doc[i])
        if found:
            return found
        for child in self.tree.children[i]:
            if self.tree.dep[child] in ("appos", "flat") and self.cast.at(self.tree.doc[child]):
                return self.cast.at(self.tree.doc[child])
        return ()

    def speakers(self, draft: Draft) -> tuple[tuple[str, ...], Range | None]:
        """The speakers of a draft, none where unresolved, and the source through which they speak, if any."""
        i, tree = draft.source_head, self.tree
        if i is None:
            return (), None
        lemma, form = tree.lemma[i], tree.form[i]
        if lemma in DOCUMENTS and tree.pos[i] == "NOUN":
            self._document = (i, tree.sentence[draft.head])
            return self.issuer(i) or self._issuers.get(lemma, ()), draft.source
        if (
            form in _IT
            and self._document is not None
            and 0 <= tree.sentence[draft.head] - self._document[1] <= 2
        ):
            document = self._document[0]
            self._document = (document, tree.sentence[draft.head])
            owner = self._issuers.get(tree.lemma[document], ()) or self.issuer(document)
            return owner, phrase(tree, document, draft.head)
        found = self.named(i) or self._group(i)
        if not found and tree.pos[i] == "PRON":
            found = self._topic(i, tree.sentence[draft.head])
        texts = [n for n in self._texts(draft) if n != i]
        if texts:
            self._document = (texts[0], tree.sentence[draft.head])
        elif form not in _IT:
            self._document = None
        if found:
            self._last = (found, tree.sentence[draft.head])
        if lemma in _SPOKESPEOPLE and (lemma in _ONLY_SPEAKS or not found):
            body = self._body(i)
            if body and (not found or all(name in body for name in found)):
                return body, draft.source if lemma in _ONLY_SPEAKS else None
        return found, None

    def _group(self, i: int) -> tuple[str, ...]:
        """The body that speaks through the plural i: "NATO leaders", "the heads of state of the EU"."""
        form = self.tree.form[i]
        if form.endswith("s") and _COLLECTIVE & {self.tree.lemma[i], form[:-1]}:
            return self._body(i)
        return ()

    def _topic(self, i: int, sentence: int) -> tuple[str, ...]:
        """Whom an unresolved subject pronoun goes on with: the speaker of the sentence before, if it can be."""
        if self._last is None or sentence - self._last[1] not in (0, 1) or len(self._last[0]) != 1:
            return ()
        actor = self.cast.actors.get(self._last[0][0])
        person = actor is not None and actor.kind == "person"
        wanted = self.tree.form[i] in ("he", "she")
        return self._last[0] if self.tree.form[i] in ("he", "she", "it") and person == wanted else ()

    def _body(self, i: int) -> tuple[str, ...]:
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

    def via(self, draft: Draft) -> Range | None:
        """The channel that the cue names: "in a statement", "through a spokesman", "told Reuters"."""
        tree = self.tree
        for child in tree.children[draft.head]:
            if tree.dep[child] != "obl" or draft.says(child):
                continue
            lemma, case = tree.lemma[child], tree.case(child)
            channel = lemma in DOCUMENTS or lemma in CHANNELS
            if case in _THROUGH and (channel or (case in ("through", "via") and lemma in _SPOKESPEOPLE)):
                low, high = tree.span(child)
                while low < child and tree.dep[low] == "case":
                    low += 1
                return low, high
        heard = self.addressee_word(draft)
        if heard is not None:
            actors = self.cast.at(tree.doc[heard])
            kinds = [self.cast.actors[a].kind for a in actors if a in self.cast.actors]
            if kinds == ["media"]:
                return tree.span(heard)
        return None

    def addressee_word(self, draft: Draft) -> int | None:
        """The word that names who is spoken to."""
        if draft.addressee is not None:
            return draft.addressee
        tree, entry = self.tree, draft.entry
        if entry is None or not (entry.speech or entry.infinitive) or tree.pos[draft.head] != "VERB":
            return None
        for child in tree.children[draft.head]:
            if tree.dep[child] == "iobj" and not draft.says(child):
                return child
            if tree.dep[child] == "obl" and tree.case(child) == "to" and not draft.says(child):
                return child
        if entry.object in ("target", "addressee"):
            return (
                tree.kid(draft.head, "obj") if entry.act in ("urge", "ask", "warn", "say", "thank") else None
            )
        return None

    def addressee(self, draft: Draft) -> str | None:
        """The one actor that is spoken to, or None."""
        word = self.addressee_word(draft)
        return self.cast.one(self.tree.doc[word]) if word is not None else None
