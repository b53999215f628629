"""What time it is, as an archive writes it down."""

from __future__ import annotations

import datetime


def now() -> str:
    """This moment, to the second, in UTC."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
