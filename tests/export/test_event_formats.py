"""GDELT, POLECAT, ICEWS, PLOVER and PETRARCH2, read as their users read them: by position or by header."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from chancery.export import gdelt, icews, petrarch2, plover, polecat
from chancery.records import Article, Block, Place, Published
from tests.dossiers import LATVIA, SOLBERG, TEXT
from tests.export.scenes import HAPPENED, MEETING, MONTH, REJECTION, written

FIELD_GDELT = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode "
    "Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code "
    "Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode "
    "Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code "
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources "
    "NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code "
    "Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID Actor2Geo_Type Actor2Geo_FullName "
    "Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long "
    "Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code "
    "ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL"
).split()


def table(text: str, columns: list[str] | None = None) -> list[dict[str, str]]:
    """The rows as a reader of tab-separated files has them; a row of another width fails."""
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    names = columns or rows.pop(0)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_gdelt_has_the_columns_of_gdelt_in_their_order() -> None:
    assert list(gdelt.EVENT_COLUMNS) == FIELD_GDELT
    assert len(gdelt.MENTION_COLUMNS) == 16


def test_gdelt_events() -> None:
    first, *_ = table(written(gdelt.write_events, HAPPENED), FIELD_GDELT)
    known = {
        "SQLDATE": "20240305",
        "MonthYear": "202403",
        "Year": "2024",
        "FractionDate": "2024.1781",
        "Actor1Code": "LVA",
        "Actor1Name": "LATVIA",
        "Actor1CountryCode": "LVA",
        "Actor2Code": "NORGOV",
        "Actor2Name": "IDA SOLBERG",
        "Actor2Type1Code": "GOV",
        "IsRootEvent": "1",
        "EventCode": "1221",
        "EventBaseCode": "122",
        "EventRootCode": "12",
        "QuadClass": "3",
        "GoldsteinScale": "-4.0",
        "NumMentions": "1",
        "DATEADDED": "20240306000000",
        "SOURCEURL": "https://www.quay.example/talks",
    }
    assert {name: first[name] for name in known} == known


def test_gdelt_leaves_empty_what_is_not_known() -> None:
    for row in table(written(gdelt.write_events, HAPPENED), FIELD_GDELT):
        for name in ("AvgTone", "ActionGeo_Lat", "ActionGeo_Long", "Actor1EthnicCode", "Actor1Geo_FullName"):
            assert row[name] == ""


def test_gdelt_fills_the_month_of_an_event_that_is_dated_to_one() -> None:
    dossier = replace(HAPPENED, events=(replace(REJECTION, date=MONTH),))
    row = table(written(gdelt.write_events, dossier), FIELD_GDELT)[0]
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == ("", "202402", "2024", "")


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(name="Riga", country="LVA"), ("", "Riga, Latvia", "LG")),
        (Place(name="Latvia", country="LVA"), ("1", "Latvia", "LG")),
        (Place(name="Farafield"), ("", "Farafield", "")),
    ],
)
def test_gdelt_places(place: Place, told: tuple[str, str, str]) -> None:
    dossier = replace(HAPPENED, events=(replace(REJECTION, place=place),))
    row = table(written(gdelt.write_events, dossier), FIELD_GDELT)[0]
    assert tuple(row[f"ActionGeo_{name}"] for name in ("Type", "FullName", "CountryCode")) == told


def test_a_root_event_is_told_in_the_first_paragraph() -> None:
    half = TEXT.index("Reuters")
    blocks = (Block(kind="paragraph", start=27, end=half), Block(kind="paragraph", start=half, end=len(TEXT)))
    dossier = replace(HAPPENED, article=replace(HAPPENED.article, blocks=blocks), events=(REJECTION,))
    assert table(written(gdelt.write_events, dossier), FIELD_GDELT)[0]["IsRootEvent"] == "0"


@pytest.mark.parametrize(("code", "quad"), [("051", 1), ("061", 2), ("1221", 3), ("145", 4), ("190", 4)])
def test_gdelts_classes(code: str, quad: int) -> None:
    assert gdelt.quad_class(code) == quad


def test_gdelt_mentions_cite_the_words() -> None:
    events = table(written(gdelt.write_events, HAPPENED), FIELD_GDELT)
    mentions = table(written(gdelt.write_mentions, HAPPENED), list(gdelt.MENTION_COLUMNS))
    for event in events:
        told = [row for row in mentions if row["GlobalEventID"] == event["GLOBALEVENTID"]]
        assert len(told) == int(event["NumMentions"])
    first = mentions[0]
    offset = int(first["Actor1CharOffset"])
    assert TEXT[offset : offset + 6] == "Latvia"
    assert TEXT[int(first["ActionCharOffset"]) :].startswith("rejected")
    assert (first["MentionType"], first["MentionSourceName"]) == ("1", "quay.example")
    assert (first["Confidence"], first["MentionDocLen"]) == ("82", str(len(TEXT)))
    assert first["MentionDocTone"] == first["SentenceID"] == ""


def test_a_document_without_a_url_is_a_citation() -> None:
    dossier = replace(HAPPENED, article=replace(HAPPENED.article, url=None))
    first = table(written(gdelt.write_mentions, dossier), list(gdelt.MENTION_COLUMNS))[0]
    assert (first["MentionType"], first["MentionIdentifier"]) == ("2", "Harbour talks end in Riga")


def test_polecat() -> None:
    rows = table(written(polecat.write, HAPPENED))
    assert len(polecat.COLUMNS) == len(rows[0]) == 40
    known = {
        "Event Date": "2024-03-05",
        "Event Type": "REJECT",
        "Quad Code": "VERBAL CONFLICT",
        "Actor Name": "Latvia",
        "Actor Country": "LVA",
        "Actor Name Raw": "Latvia",
        "Recipient Name": "Ida Solberg",
        "Recipient Title": "envoy",
        "Primary Recipient Sector": "GOV",
        "Source": "The Quay",
        "Publication Date": "2024-03-06",
        "Story People": "Ida Solberg",
        "Story Organizations": "European Union; Reuters",
        "Story Locations": "Riga",
        "Language": "en",
        "Intensity": "",
        "Latitude": "",
    }
    assert {name: rows[0][name] for name in known} == known
    assert len({row["Event ID"] for row in rows}) == len(rows)


def test_icews() -> None:
    rows = table(written(icews.write, HAPPENED))
    assert len(icews.COLUMNS) == len(rows[0]) == 20
    known = {
        "Source Name": "Latvia",
        "Source Country": "Latvia",
        "CAMEO Code": "1221",
        "Intensity": "-4.0",
        "Target Name": "Ida Solberg",
        "Target Country": "Norway",
        "Publisher": "The Quay",
        "Sentence Number": "",
    }
    assert {name: rows[0][name] for name in known} == known
    assert rows[0]["Event Text"] == "Reject request for economic aid"
    assert len({row["Story ID"] for row in rows}) == 1


def test_cameo_codes_keep_their_zeros() -> None:
    dossier = replace(HAPPENED, events=(MEETING,))
    assert {row["CAMEO Code"] for row in table(written(icews.write, dossier))} == {"040"}


def test_plover() -> None:
    rejection, meeting = map(json.loads, written(plover.write, HAPPENED).splitlines())
    assert {"id", "date", "actor", "event"} <= rejection.keys()
    assert (rejection["date"], rejection["event"], rejection["quad_code"]) == ("2024-03-05", ["REJECT"], 3)
    assert [who["code"] for who in rejection["actor"]] == ["LVA"]
    assert [who["name"] for who in rejection["recipient"]] == ["Ida Solberg", "European Union"]
    where = rejection["text_info"]
    assert TEXT[where["start"] : where["end"]] == rejection["text"]
    assert meeting["mode"] == "meet"
    assert "recipient" not in meeting
    assert meeting["cite_info"]["url"] == "https://www.quay.example/talks"


def test_plover_says_so_when_a_required_date_is_not_known() -> None:
    article = replace(HAPPENED.article, published=Published())
    line = written(plover.write, replace(HAPPENED, events=(MEETING,), article=article))
    assert json.loads(line)["date"] is None


def test_petrarch2() -> None:
    rows = table(written(petrarch2.write, HAPPENED), list(petrarch2.COLUMNS))
    first = rows[0]
    assert [first[name] for name in ("date", "source", "target", "code")] == [
        "20240305",
        "LVA",
        "NORGOV",
        "1221",
    ]
    assert first["ids"] == "event:2"
    assert first["text"] == "Latvia rejected the claim"
    assert {row["target"] for row in rows} == {"NORGOV", "IGOEEC", "LVA", "NOR"}


def test_petrarch2_writes_dashes_for_nobody() -> None:
    dossier = replace(HAPPENED, events=(replace(REJECTION, recipients=()),))
    assert table(written(petrarch2.write, dossier), list(petrarch2.COLUMNS))[0]["target"] == "---"


@pytest.mark.parametrize(
    "writer",
    [gdelt.write_events, gdelt.write_mentions, icews.write, petrarch2.write, plover.write, polecat.write],
)
def test_an_article_without_events_is_no_error(writer: object) -> None:
    empty = replace(HAPPENED, article=Article(id="article:x", text="Nothing."), events=(), actors=())
    assert LATVIA not in written(writer, empty)  # type: ignore[arg-type]
    assert SOLBERG not in written(writer, empty)  # type: ignore[arg-type]
