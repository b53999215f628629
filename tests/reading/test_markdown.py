from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from chancery.reading import read_path
from chancery.reading.markdown import render

PAGE = """---
title: "Ministers agree fishing pact"
author: Ada Lind, Tom Hill
date: 2023-05-04
url: https://harbour.example/pact
---
# Ministers agree fishing pact

The ministers of **Norway** and _Iceland_ agreed on
[Thursday](https://x.example/a_(b)) to share their mackerel.

## A long dispute

> We never wanted a quarrel,
> said the minister.

* The pact runs for five years.
* It will be *signed* in June.

![The ministers shake hands](hands.jpg)

Neither side
-----
They had not met for years, the envoy said, and 2 * 3 * 4 is 24.

**Related:**

- [Cod quotas cut again](https://x.example/1)

*Ada Lind is the Nordic correspondent of The Harbour Times.*
"""


def test_marks_become_blocks_and_leave_the_text(tmp_path: Path) -> None:
    path = tmp_path / "pact.md"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = read_path(path)
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("title", "Ministers agree fishing pact"),
        ("paragraph", "The ministers of Norway and Iceland agreed on Thursday to share their mackerel."),
        ("heading", "A long dispute"),
        ("quote", "We never wanted a quarrel, said the minister."),
        ("list", "The pact runs for five years."),
        ("list", "It will be signed in June."),
        ("caption", "The ministers shake hands"),
        ("heading", "Neither side"),
        ("paragraph", "They had not met for years, the envoy said, and 2 * 3 * 4 is 24."),
        ("related", "Related:"),
        ("related", "Cod quotas cut again"),
        ("author_note", "Ada Lind is the Nordic correspondent of The Harbour Times."),
    ]
    assert article.title == "Ministers agree fishing pact"
    assert article.authors == ("Ada Lind", "Tom Hill")
    assert article.url == "https://harbour.example/pact"
    assert (article.published.date, article.published.how) == ("2023-05-04", "metadata")
    assert article.related == ("Cod quotas cut again",)


@given(st.text(alphabet=st.sampled_from("ab *_#>-`[]()!\n1.~=\\"), max_size=200))
def test_any_marks_give_lines_that_lie_in_the_text(raw: str) -> None:
    text, lines = render(raw)
    for line in lines:
        assert text[line.start : line.end] == line.text
