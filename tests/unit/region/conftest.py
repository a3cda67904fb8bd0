"""Small indicator files, and the Flemish figures of tests/fixtures."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

VACCINATION = Path(__file__).parents[2] / "fixtures" / "vaccination"

WriteFile = Callable[..., Path]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Writes a file of these lines, UTF-8 unless it is bytes already."""

    def write(*lines: str, name: str = "figures.csv", content: bytes | None = None) -> Path:
        path = tmp_path / name
        path.write_bytes(content if content is not None else ("\n".join(lines) + "\n").encode())
        return path

    return write


@pytest.fixture(scope="session")
def august(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All rows of 1 August 2021."""
    path = tmp_path_factory.mktemp("vaccination") / "august.csv"
    path.write_bytes(gzip.decompress((VACCINATION / "2021-08-01.csv.gz").read_bytes()))
    return path
