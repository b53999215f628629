"""What the scorer of antecedents learns from: each pronoun and definite noun phrase of GUM, with its candidates.

A linker walks each document as the product does, but always decides as the annotators did; at each anaphor that the
scorer would have to place, it notes the features of every chain, the chains' words, and which chain was right.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.vocab import Vocab

from chancery.actors import ranker as scoring
from chancery.actors.chains import Chain
from chancery.actors.knowledge import knowledge
from chancery.actors.linking import Linker, is_ranked
from chancery.actors.mentions import NOMINAL, PRONOUN, Ref
from chancery.actors.resolve import prepare
from chancery.evaluate.gum import GoldMention, read_gold
from chancery.evaluate.ud import TreebankDocument, gold_doc
from corpora import Anaphor


class Teacher(Linker):
    """A linker that always decides as the annotators did, and notes what the scorer should have said."""

    def __init__(self, words, refs, gold: list[GoldMention], index_of: dict[tuple[int, int], int]) -> None:
        super().__init__(words, refs, None)
        self.noted: list[Anaphor] = []
        self.cluster: dict[int, str] = {}
        self.pair_cluster: dict[int, str] = {}
        self.chain_of: dict[str, Chain] = {}
        for mention in gold:
            head = index_of.get((mention.sentence, mention.head))
            if head is None:
                continue
            (self.pair_cluster if mention.coordinated else self.cluster).setdefault(head, mention.cluster)

    def home(self, ref: Ref) -> Chain | None:
        cluster = self.cluster.get(ref.head)
        if is_ranked(ref):
            self._note(ref, cluster)
        if ref.form == PRONOUN and ref.person in (1, 2, 4):
            return None
        if cluster is None:
            return None if ref.form == PRONOUN else self.state.new()
        if cluster not in self.chain_of:
            self.chain_of[cluster] = self.state.new()
        return self.chain_of[cluster]

    def grouped(self, ref: Ref, members) -> None:
        chain = self.state.together(members, ref)
        cluster = self.pair_cluster.get(ref.head)
        if cluster is not None:
            self.chain_of.setdefault(cluster, chain)

    def _note(self, ref: Ref, cluster: str | None) -> None:
        if ref.form == NOMINAL and (self._named_beside(ref) is not None or self._predicated(ref) is not None):
            return
        rows = scoring.candidates(ref, self.state.table, len(self.state.chains))
        if not len(rows):
            return
        chain = self.chain_of.get(cluster) if cluster else None
        right = np.zeros(len(rows) + 1, dtype=np.float32)
        if chain is not None and chain.index in rows:
            right[list(rows).index(chain.index)] = 1
        else:
            right[-1] = 1
        codes = scoring.encode(ref, rows, self.state, self.w).T
        chains = [scoring.heads_of(self.state.chains[row]) for row in rows]
        self.noted.append(Anaphor(ref.head, codes, chains, right))


def anaphors(folder: Path) -> Iterator[tuple[str, list[Anaphor]]]:
    """For each document of a folder of GUM: its name, and its anaphors with their words counted from 0."""
    base, vocab = knowledge(), Vocab()
    for path in sorted(folder.glob("*.conllu")):
        for document, gold in read_gold(path):
            yield document.name, list(_of_document(document, gold, base, vocab))


def _of_document(
    document: TreebankDocument, gold: list[GoldMention], base, vocab: Vocab
) -> Iterator[Anaphor]:
    doc = gold_doc(vocab, document)
    words, refs = prepare(document.text, doc, base, None)
    starts = {start: i for i, start in enumerate(words.start) if words.pos[i] != "SPACE"}
    index_of: dict[tuple[int, int], int] = {}
    number_of: dict[int, int] = {}
    flat = (
        (s, k, word) for s, sentence in enumerate(document.sentences) for k, word in enumerate(sentence, 1)
    )
    for number, (s, k, word) in enumerate(flat):
        if word.start in starts:
            index_of[s, k] = starts[word.start]
            number_of[starts[word.start]] = number
    teacher = Teacher(words, refs, gold, index_of)
    teacher.link()
    for one in teacher.noted:
        chains = [[number_of[head] for head in chain if head in number_of] for chain in one.chains]
        if one.word in number_of:
            yield Anaphor(number_of[one.word], one.codes, chains, one.right)
