"""Actors of a user's own: new ones, further names of known ones, errors; and PETRARCH-style dictionaries of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.actors.knowledge import knowledge
from chancery.actors.own import with_actors
from chancery.actors.petrarch_actors import read_actors
from chancery.errors import RuleError

OWN = """
[[actor]]
id = "group:herring-front"
name = "Herring Liberation Front"
kind = "armed_group"
country = "ISL"
sector = "REB"
names = ["HLF"]

[[actor]]
id = "state:ISL"
name = "Land of the Geysers"
kind = "state"
"""
DICTIONARY = """; actors
HERRING_LIBERATION_FRONT_ [ISLREB]
+HLF
JON_MAGNUSSON_
\t[ISLGOV 100101-150101]
\t[ISLOPP >150101]
LAND_OF_THE_GEYSERS [ISL]
FISH_COUNCIL [IGO]
NOWHERE [XQZ]
NOBODY
"""


def test_new_actors_are_known_and_known_ones_get_further_names(tmp_path: Path) -> None:
    file = tmp_path / "actors.toml"
    file.write_text(OWN, encoding="utf-8")
    known = with_actors(file)
    entry = known.get("group:herring-front")
    assert entry is not None
    assert (entry.name, entry.country, entry.sector) == ("Herring Liberation Front", "ISL", "REB")
    assert [one.id for one in known.lookup("HLF")] == ["group:herring-front"]
    assert [one.id for one in known.lookup("Land of the Geysers")] == ["state:ISL"]
    assert [one.id for one in known.lookup("Iceland")] == ["state:ISL"]
    assert len(known) == len(knowledge()) + 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('id = "group:x"\nname = "X"\nkind = "gang"', "kind 'gang'. Kinds: "),
        ('id = "x"\nname = "X"\nkind = "person"', "looks like person:NAME"),
        ('id = "group:x"\nkind = "person"', "needs an id, a name and a kind"),
        ('id = "group:x"\nname = "X"\nkind = "armed_group"\nalias = []', "has alias. Fields: "),
    ],
)
def test_a_broken_actor_is_refused_with_its_reason(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "actors.toml"
    file.write_text(f"[[actor]]\n{row}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        with_actors(file)


def test_a_dictionary_becomes_entries() -> None:
    rows = read_actors(DICTIONARY, knowledge()).rows
    assert [(row["id"], row["kind"], row.get("country"), row.get("sector")) for row in rows] == [
        ("group:herring-liberation-front", "armed_group", "ISL", "REB"),
        ("person:jon-magnusson", "person", "ISL", "OPP"),
        ("state:ISL", "state", None, None),
        ("org:fish-council", "organization", None, "IGO"),
    ]
    assert (rows[0]["names"], rows[2]["name"]) == (["HLF"], "Land of the Geysers")


def test_dates_and_strangers_are_told() -> None:
    left_out = read_actors(DICTIONARY, knowledge()).left_out
    assert [reason.partition(": ")[2] for reason in left_out] == [
        "Jon Magnusson: dates of its codes; ISLOPP is taken",
        "Nowhere: XQZ begins with no country that is known",
        "Nobody: no code",
    ]


def test_what_is_made_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "actors.toml"
    file.write_text(read_actors(DICTIONARY, knowledge()).toml(), encoding="utf-8")
    assert [one.id for one in with_actors(file).lookup("Fish Council")] == ["org:fish-council"]
