"""Statements whose cue is a noun or a set phrase: "their claim that …", "according to the poll"."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.coding.drafts import Draft, Page
from chancery.coding.lexicon import Cue, Lexicon
from chancery.coding.sources import phrase, source_of
from chancery.coding.tree import Range
from chancery.coding.words import listed

_LIGHT = listed(
    "make issue give express voice release send deliver raise have lodge repeat reiterate renew publish put take offer"
    " share hold harbor harbour face air convey post write draw get receive add extend file utter provide carry contain"
    " include bear"
)
"""Verbs that lend a cue noun their subject ("issued a warning")."""

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})

_NOMINAL_LINKS = frozenset({"nmod", "obj", "obl", "nsubj", "appos", "conj"})
_VERBAL_LINKS = frozenset({"acl", "advcl", "xcomp", "conj"})
"""Relations through which a phrase without a subject belongs to the clause above it."""

_OTHERS_VOICE = frozenset({"draw", "face", "get", "receive"})
"""Light verbs whose subject is not the one who speaks ("drew criticism")."""


class NounRules:
    """Drafts from cue nouns and from "according to" and its like."""

    def __init__(self, page: Page, words: Lexicon) -> None:
        self.page, self.tree, self.words = page, page.tree, words
        self.missed: tuple[int, Cue, str] | None = None
        """The last noun of the lexicon that reported nothing, its entry, and why."""
        self._phrases: dict[str, list[tuple[list[str], Cue]]] = {}
        for text, entry in words.phrases.items():
            forms = text.split()
            self._phrases.setdefault(forms[0], []).append((forms, entry))

    def draft(self, i: int) -> Draft | None:
        """The statement that the noun i reports, or None."""
        tree = self.tree
        entry = self.words.nouns.get(tree.lemma[i])
        if entry is None or tree.pos[i] != "NOUN":
            return None
        draft = Draft(head=i, cue=(i, i + 1), act=entry.act, rule="noun", entry=entry)
        content, clausal = self._content(draft, entry)
        if not content:
            self.missed = i, entry, "nothing behind it says what it reports"
            return None
        self._name_source(draft)
        if draft.source is None and not clausal:
            self.missed = i, entry, "nobody is named whose it is, and no clause follows"
            return None
        holes = [draft.cue] + ([draft.source] if draft.source else [])
        draft.content = self.page.pieces(self.page.snap(content, i), holes)
        return draft if draft.content else None

    def _content(self, draft: Draft, entry: Cue) -> tuple[list[Range], bool]:
        tree, i = self.tree, draft.head
        for child in tree.children[i]:
            clause = tree.dep[child] in ("acl", "ccomp", "xcomp") and tree.label[child] != "acl:relcl"
            if clause and child > i and self._tells(child):
                return [tree.span(child)], True
        if tree.dep[i] == "nsubj" and any(tree.dep[c] == "cop" for c in tree.children[tree.head[i]]):
            predicate = tree.head[i]
            if "that" in tree.marks(predicate) or tree.label[i] == "nsubj:outer":
                low, high = tree.span(predicate)
                cops = [c for c in tree.children[predicate] if tree.dep[c] == "cop"]
                first = max([tree.high[i] + 1, *(c + 1 for c in cops if c < predicate)])
                return [(max(low, first), high)], True
        for child in tree.children[i]:
            if tree.dep[child] == "nmod" and child > i and tree.case(child) in entry.preps:
                if tree.case(child) == "of" and entry.speech and "of" not in entry.preps:
                    continue
                low, high = tree.span(child)
                if low == i + 1:
                    draft.cue, low = (i, low + 1), low + 1
                if low < high:
                    return [(low, high)], False
        return [], False

    def _tells(self, child: int) -> bool:
        """Whether a clause after a noun says what the noun reports: it begins with that, to or whether."""
        return bool(self.tree.marks(child) & {"that", "to", "whether", "if"})

    def _name_source(self, draft: Draft) -> None:
        tree, i = self.tree, draft.head
        for child in tree.children[i]:
            if tree.label[child] == "nmod:poss" and child < i:
                draft.source, draft.source_head = tree.span(child), child
                return
            maker = (
                tree.dep[child] == "nmod" and child > i and tree.case(child) in ("by", "from", "of", "among")
            )
            if maker and not draft.cue[0] <= child < draft.cue[1]:
                part = phrase(tree, child, i)
                if not self._inside_content(draft, part):
                    draft.source, draft.source_head = part, child
                    return
        above = tree.head[i]
        light = tree.lemma[above] in _LIGHT and (
            draft.entry is None or draft.entry.speech or tree.lemma[above] != "provide"
        )
        if tree.dep[i] == "obj" and light:
            found = source_of(tree, above)
            if found is not None and tree.lemma[above] not in _OTHERS_VOICE:
                draft.source, draft.source_head = phrase(tree, found[0], above), found[1]
                if i - above <= 4 and tree.low[i] > above and tree.low[i] == above + 1:
                    draft.cue = (above, draft.cue[1])
            return
        for child in tree.children[i]:
            if tree.dep[child] in ("compound", "amod") and tree.pos[child] in ("PROPN",) and child < i:
                draft.source, draft.source_head = tree.span(child), child
                return

    def _inside_content(self, draft: Draft, part: Range) -> bool:
        tree = self.tree
        return any(
            tree.dep[c] == "nmod" and tree.span(c)[0] <= part[0] < tree.span(c)[1] and tree.case(c) in ("of",)
            for c in tree.children[draft.head]
            if draft.entry is not None and "of" in draft.entry.preps
        )

    def phrases(self, i: int) -> Iterator[Draft]:
        """Drafts from "according to X" and "in the words of X" whose first word is i."""
        tree = self.tree
        if tree.form[i] not in ("according", "in"):
            return
        for forms, entry in self._phrases.get(tree.form[i], ()):
            if tree.form[i : i + len(forms)] == forms:
                draft = self._accord(i, i + len(forms), entry)
                if draft is not None:
                    yield draft
                return

    def _clause(self, host: int) -> int:
        """The clause with a subject of its own that a word stands in: what "according to" speaks of."""
        tree = self.tree
        while tree.head[host] != host and not any(
            tree.dep[c] in ("cop", "nsubj") for c in tree.children[host]
        ):
            inside = _NOMINAL_LINKS if tree.pos[host] in _NOMINAL else _VERBAL_LINKS
            if tree.dep[host] not in inside:
                break
            host = tree.head[host]
        return host

    def _accord(self, i: int, after: int, entry: Cue) -> Draft | None:
        """The draft of "according to X": X is the source, the clause that it hangs on is the content."""
        tree = self.tree
        last = tree.bounds(i)[1]
        source = next((n for n in (tree.head[i], tree.head[after - 1]) if n >= after), -1)
        if source < 0:
            source = next((c for c in tree.children[i] if tree.dep[c] in ("obl", "obj")), -1)
        if source < after:
            source = next((n for n in range(after, last) if tree.pos[n] in _NOMINAL), -1)
            while (
                source >= 0 and after <= tree.head[source] < last and tree.pos[tree.head[source]] in _NOMINAL
            ):
                source = tree.head[source] if tree.head[source] != source else -1
        if source < after:
            return None
        inside, host = set(range(i, tree.high[source] + 1)), source
        while host in inside and tree.head[host] != host:
            host = tree.head[host]
        if host in inside:
            return None
        hole = (i, max(tree.high[source] + 1, after + 1))
        host = self._clause(host)
        draft = Draft(head=i, cue=(i, after), act=entry.act, rule="phrase", entry=entry)
        draft.source, draft.source_head = self.page.trim((after, hole[1])), source
        low, high = tree.span(host)
        joined = [(low, low + 1)] if tree.dep[low] == "cc" and tree.head[low] == host else []
        parts = self.page.pieces([(low, high)], [hole, *joined])
        draft.content = self.page.pieces(self.page.snap(parts, i), [hole])
        return draft if draft.content else None
