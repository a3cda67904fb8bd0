"""The improvement plan of an invented project: last year's points with what became of them, and next year's."""

from __future__ import annotations

import datetime

from selfeval.examples.chance import chance
from selfeval.examples.maturity import agreed_score, level
from selfeval.examples.profile import FIRST_YEAR, Profile
from selfeval.examples.words import say, words
from selfeval.model import State
from selfeval.project_file.template import Cells

_POINTS = 4


def improvement_rows(profile: Profile, seed: int, year: int) -> list[Cells]:
    """The points planned for the report year, then those for the year after."""
    past = _points(profile, seed, year) if year > FIRST_YEAR else []
    told = [{**row, **_outcome(profile, seed, year, row)} for row in past]
    return [*told, *({**row, "status": "planned"} for row in _points(profile, seed, year + 1))]  # type: ignore[list-item]


def _points(profile: Profile, seed: int, plan_year: int) -> list[dict[str, object]]:
    own = profile.own_year(plan_year - 1).get("improvement_plan")
    components = [entry["component"] for entry in own] if own else _weakest(profile, seed, plan_year - 1)
    pool = words("components", profile.language)
    rows: list[dict[str, object]] = []
    for number, component in enumerate(components):
        code = f"{'V' if profile.language == 'nl' else 'P'}{_POINTS * (plan_year - FIRST_YEAR - 1) + number + 1}"
        sentences = own[number] if own else {**pool[component]["improve"], "owner": pool[component]["owner"]}
        said = {key: say(sentences[key], profile, year=plan_year) for key in ("gap", "measure", "indicator", "owner")}
        due = datetime.date.fromisoformat(sentences["due"]) if own else _due(profile, seed, plan_year, component)
        rows.append({"point": code, "plan_year": plan_year, "component": component, **said, "due": due})
    return rows


def _due(profile: Profile, seed: int, plan_year: int, component: str) -> datetime.date:
    month = chance(seed, profile.id, plan_year, f"due/{component}").choice((3, 6, 9, 12))
    return datetime.date(plan_year, month, 31 if month in {3, 12} else 30)


def _weakest(profile: Profile, seed: int, year: int) -> list[str]:
    """The components with the lowest score, not those of the year before."""
    components = list(words("components", profile.language))
    before = _weakest(profile, seed, year - 1) if year > FIRST_YEAR else []
    return sorted(sorted(set(components) - set(before)), key=lambda component: _need(profile, seed, component, year))[
        :_POINTS
    ]


def _need(profile: Profile, seed: int, component: str, year: int) -> tuple[int, float]:
    score = agreed_score(profile, seed, component, year)
    return (9 if isinstance(score, State) else score, level(profile, seed, component, year))


def _outcome(profile: Profile, seed: int, year: int, row: dict[str, object]) -> dict[str, object]:
    own = profile.own_year(year).get("outcomes", {}).get(row["component"])
    if own:
        return {"status": own["status"], "outcome": say(own["outcome"], profile, year=year)}
    rng, character = chance(seed, profile.id, year, f"outcome/{row['component']}"), profile.character
    delay = (
        0.25 * (character.hit_by_2020 and year == 2020)
        + 0.2 * (character.tone == "sloppy")
        + 0.1 * character.slow_start
    )
    draw = rng.random() + delay
    status = "done" if draw < 0.45 else "running" if draw < 0.85 else "dropped"
    outcome = rng.choice(words("story", profile.language)["outcomes"][status])
    return {"status": status, "outcome": say(outcome, profile, year=year)}
