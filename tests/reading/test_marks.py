from __future__ import annotations

import pytest

from chancery.reading import marks


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Berg", ("Anna Berg",)),
        ("by ANNA BERG and TOM O'HARA", ("Anna Berg", "Tom O'Hara")),
        ("By Anna Berg in Tokyo and Tom Hill in Seoul", ("Anna Berg", "Tom Hill")),
        ("By Anna Berg, Diplomatic Correspondent", ("Anna Berg",)),
        ("Author: Anna Berg, Europe Editor", ("Anna Berg",)),
        ("Written by: Ursula van den Berg", ("Ursula van den Berg",)),
        ("Anna Berg in Brussels", ("Anna Berg",)),
        ("(Reporting by Anna Berg and Tom Hill; Editing by Max Stein)", ("Anna Berg", "Tom Hill")),
        ("Additional reporting by Anna Berg", ("Anna Berg",)),
        ("Tom Hill contributed to this report.", ("Tom Hill",)),
        ("By Reuters", ()),
        ("By our Middle East correspondent", None),
        ("By Monday the talks had failed.", None),
        ("By the evening nothing was left", None),
        ("By Contrast The Other Side Won", None),
        ("Editing his speech, the minister sighed.", None),
        ("Talks in Brussels", None),
    ],
)
def test_bylines(line: str, names: tuple[str, ...] | None) -> None:
    assert marks.byline_names(line) == names


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("TOKYO (Reuters) — Japan said", "TOKYO (Reuters) — "),
        ("WASHINGTON, Sept 12 - The president", "WASHINGTON, Sept 12 - "),
        ("KYIV, Ukraine, July 12, 2023 (AP) -- The army", "KYIV, Ukraine, July 12, 2023 (AP) -- "),
        ("MANCHESTER, N.H. — She spoke", "MANCHESTER, N.H. — "),
        ("New York (AFP) – Talks", "New York (AFP) – "),
        ("NEW YORK/LONDON, 3 May (Reuters) - Oil", "NEW YORK/LONDON, 3 May (Reuters) - "),
        ("NATO - the alliance that it leads - met", ""),
        ("EXCLUSIVE - The minister resigned", ""),
        ("Ann Lee (Kent) - a friend of his", ""),
        ("He came - he saw", ""),
    ],
)
def test_datelines(line: str, dateline: str) -> None:
    assert line[: marks.dateline_end(line)] == dateline


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("(Photo: the minister's office)", True),
        ("FILE PHOTO: The envoy arrives in Geneva", True),
        ("FILE - The envoy arrives in Geneva, May 3.", True),
        ("The envoy arrives in Geneva. REUTERS/Anna Berg", True),
        ("The envoy arrives in Geneva. (Tom Hill/AFP/Getty Images)", True),
        ("Image credit: Tom Hill", True),
        ("© Tom Hill", True),
        ("Photos of the envoy were sold (and copied).", False),
        ("The picture is mixed, said the bank.", False),
        ("The pact covers fish and/or whales (all of them)", False),
    ],
)
def test_captions(line: str, caption: bool) -> None:
    assert marks.is_caption(line) is caption


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("RELATED:", ""),
        ("Related articles", ""),
        ("Read more: Talks fail again", "Talks fail again"),
        ("READ ALSO | Talks fail again", "Talks fail again"),
        ("You might also like", ""),
        ("Related talks failed on Monday.", None),
        ("Sources: the minister knew of the plan.", None),
        ("Read more than one paper, she said.", None),
    ],
)
def test_related_leads(line: str, lead: str | None) -> None:
    assert marks.related_lead(line) == lead


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Underlying the quarrel", True),
        ("A Long Dispute", True),
        ("Will Norway Join the Pact?", True),
        ("Will it work?", False),
        ("They agreed.", False),
        ("He said:", False),
        ("and then they left", False),
        ("Q: Does He Know It?", False),
        ("One of the most important things that the two ministers ever said to one another in public", False),
    ],
)
def test_headings(line: str, heading: bool) -> None:
    assert marks.is_heading(line) is heading


@pytest.mark.parametrize(
    ("line", "authors", "last", "note"),
    [
        (
            "Anna Berg is the Nordic Correspondent for the Harbour Times. Read her other articles.",
            (),
            False,
            True,
        ),
        ("Anna Berg is a senior fellow at the Harbour Institute.", (), True, True),
        ("Anna Berg is a senior fellow at the Harbour Institute.", (), False, False),
        ("Anna Berg is a fisherman's daughter.", ("Anna Berg",), False, True),
        ("Follow Tom Hill on Twitter @tomhill.", (), False, True),
        ("The writer is a former ambassador and a columnist.", (), True, True),
        ("Kari Holm is the minister of fisheries of Norway.", (), True, False),
        ("Kari Holm reports to the king, who is the director.", (), False, False),
    ],
)
def test_author_notes(line: str, authors: tuple[str, ...], last: bool, note: bool) -> None:
    assert marks.is_author_note(line, authors, last=last) is note
