from __future__ import annotations

from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.reading import read_path

PAGES = Path(__file__).parent / "pages"


def test_the_article_is_found_among_menus_adverts_and_related_links() -> None:
    (article,) = read_path(PAGES / "pact.html")
    assert [(block.kind, article.text[block.start : block.end][:30]) for block in article.blocks] == [
        ("title", "Ministers agree fishing pact"),
        ("dateline", "BERGEN, May 4 (Reuters) -"),
        ("paragraph", "The fisheries ministers of Nor"),
        ("paragraph", '"This is a good day for our fi'),
        ("heading", "A long dispute"),
        ("paragraph", "Iceland had accused its neighb"),
        ("quote", "We never wanted a quarrel, and"),
        ("paragraph", "The European Union, which was "),
    ]
    for beside in (
        "Home",
        "Advertisement",
        "Cod quotas",
        "Ten best harbours",
        "All rights reserved",
        "cookies",
    ):
        assert beside not in article.text


def test_what_the_page_says_of_itself() -> None:
    (article,) = read_path(PAGES / "pact.html")
    assert article.title == "Ministers agree fishing pact"
    assert article.authors == ("Ada Lind",)
    assert article.publisher == "The Harbour Times"
    assert article.url == "https://harbour.example/world/pact"
    assert (article.published.date, article.published.how) == ("2023-05-04", "metadata")
    assert "article:published_time" in article.published.why
    assert article.related == ("Cod quotas cut again", "Why mackerel move north")
    assert article.path == str(PAGES / "pact.html")


def test_linked_data_goes_before_other_metadata(tmp_path: Path) -> None:
    linked = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, '
        '{"@type": "NewsArticle", "datePublished": "2023-05-03T08:00:00Z", '
        '"author": [{"name": "Tom Hill"}], "publisher": {"name": "The Post"}}]}'
        "</script></head>"
    )
    page = (PAGES / "pact.html").read_text(encoding="utf-8").replace("</head>", linked)
    path = tmp_path / "page"
    path.write_text(page, encoding="utf-16")
    (article,) = read_path(path)
    assert article.published.date == "2023-05-03"
    assert article.authors == ("Tom Hill",)
    assert article.publisher == "The Post"


def test_a_page_of_menus_has_no_article() -> None:
    with pytest.raises(InputError, match=r"menu\.html: no article in this page"):
        list(read_path(PAGES / "menu.html"))


@pytest.mark.parametrize(
    "markup", ["<html>", "<html><body></body></html>", "<!doctype html><p>Hi", "<html>\x00<p"]
)
def test_broken_pages_give_a_clear_error(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "broken.html"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(InputError, match=r"article|page|empty"):
        list(read_path(path))
