"""Lines in Title Case: which of their capitals make names."""

from __future__ import annotations

from chancery.actors.headings import headings
from chancery.actors.words import Words
from tests.actors.scene import cast_of, ids
from tests.build import make_doc

PLANS = """
NATO PROPN compound 2 NATO Number=Sing
Cooperation PROPN root 0 Cooperation Number=Sing
Reaches VERB acl 2 reach
Northern ADJ amod 5 northern
Waters PROPN obj 3 Waters Number=Plur
"""


def test_a_noun_after_a_known_name_in_a_heading_makes_no_body() -> None:
    doc, cast = cast_of(PLANS, names={"NATO Cooperation": "Organisation"})
    assert ids(doc, cast, "NATO") == ("org:NATO",)
    assert {actor.name for actor in cast.actors.values() if actor.kind == "organization"} == {
        "North Atlantic Treaty Organization"
    }


def test_full_names_stay_in_headings() -> None:
    doc, cast = cast_of(
        """
Pavel PROPN nsubj 3 Pavel Number=Sing
Orlik PROPN flat 1 Orlik Number=Sing
Praises VERB root 0 praise
Northern ADJ amod 5 northern
Faith PROPN obj 3 Faith Number=Sing
""",
        names={"Pavel Orlik": "Person", "Faith": "Person"},
    )
    assert [cast.actors[one].name for one in ids(doc, cast, "Pavel")] == ["Pavel Orlik"]
    assert ids(doc, cast, "Faith") == ()


def test_a_line_with_a_small_word_is_no_heading() -> None:
    rows = """
Norway PROPN nsubj 4 Norway
Praises VERB root 0 praise
Sweden PROPN obj 4 Sweden
{word} ADV advmod 2 {word}
"""
    assert headings(Words(make_doc(rows.format(word="Again"))))
    assert not headings(Words(make_doc(rows.format(word="again"))))
