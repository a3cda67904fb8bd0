"""The files of the invented projects: the same seed gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from selfeval.examples.actions import action_rows
from selfeval.examples.improvement import improvement_rows
from selfeval.examples.maturity import agreed_rows, individual_rows
from selfeval.examples.measurements import measurement_rows
from selfeval.examples.money import money_rows
from selfeval.examples.partners import partner_rows
from selfeval.examples.patients import patient_rows
from selfeval.examples.profile import FIRST_YEAR, Profile, example_projects
from selfeval.examples.progress import objective_rows
from selfeval.examples.story import event_rows, municipality_rows, own_word_rows, project_rows
from selfeval.examples.surveys import survey_rows
from selfeval.guide import read_guide, revision_in_force
from selfeval.project_file.template import Content, Request, write_project_file
from selfeval.texts import read_texts

YEARS = (2018, 2019, 2020, 2021, 2022)
SEED = 2016
# The project that is filled in by hand, in the style of a real coordinator.
DEMO = "ex_val_de_brume"


def example_content(profile: Profile, year: int, seed: int) -> Content:
    """What an invented project fills in for a year, with the history of the years before.

    Raises ValueError for a year outside 2018 to 2022.
    """
    if year not in YEARS:
        raise ValueError(f"{year} is not one of {YEARS}")
    guide, years = read_guide(revision_in_force(year)), list(range(FIRST_YEAR, year + 1))
    return {
        "project": project_rows(profile, seed, year, guide),
        "partners": partner_rows(profile, seed, year),
        "municipalities": municipality_rows(profile, year),
        "objectives": objective_rows(profile, seed, year),
        "actions": action_rows(profile, seed, year),
        "individual_scores": individual_rows(profile, seed, year, guide),
        "agreed_scores": agreed_rows(profile, seed, years, guide),
        "measurements": measurement_rows(profile, seed, years, guide),
        "patients": patient_rows(profile, seed, years, guide),
        "patient_surveys": survey_rows(profile, seed, years, guide, "patients"),
        "professional_surveys": survey_rows(profile, seed, years, guide, "professionals"),
        "money": money_rows(profile, seed, years, guide),
        "events": event_rows(profile, seed, year),
        "own_words": own_word_rows(profile, seed, year, guide),
        "improvement_plan": improvement_rows(profile, seed, year),
    }


def write_examples(folder: Path, seed: int, years: Iterable[int] = YEARS) -> list[Path]:
    """Writes <folder>/<project>/<project>-<year>.xlsx for every invented project and year; returns their paths."""
    wanted = tuple(years)
    return [_write_example(folder, profile, year, seed) for profile in example_projects() for year in wanted]


def write_demo(folder: Path) -> Path:
    """Writes the last year of the demonstration project below `folder`; returns its path."""
    profile = next(profile for profile in example_projects() if profile.id == DEMO)
    return _write_example(folder, profile, YEARS[-1], SEED)


def _write_example(folder: Path, profile: Profile, year: int, seed: int) -> Path:
    guide, texts = read_guide(revision_in_force(year)), read_texts(profile.language)
    content = example_content(profile, year, seed)
    path = folder / profile.id / f"{profile.id}-{year}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_project_file(Request(profile.id, year, guide, texts, synthetic=True, content=content)))
    return path
