"""Which components are covered in which year, and how far objectives are, counted by hand."""

from __future__ import annotations

import datetime

import pytest
from tiny_project import figure, finding, tiny_evaluation

from selfeval.model import State

RUNNING = {
    "action_id": "A1",
    "component": "case_management",
    "second_component": "prevention",
    "start": datetime.date(2020, 12, 31),
    "end": datetime.date(2021, 1, 1),
    "status": "done",
}


def test_an_action_covers_its_components_in_every_year_it_touches() -> None:
    result = tiny_evaluation(actions=[RUNNING])
    for component in ("case_management", "prevention"):
        covered = [figure(result, "coverage.actions", component, year=year).value for year in range(2018, 2023)]
        assert covered == [0, 0, 1, 1, 0]
    assert [figure(result, "coverage.components", year=year).value for year in (2020, 2021, 2022)] == [2, 2, 0]


def test_an_action_without_an_end_goes_on_and_one_without_a_start_covers_nothing() -> None:
    goes_on = {**RUNNING, "end": State.EMPTY}
    nowhere = {**RUNNING, "action_id": "A2", "start": State.UNKNOWN}
    result = tiny_evaluation(actions=[goes_on, nowhere])
    assert [figure(result, "actions.under_way", year=year).value for year in (2019, 2020, 2021, 2022)] == [0, 1, 1, 1]


def test_a_planned_action_does_not_count_as_under_way() -> None:
    result = tiny_evaluation(actions=[{**RUNNING, "status": "planned"}])
    assert figure(result, "actions.under_way", year=2020).value == 0
    assert figure(result, "actions.status", "planned").value == 1


def test_the_same_component_twice_in_one_action_counts_once() -> None:
    twice = {**RUNNING, "second_component": "case_management"}
    assert figure(tiny_evaluation(actions=[twice]), "coverage.actions", "case_management", year=2020).value == 1


def objective(**values: float | State) -> dict[str, str | float | State]:
    return {"objective_id": "O1", "baseline": 20, "target": 60, "previous_value": 30, **values}


@pytest.mark.parametrize(
    ("value", "baseline", "target", "progress", "level"),
    [
        (60, 20, 60, 1.0, "reached"),
        (70, 20, 60, 1.25, "reached"),
        (40, 20, 60, 0.5, "on_track"),
        (24, 20, 60, 0.1, "started"),
        (23, 20, 60, 0.075, "behind"),
        (20, 20, 60, 0.0, "behind"),
        (10, 20, 60, -0.25, "moving_away"),
        (30, 50, 10, 0.5, "on_track"),
        (55, 50, 10, -0.125, "moving_away"),
    ],
)
def test_progress_is_the_part_of_the_way_and_has_a_level(
    value: float, baseline: float, target: float, progress: float, level: str
) -> None:
    result = tiny_evaluation(objectives=[objective(value=value, baseline=baseline, target=target)])
    assert figure(result, "objective.progress", "O1").value == pytest.approx(progress)
    assert finding(result, "objective.level", "O1") == level


@pytest.mark.parametrize("missing", ["value", "baseline", "target"])
def test_without_one_of_the_three_values_there_is_no_progress(missing: str) -> None:
    result = tiny_evaluation(objectives=[objective(**{"value": 40, missing: State.UNKNOWN})])
    progress = figure(result, "objective.progress", "O1")
    assert (progress.value, progress.state) == (None, State.UNKNOWN)
    assert finding(result, "objective.level", "O1") == "cannot_tell"


def test_a_target_equal_to_the_baseline_has_no_way_to_go() -> None:
    result = tiny_evaluation(objectives=[objective(value=40, baseline=60)])
    assert figure(result, "objective.progress", "O1").value is None
    assert finding(result, "objective.level", "O1") == "cannot_tell"


def test_last_year_s_progress_is_measured_on_the_same_way() -> None:
    result = tiny_evaluation(objectives=[objective(value=40)])
    assert figure(result, "objective.previous_progress", "O1").value == pytest.approx(0.25)
