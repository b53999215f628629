"""PETRARCH-style verb dictionaries: what becomes a rule, what a class, and what is left out with its reason."""

from __future__ import annotations

from pathlib import Path

from chancery.coding.petrarch_verbs import read_verbs
from chancery.coding.rules import codebook, read_codebook

TEXT = """# a dictionary
&FISH
+COD {CODS}
+HERRINGS
<!-- several
lines -->
--- SHARE [---] ---
SHARE {SHARES SHARED SHARING}
DIVIDE
- * &FISH [060]
- * QUOTA WITH + [061]   # a pattern
- * (OF THE BANKS) [062]
- * OVER_FISHED [999]
- * ANY*WHERE [060]

PRAISE [051:052]
CARRY
- * OUT RAIDS [190]
"""


def test_verbs_of_a_block_share_its_patterns() -> None:
    first, second, third, *_ = read_verbs(TEXT, codebook().codes).rules
    assert first == {
        "id": "petrarch.share.10",
        "code": "060",
        "verb": ["share", "divide"],
        "object": ["@fish"],
    }
    assert second["object"] == ["quota"]
    assert second["preposition"] == {"with": []}
    assert third["preposition"] == {"of": ["bank"]}


def test_a_verb_with_a_code_is_a_rule_and_ends_a_block() -> None:
    rules = read_verbs(TEXT, codebook().codes).rules
    assert [(rule["verb"], rule["code"]) for rule in rules[3:]] == [
        (["praise"], "051"),
        (["carry out"], "190"),
    ]


def test_synonyms_are_classes() -> None:
    assert read_verbs(TEXT, codebook().codes).classes == {"fish": ["cod", "herring"]}


def test_what_has_no_counterpart_is_told() -> None:
    left_out = read_verbs(TEXT, codebook().codes).left_out
    assert [reason.rpartition(": ")[2] for reason in left_out] == [
        "no such code",
        "ANY*WHERE has no counterpart",
    ]


def test_what_is_made_is_a_codebook(tmp_path: Path) -> None:
    made = read_verbs(TEXT, codebook().codes)
    (tmp_path / "events.toml").write_text(made.rules_toml(), encoding="utf-8")
    (tmp_path / "lexicon.toml").write_text(made.classes_toml(), encoding="utf-8")
    book = read_codebook(tmp_path, base=codebook())
    assert book.verbs["divide"][0].id == "petrarch.share.11"
    assert "herring" in book.classes["fish"].single
