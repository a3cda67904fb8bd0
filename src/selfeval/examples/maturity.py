"""How far an invented project stands on each component, and how its members score that."""

from __future__ import annotations

import random
from functools import cache
from statistics import median_low

from selfeval.examples.chance import bell, chance, within
from selfeval.examples.profile import FIRST_YEAR, Profile
from selfeval.examples.words import say, words
from selfeval.guide import Guide
from selfeval.model import State
from selfeval.project_file.template import Cells

_PACE = {"ordinary": (0.0, 1.0, 2.0, 3.0, 4.0), "slow": (0.0, 0.3, 0.9, 2.1, 3.3), "hit": (0.0, 1.1, 1.2, 2.3, 3.5)}


def years_of_work(profile: Profile, year: int) -> float:
    """The years of ordinary progress behind the project at the end of a year; 0 for the first."""
    character = profile.character
    pace = "slow" if character.slow_start else "hit" if character.hit_by_2020 else "ordinary"
    return _PACE[pace][int(within(year - FIRST_YEAR, 0, 4))]


@cache
def level(profile: Profile, seed: int, component: str, year: int) -> float:
    """Where the component stands, 0 to 5, before anybody scores it."""
    rng, character = chance(seed, profile.id, 0, component), profile.character
    if component in profile.own.get("levels_in_2022", {}):
        to_come = years_of_work(profile, 2022) - years_of_work(profile, year)
        return within(profile.own["levels_in_2022"][component] - 0.8 * character.growth * to_come, 0.0, 4.9)
    start = (
        character.maturity
        + 0.5 * bell(rng)
        + 0.8 * (component in character.strong)
        - 0.8 * (component in character.weak)
    )
    pace = character.growth * (0.7 + 0.6 * rng.random())
    dip = 0.35 if character.hit_by_2020 and year == 2020 else 0.0
    return within(max(start, 0.0) + pace * years_of_work(profile, year) - dip, 0.0, 4.9)


@cache
def panel_scores(profile: Profile, seed: int, component: str, year: int) -> tuple[int | State, ...]:
    """The score of each member of the panel: 0 to 5, not applicable or unknown."""
    rng, character = chance(seed, profile.id, year, f"panel/{component}"), profile.character
    centre = level(profile, seed, component, year)
    return tuple(
        _score(rng, centre, member, component in character.splits, profile) for member in range(character.panel)
    )


def _score(rng: random.Random, centre: float, member: int, is_split: bool, profile: Profile) -> int | State:
    character = profile.character
    draw, noise = rng.random(), character.spread * bell(rng)
    if draw < character.unknown:
        return State.UNKNOWN
    if draw < character.unknown + character.not_applicable:
        return State.NOT_APPLICABLE
    # In a split panel two camps see another reality, whatever the figures say.
    camp = (1.7 if member % 2 else -1.7) if is_split else 0.0
    return int(within(round(within(centre, 1.7, 3.3) + camp + noise * 0.5 if is_split else centre + noise), 0, 5))


@cache
def agreed_score(profile: Profile, seed: int, component: str, year: int) -> int | State:
    """The score after discussion: the lower median of the panel's, or unknown when nobody scored.

    A split panel settles on what is there for certain.
    """
    if component in profile.character.splits:
        return int(level(profile, seed, component, year))
    if component in profile.own.get("levels_in_2022", {}):
        return round(level(profile, seed, component, year))
    known = [score for score in panel_scores(profile, seed, component, year) if not isinstance(score, State)]
    return median_low(known) if known else State.UNKNOWN


def individual_rows(profile: Profile, seed: int, year: int, guide: Guide) -> list[Cells]:
    """One row for each member of the panel."""
    rng = chance(seed, profile.id, 0, "professions")
    groups = [entry["id"] for entry in guide.codes("professional_group")]
    scores = {item["id"]: panel_scores(profile, seed, item["id"], year) for item in guide.pilot_components()}
    rows: list[Cells] = []
    for member in range(profile.character.panel):
        group = groups[member % len(groups)] if rng.random() > profile.character.unknown else State.UNKNOWN
        given = {component: values[member] for component, values in scores.items()}
        rows.append({"respondent": f"R{member + 1:02d}", "group": group, **given})
    return rows


def agreed_rows(profile: Profile, seed: int, years: list[int], guide: Guide) -> list[Cells]:
    """The agreed score of every component, the report year first."""
    return [
        _agreed_row(profile, seed, item["id"], year) for year in reversed(years) for item in guide.pilot_components()
    ]


def _agreed_row(profile: Profile, seed: int, component: str, year: int) -> Cells:
    score = agreed_score(profile, seed, component, year)
    row: dict[str, object] = {"component": component, "year": year, "agreed_score": score}
    rng = chance(seed, profile.id, year, f"ambition/{component}")
    row["ambition"] = score if isinstance(score, State) else min(5, score + (rng.random() < 0.7))
    own = profile.own_year(year).get("scores", {}).get(component)
    if own:
        row |= {key: say(text, profile, year=year) for key, text in own.items()}
    elif profile.character.tone != "sloppy" or rng.random() < 0.5:
        row |= _grounds(profile, seed, component, year, score)
    return row  # type: ignore[return-value]


def _grounds(profile: Profile, seed: int, component: str, year: int, score: int | State) -> dict[str, str]:
    pool, story = words("components", profile.language)[component], words("story", profile.language)
    if isinstance(score, State):
        return {"reason": say(story["not_scored"], profile, year=year)}
    band = "low" if score <= 1 else "middle" if score <= 3 else "high"
    sentences = [pool[band]]
    before = agreed_score(profile, seed, component, year - 1) if year > FIRST_YEAR else State.UNKNOWN
    if not isinstance(before, State):
        move = "up" if score > before else "down" if score < before else "same"
        rng = chance(seed, profile.id, year, f"move/{component}")
        sentences.append(rng.choice(story["moves"][move]))
    if component in profile.character.splits:
        sentences.append(story["split"])
    evidence = pool["evidence"][(year + len(profile.id)) % len(pool["evidence"])]
    facts = {"year": year, "before": year - 1}
    return {"reason": say(" ".join(sentences), profile, **facts), "evidence": say(evidence, profile, **facts)}
