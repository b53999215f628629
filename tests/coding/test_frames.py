"""The calculus of frames over CAMEO's parallel categories."""

from __future__ import annotations

import pytest

from chancery.coding.frames import compose
from chancery.coding.rules import FRAME_KINDS, codebook

CASES = [
    ("agree", "073", "0333"),
    ("agree", "0841", "0353"),
    ("agree", "040", "036"),
    ("agree", "057", "057"),
    ("agree", "190", "138"),
    ("refuse", "040", "125"),
    ("refuse", "085", "1244"),
    ("refuse", "072", "1222"),
    ("refuse", "0253", "1243"),
    ("fail", "057", "127"),
    ("fail", "190", None),
    ("request", "0874", "0256"),
    ("demand", "0841", "1053"),
    ("demand", "071", "1031"),
    ("threaten", "163", "1312"),
    ("threaten", "190", "138"),
    ("threaten", "173", "1371"),
    ("end", "163", "085"),
    ("end", "072", "1622"),
    ("end", "040", "164"),
    ("end", "143", "082"),
    ("end", "191", "0872"),
    ("end", "1723", "0813"),
    ("cancel", "042", "125"),
    ("cancel", "143", "082"),
    ("allow", "073", "0863"),
    ("do", "190", "190"),
]


@pytest.mark.parametrize(("kind", "code", "expected"), CASES)
def test_compose(kind: str, code: str, expected: str | None) -> None:
    assert compose(kind, code) == expected


def test_every_composition_is_a_listed_code() -> None:
    codes = codebook().codes
    made = {compose(kind, code) for kind in FRAME_KINDS for code in codes}
    assert made - {None} <= set(codes)
