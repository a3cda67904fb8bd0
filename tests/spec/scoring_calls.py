"""From what an example of scoring gives, by one call of the code, to what came out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from tiny_project import Cells, figure, finding, row, tiny_evaluation

from selfeval.guide import read_guide
from selfeval.model import Figure, State
from selfeval.results.actions import under_way_in
from selfeval.results.objectives import level_of
from selfeval.statistics import Direction, Interval, allowed_outside, compare, panel_agreement, progress

Given = Mapping[str, Any]
COMPONENT, INDICATOR = "prevention", "shared_care_plan_present"
STATES = {"empty": State.EMPTY, "unknown": State.UNKNOWN, "not_applicable": State.NOT_APPLICABLE}
NOTHING = "nothing"


def answer(value: Any) -> Any:
    """A word for a missing answer as the state it means; a day as a date."""
    if isinstance(value, str) and value[0].isdigit():
        return datetime.date.fromisoformat(value)
    return STATES.get(value, value)


def told(found: Figure) -> float | str:
    """The value of a figure, or why there is none."""
    return found.state.value if found.value is None else found.value


def respondents(ratings: Sequence[int]) -> list[Cells]:
    return [{"respondent": f"R{at}", COMPONENT: rating} for at, rating in enumerate(ratings)]


def panel_size(given: Given) -> Given:
    n, outside = given["raters"], given["outside"]
    found = panel_agreement([3] * (n - outside) + [0] * outside)
    assert found.outside == outside
    return {"allowed": NOTHING if allowed_outside(n) is None else allowed_outside(n), "outcome": found.outcome}


def panel_level(given: Given) -> Given:
    found = panel_agreement(given["ratings"])
    shares = {"at_median": 100 * found.share_at_median, "in_region": 100 * found.share_in_region}
    return {"median": found.median, **shares, "outcome": found.outcome, "level": found.level}


def agreed_score(given: Given) -> Given:
    now: Cells = {
        "component": COMPONENT,
        "agreed_score": answer(given["agreed"]),
        "ambition": answer(given["ambition"]),
    }
    before: Cells = {"component": COMPONENT, "year": 2021, "agreed_score": answer(given["last_year"])}
    result = tiny_evaluation(individual_scores=respondents(given["ratings"]), agreed_scores=[now, before])
    return {name: told(figure(result, f"maturity.{name}", COMPONENT)) for name in ("median", "gap", "change")}


def progress_to_target(given: Given) -> Given:
    numbers = [None if isinstance(given[name], str) else given[name] for name in ("value", "baseline", "target")]
    found = progress(*numbers)
    return {"progress": NOTHING if found is None else 100 * found}


def progress_level(given: Given) -> Given:
    value = None if given["progress"] == NOTHING else given["progress"] / 100
    return {"level": level_of(value, read_guide())}


def coverage_year(given: Given) -> Given:
    action = row("actions", 5, {name: answer(given[name]) for name in ("status", "start", "end")})
    return {f"in_{year}": "yes" if under_way_in(action, year) else "no" for year in (2020, 2021, 2022)}


def coverage_components(given: Given) -> Given:
    ran: Cells = {"status": "running", "start": datetime.date(2022, 1, 1)}
    rows = [
        {**ran, "action_id": name, **dict(zip(("component", "second_component"), given[name], strict=False))}
        for name in ("first_action", "second_action")
    ]
    result = tiny_evaluation(actions=rows)
    counts = {name: figure(result, "coverage.actions", name).value for name in ("prevention", "case_management")}
    return {**counts, "covered": figure(result, "coverage.components").value}


def verdict(given: Given) -> Given:
    interval = None if given["low"] == NOTHING else Interval(given["low"], given["high"])
    direction = "no_judgement" if given["direction"] == "neither" else given["direction"]
    return {"verdict": compare(interval, given["smallest"], Direction(direction))}


def small_denominator(given: Given) -> Given:
    now: Cells = {
        "indicator": INDICATOR,
        "numerator": given["numerator"],
        "denominator": given["denominator"],
    }
    before: Cells = {
        "indicator": INDICATOR,
        "year": 2021,
        "numerator": given["numerator_before"],
        "denominator": given["denominator_before"],
    }
    return {"verdict": finding(tiny_evaluation(measurements=[now, before]), "indicator.verdict", INDICATOR)}


def phase(given: Given) -> Given:
    partners: list[Cells] = [{"name": "A"}] if given["partners"] == "yes" else []
    places: list[Cells] = [{"municipality": "34022"}] if given["partners"] == "yes" else []
    planned: Cells = {"component": COMPONENT} if given["plan"] == "yes" else {}
    states = ["running" if given["running"] == "yes" else "planned"] + ["anchored"] * (given["anchored"] == "yes")
    actions: list[Cells] = [{"action_id": f"A{at}", "status": state, **planned} for at, state in enumerate(states)]
    objective: Cells = {"objective_id": "O1", **({"indicator": INDICATOR} if given["plan"] == "yes" else {})}
    components = [one["id"] for one in read_guide().pilot_components()]
    scores: list[Cells] = [
        {"component": name, "agreed_score": 4 if at < given["at_four"] else 3} for at, name in enumerate(components)
    ]
    result = tiny_evaluation(
        partners=partners,
        municipalities=places,
        objectives=[objective],
        actions=actions,
        patients=[{"group": "total", "end": given["included"]}],
        agreed_scores=scores,
    )
    found = finding(result, "phase.computed")
    return {"phase": NOTHING if found == "none" else found}


CALLS = {
    "panel_size": panel_size,
    "panel_beyond_table": panel_size,
    "panel_level": panel_level,
    "agreed_score": agreed_score,
    "progress": progress_to_target,
    "progress_level": progress_level,
    "coverage_year": coverage_year,
    "coverage_components": coverage_components,
    "verdict": verdict,
    "small_denominator": small_denominator,
    "phase": phase,
}
