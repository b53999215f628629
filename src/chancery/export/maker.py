"""What made a file, for formats that say so."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def maker() -> str:
    """Chancery and its version, as installed. The package's own attribute would bring the reading half along."""
    try:
        return f"Chancery {version('chancery')}"
    except PackageNotFoundError:
        return "Chancery"
