"""The actions of an invented project: when they start, how they stand and what they yield."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from selfeval.examples.chance import chance
from selfeval.examples.maturity import level
from selfeval.examples.objectives import objective_codes
from selfeval.examples.patients import patient_flows
from selfeval.examples.profile import Profile
from selfeval.examples.words import say, words
from selfeval.model import State
from selfeval.project_file.template import Cells

_LASTS_DAYS = (500, 1300)
# Components whose actions were paid as innovative actions, in these invented projects.
_PAID = {"case_management", "funding_systems", "continuity_of_care", "consultation_and_coordination"}


@dataclass(frozen=True)
class Action:
    """One action of the plan; `end` is the day it ended or is to end, `pace` how many patients it reaches."""

    code: str
    title: str
    component: str
    second: str
    start: datetime.date
    end: datetime.date | None
    is_stopped: bool
    for_patients: bool
    owner: str
    pace: float

    def status(self, year: int, is_mature: bool) -> str:
        """How the action stands on 31 December."""
        last = datetime.date(year, 12, 31)
        if self.start > last:
            return "planned"
        if self.end is None or self.end > last:
            return "running"
        return "stopped" if self.is_stopped else "anchored" if is_mature else "done"


@cache
def actions(profile: Profile, seed: int) -> tuple[Action, ...]:
    """All actions of five years, in the order in which they start."""
    pool = words("components", profile.language)
    drafts = []
    for component, entry in pool.items():
        for turn, title in enumerate(profile.own.get("actions", {}).get(component, entry["actions"])):
            rng = chance(seed, profile.id, 0, f"action/{component}/{turn}")
            if turn == 0 or rng.random() < 0.55:
                start, draw = _start(profile, component, turn, rng.random()), rng.random()
                # Actions written by hand run through all years, so that what was written about them stays true.
                drafts.append(
                    (
                        start,
                        title,
                        component,
                        entry,
                        0.63 + 0.37 * draw if turn == 0 and "actions" in profile.own else draw,
                    )
                )
    drafts.sort(key=lambda draft: (draft[0], draft[1]))
    return tuple(_action(profile, number, *draft) for number, draft in enumerate(drafts, 1))


def _start(profile: Profile, component: str, turn: int, draw: float) -> datetime.date:
    delay = 300 * (component in profile.character.weak) + 150 * profile.character.slow_start
    return datetime.date(2018, 1, 15) + datetime.timedelta(
        days=int((60 + 420 * draw) + turn * (450 + 250 * draw) + delay)
    )


def _action(
    profile: Profile,
    number: int,
    start: datetime.date,
    title: str,
    component: str,
    entry: Mapping[str, Any],
    draw: float,
) -> Action:
    low, high = _LASTS_DAYS
    end = start + datetime.timedelta(days=int(low + (high - low) * draw)) if draw < 0.62 else None
    second = entry["beside"] if draw > 0.4 else ""
    return Action(
        code=f"A{number}",
        title=say(title, profile),
        component=component,
        second=second,
        start=start,
        end=end,
        is_stopped=0.1 < draw < 0.17,
        for_patients=entry["reach"] > 0,
        owner=say(entry["owner"], profile),
        pace=entry["reach"] * (0.2 + 0.7 * draw),
    )


def actions_under_way(profile: Profile, seed: int, year: int) -> int:
    """How many actions ran for at least a day of a year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return sum(entry.start <= last and (entry.end is None or entry.end >= first) for entry in actions(profile, seed))


def action_rows(profile: Profile, seed: int, year: int) -> list[Cells]:
    """The actions of a year: all earlier ones, and those that start the year after."""
    known = [entry for entry in actions(profile, seed) if entry.start.year <= year + 1]
    return [_row(profile, seed, year, entry) for entry in known]


def _row(profile: Profile, seed: int, year: int, action: Action) -> Cells:
    status = action.status(year, level(profile, seed, action.component, year) >= 3.2)
    row: dict[str, object] = {"action_id": action.code, "title": action.title, "component": action.component}
    row |= {"second_component": action.second} if action.second else {}
    row["objective"] = objective_codes(profile, seed).get(action.component, State.NOT_APPLICABLE)
    row |= {"start": action.start, "status": status, "owner": action.owner}
    if action.end is not None and action.end.year <= year:
        row["end"] = action.end
    reached = _reached(profile, seed, year, action, status)
    ended_before_2021 = action.end is not None and action.end.year < 2021
    paid = year >= 2021 and not ended_before_2021 and action.component in _PAID
    # The real list of pseudocodes is not public: this one is invented, and looks it.
    row |= {
        "patients_reached": reached,
        "pseudocode": f"FICTIF-{action.code[1:]:0>2}" if paid else State.NOT_APPLICABLE,
    }
    return {**row, **_yield(profile, seed, year, action, status, reached)}  # type: ignore[dict-item]


def _reached(profile: Profile, seed: int, year: int, action: Action, status: str) -> int | State:
    has_ended = action.end is not None and action.end.year < year
    if not action.for_patients or status == "planned" or has_ended:
        return State.NOT_APPLICABLE
    rng = chance(seed, profile.id, year, f"reached/{action.code}")
    if year in profile.character.missing_years or rng.random() < profile.character.unknown:
        return State.UNKNOWN
    grown = min(1.0, 0.4 + 0.25 * (year - action.start.year))
    return round(patient_flows(profile, seed, year)["total"].end * action.pace * grown * (0.9 + 0.2 * rng.random()))


def _yield(
    profile: Profile, seed: int, year: int, action: Action, status: str, reached: int | State
) -> dict[str, object]:
    story = words("story", profile.language)
    own = profile.own_year(year).get("actions", {}).get(action.component)
    kind = "reached" if status == "running" and isinstance(reached, int) else status
    rng = chance(seed, profile.id, year, f"result/{action.code}")
    result = rng.choice(story["results"][kind])
    if own and status != "planned" and action.title == actions_of(profile, seed, action.component)[0].title:
        result = own
    facts = {"reached": reached if isinstance(reached, int) else 0, "year": year}
    decision = {"stopped": "stop", "planned": "", "done": "", "anchored": "continue"}.get(
        status, "adapt" if rng.random() < 0.25 else "continue"
    )
    text = {"result": say(result, profile, **facts)} if profile.character.tone != "sloppy" or rng.random() < 0.6 else {}
    return {**text, **({"decision": decision} if decision else {})}


def actions_of(profile: Profile, seed: int, component: str) -> list[Action]:
    """The actions whose main component this is."""
    return [action for action in actions(profile, seed) if action.component == component]
