"""Events of texts made by hand: type, mode, code, roles, modality, evidence."""

from __future__ import annotations

from chancery.coding import events
from chancery.records import Event, Statement
from tests.coding.scene import scene


def only(rows: str, heads: dict[int, str | tuple[str, ...]]) -> Event:
    text = scene(rows, heads)
    (found,) = events.code(text, ())
    for passage in (*found.evidence, found.trigger):
        assert text.article.text[passage.start : passage.end] == passage.text
    return found


MET = """
Chile PROPN nsubj 4
and CCONJ cc 3
Peru PROPN conj 1
met VERB root 0 meet
"""


def test_a_meeting_has_all_its_parties_as_actors() -> None:
    found = only(MET, {0: "state:CHL", 2: "state:PER"})
    assert (found.type, found.cameo, found.actors, found.recipients) == (
        "CONSULT",
        "040",
        ("state:CHL", "state:PER"),
        (),
    )
    assert (found.trigger.text, found.modality, found.coder) == (
        "met",
        "happened",
        "events/consult.meet-each-other",
    )


EXPELLED = """
Two NUM nummod 3
Russian ADJ amod 3
diplomats NOUN nsubj:pass 5 diplomat
were AUX aux:pass 5 be
expelled VERB root 0 expel
by ADP case 7
Bulgaria PROPN obl:agent 5
"""


def test_a_passive_and_an_adjective_of_nationality() -> None:
    found = only(EXPELLED, {1: "state:RUS", 6: "state:BGR"})
    assert (found.type, found.mode, found.cameo) == ("SANCTION", "expel", "1611")
    assert (found.actors, found.recipients) == (("state:BGR",), ("state:RUS",))


INVASION = """
The DET det 2
invasion NOUN nsubj 7
of ADP case 4
Kuwait PROPN nmod 2
by ADP case 6
Iraq PROPN nmod 2
failed VERB root 0 fail
"""


def test_a_noun_with_both_its_roles() -> None:
    found = only(INVASION, {3: "state:KWT", 5: "state:IRQ"})
    assert (found.type, found.actors, found.recipients) == ("ASSAULT", ("state:IRQ",), ("state:KWT",))


REFUSED = """
Greece PROPN nsubj 2
refused VERB root 0 refuse
to PART mark 4
lift VERB xcomp 2
sanctions NOUN obj 4 sanction
on ADP case 7
Cuba PROPN nmod 5
"""


def test_a_refusal_is_no_easing() -> None:
    found = only(REFUSED, {0: "state:GRC", 6: "state:CUB"})
    assert (found.type, found.mode, found.cameo) == ("REJECT", "yield", "1244")
    assert (found.actors, found.recipients, found.modality) == (("state:GRC",), ("state:CUB",), "happened")


WILL = """
Ghana PROPN nsubj 3
will AUX aux 3
visit VERB root 0 visit
Togo PROPN obj 3
"""


def test_a_visit_to_come_is_an_agreement_still_planned() -> None:
    found = only(WILL, {0: "state:GHA", 3: "state:TGO"})
    assert (found.type, found.cameo, found.modality) == ("AGREE", "036", "planned")


DENIED = """
Chad PROPN nsubj 4
did AUX aux 4 do
not PART advmod 4
attack VERB root 0
Niger PROPN obj 4
"""


def test_what_did_not_happen_is_denied() -> None:
    assert only(DENIED, {0: "state:TCD", 4: "state:NER"}).modality == "denied"


MUST = """
Malta PROPN nsubj 2
said VERB root 0 say
Libya PROPN nsubj 5
must AUX aux 5
release VERB ccomp 2
the DET det 7
crew NOUN obj 5
"""


def test_must_in_speech_is_a_demand_of_its_subject() -> None:
    found = only(MUST, {0: "state:MLT", 2: "state:LBY"})
    assert (found.type, found.mode, found.cameo) == ("REQUEST", "yield", "1053")
    assert (found.actors, found.recipients) == (("state:MLT",), ("state:LBY",))


DOOR = """
Chad PROPN nsubj 2
slammed VERB root 0 slam
the DET det 4
shutter NOUN obj 2
"""


def test_a_door_is_not_criticized() -> None:
    assert list(events.code(scene(DOOR, {0: "state:TCD"}), ())) == []


def test_nobody_known_no_event() -> None:
    assert list(events.code(scene(MET, {}), ())) == []


def test_the_same_text_gives_the_same_ids() -> None:
    heads: dict[int, str | tuple[str, ...]] = {0: "state:CHL", 2: "state:PER"}
    assert only(MET, heads).id == only(MET, heads).id


WANTED = """
We PRON nsubj 2
want VERB root 0 want
to PART mark 4
thank VERB xcomp 2
Norway PROPN obj 4
"""


def test_who_wants_to_thank_thanks() -> None:
    found = only(WANTED, {0: "state:DNK", 4: "state:NOR"})
    assert (found.type, found.cameo, found.modality) == ("SUPPORT", "051", "happened")


WISHED = """
Denmark PROPN nsubj 2
wants VERB root 0 want
to PART mark 4
visit VERB xcomp 2
Norway PROPN obj 4
"""


def test_who_wants_to_visit_asks_for_nothing() -> None:
    found = only(WISHED, {0: "state:DNK", 4: "state:NOR"})
    assert (found.type, found.modality) == ("CONSULT", "hypothetical")


ATTACKED = """
Rebels NOUN nsubj 2 rebel
attacked VERB root 0 attack
Chad PROPN obj 2
~, PUNCT punct 5
killing VERB advcl 2 kill
soldiers NOUN obj 5 soldier
"""


def test_a_killing_in_an_attack_is_one_event() -> None:
    rows = ATTACKED.replace("~,", ",")
    doc_heads: dict[int, str | tuple[str, ...]] = {0: "group:rebels", 2: "state:TCD", 5: "people:soldiers"}
    text = scene(rows, doc_heads)
    tags = {4: "VBG"}
    for i, tag in tags.items():
        text.doc[i].tag_ = tag
    (found,) = events.code(text, ())
    assert found.recipients == ("state:TCD", "people:soldiers")


OFTEN = """
Chad PROPN nsubj 3
often ADV advmod 3
attacks VERB root 0 attack
Niger PROPN obj 3
"""


def test_a_habit_is_no_event() -> None:
    assert list(events.code(scene(OFTEN, {0: "state:TCD", 3: "state:NER"}), ())) == []


ASKED = """
Will AUX aux 3
Chad PROPN nsubj 3
attack VERB root 0
Niger PROPN obj 3
? PUNCT punct 3
"""


def test_a_question_is_no_event() -> None:
    assert list(events.code(scene(ASKED, {1: "state:TCD", 3: "state:NER"}), ())) == []


STRIKES = """
Jordan PROPN nsubj 2
conducted VERB root 0 conduct
airstrikes NOUN obj 2 airstrike
in ADP case 5
Syria PROPN nmod 3
"""


def test_where_it_happened_is_no_recipient() -> None:
    found = only(STRIKES, {0: "state:JOR", 4: "state:SYR"})
    assert (found.actors, found.recipients) == (("state:JOR",), ())


CONDEMNED = """
Kenya PROPN nsubj 2
condemned VERB root 0 condemn
the DET det 4
attack NOUN obj 2
on ADP case 6
Chad PROPN nmod 4
"""


def test_who_was_attacked_is_not_condemned() -> None:
    assert only(CONDEMNED, {0: "state:KEN", 5: "state:TCD"}).recipients == ()


MEETING = """
At ADP case 3
a DET det 3
meeting NOUN obl 6
, PUNCT punct 3
Chile PROPN nsubj 6
told VERB root 0 tell _ VBD
Peru PROPN obj 6
that SCONJ mark 10
it PRON nsubj 10
agreed VERB ccomp 6 agree _ VBD
"""


def test_who_tells_somebody_something_at_a_meeting_meets_there() -> None:
    found = [
        one
        for one in events.code(scene(MEETING, {4: "state:CHL", 6: "state:PER"}), ())
        if one.type == "CONSULT"
    ]
    assert [(one.trigger.text, one.actors) for one in found] == [("meeting", ("state:CHL", "state:PER"))]


DESCRIBED = """
It PRON nsubj 2
condemned VERB root 0 condemn _ VBD
Peru PROPN obj 2
"""


def test_who_speaks_through_a_text_is_who_condemns() -> None:
    text = scene(DESCRIBED, {2: "state:PER"})
    passage = text.article.passage
    said = Statement(
        id="s", evidence=(passage(0, 17),), coder="c", confidence=1.0, attributed_to=None, kind="indirect",
        act="condemn", cue=passage(3, 12), content=(passage(13, 17),), source=passage(0, 2), speaker="org:NATO",
    )  # fmt: skip
    (found,) = events.code(text, (said,))
    assert (found.actors, found.recipients) == (("org:NATO",), ("state:PER",))


ADDRESSED = """
She PRON nsubj 2
thanked VERB root 0 thank _ VBD
Ann PROPN obj 2
because SCONJ mark 6
you PRON nsubj 6
visited VERB advcl 2 visit _ VBD
Peru PROPN obj 6
"""


def test_you_is_whom_the_speaker_speaks_to() -> None:
    text = scene(ADDRESSED, {2: "person:ann", 6: "state:PER"})
    passage, whole = text.article.passage, text.article.text
    begin = whole.index("you")
    said = Statement(
        id="s", evidence=(passage(0, len(whole)),), coder="c", confidence=1.0, attributed_to=None, kind="direct",
        act="thank", cue=passage(4, 11), content=(passage(begin, len(whole)),), speaker="org:NATO",
        addressee="person:ann",
    )  # fmt: skip
    (visit,) = [one for one in events.code(text, (said,)) if one.trigger.text == "visited"]
    assert (visit.actors, visit.recipients, visit.attributed_to) == (("person:ann",), ("state:PER",), "s")


FREED = """
Chile PROPN nsubj 2
liberated VERB root 0 liberate _ VBD
the DET det 5
Peruvian ADJ amod 5
city NOUN obj 2
from ADP case 7
rebels NOUN obl 2 rebel
"""


def test_a_town_is_freed_from_somebody_not_taken_from_its_state() -> None:
    found = only(FREED, {0: "state:CHL", 3: "state:PER", 6: "group:rebels"})
    assert (found.type, found.actors, found.recipients) == ("ASSAULT", ("state:CHL",), ("group:rebels",))
