"""Who an invented project is, what happened to it and what it says in its own words."""

from __future__ import annotations

import datetime
from typing import Any

from selfeval.examples.actions import actions_under_way
from selfeval.examples.chance import chance
from selfeval.examples.maturity import agreed_score, level
from selfeval.examples.partners import partners_on
from selfeval.examples.patients import patient_flows, target_group
from selfeval.examples.profile import FIRST_YEAR, Profile
from selfeval.examples.words import say, words
from selfeval.guide import Guide
from selfeval.model import State
from selfeval.project_file.template import Cells
from selfeval.territory import region_population, translate_codes

_PLANNED_COURSE = (0.2, 0.45, 0.7, 0.9, 1.05)


def project_rows(profile: Profile, seed: int, year: int, guide: Guide) -> list[Cells]:
    """The answers of the form."""
    target = target_group(profile, year)["total"]
    goal = profile.character.inclusion * target_group(profile, FIRST_YEAR)["total"] * _PLANNED_COURSE[year - FIRST_YEAR]
    step = 50 if goal > 500 else 5
    scores = [agreed_score(profile, seed, item["id"], year) for item in guide.pilot_components()]
    mature = sum(not isinstance(score, State) and score >= 4 for score in scores)
    form: dict[str, Any] = {
        "project_name": say(profile.name, profile),
        "project_part": profile.part,
        "region_name": say(profile.region, profile),
        "convention_date": profile.convention_date,
        "declared_phase": "expansion" if mature > 7 else "execution",
        "target_group_description": say(profile.target_group, profile),
        "target_group_size": target,
        "inclusion_target": step * round(goal / step),
        "coordinator_fte": 1 if profile.character.panel > 9 else 0.8,
    }
    return [form]


def municipality_rows(profile: Profile, year: int) -> list[Cells]:
    """The municipalities, in the codes valid in the year."""
    return [{"municipality": code} for code in translate_codes(profile.municipalities, FIRST_YEAR, year).codes]


def event_rows(profile: Profile, seed: int, year: int) -> list[Cells]:
    """What happened in a year, in the order of the calendar."""
    own = profile.own_year(year).get("events")
    entries = (
        [{**entry, "event_date": datetime.date.fromisoformat(entry["event_date"])} for entry in own]
        if own
        else _events(profile, seed, year)
    )
    rows: list[Cells] = []
    for entry in sorted(entries, key=lambda event: event["event_date"]):
        said = {key: say(entry[key], profile, year=year) for key in ("title", "lesson")}
        component = entry.get("component") or State.NOT_APPLICABLE
        rows.append({"event_date": entry["event_date"], "kind": entry["kind"], "component": component, **said})
    return rows


def _events(profile: Profile, seed: int, year: int) -> list[dict[str, Any]]:
    story = words("events", profile.language)
    pool = list(story["any_year"])
    chance(seed, profile.id, 0, "events").shuffle(pool)
    ordinary = pool[3 * (year - FIRST_YEAR) : 3 * (year - FIRST_YEAR) + 3]
    rng = chance(seed, profile.id, year, "event dates")
    # Nothing ordinary happened during the lockdowns of 2020.
    months = (1, 2, 7, 8, 9) if year == 2020 else tuple(range(1, 13))
    dated = [
        {**entry, "event_date": datetime.date(year, rng.choice(months), rng.randrange(2, 28))} for entry in ordinary
    ]
    fixed = story["of_year"].get(str(year), [])
    kept = fixed if profile.character.tone != "sloppy" else fixed[:1]
    return dated + [
        {**entry, "event_date": datetime.date(year, entry["month"], rng.randrange(10, 24))} for entry in kept
    ]


def own_word_rows(profile: Profile, seed: int, year: int, guide: Guide) -> list[Cells]:
    """The project's own texts, one for each topic."""
    topics = [entry["id"] for entry in guide.codes("own_words")]
    facts = story_facts(profile, seed, year, guide)
    return [{"topic": topic, "text": _own_words(profile, seed, year, topic, facts)} for topic in topics]


def _own_words(profile: Profile, seed: int, year: int, topic: str, facts: dict[str, object]) -> str | State:
    own = profile.own_year(year).get("own_words", {}).get(topic)
    if own:
        return say(own, profile, **facts)
    rng = chance(seed, profile.id, year, f"own words/{topic}")
    if profile.character.tone == "sloppy" and rng.random() < 0.4:
        return State.EMPTY
    return say(_variant(profile, seed, year, topic), profile, **facts)


def _variant(profile: Profile, seed: int, year: int, topic: str) -> str:
    pool = words("own_words", profile.language)[topic]
    special = {FIRST_YEAR: "first", 2020: "in_2020"}.get(year, "")
    if special in pool:
        return str(pool[special])
    order = list(pool["any_year"])
    chance(seed, profile.id, 0, f"own words/{topic}").shuffle(order)
    return str(order[(year - FIRST_YEAR) % len(order)])


def story_facts(profile: Profile, seed: int, year: int, guide: Guide) -> dict[str, object]:
    """The figures that sentences quote; each also stands in a sheet or follows from one."""
    flows = patient_flows(profile, seed, year)
    ranked = sorted(guide.pilot_components(), key=lambda item: level(profile, seed, item["id"], year))
    names = [item["name"][profile.language] for item in ranked]
    partners = partners_on(profile, seed, year)
    return {
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "included": flows["total"].end,
        "inflow": flows["total"].inflow,
        "target": flows["total"].target_group,
        "older": flows["age_75_84"].end + flows["age_85_plus"].end,
        "deceased": flows["total"].deceased,
        "population": region_population(profile.municipalities, year).total,
        "municipalities": len(translate_codes(profile.municipalities, FIRST_YEAR, year).codes),
        "partners": len(partners),
        "actions": actions_under_way(profile, seed, year),
        "panel": profile.character.panel,
        "top": names[-1],
        "second_top": names[-2],
        "low": names[0],
    }
