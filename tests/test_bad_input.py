"""What nobody should hand in and somebody will: a clear message or a sound record, never a traceback."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from chancery import cli
from chancery.export.json import dump
from chancery.reading import read_path, read_text

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

NEWS = (
    "The envoys of both countries met in the capital on Monday. Norway's foreign minister Anna Berg said that "
    "the talks would go on. Chile opposes the plan because it costs jobs.\n"
)

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty; give an article as plain text, Markdown or HTML"),
    "blank.txt": (" \n\t\ufeff\u200b\n".encode(), "empty; there are no words in it"),
    "marks.txt": (b"... !!! ???\n", "empty; there are no words in it"),
    "binary.bin": (bytes(range(256)) * 50, "this is a binary file, not text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "this is a PNG picture, not text"),
    "paper.pdf": (b"%PDF-1.4\n\xe2\xe3\xcf\xd3" + b"obj stream " * 200, "this is a PDF, not text"),
    "german.txt": (
        "Der Minister sagte am Montag, dass die Gespräche mit dem Nachbarland weitergehen.".encode(),
        "seems to be in German; only English is read (if it is English, say --language en)",
    ),
    "unknown.txt": (
        b"Zorble fnark quimby wexling tarn dovely. " * 20,
        "its language could not be told; only English is read (if it is English, say --language en)",
    ),
    "menu.html": (
        b"<html><head><title>Shop</title></head><body><nav><a href=/>Home</a></nav></body></html>",
        "no article in this page",
    ),
    "script.html": (
        b"<html><body><div id=app></div><script>var a = 'The envoys met.';</script></body></html>",
        "no article in this page",
    ),
}

READ: dict[str, bytes] = {
    "an odd number of quotation marks": (
        NEWS + '"We will not go back, the minister said.\n\nShe said "no.\n\nHe said “yes.\n'
    ).encode(),
    "emoji": (
        "Norway’s 🇳🇴 minister Anna Berg 👩🏽‍⚖️ said 😀 that talks 🤝 would go on. 😀😀\n" + NEWS
    ).encode(),
    "right-to-left marks": (
        "\u202eNorway's minister\u202c said \u2067that\u2069 it won.\u200f\n" + NEWS
    ).encode(),
    "NUL and control characters": b"Anna Berg said\x00 that the talks would\x00\x00 go on. \x07\x1b[31m\n"
    + NEWS.encode(),
    "Windows line ends": (NEWS + "\n" + NEWS).replace("\n", "\r\n").encode(),
    "old Mac line ends": (NEWS + "\n" + NEWS).replace("\n", "\r").encode(),
    "UTF-16": NEWS.encode("utf-16"),
    "broken UTF-8": NEWS.encode() + b"\xff\xfe\xc3\x28 " + NEWS.encode(),
    "a lone surrogate": (NEWS + "\ud800 said Anna Berg.\n").encode("utf-8", "surrogatepass"),
    "a pile of accents": ("A" + "\u0301" * 2000 + "nna Berg said so. " + NEWS).encode(),
    "nothing but empty lines around": b"\n" * 20000 + NEWS.encode() + b"\n" * 20000,
    "capitals": (NEWS.upper() * 2).encode(),
}


def chancery(*arguments: str | Path) -> Any:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def loaded(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    monkeypatch.setattr(cli, "_load", lambda: pipeline)
    return pipeline


def sound(data: Any, text: str) -> int:
    """Count the passages in a record; each must be what the text says."""
    if isinstance(data, list):
        return sum(sound(item, text) for item in data)
    if not isinstance(data, dict):
        return 0
    here = {"start", "end", "text"} <= data.keys()
    if here:
        assert text[data["start"] : data["end"]] == data["text"]
    return here + sum(sound(value, text) for value in data.values())


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_the_reason(name: str, tmp_path: Path) -> None:
    content, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    result = chancery("read", "--quiet", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"chancery: {path}: {reason}")
    assert result.stderr.count("\n") == 1


def test_what_cannot_be_opened_is_refused_with_the_reason(tmp_path: Path) -> None:
    circle = tmp_path / "circle.txt"
    circle.symlink_to(circle)
    for path, reason in (
        (tmp_path / "gone.txt", "no such file"),
        (tmp_path, "a folder; name the files in it"),
        (circle, "cannot be read: Too many levels of symbolic links"),
    ):
        result = chancery("read", "--quiet", path, "-o", tmp_path / "out.txt")
        assert result.exit_code == 2
        assert reason in result.stderr


@pytest.mark.model
@pytest.mark.parametrize("name", READ)
def test_odd_text_gives_a_sound_record(name: str, tmp_path: Path, loaded: Pipeline) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(READ[name])
    result = chancery("read", "--quiet", "--format", "json", path)
    assert result.exit_code == 0
    assert result.stderr == ""
    data = json.loads(result.stdout)
    article = data.pop("article")
    assert sound(data, article["text"]) > 5
    assert data["statements"]
    odd = any("odd number of quotation marks" in notice for notice in data["notices"])
    assert odd == ("odd" in name)
    for form in ((), ("--explain",)):
        printed = chancery("read", "--quiet", *form, path)
        assert printed.exit_code == 0
        assert not set(printed.stdout) & set("\x00\x07\x1b\u202e\u2067\u200f")


@pytest.mark.model
def test_a_sentence_of_ten_thousand_words(pipeline: Pipeline) -> None:
    said = " and ".join(["Chile opposes the plan of the union"] * 1250)
    article = read_text(f"Norway's foreign minister Anna Berg said that {said}.\n")
    assert len(article.text.split()) > 9_900
    data = json.loads(dump(pipeline(article)))
    assert sound({name: data[name] for name in data if name != "article"}, article.text) > 1_000


@pytest.mark.parametrize("run", ["a" * 100_000, "-" * 100_000, "(" * 20_000, '"' * 20_001, "1." * 20_000])
def test_a_run_without_blanks_takes_no_longer_than_other_text(run: str, tmp_path: Path) -> None:
    """The tokenizer's time grew with the square of such a run, a sign-off's pattern with its fourth power."""
    import spacy

    from chancery.language.tokenizer import make_tokenizer

    path = tmp_path / "run.txt"
    path.write_text(NEWS + run + " said Anna Berg.\n", encoding="utf-8")
    before = time.process_time()
    (article,) = read_path(path)
    assert make_tokenizer(spacy.blank("en"))(article.text).text == article.text
    assert time.process_time() - before < 20


@pytest.mark.model
def test_time_grows_with_length_and_not_with_its_square(pipeline: Pipeline) -> None:
    """Everything but the language model, on a text of eight times the length: far less than 64 times as long."""
    from chancery.language import parse

    quoted = NEWS + '"We will build the harbour of Oslo," Anna Berg told Luis Soto. He welcomed the plan.\n\n'

    def seconds(times: int) -> float:
        article = read_text(quoted * times)
        doc = parse(pipeline.nlp, article)
        before = time.process_time()
        pipeline._dossier(article, doc, explain=False)
        return time.process_time() - before

    short = min(seconds(20) for _ in range(3))
    assert seconds(160) < 24 * short
