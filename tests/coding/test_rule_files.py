"""Rule files: checked fields, and rules by the words that set them off."""

from __future__ import annotations

import pytest

from chancery.coding.rule_files import checked, index
from chancery.errors import RuleError


def test_rules_are_found_by_first_word_the_longest_entry_first() -> None:
    found = index([("speak against", 1), ("speak out against|at", 2), ("back", 3)])
    assert found["speak"] == ((2, (("out",), ("against", "at"))), (1, (("against",),)))
    assert found["back"] == ((3, ()),)


@pytest.mark.parametrize(
    "row",
    [{"stance": "supports"}, {"id": "a", "stance": "supports", "verb": []}, {"id": "a", "stance": "likes"}],
)
def test_a_rule_with_a_wrong_field_or_value_says_where(row: dict[str, object]) -> None:
    with pytest.raises(RuleError, match=r"coding/data/x\.toml"):
        checked("x.toml", row, ("id", "stance"), {"stance": ("supports", "opposes")})
