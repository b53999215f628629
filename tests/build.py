"""Docs made by hand, so that tests of coders and of resolution need no model."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab


def make_doc(rows: str, vocab: Vocab | None = None) -> Doc:
    """A Doc from one line a word: `form upos dep head [lemma [feats [tag]]]`.

    Head counts words of the sentence from 1, root has head 0; no feats are "_". An empty line ends a sentence.
    A form that ends in `~` has no blank after it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    lemmas: list[str] = []
    morphs: list[str] = []
    tags: list[str] = []
    starts: list[bool] = []
    for block in rows.strip().split("\n\n"):
        first = len(words)
        for number, line in enumerate(block.strip().splitlines()):
            form, upos, dep, head, *rest = line.split()
            index = first + number
            words.append(form.removesuffix("~"))
            spaces.append(not form.endswith("~"))
            pos.append(upos)
            deps.append(dep)
            heads.append(index if head == "0" else first + int(head) - 1)
            lemmas.append(rest[0] if rest else words[-1].lower())
            morphs.append(rest[1] if len(rest) > 1 and rest[1] != "_" else "")
            tags.append(rest[2] if len(rest) > 2 else "")
            starts.append(number == 0)
    return Doc(
        vocab or Vocab(),
        words=words,
        spaces=spaces,
        pos=pos,
        tags=tags,
        deps=deps,
        heads=heads,
        lemmas=lemmas,
        morphs=morphs,
        sent_starts=starts,
    )
