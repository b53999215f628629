"""RSS and Atom as they are found, broken ones too."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.reading import read_path
from chancery.records import Article

TEXT = "The minister said on Monday that the talks would go on, and that she was glad of it."
OTHER = "The envoy told the press that the bridge would be closed, and that the toll was too high."

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay &amp; Harbour</title><link>https://quay.example</link>
<item>
  <title>Talks &lt;b&gt;go&lt;/b&gt; on</title>
  <link>https://quay.example/talks</link>
  <dc:creator>Ann Example</dc:creator>
  <pubDate>Tue, 05 Mar 2024 23:10:00 +0100</pubDate>
  <description>{TEXT}</description>
  <content:encoded><![CDATA[<p>{TEXT}</p>
    <ul><li><a href="/x">Read also: another matter</a></li></ul><p>{OTHER}</p>]]></content:encoded>
</item>
<item><title>Only a title</title><guid>https://quay.example/2</guid></item>
<item><title>Toll</title><guid>https://quay.example/3</guid><author>ann@quay.example (Bo Example)</author>
  <description>{OTHER}</description></item>
</channel></rss>
"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>
<entry><title>Talks go on</title><id>tag:quay.example,2024:1</id>
  <link rel="self" href="https://quay.example/1.xml"/><link href="https://quay.example/1"/>
  <published>2024-03-05T08:00:00Z</published><updated>2024-03-07T08:00:00Z</updated>
  <author><name>Ann Example</name><email>ann@quay.example</email></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{OTHER}</p></div></content>
</entry></feed>
"""


def read(path: Path, content: str) -> tuple[list[Article], list[str]]:
    path.write_text(content, encoding="utf-8")
    failures: list[str] = []
    return list(read_path(path, on_error=lambda name, error: failures.append(str(error)))), failures


def test_rss(tmp_path: Path) -> None:
    (first, second), (failure,) = read(tmp_path / "quay.rss", RSS)
    assert first.text == f"Talks go on\n\n{TEXT}\n\n{OTHER}"
    assert (first.title, first.url, first.authors) == (
        "Talks go on",
        "https://quay.example/talks",
        ("Ann Example",),
    )
    assert (first.publisher, first.published.date) == ("The Quay & Harbour", "2024-03-05")
    assert first.blocks[0].kind == "title"
    assert (second.url, second.authors) == ("https://quay.example/3", ("Bo Example",))
    assert "entry 2: no text" in failure


def test_atom(tmp_path: Path) -> None:
    ((article,), failures) = read(tmp_path / "quay.atom", ATOM)
    assert not failures
    assert article.text == f"Talks go on\n\n{TEXT}\n\n{OTHER}"
    assert (article.url, article.authors) == ("https://quay.example/1", ("Ann Example",))
    assert (article.publisher, article.published.date) == ("The Quay", "2024-03-05")


@pytest.mark.parametrize("name", ["feed", "feed.xml"])
def test_a_feed_is_known_by_its_look(tmp_path: Path, name: str) -> None:
    assert len(read(tmp_path / name, RSS)[0]) == 2


def test_rdf(tmp_path: Path) -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay</title></channel>'
        f"<item><title>Talks</title><link>https://quay.example/1</link><dc:date>2024-03-05</dc:date>"
        f"<description>{TEXT}</description></item></rdf:RDF>"
    )
    ((article,), _) = read(tmp_path / "feed", rdf)
    assert (article.publisher, article.published.date) == ("The Quay", "2024-03-05")


def test_what_browsers_forgive(tmp_path: Path) -> None:
    broken = RSS.replace("&amp; Harbour", "& Harbour&nbsp;").replace(
        OTHER, OTHER.replace("press", "press&eacute; &x;")
    )
    articles, _ = read(tmp_path / "quay.rss", broken)
    assert articles[0].publisher == "The Quay & Harbour"
    assert "pressé" in articles[1].text


def test_markup_in_plain_text_is_not_lost(tmp_path: Path) -> None:
    content = RSS.replace(
        f"<description>{OTHER}</description>", f"<description>{OTHER} A &amp;lt; B.</description>"
    )
    articles, _ = read(tmp_path / "quay.rss", content)
    assert articles[1].text.endswith("A < B.")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<rss><channel>", "broken XML at line 1"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel/></rss>', "declares entities of its own"),
        ("<opml><body/></opml>", "no feed"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "quay.rss"
    path.write_text(content)
    with pytest.raises(InputError, match=message):
        list(read_path(path))


def test_an_empty_feed_has_no_articles(tmp_path: Path) -> None:
    assert read(tmp_path / "quay.rss", "<rss><channel><title>The Quay</title></channel></rss>") == ([], [])
