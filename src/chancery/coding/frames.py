"""What a frame makes of the act inside it: CAMEO's parallel categories, as one small calculus.

CAMEO repeats the same families of acts (material cooperation, aid, reform, yielding, meeting, settling)
under asking (02), demanding (10), intending (03) and rejecting (12), and what can be done can be
stopped (08, 16) or threatened (13). So the code of "refused to lift the embargo" follows from the code of
an embargo and the two frames around it; no rule need list the combination.
"""

from __future__ import annotations

from collections.abc import Mapping

COOPERATIVE = ("03", "04", "05", "06", "07", "08")
HOSTILE = ("13", "14", "15", "16", "17", "18", "19", "20")

_END: Mapping[str, str] = {
    "1721": "0811", "1722": "0812", "1723": "0813", "1724": "0814", "172": "081", "173": "0841", "174": "081",
    "1711": "0842", "171": "0842", "17": "081", "163": "085", "162": "0331", "161": "032", "16": "032",
    "14": "082", "15": "0873", "191": "0872", "192": "0874", "18": "087", "19": "087", "20": "087",
    "13": "080", "10": "080", "02": "080", "115": "080", "09": "080",
    "045": "165", "04": "164", "057": "120", "054": "161", "05": "161",
    "061": "1621", "062": "1622", "06": "160", "071": "1621", "072": "1622", "073": "1623", "074": "1661",
    "07": "162", "0871": "196", "03": "120",
}  # fmt: skip
"""What stopping an act is, by the longest prefix of its code."""

_VISITS = ("042", "043")
"""Who ends a visit breaks nothing off."""
_THREAT: Mapping[str, str] = {
    "1621": "1311", "162": "1311", "163": "1312", "161": "1313", "16": "131", "164": "134", "165": "135",
    "166": "136", "1723": "1323", "1724": "1324", "1722": "1322", "1721": "1321", "172": "132",
    "173": "1371", "174": "132", "17": "137", "14": "133", "191": "1381", "192": "1382", "200": "1383",
    "204": "1385", "20": "1385", "18": "138", "19": "138", "15": "138", "13": "13", "12": "130", "11": "130",
    "115": "132", "09": "130", "08": "130",
}  # fmt: skip
"""What threatening an act is, by the longest prefix of its code."""

_REJECT = {
    "1": "121",
    "2": "120",
    "3": "122",
    "4": "123",
    "5": "124",
    "6": "125",
    "7": "127",
    "8": "126",
    "9": "126",
}
_REJECT_SUB = {"1": "12", "3": "1234", "4": "1234", "5": "123456"}
_SUBS = {"1": "1234", "3": "1234", "4": "1234", "5": "123456"}


def _longest(table: Mapping[str, str], code: str) -> str | None:
    for length in range(len(code), 1, -1):
        found = table.get(code[:length])
        if found is not None:
            return found if len(found) > 2 else code
    return None


def family(code: str) -> tuple[str, str] | None:
    """The digit of the family that code belongs to in CAMEO's parallel categories, and its sub-digit or "".

    >>> family("085"), family("0863"), family("036"), family("072")
    (('5', '4'), ('5', '5'), ('6', ''), ('3', '2'))
    """
    root, third, fourth = code[:2], code[2:3], code[3:4]
    if root in ("02", "03", "10"):
        return (third, fourth) if third and third != "0" else ("2", "")
    if root == "04":
        return ("8", "") if third == "5" else ("6", "")
    if root == "05":
        return ("7", "") if third == "7" else ("2", "")
    if root == "06":
        return "1", third if third in "1234" else ""
    if root == "07":
        return "3", third if third in "1234" else ""
    if root == "08":
        if third == "3":
            return "4", fourth
        return "5", {"1": "1", "2": "2", "4": "3", "5": "4", "6": "5", "7": "6"}.get(third, "")
    return None


def _parallel(prefix: str, code: str) -> str | None:
    found = family(code)
    if found is None:
        return None
    digit, sub = found
    if digit == "9":
        digit = "8"
    if prefix == "03" and code.startswith("045"):
        return "039"
    return prefix + digit + (sub if sub and sub in _SUBS.get(digit, "") else "")


def compose(kind: str, code: str) -> str | None:
    """The CAMEO code of a frame of that kind around an act of that code; None where it makes no act.

    >>> compose("refuse", "085"), compose("end", "163"), compose("agree", "042"), compose("threaten", "163")
    ('1244', '085', '036', '1312')
    """
    cooperative = code[:2] in COOPERATIVE or code[:2] in ("02", "10")
    if kind in ("do", "say", "undergo", "doubt", "accuse", "deny", "decide"):
        return code
    if kind == "agree":
        if code[:2] == "03" or code == "057":
            return code
        if code[:2] in HOSTILE:
            return _longest(_THREAT, code)
        return _parallel("03", code) if cooperative else code
    if kind in ("refuse", "fail"):
        if code[:2] in HOSTILE or code[:2] in ("11", "09"):
            return "120" if kind == "refuse" and code[:2] in ("11", "09", "13") else None
        found = family(code)
        if found is None:
            return None if kind == "fail" else "120"
        digit, sub = found
        return _REJECT[digit] + (sub if sub and sub in _REJECT_SUB.get(digit, "") else "")
    if kind in ("request", "demand"):
        if code[:2] in HOSTILE:
            return {"163": "1312", "14": "133"}.get(
                code if code == "163" else code[:2], "020" if kind == "request" else "100"
            )
        if code[:2] in ("09", "11", "12"):
            return "020" if kind == "request" else "100"
        return _parallel("02" if kind == "request" else "10", code)
    if kind == "threaten":
        if code[:2] in COOPERATIVE or code[:2] in ("02", "10"):
            return "130"
        return _longest(_THREAT, code)
    if kind == "cancel":
        if code[:2] == "04" or code[:3] in ("036", "043"):
            return "125"
        return _longest(_END, code)
    if kind == "end":
        return None if code in _VISITS else _longest(_END, code)
    if kind == "allow":
        return _allowed(code)
    return code


def _allowed(code: str) -> str | None:
    """What permitting an act by others is: a kind of yielding."""
    root = code[:2]
    if code[:3] == "073" or code[:3] == "086":
        return "0863" if code[:3] == "073" else code
    if code[:3] == "074":
        return "0861"
    if code[:2] == "09":
        return "0862"
    if root == "14":
        return "0811"
    if root in ("04", "05", "06", "07"):
        return "080"
    if root == "08":
        return code
    return None if root in HOSTILE else "080"
