"""The figures of the invented projects agree with each other, in every file and over the years."""

from __future__ import annotations

import datetime
import itertools
from functools import cache

import pytest

from selfeval.examples import YEARS, Profile, example_content, example_projects
from selfeval.model import State
from selfeval.project_file.template import Cells, Content
from selfeval.territory import municipality

SEED = 5
FLOW = ("start", "inflow", "deceased", "moved", "stopped", "end")
BREAKDOWNS = {
    "sex": ("female", "male"),
    "age": ("age_0_19", "age_20_44", "age_45_64", "age_65_74", "age_75_84", "age_85_plus"),
    "increased_reimbursement": ("reimbursement_yes", "reimbursement_no"),
    "stratum": ("stratum_low", "stratum_medium", "stratum_high", "stratum_complex"),
}
EVERY_FILE = list(itertools.product(example_projects(), YEARS))
FILES = pytest.mark.parametrize(("profile", "year"), EVERY_FILE, ids=lambda value: getattr(value, "id", str(value)))
PROJECTS = pytest.mark.parametrize("profile", example_projects(), ids=lambda profile: profile.id)


@cache
def content_of(profile: Profile, year: int) -> Content:
    """What the file of a project and a year holds."""
    return example_content(profile, year, SEED)


def numbers(cells: Cells, *columns: str) -> list[int] | None:
    """The whole numbers in these columns, or nothing when one is not known."""
    values = [cells[column] for column in columns]
    return [value for value in values if isinstance(value, int)] if all(isinstance(v, int) for v in values) else None


def of_year(content: Content, sheet: str, year: int) -> list[Cells]:
    """The rows of a sheet about one year."""
    return [cells for cells in content[sheet] if cells["year"] == year]


@FILES
def test_start_and_inflow_less_outflow_is_the_end_in_every_row(profile: Profile, year: int) -> None:
    rows = [flow for cells in content_of(profile, year)["patients"] if (flow := numbers(cells, *FLOW))]
    assert len(rows) >= 11
    for start, inflow, deceased, moved, stopped, end in rows:
        assert start + inflow - deceased - moved - stopped == end
        assert min(start, inflow, deceased, moved, stopped, end) >= 0


@FILES
def test_the_groups_of_every_breakdown_add_up_to_all_patients(profile: Profile, year: int) -> None:
    rows = {cells["group"]: cells for cells in of_year(content_of(profile, year), "patients", year)}
    for column in ("target_group", *FLOW):
        for groups in BREAKDOWNS.values():
            counts = [rows[group][column] for group in groups]
            if State.UNKNOWN not in counts:
                assert sum(counts) == rows["total"][column]  # type: ignore[arg-type]


@PROJECTS
def test_every_year_starts_where_the_year_before_ended(profile: Profile) -> None:
    rows = {(cells["group"], cells["year"]): cells for cells in content_of(profile, 2022)["patients"]}
    for group, year in rows:
        if year != 2018 and isinstance(rows[group, year - 1]["end"], int):  # type: ignore[operator]
            assert rows[group, year]["start"] == rows[group, year - 1]["end"]  # type: ignore[operator]


@PROJECTS
def test_a_later_file_repeats_the_figures_of_earlier_years_unchanged(profile: Profile) -> None:
    sheets = ("agreed_scores", "measurements", "patients", "patient_surveys", "professional_surveys", "money")
    last = content_of(profile, 2022)
    for year, sheet in itertools.product(YEARS[:-1], sheets):
        told_then = [dict(cells) for cells in of_year(content_of(profile, year), sheet, year)]
        told_later = [dict(cells) for cells in of_year(last, sheet, year)]
        assert all(cells in told_later for cells in told_then)


@FILES
def test_no_numerator_exceeds_its_denominator_and_no_one_answers_uninvited(profile: Profile, year: int) -> None:
    content = content_of(profile, year)
    for cells in content["measurements"]:
        if "numerator" in cells and (pair := numbers(cells, "numerator", "denominator")):
            assert 0 <= pair[0] <= pair[1]
    for cells in (*content["patient_surveys"], *content["professional_surveys"]):
        if answers := numbers(cells, "invited", "responded"):
            assert answers[1] <= answers[0]


@FILES
def test_scores_are_whole_numbers_from_0_to_5(profile: Profile, year: int) -> None:
    content = content_of(profile, year)
    columns = [name for name in content["individual_scores"][0] if name not in {"respondent", "group"}]
    scores = [cells[name] for cells in content["individual_scores"] for name in columns]
    scores += [cells["agreed_score"] for cells in content["agreed_scores"]]
    assert len(columns) == 14
    assert {score for score in scores if not isinstance(score, State)} <= set(range(6))


@PROJECTS
def test_an_objective_starts_each_year_from_last_years_value(profile: Profile) -> None:
    for before, after in itertools.pairwise(YEARS):
        then = {cells["objective_id"]: cells["value"] for cells in content_of(profile, before)["objectives"]}
        now = content_of(profile, after)["objectives"]
        assert {cells["objective_id"]: cells["previous_value"] for cells in now} == then


@FILES
def test_events_happen_in_the_year_of_the_file(profile: Profile, year: int) -> None:
    dates = [cells["event_date"] for cells in content_of(profile, year)["events"]]
    assert dates
    assert all(isinstance(date, datetime.date) and date.year == year for date in dates)


@FILES
def test_the_municipalities_have_codes_valid_in_the_year(profile: Profile, year: int) -> None:
    codes = [str(cells["municipality"]) for cells in content_of(profile, year)["municipalities"]]
    assert codes
    assert all(municipality(code, year) for code in codes)


def test_some_regions_changed_codes_in_2019() -> None:
    changed = [p.id for p in example_projects() if any(municipality(code, 2019) is None for code in p.municipalities)]
    assert {"ex_val_de_brume", "ex_rives_communes", "vb_heidebos", "vb_meersland", "vb_scheldebocht"} == set(changed)


@PROJECTS
def test_last_years_improvements_come_back_with_what_became_of_them(profile: Profile) -> None:
    for before, after in itertools.pairwise(YEARS):
        planned = content_of(profile, before)["improvement_plan"]
        back = [cells for cells in content_of(profile, after)["improvement_plan"] if cells["plan_year"] == after]
        assert [cells["point"] for cells in back] == [
            cells["point"] for cells in planned if cells["plan_year"] == after
        ]
        assert all(cells["outcome"] and cells["status"] != "planned" for cells in back)
