"""Which acts are worth a record: who must take part, and what is no happening for all that its words say.

PLOVER's manual says which types need a recipient (chapter 3) and leaves deeds without a named doer uncoded
(section 7.5); the rest was learnt from events that readers of ordinary news would not call events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chancery.coding.act import Act
from chancery.coding.rules import Code
from chancery.records import Actor

_NEEDS_RECIPIENT = frozenset({"COOPERATE", "AID"})
_SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "ACCUSE", "CONCEDE"})
"""Types that a passive may tell without saying who did it ("two students were arrested")."""
_PLAIN = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types of deeds that count even where nobody in them is named ("police arrested the student")."""
_MEETS = "04"
_HOSTILE = "14"
"""From this CAMEO category on, what something is done for is worth knowing ("massed troops to invade")."""
_NAMED_KINDS = frozenset({"state", "organization", "media"})


def unworthy(
    act: Act,
    code: Code,
    actors: Sequence[str],
    recipients: Sequence[str],
    *,
    first: bool,
    placed: bool,
    several: bool,
) -> str | None:
    """Why an act of that code, with its parties resolved, is not recorded; None if it is.

    `first` tells that an "I" or "we" nobody resolved is its actor: then it has one, who stays null. `placed`
    tells that the text says where it happened, `several` that its one actor is many.
    """
    both = bool(actors and recipients)
    shared = act.mutual and len(actors) > 1
    doer = bool(actors) or first
    if act.mood.habit:
        return "a habit, not a happening"
    if not (actors or recipients):
        return "nobody who takes part is resolved"
    if act.mood.purpose and code.cameo[:2] != _MEETS and not (code.cameo[:2] >= _HOSTILE and both):
        return "only what something else is done for"
    if act.mood.modality == "hypothetical" and not (both or shared):
        return "hypothetical, and not between two parties"
    if code.type in _NEEDS_RECIPIENT and not (recipients or shared):
        return f"{code.type} needs a recipient, and none is resolved"
    if code.mode == "visit" and not (recipients or placed):
        return "a visit to nowhere in particular"
    if code.type == "CONSULT" and code.mode != "visit" and not (both or shared or several):
        return "a meeting needs two parties, and only one is resolved"
    if not doer and code.type not in _SUFFERED:
        return "nobody who does it is resolved"
    if not act.strong and not (doer and recipients):
        return "a frame by itself needs both parties, and not both are resolved"
    return None


def anyone_named(code: Code, parties: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    """Whether one of the parties is somebody in particular, or the deed is plain enough without."""
    return code.type in _PLAIN or any(named(actors[one]) for one in parties if one in actors)


def named(actor: Actor) -> bool:
    """Whether an actor has a name of their own or of their country: "other players" and "the student" have none."""
    if actor.known or actor.country or actor.kind in _NAMED_KINDS:
        return True
    words = actor.name.split()
    if words and words[0].lower() in ("a", "an", "the"):
        words = words[1:]
    own = words if actor.kind == "person" else words[1:]
    return any(word[:1].isupper() for word in own)
