from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.errors import InputError
from chancery.reading.encoding import decode, normalise

ENGLISH = (
    "The ministers met in Zürich on Monday – and the envoy said “we agree”, which nobody’s aide denied. " * 4
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_text_survives_its_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_latin_1_that_cp1252_lacks_is_read() -> None:
    assert decode(b"The caf\xe9 was closed\x81 on Monday, said the owner of the place.").startswith(
        "The café"
    )


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "iso8859-5"])
def test_cyrillic_encodings_are_told_apart(encoding: str) -> None:
    russian = "Министр иностранных дел заявил, что переговоры продолжатся на следующей неделе в Москве. " * 20
    assert decode(russian.encode(encoding)) == russian


def test_a_page_is_read_as_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź and Gdańsk</body></html>'
    assert "Łódź and Gdańsk" in decode(page.encode("iso-8859-2"))


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = ("Curly “quotes” and naïve cafés, " * 40).encode() + b"\xff and more text."
    assert decode(data).count("“quotes”") == 40


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"PK\x03\x04 zipped", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "a PNG"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_what_is_not_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(data, "file.bin")


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("\ufeffmark", "mark"),
        ("nul\x00s", "nuls"),
        ("half \ud83d done", "half \ufffd done"),
        ("whole \ud83d\ude00 done", "whole \U0001f600 done"),
        (
            "right\u200fto left \U0001f3f3\ufe0f\u200d\U0001f308",
            "right\u200fto left \U0001f3f3\ufe0f\u200d\U0001f308",
        ),
    ],
)
def test_what_reading_changes_in_a_text(given_text: str, kept: str) -> None:
    assert normalise(given_text) == kept


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_kept_text_is_kept_again_and_can_be_written(text: str) -> None:
    kept = normalise(text).removeprefix("\ufeff")
    assert normalise(kept) == kept
    kept.encode("utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError as error:
        text = str(error)
    assert isinstance(text, str)
