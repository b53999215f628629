"""The examples in the archive's docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import chancery.archive

MODULES = [f"chancery.archive.{module.name}" for module in pkgutil.iter_modules(chancery.archive.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) > 7
