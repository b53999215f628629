"""Where an archive lies when nobody says."""

from __future__ import annotations

import os
from pathlib import Path


def default_archive() -> Path:
    """CHANCERY_ARCHIVE where it is set, else a file in the user's data folder, as XDG has it."""
    named = os.environ.get("CHANCERY_ARCHIVE")
    if named:
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME", "")
    folder = Path(data) if data.startswith("/") else Path("~/.local/share").expanduser()
    return folder / "chancery" / "archive.chancery"
