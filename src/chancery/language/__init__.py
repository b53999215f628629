"""Language: the shipped model writes words, tags, trees, entities and attributions into a spaCy Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.attrs import IS_SPACE, LENGTH, SENT_START, SPACY
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from chancery.language.component import Encoder
from chancery.language.model import load_model
from chancery.language.tokenizer import make_tokenizer
from chancery.records import Article

FACTORY = "chancery_encoder"


@Language.factory(FACTORY, default_config={"threads": None})
def _make_encoder(nlp: Language, name: str, threads: int | None) -> Encoder:
    return Encoder(nlp.vocab, load_model(threads=threads))


def load_language(*, threads: int | None = None) -> Language:
    """A spaCy pipeline with the shipped model: UD English words, tags, trees, entities, attributions.

    `threads` is the number of processors used within one article; CHANCERY_THREADS sets it too.
    """
    nlp = English(create_tokenizer=make_tokenizer, max_length=1 << 31)
    nlp.add_pipe(FACTORY, config={"threads": threads})
    return nlp


def parse(nlp: Language, article: Article) -> Doc:
    """The Doc of an article: `doc.text == article.text`, and every block begins a sentence."""
    doc = nlp.make_doc(article.text)
    if len(doc) and article.blocks:
        # At once: setting it token by token makes spaCy look through the whole Doc each time.
        sizes = doc.to_array([LENGTH, SPACY, IS_SPACE]).astype(np.int64)
        offsets = np.cumsum(sizes[:, 0] + sizes[:, 1]) - sizes[:, 0] - sizes[:, 1]
        begins = np.isin(offsets, [block.start for block in article.blocks]) & (sizes[:, 2] == 0)
        doc.from_array([SENT_START], begins.astype(np.uint64))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def parse_many(nlp: Language, articles: Iterable[Article]) -> Iterator[Doc]:
    """The Docs of many articles, in order, one at a time: memory holds one article's analysis."""
    return (parse(nlp, article) for article in articles)


__all__ = ["load_language", "parse", "parse_many"]
