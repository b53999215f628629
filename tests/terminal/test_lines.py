from __future__ import annotations

import io

import pytest

from chancery.terminal import fitted

TEXT = "Poland  (state)\n  member:      " + ", ".join(["European Union"] * 9)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_whole_lines() -> None:
    assert fitted(TEXT, io.StringIO()) == TEXT


def test_a_terminal_gets_lines_that_fit_and_hang_under_their_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    lines = fitted(TEXT, Terminal()).splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= 70
    assert all(line.startswith(" " * 15 + "E") or line.startswith(" " * 15 + "U") for line in lines[2:])
    assert " ".join(" ".join(lines).split()) == " ".join(TEXT.split())
