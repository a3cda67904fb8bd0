"""Who the invented projects are: one file each, read once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from selfeval.strict_yaml import read_yaml

FOLDER = files("selfeval") / "examples"
FIRST_YEAR = 2018


@dataclass(frozen=True)
class Character:
    """How a project fares; shares are fractions of 1, maturity is on the scale of 0 to 5.

    `ages` says how much less of an age group belongs to the target group than elsewhere.
    """

    maturity: float = 1.3
    growth: float = 0.5
    panel: int = 12
    spread: float = 0.7
    target_share: float = 0.10
    reimbursed: float = 0.22
    inclusion: float = 0.25
    ages: Mapping[str, float] = field(default_factory=dict)
    strata_from: int = 2018
    slow_start: bool = False
    splits: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    missing_years: tuple[int, ...] = ()
    survey_years: tuple[int, ...] = (2018, 2019, 2020, 2021, 2022)
    hit_by_2020: bool = False
    filled: float = 0.85
    unknown: float = 0.04
    not_applicable: float = 0.03
    spending: float = 0.95
    tone: str = "ordinary"


@dataclass(frozen=True, eq=False)
class Profile:
    """One invented project; `municipalities` are NIS codes of 2018, `own` what was written for this project alone."""

    id: str
    name: str
    part: str
    language: str
    region: str
    in_region: str
    of_region: str
    hospital: str
    municipalities: tuple[str, ...]
    convention_date: datetime.date
    target_group: str
    character: Character
    own: Mapping[str, Any] = field(default_factory=dict)

    def own_year(self, year: int) -> Mapping[str, Any]:
        """What was written by hand for one year of this project; nothing for most."""
        return _own_years(self.id).get(year, {})


@cache
def example_projects() -> tuple[Profile, ...]:
    """The invented projects, by id."""
    entries = sorted((FOLDER / "projects").iterdir(), key=lambda entry: entry.name)
    return tuple(_profile(read_yaml(entry.read_text("utf-8"), entry.name)) for entry in entries if entry.is_file())


def _profile(data: dict[str, Any]) -> Profile:
    fields = {
        key: value for key, value in data.items() if key not in {"character", "convention_date", "municipalities"}
    }
    character: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data["character"].items()
    }
    return Profile(
        **fields,
        municipalities=tuple(data["municipalities"]),
        convention_date=datetime.date.fromisoformat(data["convention_date"]),
        character=Character(**character),
    )


@cache
def _own_years(project_id: str) -> dict[int, Mapping[str, Any]]:
    folder = FOLDER / "projects" / project_id
    if not folder.is_dir():
        return {}
    return {
        int(entry.name.removesuffix(".yml")): read_yaml(entry.read_text("utf-8"), entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".yml")
    }
