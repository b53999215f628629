"""Web pages, as several kinds of sites write them. Every page under pages/ was written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.reading import read_path
from chancery.records import Article

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Article:
    (article,) = read_path(PAGES / name)
    return article


def shape(article: Article) -> list[tuple[str, str]]:
    """The kind of each block and how it begins."""
    return [(block.kind, article.text[block.start : block.end][:24]) for block in article.blocks]


def test_the_article_is_found_among_menus_adverts_and_related_links() -> None:
    article = page("pact.html")
    assert shape(article) == [
        ("title", "Ministers agree fishing "),
        ("byline", "By Ada Lind in Bergen"),
        ("dateline", "4 May 2023"),
        ("caption", "The ministers shake hand"),
        ("dateline", "BERGEN, May 4 (Reuters) "),
        ("paragraph", "The fisheries ministers "),
        ("paragraph", '"This is a good day for '),
        ("heading", "A long dispute"),
        ("paragraph", "Iceland had accused its "),
        ("quote", "We never wanted a quarre"),
        ("paragraph", "The European Union, whic"),
        ("author_note", "Ada Lind is the Nordic c"),
    ]
    beside = ("Home", "Advertisement", "Cod quotas", "Ten best harbours", "All rights reserved", "cookies")
    assert not [words for words in beside if words in article.text]


def test_what_the_page_says_of_itself() -> None:
    article = page("pact.html")
    assert article.title == "Ministers agree fishing pact"
    assert article.authors == ("Ada Lind",)
    assert article.publisher == "The Harbour Times"
    assert article.url == "https://harbour.example/world/pact"
    assert (article.published.date, article.published.how) == ("2023-05-04", "metadata")
    assert "article:published_time" in article.published.why
    assert article.related == ("Cod quotas cut again", "Why mackerel move north")
    assert article.path == str(PAGES / "pact.html")


def test_linked_data_goes_before_other_metadata_and_before_the_byline(tmp_path: Path) -> None:
    linked = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, '
        '{"@type": "NewsArticle", "datePublished": "2023-05-03T08:00:00Z", '
        '"author": [{"name": "Tom Hill"}], "publisher": {"name": "The Post"}}]}'
        "</script></head>"
    )
    markup = (PAGES / "pact.html").read_text(encoding="utf-8").replace("</head>", linked)
    path = tmp_path / "page"
    path.write_text(markup, encoding="utf-16")
    (article,) = read_path(path)
    assert article.published.date == "2023-05-03"
    assert article.authors == ("Tom Hill",)
    assert article.publisher == "The Post"


def test_paragraphs_that_are_no_p_elements_under_generated_class_names() -> None:
    article = page("cards.html")
    assert shape(article) == [
        ("title", "Kenya and Uganda reopen "),
        ("byline", "By Grace Achieng and Mos"),
        ("caption", "Lorries queue at Busia, "),
        ("dateline", "NAIROBI, Nov 18 (Reuters"),
        ("paragraph", "Kenya and Uganda reopene"),
        ("paragraph", '"Goods are moving again,'),
        ("paragraph", "His Ugandan counterpart "),
        ("paragraph", "Some 900 lorries had bee"),
        ("paragraph", "Tanzania offered both co"),
        ("byline", "Reporting by Grace Achie"),
    ]
    assert article.authors == ("Grace Achieng", "Moses Okello")
    assert (article.publisher, article.published.date) == ("Lakeside Wire", "2024-11-18")
    assert article.related == (
        "Ferry sinks near Mwanza, all aboard are saved",
        "Rwanda lowers the price of fuel for farmers",
    )
    assert "Peter Kamau, told reporters" in article.text


def test_a_weblog_with_comments_and_buttons() -> None:
    article = page("weblog.html")
    assert shape(article) == [
        ("title", "Baltic states weigh join"),
        ("paragraph", "Estonia, Latvia and Lith"),
        ("paragraph", "The idea is not new, but"),
        ("quote", "A train that is stopped "),
        ("quote", "Latvia's minister"),
        ("heading", "Who would pay"),
        ("paragraph", "Latvia wants the costs s"),
        ("list", "Estonia: 1,200 kilometre"),
        ("list", "Latvia: 1,860 kilometres"),
        ("paragraph", "Lithuania asked for more"),
        ("paragraph", "A first exercise is plan"),
    ]
    assert "asked for more time and said" in article.text
    assert "is planned for the summer" in article.text
    assert article.authors == ("Ieva Kalna",)
    assert (article.published.date, article.published.why) == (
        "2022-03-09",
        "the page's address says 2022-03-09",
    )
    assert set(article.related) == {
        "What the old rails of Riga can tell",
        "Baltic ports fight over Kazakh grain",
    }


def test_an_old_page_of_tables_and_line_breaks() -> None:
    article = page("tables.html")
    assert shape(article)[1:] == [
        ("heading", "Peru and Chile settle th"),
        ("byline", "By Rosa Quispe"),
        ("dateline", "12 October 2001"),
        ("dateline", "LIMA (AP) -"),
        ("paragraph", "Peru and Chile have sett"),
        ("paragraph", "The island’s guano will "),
        ("paragraph", "Fishermen of both countr"),
        ("heading", "The treaty has seven art"),
        ("paragraph", "It will be laid before b"),
        ("list", "Country Gulls, in thousa"),
        ("list", "Peru 410"),
        ("list", "Chile 395"),
    ]
    assert "“as neighbours should share it,” the Chilean minister" in article.text
    assert (article.published.date, article.authors) == ("2001-10-12", ("Rosa Quispe",))


def test_a_ministry_whose_whole_page_is_a_form() -> None:
    article = page("ministry.html")
    assert shape(article) == [
        ("title", "Minister receives the de"),
        ("dateline", "Monday, 3 June 2019"),
        ("paragraph", "The Minister of Foreign "),
        ("paragraph", "The two sides discussed:"),
        ("list", "the renewal of the obser"),
        ("list", "a joint mission to the r"),
        ("paragraph", "The President of the Par"),
    ]
    assert "hospitality and invited the Minister" in article.text
    assert article.published.date == "2019-06-03"


def test_every_paragraph_in_a_block_of_its_own_and_one_of_them_twice() -> None:
    article = page("blocks.html")
    assert shape(article) == [
        ("title", "Iceland votes on whaling"),
        ("caption", "Getty Images"),
        ("caption", "Only two boats still hun"),
        ("paragraph", "Iceland's parliament has"),
        ("paragraph", "Thirty-four of the sixty"),
        ("paragraph", "The fisheries minister s"),
        ("heading", "'A sad day'"),
        ("paragraph", "Whalers in Hvalfjordur c"),
        ("paragraph", "Norway, which catches so"),
    ]
    assert "Why Iceland hunts whales" in article.related


def test_an_article_in_two_halves_without_its_pulled_quotation() -> None:
    article = page("halves.html")
    assert shape(article)[1:] == [
        ("paragraph", "Two tribes on the border"),
        ("paragraph", "The truce is to last unt"),
        ("paragraph", '"Water makes cousins of '),
        ("paragraph", "Both sides have promised"),
    ]
    assert article.text.count("Water makes cousins") == 1


def test_before_a_paywall_there_is_what_the_page_shows() -> None:
    article = page("stub.html")
    assert shape(article) == [
        ("title", "Jordan asks for more wat"),
        ("heading", "Amman says the river tre"),
        ("paragraph", "Jordan has asked Israel "),
        ("paragraph", "The request was made in "),
    ]
    assert article.authors == ("Samir Haddad",)


def test_text_that_comes_by_script_may_stand_in_linked_data() -> None:
    article = page("script.html")
    assert shape(article) == [
        ("title", "Fiji and Tonga patrol to"),
        ("paragraph", "Fiji and Tonga began to "),
        ("paragraph", "A second patrol is plann"),
    ]
    assert (article.title, article.published.date) == ("Fiji and Tonga patrol together", "2020-02-01")


@pytest.mark.parametrize("name", ["menu.html", "front.html"])
def test_a_page_of_menus_or_teasers_has_no_article(name: str) -> None:
    with pytest.raises(InputError, match=rf"{name}: no article in this page"):
        list(read_path(PAGES / name))


@pytest.mark.parametrize(
    "markup",
    [
        "<html>",
        "<html><body></body></html>",
        "<!doctype html><p>Hi",
        "<html>\x00<p",
        '<?xml version="1.0" encoding="utf-16"?><html><body><p>Hi</p></body></html>',
        "<html><frameset><frame src=a.htm></frameset></html>",
    ],
)
def test_broken_pages_give_a_clear_error(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "broken.html"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(InputError, match=r"article|page|empty"):
        list(read_path(path))


PROSE = "The minister said on Monday that the talks would go on until the two sides had signed a treaty, number {}."


def read_markup(tmp_path: Path, markup: str) -> Article:
    path = tmp_path / "page.html"
    path.write_text(markup, encoding="utf-8")
    (article,) = read_path(path)
    return article


@pytest.mark.parametrize("name", ["sidebar", "ad-free share", "comments"])
def test_a_name_is_not_believed_against_the_weight_of_prose(tmp_path: Path, name: str) -> None:
    told = "".join(f"<p>{PROSE.format(n)}</p>" for n in range(4))
    article = read_markup(tmp_path, f"<html><body><div class='{name}'>{told}</div></body></html>")
    assert article.text.count("The minister said") == 4


def test_what_is_hidden_is_no_text_unless_there_is_no_other(tmp_path: Path) -> None:
    shown = "".join(f"<p>{PROSE.format(n)}</p>" for n in range(3))
    hidden = "<div style='display: none'><p>Nobody is shown this sentence of seven words.</p></div>"
    article = read_markup(tmp_path, f"<html><body><article>{shown}{hidden}</article></body></html>")
    assert "Nobody" not in article.text
    alone = read_markup(
        tmp_path, f"<html><body style='display:none'><article>{shown}</article></body></html>"
    )
    assert alone.text.count("The minister said") == 3


def test_deep_and_wide_pages_are_read_in_time(tmp_path: Path) -> None:
    told = "".join(f"<div><p>{PROSE.format(n)}</p>" for n in range(2_000))
    article = read_markup(tmp_path, f"<html><body>{told}</body></html>")
    assert article.text.count("The minister said") > 500


def test_what_a_page_calls_a_heading_is_one(tmp_path: Path) -> None:
    told = f"<h2>What now?</h2><p>{PROSE.format(1)}</p><h2>Also read these</h2><p><a href='/'>A ferry sinks</a></p>"
    article = read_markup(tmp_path, f"<html><body><p>{PROSE.format(0)}</p>{told}</body></html>")
    assert [block.kind for block in article.blocks] == ["paragraph", "heading", "paragraph"]
