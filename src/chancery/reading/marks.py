"""What one line of an article is, told from its form: a byline, a caption, a related link, a note on the author."""

from __future__ import annotations

import re

from chancery.reading.names import AGENCIES, NAME, NOT_NAMES, ROLE_WORDS, has_role, is_name, names_in

LONGEST_HEADING = 15
"""Words. Of the subheadings in GUM's news and voyages documents none is longer than 12."""

LONGEST_TITLE = 25
"""Words. Headlines of 840 American political articles: the longest has 24."""

LONGEST_BYLINE = 30

_BYLINE = re.compile(
    r"^(?:\W{0,3})(?:by|author|authors|written by|story by|text by|reported by|words by|from)\s*:?\s+(?P<who>.+)$",
    re.I,
)
_CREDITS = re.compile(
    r"^\W{0,2}(?:additional |extra )?(?:reporting|writing|editing|compiled|translated|translation|edited|contributions?|"
    r"(?:with )?additional reporting)\b(?:\s+and\s+writing|\s+and\s+editing)?\s*(?:by\b|:)\s*(?P<who>.+)$",
    re.I,
)
_CONTRIBUTED = re.compile(r"^.{3,120}\bcontributed to this (?:report|story|article)\b.{0,40}$", re.I)
_IN_PLACE = re.compile(
    rf"^(?P<who>{NAME.replace('{1,6}', '{2,4}')})(?:in|at)\s+{NAME.replace('{1,6}', '{1,4}')}$"
)
_CAPTION = re.compile(
    r"^[\[(]?\s*(?:file[ -]photo|photos?|picture|image|pictured|caption|video|infographic|illustration|graphic|map|"
    r"photograph|watch|credit|photo credit|image credit|image source|getty images)"
    r"\s*(?:[:|]|/|\bby\b|\bcredit\b|\bcourtesy\b|\bvia\b|©|\)).*$"
    r"|^FILE\s*(?:PHOTO|PICTURE|IMAGE)?\s*[-–—:].*$"
    r"|^\(?(?:AP|AFP|Reuters|EPA|Getty|Xinhua|Kyodo)\s+(?:photo|file|images?)\b.{0,80}$"
    r"|^.{10,400}(?:[\[(](?:(?:file )?(?:photo|image|picture|credit|source|ap photo|afp photo|screenshot|screengrab)\b"
    r"[^)\]]{0,100}|[^()\[\]]{2,60}/\s?(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Pool|Kyodo|Xinhua|Anadolu)[^()\[\]]{0,40}"
    r"|[^()\[\]]{0,40}Getty Images[^()\[\]]{0,40})[\])]\.?|\bREUTERS/[\w .'-]{3,40}|\bAP Photo/[\w .'-]{3,40})$"
    r"|^©\s?.{2,80}$",
    re.I,
)
_RELATED = re.compile(
    r"^\W{0,3}(?:related(?: (?:articles?|stor(?:y|ies)|news|content|links?|posts?|topics?|reading|coverage))?|"
    r"read (?:more|also|next|further)|also read|see also|further reading|more (?:on this(?: story)?|from .{2,40}|news|stories|"
    r"in .{2,30})|you (?:may|might) also (?:like|be interested in)|recommended(?: for you)?|don['’]t miss|most (?:read|"
    r"popular|viewed)|editor['’]s picks?|trending(?: now)?|what to read next|up next|in other news|top stories|"
    r"latest (?:news|stories)|external links|sources|references|sister links|related wikinews|more to read|must read)"
    r"\s*(?P<mark>[:|>»–—-]+\s*(?P<rest>.*))?$",
    re.I,
)
_OPEN_RELATED = re.compile(
    r"^\W{0,3}(?:related|read more|read also|also read|see also|more)\s*[:|>»–—]\s*\S", re.I
)
_BOILERPLATE = re.compile(
    r"^(?:\W{0,3})(?:advertisements?|sponsored(?: content)?|share(?: this(?: (?:article|story|page))?)?|print|email|e-mail|"
    r"tweet|comments?(?: \(\d+\))?|subscribe.{0,80}|sign up.{0,120}|log ?in|copyright.{0,120}|all rights reserved.{0,80}|"
    r"follow us.{0,80}|(?:click|tap) here.{0,80}|our standards:.{0,80}|loading\W*|continue reading.{0,60}|"
    r"story continues below.{0,40}|skip (?:to|advert).{0,40}|this article is more than .{0,30} old|listen to this article.{0,40}|"
    r"\d+ min(?:ute)?s? read|save|gift this article|back to top|tags?:.{0,200}|topics?:.{0,200}|filed under.{0,120}|"
    r"keywords?:.{0,200}|download the .{2,60} app.{0,80}|get our .{0,120})\.?$",
    re.I,
)
_NOTE = re.compile(
    rf"^(?P<who>(?:The\s+(?:author|writer|reporter|columnist)s?\b|{NAME.replace('{1,6}', '{2,5}')}))\s*"
    rf"(?:\(.{{0,60}}\)\s*|,.{{0,80}},\s*)?"
    rf"(?:(?:is|was|are)\s+(?:an?\s+|the\s+|our\s+)?(?:[\w'’&.-]+,?\s+){{0,10}}?(?:{'|'.join(ROLE_WORDS.split())})s?\b"
    r"|(?:covers|writes|reports|blogs|teaches|tweets)\b)",
)
_NOTE_TALK = re.compile(
    r"\b(?:read (?:his|her|their|more|other) (?:other )?(?:articles|essays|work|stories|from)|follow (?:him|her|them) (?:on|at)|"
    r"can be (?:reached|contacted|followed)|the views expressed|opinions expressed|about the author|contact the (?:writer|author)|"
    r"this (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published|ran)|tweets? (?:at|as) @|"
    r"email:? \S+@\S+|on (?:twitter|x):? @\w+)",
    re.I,
)
_DATELINE = re.compile(
    r"^(?P<place>(?:[A-Z][A-Z.'’-]+)(?:[ /-]+[A-Z][A-Z.'’-]+){0,4}(?:,\s+[A-Z][\w.'’]+(?:\s+[A-Z][\w.'’]+){0,2}){0,2})"
    r"\s*(?:,\s*(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w/ .&-]{1,30})\))?\s*(?:--+|[-–—])\s+(?=\S)"
    r"|^(?P<place2>[A-Z][\w'’.]+(?:[ -][A-Z][\w'’.]+){0,3}(?:,\s+[A-Z][\w.'’]+(?:\s+[A-Z][\w.'’]+){0,2})?)"
    r"\s*(?:,\s*(?P<date2>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?))?"
    r"\s*\((?P<agency2>[A-Z][\w/ .&-]{1,30})\)\s*(?:--+|[-–—:])\s+(?=\S)"
)
BULLET = re.compile(r"^\s*(?:[-*•·▪◦‣–—]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+(?=[A-Z]))(?=\S)")
_FINAL = re.compile(r"""[.!?:;,…]["'”’»)\]]*$""")
_STOP = re.compile(r"""[.!…]["'”’»)\]]*$""")


def ends_sentence(line: str) -> bool:
    """Whether line ends with a mark that ends or continues a sentence, closing quotation marks aside."""
    return bool(_FINAL.search(line))


def dateline_end(line: str) -> int:
    """How many characters of line are its dateline ("TOKYO, July 12 (Reuters) - "), 0 where it has none.

    >>> dateline_end("KYIV (Reuters) - Ukraine said")
    17
    """
    match = _DATELINE.match(line)
    if match is None:
        return 0
    if match["place"] and match["date"] is None and match["agency"] is None:
        words = match["place"].split(",")[0].split()
        # "NATO - the alliance that" is no dateline; a place alone needs a capital after the dash.
        if len(words[0]) < 4 or not line[match.end() : match.end() + 2].strip("\"'“‘ ")[:1].isupper():
            return 0
        if words[0] in (
            "NATO",
            "UNESCO",
            "ASEAN",
            "BREAKING",
            "UPDATE",
            "LIVE",
            "FILE",
            "WATCH",
            "VIDEO",
            "OPINION",
        ):
            return 0
    return match.end()


def dateline_agency(line: str) -> str | None:
    """The agency that a dateline names in brackets."""
    match = _DATELINE.match(line)
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
        return names_in(credits["who"].split("; editing")[0].split("; Editing")[0])
    if _CONTRIBUTED.match(line) and is_name(" ".join(line.split()[:2])):
        return names_in(line.split(" contributed", maxsplit=1)[0])
    match = _BYLINE.match(line)
    if match:
        who = match["who"].strip()
        lead = who.split()[0].lower().strip(",.:")
        explicit = ":" in line[: match.start("who")] or not line.lower().lstrip().startswith(("by", "from"))
        if lead in NOT_NAMES or not who[0].isupper() or (ends_sentence(who) and not explicit):
            return None
        names = names_in(who)
        if names and (explicit or _capitalised(who)):
            return names
        if has_role(who) or any(agency in who for agency in AGENCIES):
            return ()
        return None
    match = _IN_PLACE.match(line)
    if match and is_name(match["who"].strip()):
        return names_in(match["who"])
    return None


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
    return len(line) < 700 and bool(_CAPTION.match(line))


def related_lead(line: str) -> str | None:
    """What follows a "Related:" mark on its line (empty where a list follows), None where there is no mark.

    >>> related_lead("READ MORE: Talks fail again"), related_lead("RELATED:"), related_lead("Related talks failed.")
    ('Talks fail again', '', None)
    """
    if len(line) > 300:
        return None
    match = _RELATED.match(line)
    if match:
        rest = (match["rest"] or "").strip()
        if rest and not _OPEN_RELATED.match(line):
            return None if ends_sentence(rest) else rest
        return rest
    return None


def is_boilerplate(line: str) -> bool:
    """Whether line belongs to the page, not to the article ("Advertisement", "Sign up for …")."""
    return len(line) < 240 and bool(_BOILERPLATE.match(line))


def is_author_note(line: str, authors: tuple[str, ...], *, last: bool) -> bool:
    """Whether line says who wrote the article: it starts with an author, or it is the last and reads like one."""
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
    words = line.split()
    if not words or len(words) > LONGEST_HEADING or len(line) > 140:
        return False
    return _headline_form(line, words)


def is_title(line: str) -> bool:
    """Whether line could be an article's title: as a heading, but it may be longer."""
    words = line.split()
    if not words or len(words) > LONGEST_TITLE or len(line) > 220:
        return False
    return _headline_form(line, words)


def _headline_form(line: str, words: list[str]) -> bool:
    first = line.lstrip("\"'“‘«([#")[:1]
    if not (first.isupper() or first.isdigit() or (first and not first.isascii() and not first.islower())):
        return False
    if line.endswith((":", ",", ";", "-", "–", "—")):
        return False
    if line.endswith("?") or line.endswith(("?'", "?”", '?"', "?’", "!", "!”")):
        return _title_case(words)
    if _STOP.search(line) or re.search(r"[a-z\d]{2}[.!?] [A-Z]", line):
        return False
    return any(character.isalpha() for character in line)


def _title_case(words: list[str]) -> bool:
    """Whether most longer words are capitalised."""
    long = [word.strip("\"'“”‘’()") for word in words if len(word.strip("\"'“”‘’()?!")) > 3]
    return bool(long) and sum(word[:1].isupper() for word in long) >= 0.8 * len(long) and len(words) > 1
