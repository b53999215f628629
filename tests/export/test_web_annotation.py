"""W3C Web Annotation: JSON-LD that JSON-LD's own tools read, anchored by words and by offsets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chancery.export import web_annotation
from tests.dossiers import DOSSIER, TEXT
from tests.export.scenes import HAPPENED, written

OA, AS, RDF, DC = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
)

# The terms of http://www.w3.org/ns/anno.jsonld that the export uses, with the meanings it gives them.
TERMS: dict[str, Any] = {
    "oa": OA,
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": OA + "Annotation",
    "TextualBody": OA + "TextualBody",
    "TextPositionSelector": OA + "TextPositionSelector",
    "TextQuoteSelector": OA + "TextQuoteSelector",
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "Software": AS + "Application",
    **{name: OA + name for name in ("tagging", "identifying", "describing", "assessing", "classifying")},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "exact": OA + "exact",
    "prefix": OA + "prefix",
    "suffix": OA + "suffix",
    "start": {"@id": OA + "start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "value": RDF + "value",
    "format": DC + "format",
    "generator": {"@id": AS + "generator", "@type": "@id"},
    "first": {"@id": AS + "first", "@type": "@id"},
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "total": AS + "totalItems",
    "startIndex": AS + "startIndex",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
}


def collection() -> dict[str, Any]:
    return json.loads(written(web_annotation.write, HAPPENED, DOSSIER))  # type: ignore[no-any-return]


def test_one_collection_with_an_annotation_for_every_record() -> None:
    made = collection()
    assert (made["@context"], made["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    records = [*HAPPENED.records(), *DOSSIER.records()]
    assert made["total"] == len(records)
    assert [item["id"] for item in made["first"]["items"]] == [
        f"urn:chancery:{record.id}" for record in records
    ]


def test_words_and_offsets_are_those_of_the_text() -> None:
    for item in collection()["first"]["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == quote["exact"]
            assert TEXT[:start].endswith(quote["prefix"])
            assert TEXT[end:].startswith(quote["suffix"])


def test_the_source_is_the_address_else_the_id() -> None:
    items = collection()["first"]["items"]
    assert items[0]["target"][0]["source"] == "https://www.quay.example/talks"
    assert items[-1]["target"][0]["source"] == "urn:chancery:article:harbour"


def test_bodies_tag_and_name_and_hold_the_record() -> None:
    position = next(item for item in collection()["first"]["items"] if "position" in item["id"])
    tag, holder, record = position["body"]
    assert (tag["purpose"], tag["value"]) == ("tagging", "position: opposes")
    assert (holder["purpose"], holder["value"]) == ("identifying", "Latvia")
    assert json.loads(record["value"])["issue"]["label"] == "the toll"
    assert position["motivation"] == "assessing"


def test_every_key_means_something_in_the_standard() -> None:
    """JSON-LD drops what its context does not define: nothing may be lost."""

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert keys(collection()) - {"@context"} <= TERMS.keys()


def test_read_by_pyld() -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    (expanded,) = jsonld.expand({**collection(), "@context": TERMS})
    (page,) = expanded[AS + "first"]
    items = page[AS + "items"][0]["@list"]
    assert len(items) == len([*HAPPENED.records(), *DOSSIER.records()])
    for item in items:
        assert item["@type"] == [OA + "Annotation"]
        assert item[OA + "motivatedBy"][0]["@id"].startswith(OA)


def test_read_by_rdflib() -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    graph.parse(
        data=json.dumps({**json.loads(written(web_annotation.write, DOSSIER)), "@context": TERMS}),
        format="json-ld",
    )
    rows = graph.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?start ?exact WHERE {
        <urn:chancery:position:1> oa:hasTarget/oa:hasSelector ?where. ?where oa:start ?start.
        <urn:chancery:position:1> oa:hasTarget/oa:hasSelector ?quote. ?quote oa:exact ?exact. }"""
    )
    for start, exact in rows:
        assert TEXT[int(start) :].startswith(str(exact))
    assert len(list(rows)) == 1


def test_nothing_is_an_empty_collection() -> None:
    assert json.loads(written(web_annotation.write))["first"]["items"] == []
