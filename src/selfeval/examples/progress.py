"""How far an invented project is with its objectives, each with its value of last year and of this year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfeval.examples.measurements import indicator_value
from selfeval.examples.objectives import objective_code, objectives
from selfeval.examples.patients import patient_flows
from selfeval.examples.profile import FIRST_YEAR, Profile
from selfeval.examples.surveys import answers, survey_mean
from selfeval.examples.words import say, words
from selfeval.model import State
from selfeval.project_file.template import Cells


def objective_rows(profile: Profile, seed: int, year: int) -> list[Cells]:
    """The objectives with their values at the end of a year."""
    return [_row(profile, seed, year, number, entry) for number, entry in enumerate(objectives(profile, seed), 1)]


def _row(profile: Profile, seed: int, year: int, number: int, entry: Mapping[str, Any]) -> Cells:
    code = objective_code(profile, number)
    value = _value(profile, seed, year, entry)
    before = _value(profile, seed, year - 1, entry) if year > FIRST_YEAR else State.NOT_APPLICABLE
    row: dict[str, object] = {"objective_id": code, "aim": entry["aim"], "component": entry["component"]}
    row |= {key: say(entry[key], profile, year=year) for key in ("title", "indicator", "unit")}
    row |= {"baseline": entry["baseline"], "baseline_year": 2017, "target": entry["target"]}
    # Execution was to end in 2021; the decree of 30 May 2021 gave it one more year.
    row |= {"target_year": 2021 if year < 2021 else 2022, "previous_value": before, "value": value}
    decision, reason = _decided(profile, year, number, entry, value)
    return {**row, "decision": decision, "reason": say(reason, profile, year=year)}  # type: ignore[dict-item]


def _decided(
    profile: Profile, year: int, number: int, entry: Mapping[str, Any], value: float | State
) -> tuple[str, str]:
    """What is decided on an objective, and why."""
    own = profile.own_year(year).get("objectives", {}).get(objective_code(profile, number))
    if own:
        return own["decision"], own["reason"]
    decision = _decision(entry, value, year)
    reasons = words("story", profile.language)["objective_reasons"][
        "unmeasured" if isinstance(value, State) else decision
    ]
    return decision, reasons[(number + year) % len(reasons)]


def _value(profile: Profile, seed: int, year: int, entry: Mapping[str, Any]) -> float | State:
    """The same figure as elsewhere in the file, so that the file does not contradict itself."""
    kind, _, name = entry["measure"].partition(":")
    if kind == "indicator":
        return indicator_value(profile, seed, year, name)
    if kind == "survey":
        return (
            survey_mean(profile, seed, year, name) if answers(profile, seed, year, "professionals") else State.UNKNOWN
        )
    flows = patient_flows(profile, seed, year)
    total = flows["total"].inflow
    return round(100 * flows[name].inflow / total, 1) if total else State.UNKNOWN


def _decision(entry: Mapping[str, Any], value: float | State, year: int) -> str:
    if isinstance(value, State):
        return "continue"
    reached = (value - entry["baseline"]) / (entry["target"] - entry["baseline"])
    return "continue" if reached >= 0.2 * (year - FIRST_YEAR) else "adapt"
