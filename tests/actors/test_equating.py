"""Phrases that say what somebody is name nobody new."""

from __future__ import annotations

import pytest

from tests.actors.scene import cast_of, ids

START = """
Ilka PROPN nsubj {head} Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
"""


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (
            """
Ilka PROPN nsubj 5 Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
was AUX cop 5 be
an DET det 5 a
artist NOUN root 0 artist Number=Sing
and CCONJ cc 8 and
a DET det 8 a
lawyer NOUN conj 5 lawyer Number=Sing
. PUNCT punct 5
""",
            "lawyer",
        ),
        (
            """
Ilka PROPN nsubj 3 Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
served VERB root 0 serve
as ADP case 6 as
a DET det 6 a
soldier NOUN obl 3 soldier Number=Sing
. PUNCT punct 3
""",
            "soldier",
        ),
        (
            """
Ilka PROPN nsubj 3 Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
became VERB root 0 become
a DET det 5 a
citizen NOUN xcomp 3 citizen Number=Sing
. PUNCT punct 3
""",
            "citizen",
        ),
        (
            """
Ilka PROPN nsubj:pass 4 Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
was AUX aux:pass 4 be
elected VERB root 0 elect Voice=Pass
mayor NOUN xcomp 4 mayor Number=Sing
. PUNCT punct 4
""",
            "mayor",
        ),
        (
            """
A DET det 3 a
skilled ADJ amod 3 skilled
lawyer NOUN obl 7 lawyer Number=Sing
, PUNCT punct 3
Ilka PROPN nsubj 7 Ilka Number=Sing
Brandvold PROPN flat 5 Brandvold Number=Sing
resigned VERB root 0 resign
. PUNCT punct 7
""",
            "lawyer",
        ),
    ],
)
def test_what_somebody_is_said_to_be_is_them(rows: str, word: str) -> None:
    doc, cast = cast_of(rows)
    assert ids(doc, cast, word) == ("person:ilka-brandvold",)


def test_what_somebody_is_not_is_not_them() -> None:
    doc, cast = cast_of("""
Ilka PROPN nsubj 6 Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
is AUX cop 6 be
not PART advmod 6 not
a DET det 6 a
lawyer NOUN root 0 lawyer Number=Sing
. PUNCT punct 6
""")
    assert ids(doc, cast, "lawyer") != ("person:ilka-brandvold",)


def test_a_new_name_for_a_body_that_the_text_has_described() -> None:
    doc, cast = cast_of(
        """
Fighters NOUN nsubj 2 fighter Number=Plur
joined VERB root 0 join
a DET det 4 a
militia NOUN obj 2 militia Number=Sing
called VERB acl 4 call VerbForm=Part|Voice=Pass
Harakat PROPN xcomp 5 Harakat Number=Sing
. PUNCT punct 2
""",
        names={"Harakat": "Organisation"},
    )
    assert ids(doc, cast, "militia") == ids(doc, cast, "Harakat") == ("org:harakat",)


def test_a_plural_before_several_names_is_all_of_them() -> None:
    doc, cast = cast_of("""
Two NUM nummod 2 two
envoys NOUN nsubj 9 envoy Number=Plur
, PUNCT punct 2
Ilka PROPN appos 2 Ilka Number=Sing
Brandvold PROPN flat 4 Brandvold Number=Sing
and CCONJ cc 7 and
Anna PROPN conj 4 Anna Number=Sing
Okafor PROPN flat 7 Okafor Number=Sing
resigned VERB root 0 resign
. PUNCT punct 9
""")
    assert set(ids(doc, cast, "envoys")) == {"person:ilka-brandvold", "person:anna-okafor"}
