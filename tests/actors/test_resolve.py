"""Resolution on small Docs made by hand: every test is a sentence or two with the actors that they must give."""

from __future__ import annotations

import pytest

from chancery.actors import Cast, resolve
from chancery.language.dates import Calendar
from chancery.records import Article
from tests.actors.scene import BASE, cast_of, ids
from tests.build import make_doc

SUMMIT = """
Norway PROPN nmod:poss 4 Norway
's PART case 1
Prime PROPN compound 4 Prime Number=Sing
Minister~ PROPN nsubj 8 Minister Number=Sing
, PUNCT punct 4
Erna PROPN appos 4 Erna Number=Sing
Solberg PROPN flat 6 Solberg Number=Sing
arrived VERB root 0 arrive
. PUNCT punct 8

She PRON nsubj 2 she Gender=Fem|Number=Sing|Person=3|PronType=Prs
praised VERB root 0 praise
Japan~ PROPN obj 2 Japan Number=Sing
. PUNCT punct 2

The DET det 3 the
prime ADJ amod 3
minister NOUN nsubj 4 minister Number=Sing
thanked VERB root 0 thank
Tokyo~ PROPN obj 4 Tokyo Number=Sing
. PUNCT punct 4
"""


def test_title_name_pronoun_and_nominal_are_one_person() -> None:
    doc, cast = cast_of(SUMMIT, "2019-05-02")
    erna = ids(doc, cast, "Erna")
    assert erna == ("person:erna-solberg",)
    assert ids(doc, cast, "Minister") == erna
    assert ids(doc, cast, "She") == erna
    assert ids(doc, cast, "minister") == erna
    assert cast.actors[erna[0]].known
    assert cast.actors[erna[0]].country == "NOR"


def test_forms_of_mentions() -> None:
    _, cast = cast_of(SUMMIT, "2019-05-02")
    forms = {(m.passage.text, m.form) for m in cast.mentions if m.actor_id == "person:erna-solberg"}
    assert ("Erna Solberg", "name") in forms
    assert ("She", "pronoun") in forms
    assert ("The prime minister", "nominal") in forms


def test_a_capital_that_is_thanked_is_its_government() -> None:
    doc, cast = cast_of(SUMMIT)
    assert ids(doc, cast, "Tokyo") == ("state:JPN",)


def test_a_capital_as_a_place_is_no_actor() -> None:
    doc, cast = cast_of("""
Ministers NOUN nsubj 2 minister Number=Plur
met VERB root 0 meet
in ADP case 4
Tokyo~ PROPN obl 2 Tokyo Number=Sing
. PUNCT punct 2
""")
    assert ids(doc, cast, "Tokyo") == ()


@pytest.mark.parametrize(
    ("written", "expected"), [("Stoltenbeg", True), ("Stotenberg", True), ("Stone", False)]
)
def test_misspelt_surnames_join_the_only_name_they_are_close_to(written: str, expected: bool) -> None:
    doc, cast = cast_of(f"""
Jens PROPN nsubj 3 Jens Number=Sing
Stoltenberg PROPN flat 1 Stoltenberg Number=Sing
left VERB root 0 leave
. PUNCT punct 3

Mr PROPN nmod:desc 2 Mr Number=Sing
{written} PROPN nsubj 3 {written} Number=Sing
agreed VERB root 0 agree
. PUNCT punct 3
""")
    assert (ids(doc, cast, written) == ("person:jens-stoltenberg",)) is expected
    assert ids(doc, cast, written)


def test_an_unknown_person_gets_an_identity_from_the_text() -> None:
    doc, cast = cast_of("""
Spokeswoman NOUN nmod:desc 2 spokeswoman Number=Sing
Ilka PROPN nsubj 4 Ilka Number=Sing
Brandvold PROPN flat 2 Brandvold Number=Sing
resigned VERB root 0 resign
. PUNCT punct 4

Brandvold PROPN nsubj 2 Brandvold Number=Sing
thanked VERB root 0 thank
her PRON nmod:poss 4 her Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs
staff NOUN obj 2 staff Number=Sing
. PUNCT punct 2
""")
    assert ids(doc, cast, "Ilka") == ("person:ilka-brandvold",)
    assert ids(doc, cast, "Brandvold", 1) == ids(doc, cast, "her") == ("person:ilka-brandvold",)
    actor = cast.actors["person:ilka-brandvold"]
    assert (actor.name, actor.kind, actor.country, actor.known) == ("Ilka Brandvold", "person", None, False)


def test_an_organ_of_a_state_is_an_organization_of_its_own() -> None:
    doc, cast = cast_of("""
The DET det 3 the
Chinese ADJ amod 3 Chinese Degree=Pos
mission NOUN nsubj 4 mission Number=Sing
protested VERB root 0 protest
. PUNCT punct 4
""")
    (found,) = ids(doc, cast, "mission")
    actor = cast.actors[found]
    assert (actor.kind, actor.country, actor.known) == ("organization", "CHN", False)
    assert ids(doc, cast, "Chinese") == ("state:CHN",)


BOTH = """
France PROPN nsubj 4 France Number=Sing
and CCONJ cc 3
Poland PROPN conj 1 Poland Number=Sing
met VERB root 0 meet
. PUNCT punct 4

Both DET det 2 both
countries NOUN nsubj 3 country Number=Plur
signed VERB root 0 sign
. PUNCT punct 3
"""


def test_both_countries_are_the_two_that_were_named_together() -> None:
    doc, cast = cast_of(BOTH)
    assert set(ids(doc, cast, "countries")) == {"state:FRA", "state:POL"}
    assert cast.with_conjuncts(doc[0]) == ("state:FRA", "state:POL")


def test_the_holder_of_an_office_on_the_day_of_the_article() -> None:
    rows = """
The DET det 3 the
Ukrainian ADJ amod 3 Ukrainian Degree=Pos
president NOUN nsubj 4 president Number=Sing
spoke VERB root 0 speak
. PUNCT punct 4
"""
    doc, cast = cast_of(rows, "2023-07-12")
    assert ids(doc, cast, "president") == ("person:volodymyr-zelenskyy",)
    doc, cast = cast_of(rows, "2016-07-12")
    assert ids(doc, cast, "president") == ("person:petro-poroshenko",)
    _, cast = cast_of(rows)
    assert "person:volodymyr-zelenskyy" not in cast.actors


def test_first_and_second_person_in_a_quotation() -> None:
    doc, cast = cast_of("""
Mr PROPN nmod:desc 2 Mr Number=Sing
Brandvold PROPN nsubj 3 Brandvold Number=Sing
told VERB root 0 tell
Ms PROPN nmod:desc 5 Ms Number=Sing
Okafor~ PROPN obj 3 Okafor Number=Sing
, PUNCT punct 9
"~ PUNCT punct 9
I PRON nsubj 9 I Case=Nom|Number=Sing|Person=1|PronType=Prs
trust VERB ccomp 3 trust
you~ PRON obj 9 you Case=Acc|Person=2|PronType=Prs
.~ PUNCT punct 9
" PUNCT punct 9
""")
    assert ids(doc, cast, "I") == ids(doc, cast, "Brandvold")
    assert ids(doc, cast, "you") == ids(doc, cast, "Okafor")
    assert ids(doc, cast, "I") != ids(doc, cast, "you")


def test_weather_and_things_are_no_actors() -> None:
    _, cast = cast_of("""
The DET det 2 the
report NOUN nsubj 3 report Number=Sing
warned VERB root 0 warn
. PUNCT punct 3

It PRON expl 2 it Gender=Neut|Number=Sing|Person=3|PronType=Prs
rained VERB root 0 rain
. PUNCT punct 2
""")
    assert not cast.heads
    assert not cast.actors


def test_the_same_text_gives_the_same_cast() -> None:
    assert cast_of(SUMMIT, "2019-05-02")[1] == cast_of(SUMMIT, "2019-05-02")[1]


def test_an_empty_doc_has_nobody() -> None:
    doc = make_doc("x X root 0")
    article = Article(id="a", text="x")
    assert resolve(article, doc, Calendar.of(article, doc), BASE) == Cast()
