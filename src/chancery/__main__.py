"""`python -m chancery` is the command `chancery`."""

from __future__ import annotations

from chancery.cli import app

if __name__ == "__main__":
    app()
