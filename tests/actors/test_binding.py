"""Whom a pronoun cannot mean by where it stands."""

from __future__ import annotations

import pytest

from chancery.actors.binding import Quoted
from chancery.actors.words import Words
from tests.actors.scene import cast_of, ids
from tests.build import make_doc


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    doc, cast = cast_of(
        """
Omar PROPN nsubj 3 Omar Number=Sing
Haddad PROPN flat 1 Haddad Number=Sing
met VERB root 0 meet
Carl PROPN obj 3 Carl Number=Sing
Brandt~ PROPN flat 4 Brandt Number=Sing
. PUNCT punct 3

Haddad PROPN nsubj 2 Haddad Number=Sing
wrote~ VERB root 0 write
: PUNCT punct 8
"~ PUNCT punct 8
He PRON nsubj 8 he Gender=Masc|Number=Sing|Person=3|PronType=Prs
saved VERB ccomp 2 save
my PRON nmod:poss 8 my Number=Sing|Person=1|Poss=Yes|PronType=Prs
life~ NOUN obj 6 life Number=Sing
.~ PUNCT punct 6
" PUNCT punct 6
""".replace("punct 8", "punct 6")
        .replace("nsubj 8", "nsubj 6")
        .replace("ccomp 2", "ccomp 2"),
        names={"Omar Haddad": "Person", "Carl Brandt": "Person"},
    )
    assert ids(doc, cast, "He") == ids(doc, cast, "Carl")


@pytest.mark.parametrize(
    ("word", "direct"),
    [("He", True), ("he", False)],
)
def test_words_fitted_into_a_sentence_are_not_all_of_the_speaker(word: str, direct: bool) -> None:
    doc = make_doc(f"""
Haddad PROPN nsubj 2 Haddad Number=Sing
said VERB root 0 say
"~ PUNCT punct 5
{word} PRON nsubj 5 he Gender=Masc|Number=Sing|Person=3|PronType=Prs
left~ VERB ccomp 2 leave
" PUNCT punct 5
. PUNCT punct 2
""")
    assert bool(Quoted(Words(doc)).direct) is direct
