"""One fault in the data of the Gids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class GuideProblem:
    """One fault in the data of the Gids."""

    file: str
    key: str
    expected: str
    found: str
