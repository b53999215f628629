"""What one line of an article is, told from its form: byline, caption, related link, note on the author."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from chancery.reading.names import AGENCIES, NAME, NOT_NAMES, ROLE_WORDS, has_role, is_name, names_in

LONGEST_HEADING = 15
"""Words. Of the subheadings in GUM's news and voyages documents none is longer than 12."""

LONGEST_TITLE = 25
"""Words. Headlines of 840 American political articles: the longest has 24."""

LONGEST_BYLINE = 30
"""Words; agencies name five reporters in four cities."""

LONGEST_DATELINE = 120
"""Characters; the longest seen have two places, a date and an agency."""

_WORDS: dict[str, list[str]] = tomllib.loads(
    (files(__package__) / "data" / "page_words.toml").read_text(encoding="utf-8")
)


def _any(key: str) -> str:
    return f"(?:{'|'.join(_WORDS[key])})"


_ROLES = "|".join(ROLE_WORDS.split())
_SIGNED = _any("picture_agencies")
_NAMES_2 = NAME.replace("{1,6}", "{2,5}")
_BYLINE = re.compile(rf"\W{{0,3}}{_any('byline')}\s*:?\s+(?P<who>.+)$", re.I)
_CREDITS = re.compile(rf"\W{{0,2}}{_any('credits')}\s*(?:by\b|:)\s*(?P<who>.+)$", re.I)
_CONTRIBUTED = re.compile(r".{3,120}\bcontributed to this (?:report|story|article)\b.{0,40}$", re.I)
_IN_PLACE = re.compile(
    rf"(?P<who>{NAME.replace('{1,6}', '{2,3}')})in\s+(?:[A-Z][\w'’-]+)(?:,? [A-Z][\w'’-]+){{0,2}}$"
)
_CAPTION_LEAD = re.compile(
    rf"[\[(]?\s*{_any('caption')}\s*(?:[:|]|/|\bby\b|\bcredit\b|\bcourtesy\b|\bvia\b|©|\))"
    r"|FILE\s*[-–—:]|\(?(?:AP|AFP|Reuters|EPA|Getty|Xinhua|Kyodo)\s+(?:photo|file|images?)\b.{0,80}$"
    r"|©\s?.{2,80}$",
    re.I,
)
_CAPTION_TAIL = re.compile(
    r"(?:[\[(](?:file )?(?:photo|image|picture|credit|source|ap photo|afp photo|screenshot|screengrab)\b"
    r"[^)\]]{0,100}[\])]"
    rf"|[\[(][^()\[\]]{{2,60}}/\s?{_SIGNED}[^()\[\]]{{0,40}}[\])]"
    r"|[\[(][^()\[\]]{0,40}Getty Images[^()\[\]]{0,40}[\])]"
    r"|\b(?:REUTERS|AP Photo|AFP)/[A-Z][\w .'-]{3,40})\.?$",
    re.I,
)
_RELATED = re.compile(rf"\W{{0,3}}{_any('related')}\s*(?P<mark>[:|>»–—-]+\s*(?P<rest>.*))?$", re.I)
_BOILERPLATE = re.compile(rf"\W{{0,3}}{_any('boilerplate')}\W{{0,2}}$", re.I)
_NOTE = re.compile(
    rf"(?P<who>(?:The\s+(?:author|writer|reporter|columnist)s?\b|{_NAMES_2}))\s*"
    r"(?:\(.{0,60}\)\s*|,.{0,80},\s*)?"
    rf"(?:(?:is|was|are)\s+(?:an?\s+|the\s+|our\s+)?(?:[\w'’&.-]+,?\s+){{0,10}}?(?:{_ROLES})s?\b"
    r"|(?:covers|writes|reports|blogs|teaches|tweets)\b)",
)
_NOTE_TALK = re.compile(_any("note"), re.I)
_DAY = (
    r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)"
)
_DATELINE = re.compile(
    # In capitals: place, perhaps its state, perhaps a date, perhaps an agency, then a dash.
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /-]+[A-Z][A-Z.'’-]+){0,2}"
    r"(?:,\s+[A-Z][\w.'’]+(?:\s+[A-Z][\w.'’]+){0,2}){0,2})"
    rf"\s*(?:,\s*(?P<date>{_DAY}))?\s*(?:\((?P<agency>[A-Z][\w/ .&-]{{1,30}})\))?\s*(?:--+|[-–—])\s+(?=\S)"
    # Not in capitals: only with an agency.
    r"|(?P<place2>[A-Z][\w'’.]+(?:[ -][A-Z][\w'’.]+){0,3}(?:,\s+[A-Z][\w.'’]+(?:\s+[A-Z][\w.'’]+){0,2})?)"
    rf"\s*(?:,\s*(?P<date2>{_DAY}))?\s*\((?P<agency2>[A-Z][\w/ .&-]{{1,30}})\)\s*(?:--+|[-–—:])\s+(?=\S)"
)
BULLET = re.compile(r"\s*(?:[-*•·▪◦‣–—]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+(?=[A-Z]))(?=\S)")
_FINAL = re.compile(r"""[.!?:;,…]["'”’»)\]]*$""")
_STOP = re.compile(r"""[.!…]["'”’»)\]]*$""")


def ends_sentence(line: str) -> bool:
    """Whether line ends with a mark that ends or continues a sentence, closing quotation marks aside."""
    return bool(_FINAL.search(line[-8:]))


def dateline_end(line: str) -> int:
    """How many characters of line are its dateline ("TOKYO, July 12 (Reuters) - "), 0 where it has none.

    >>> dateline_end("KYIV (Reuters) - Ukraine said"), dateline_end("Ann Lee (Kent) - a friend")
    (17, 0)
    """
    if not line[:1].isupper():
        return 0
    match = _DATELINE.match(line[:LONGEST_DATELINE])
    if match is None:
        return 0
    if match["agency2"] and match["agency2"] not in AGENCIES:
        return 0
    if match["place"] and match["date"] is None and match["agency"] is None:
        words = match["place"].partition(",")[0].split()
        # A place alone needs a sentence after the dash: "NATO - the alliance that" is no dateline.
        if len(words[0]) < 4 or words[0] in _WORDS["not_places"]:
            return 0
        if not line[match.end() : match.end() + 2].strip("\"'“‘ ")[:1].isupper():
            return 0
    return match.end()


def dateline_agency(line: str) -> str | None:
    """The agency that a dateline names in brackets."""
    match = _DATELINE.match(line[:LONGEST_DATELINE])
    agency = (match["agency"] or match["agency2"]) if match else None
    return agency if agency in AGENCIES else None


def byline_names(line: str) -> tuple[str, ...] | None:
    """The people whom line names as its makers, None where it is no byline; empty where it names an agency.

    >>> byline_names("By Anna Berg and Tom Hill"), byline_names("By Monday the talks had failed.")
    (('Anna Berg', 'Tom Hill'), None)
    """
    if len(line) > 300 or len(line.split()) > LONGEST_BYLINE:
        return None
    credits = _CREDITS.match(line)
    if credits:
        return names_in(re.split(r";\s*[Ee]dit", credits["who"])[0])
    if _CONTRIBUTED.match(line) and is_name(" ".join(line.split()[:2])):
        return names_in(line.partition(" contributed")[0])
    match = _BYLINE.match(line)
    if match:
        return _byline(match["who"].strip(), explicit=":" in line[: match.start("who")])
    match = _IN_PLACE.match(line)
    if match and is_name(match["who"].strip()):
        return names_in(match["who"])
    return None


def _byline(who: str, *, explicit: bool) -> tuple[str, ...] | None:
    lead = who.split(maxsplit=1)[0].lower().strip(",.:")
    if lead in NOT_NAMES or not who[0].isupper() or (ends_sentence(who) and not explicit):
        return None
    names = names_in(who)
    if names and (explicit or _capitalised(who)):
        return names
    return () if has_role(who) or any(agency in who for agency in AGENCIES) else None


LONGEST_SIGN_OFF = 120
"""Characters of a dash and a name of four words, with room to spare; longer lines would only take time."""


def is_sign_off(line: str) -> bool:
    """Whether line is nothing but a dash and a name, as some articles end.

    >>> is_sign_off("- Anna Berg."), is_sign_off("- Anna Berg spoke.")
    (True, False)
    """
    if len(line) > LONGEST_SIGN_OFF:
        return False
    match = re.fullmatch(r"[-–—]+\s*(\S+(?: \S+){1,3}?)\.?", line)
    return bool(match and is_name(match[1]))


def _capitalised(who: str) -> bool:
    """Whether the words of a byline are names and roles, not the start of a sentence."""
    words = [word for word in re.split(r"[\s,;]+", who) if word]
    small = [
        word
        for word in words
        if word[:1].islower() and word not in ("and", "in", "for", "at", "of", "the", "with")
    ]
    return len(small) <= 1 + sum(has_role(word) for word in small)


def is_caption(line: str) -> bool:
    """Whether line describes or credits a picture ("(Photo: …)", "FILE PHOTO: …", "… REUTERS/Name").

    >>> is_caption("(Photo: the minister's office)"), is_caption("Photos were taken.")
    (True, False)
    """
    if len(line) > 700:
        return False
    if _CAPTION_LEAD.match(line):
        return True
    tail = line[-160:]
    return ("/" in tail or ")" in tail[-2:] or "]" in tail[-2:]) and bool(_CAPTION_TAIL.search(tail))


def related_lead(line: str) -> str | None:
    """What follows a "Related:" mark on its line (empty where a list follows), None where there is no mark.

    >>> [related_lead(line) for line in ("READ MORE: Talks fail", "RELATED:", "Related talks failed.")]
    ['Talks fail', '', None]
    """
    if len(line) > 300:
        return None
    match = _RELATED.match(line)
    if match is None:
        return None
    rest = (match["rest"] or "").strip()
    # "Sources: …" may be a sentence; a link title is none.
    return None if rest and rest.endswith(".") and not rest.isupper() else rest


def is_boilerplate(line: str) -> bool:
    """Whether line belongs to the page, not to the article ("Advertisement", "Sign up for …")."""
    return len(line) < 240 and bool(_BOILERPLATE.match(line))


def is_author_note(line: str, authors: tuple[str, ...], *, last: bool) -> bool:
    """Whether line is on the author: it starts with the name, or it comes last and reads like a note."""
    if len(line) > 900:
        return False
    if any(line.startswith(author) for author in authors):
        return bool(
            _NOTE.match(line)
            or _NOTE_TALK.search(line)
            or re.match(r"^\S+(?: \S+){1,4} (?:is|was|has)\b", line)
        )
    if _NOTE_TALK.search(line) and (last or len(line) < 240):
        return True
    match = _NOTE.match(line)
    return bool(match and last and (match["who"].startswith("The ") or is_name(match["who"].strip())))


def is_heading(line: str) -> bool:
    """Whether line could be a heading: short, begins like one, and does not end as a sentence does.

    >>> is_heading("Rising influence and concerns in Asia"), is_heading("They agreed.")
    (True, False)
    """
    words = line.split() if len(line) <= 140 else []
    if not words or len(words) > LONGEST_HEADING:
        return False
    return _headline_form(line, words)


def is_title(line: str) -> bool:
    """Whether line could be an article's title: as a heading, but it may be longer."""
    words = line.split() if len(line) <= 220 else []
    if not words or len(words) > LONGEST_TITLE:
        return False
    if line.endswith(".") and len(words) > 4:
        # A sentence in Title Case is a headline that was given its stop later.
        return _title_case(words) and _headline_form(line.rstrip("."), words)
    return _headline_form(line, words)


def _headline_form(line: str, words: list[str]) -> bool:
    first = line.lstrip("\"'“‘«([#")[:1]
    if not (first.isupper() or first.isdigit() or (first and not first.isascii() and not first.islower())):
        return False
    if line.endswith((":", ",", ";", "-", "–", "—")) or line.startswith(("Q:", "A:", "Q. ", "A. ")):
        return False
    if line.endswith("?") or line.endswith(("?'", "?”", '?"', "?’", "!", "!”")):
        return _title_case(words)
    if _STOP.search(line[-8:]) or re.search(r"[a-z\d]{2}[.!?] [A-Z]", line):
        return False
    return any(character.isalpha() for character in line)


def _title_case(words: list[str]) -> bool:
    """Whether most longer words are capitalised."""
    long = [word.strip("\"'“”‘’()") for word in words if len(word.strip("\"'“”‘’()?!")) > 3]
    return bool(long) and sum(word[:1].isupper() for word in long) >= 0.8 * len(long) and len(words) > 1
