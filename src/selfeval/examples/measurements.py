"""The measurements of an invented project: the indicators of the Gids that a project itself fills in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from selfeval.examples.actions import actions_under_way
from selfeval.examples.chance import bell, chance, within
from selfeval.examples.maturity import level, years_of_work
from selfeval.examples.partners import partners_on
from selfeval.examples.patients import Groups, patient_flows, target_group
from selfeval.examples.profile import FIRST_YEAR, Profile
from selfeval.examples.surveys import answers, staff
from selfeval.examples.words import figures, say, words
from selfeval.guide import Guide, Item, read_guide
from selfeval.model import State, Value
from selfeval.project_file.template import Cells

Answers = dict[str, Value | State]
_COLUMNS = {
    "proportion": ("numerator", "denominator"),
    "rate": ("numerator", "denominator"),
    "mean": ("value",),
    "count": ("value",),
    "yes_no": ("present",),
}
_PER = {"proportion": 100, "rate": 1000}
_NO_CARE_TASK = {"consultation_structure", "patient_organisation", "sickness_fund", "local_authority", "other"}


def measurement_rows(profile: Profile, seed: int, years: list[int], guide: Guide) -> list[Cells]:
    """The indicators asked, the report year first."""
    asked = [item for item in guide.items("indicators") if item["asked"]]
    return [_row(profile, seed, year, item) for year in reversed(years) for item in asked]


def _row(profile: Profile, seed: int, year: int, item: Item) -> Cells:
    head: Answers = {"indicator": item["id"], "year": year}
    columns, character = _COLUMNS[item["calculation"]], profile.character
    story = words("story", profile.language)
    if year in character.missing_years:
        return {
            **head,
            **dict.fromkeys(columns, State.UNKNOWN),
            "remark": say(story["not_measured"], profile, year=year),
        }
    lasting = chance(seed, profile.id, 0, f"filled/{item['id']}")
    if lasting.random() > character.filled:
        choice = lasting.random()
        state = State.EMPTY if choice < 0.3 else State.NOT_APPLICABLE if choice < 0.5 else State.UNKNOWN
        return {**head, **dict.fromkeys(columns, state)}
    if (
        item["calculation"] != "yes_no"
        and chance(seed, profile.id, year, f"known/{item['id']}").random() < character.unknown
    ):
        return {**head, **dict.fromkeys(columns, State.UNKNOWN)}
    course = figures("indicators")[item["id"]]
    return {**head, **_measured(profile, seed, year, item, course), **_origin(profile, seed, year, item, course)}


def _measured(profile: Profile, seed: int, year: int, item: Item, course: Mapping[str, Any]) -> Answers:
    kind = item["calculation"]
    if kind == "yes_no":
        return {"present": "yes" if _exists(profile, seed, item, year, course["level"]) else "no"}
    if kind == "count":
        return {"value": round(course_value(profile, seed, item["id"], year)), "target": course["to"]}
    counts = bases(profile, seed, year)
    base = counts[course["of"]]
    if not base:
        return dict.fromkeys(_COLUMNS[kind], State.UNKNOWN)
    if kind == "mean":
        return _mean(profile, seed, year, item, base)
    numerator = counts[course["count"]] if "count" in course else None
    if numerator is None:
        numerator = round(within(base * course_value(profile, seed, item["id"], year) / _PER[kind], 0, base))
    return {"numerator": numerator, "denominator": base, **_target(item, course)}


def _mean(profile: Profile, seed: int, year: int, item: Item, base: int) -> Answers:
    course = figures("indicators")[item["id"]]
    low, high = item.get("range", (0, 365))
    value = round(within(course_value(profile, seed, item["id"], year), low, high), 1)
    rng = chance(seed, profile.id, year, f"deviation/{item['id']}")
    deviation = round(course["deviation"] * (0.9 + 0.2 * rng.random()), 1)
    return {"value": value, "standard_deviation": deviation, "observations": base, **_target(item, course)}


def _target(item: Item, course: Mapping[str, Any]) -> Answers:
    judged = item["direction"] != "no_judgement" and "to" in course
    return {"target": course["to"]} if judged else {}


def _exists(profile: Profile, seed: int, item: Item, year: int, threshold: float) -> bool:
    """A text that exists goes on existing, also when the component slips back."""
    about = item["component"] or "change_management"
    return any(level(profile, seed, about, past) >= threshold for past in range(FIRST_YEAR, year + 1))


def _origin(profile: Profile, seed: int, year: int, item: Item, course: Mapping[str, Any]) -> Answers:
    remarks = words("story", profile.language)["origins"]
    about = "text" if item["calculation"] == "yes_no" else course.get("of", "meeting")
    careless = (
        profile.character.tone == "sloppy" and chance(seed, profile.id, year, f"remark/{item['id']}").random() < 0.6
    )
    return {} if careless or about not in remarks else {"remark": say(remarks[about], profile, year=year)}


def course_value(profile: Profile, seed: int, indicator: str, year: int) -> float:
    """The value of an indicator in a year, in its own unit and never below zero."""
    course = figures("indicators")[indicator]
    lasting, passing = (
        chance(seed, profile.id, 0, f"course/{indicator}"),
        chance(seed, profile.id, year, f"course/{indicator}"),
    )
    span = course["to"] - course["from"]
    progress = years_of_work(profile, year) / 4 * profile.character.growth / 0.5
    setback = 0.3 if profile.character.hit_by_2020 and year == 2020 else 0.0
    room = min(course["from"], 100 - course["from"]) if course["from"] < 100 else course["from"] / 2
    offset = room * (0.12 * bell(lasting) + 0.03 * bell(passing))
    value = float(course["from"] + offset + span * (progress - setback))
    return max(0.0, value)


def indicator_value(profile: Profile, seed: int, year: int, indicator: str) -> float | State:
    """The measured value of an indicator in its own unit, or why there is none."""
    item = read_guide().item("indicators", indicator)
    row = _row(profile, seed, year, item)
    if item["calculation"] in _PER:
        numerator, denominator = row["numerator"], row["denominator"]
        if isinstance(numerator, int) and isinstance(denominator, int) and denominator:
            return round(_PER[item["calculation"]] * numerator / denominator, 1)
        return State.UNKNOWN
    value = row["value"]
    return value if isinstance(value, int | float) else State.UNKNOWN


@cache
def bases(profile: Profile, seed: int, year: int) -> Mapping[str, int | None]:
    """What the shares and means are taken of, by name; None where the project does not know it."""
    flows, target = patient_flows(profile, seed, year), target_group(profile, year)
    included, stratified = flows["total"].end, year >= profile.character.strata_from
    partners = partners_on(profile, seed, year)
    carers = round(0.31 * included)
    return {
        **_included(flows),
        "high_need": flows["stratum_complex"].end if stratified else None,
        "high_risk": target["stratum_complex"] if stratified else None,
        "target": target["total"],
        "active": round(0.58 * (target["age_20_44"] + target["age_45_64"])),
        "survey": answers(profile, seed, year, "patients"),
        "professionals": answers(profile, seed, year, "professionals"),
        "staff": staff(profile),
        "representatives": 5 + len(profile.id) % 7,
        "carers": carers,
        "carers_asked": round(0.33 * carers),
        "partners": len(partners),
        "care_partners": sum(partner["kind"] not in _NO_CARE_TASK for partner in partners),
        "actions": actions_under_way(profile, seed, year),
    }


def _included(flows: Groups) -> dict[str, int | None]:
    included = flows["total"].end
    older = sum(flows[age].end for age in ("age_65_74", "age_75_84", "age_85_plus"))
    return {
        "included": included,
        "included_65": older,
        "working_age": flows["age_20_44"].end + flows["age_45_64"].end,
        "worked_all_year": round(0.42 * (flows["age_20_44"].start + flows["age_45_64"].start)),
        "discharges": round(0.34 * included),
        "discharges_65": round(0.41 * older),
        "contacts": round(0.93 * flows["total"].inflow),
    }
