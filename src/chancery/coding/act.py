"""An act as the words tell it: what later stages turn into events."""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.coding.modality import Mood


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One act found: its rule, its CAMEO code after all frames, its trigger and its roles as tokens.

    `speaker` is who says so where a clause of speech holds the act; a pronoun in a role often means them.
    `top` is the outermost word that the act hangs on (its frame, else its trigger), `verb` the word whose
    tense and modifiers place it in time and space.
    """

    rule: str
    code: str
    trigger: int
    top: int
    verb: int
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    mode: str | None = None
    mutual: bool = False
    mood: Mood = field(default_factory=Mood)
    frames: tuple[str, ...] = ()
    strong: bool = True
    slots: tuple[str, ...] = ()
    alone: bool = True
    carried: frozenset[str] = frozenset()
    framed: bool = False
    """Whether it is an act only inside a frame."""
