"""A copy of the book that tests may spoil."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "fixtures"))

from book_copy import copy_book


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_book(tmp_path / "copy")
