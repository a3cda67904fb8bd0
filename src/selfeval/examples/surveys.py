"""The surveys of patients and professionals of an invented project, as summary figures."""

from __future__ import annotations

from functools import cache

from selfeval.examples.chance import bell, chance, within
from selfeval.examples.maturity import years_of_work
from selfeval.examples.patients import patient_flows
from selfeval.examples.profile import Profile
from selfeval.examples.words import figures
from selfeval.guide import Guide
from selfeval.model import State, Value
from selfeval.project_file.template import Cells

# The number of PACIC questions behind each scale; the total is the mean of all twenty.
_QUESTIONS = {
    "pacic_activation": 3,
    "pacic_delivery_system": 3,
    "pacic_goal_setting": 5,
    "pacic_problem_solving": 4,
    "pacic_follow_up": 5,
}
_FEWEST = 5
_COUNTS = ("invited", "responded", "mean", "standard_deviation")


def has_survey(profile: Profile, year: int) -> bool:
    """Whether the project held its surveys in a year."""
    character = profile.character
    return year in character.survey_years and year not in character.missing_years


@cache
def survey_size(profile: Profile, seed: int, year: int, who: str) -> tuple[int, int]:
    """How many "patients" or "professionals" were invited and answered."""
    rng = chance(seed, profile.id, year, f"survey/{who}")
    if who == "patients":
        invited, response = (
            min(900, round(0.6 * patient_flows(profile, seed, year)["total"].end)),
            0.36 + 0.05 * bell(rng),
        )
    else:
        invited, response = staff(profile), 0.44 + 0.06 * bell(rng)
    fatigue = 0.12 if profile.character.hit_by_2020 and year == 2020 else 0.0
    return invited, round(invited * within(response - fatigue, 0.12, 0.8))


def answers(profile: Profile, seed: int, year: int, who: str) -> int | None:
    """How many answered, or None without a survey or with too few answers to say anything."""
    responded = survey_size(profile, seed, year, who)[1]
    return responded if has_survey(profile, year) and responded >= _FEWEST else None


def staff(profile: Profile) -> int:
    """Professionals of the partners who work for included patients."""
    return 60 + 14 * profile.character.panel


def survey_mean(profile: Profile, seed: int, year: int, scale: str) -> float:
    """The mean of a scale in a year, to two decimals."""
    if scale == "pacic_total":
        asked = sum(_QUESTIONS.values())
        return round(
            sum(count * survey_mean(profile, seed, year, part) for part, count in _QUESTIONS.items()) / asked, 2
        )
    course = figures("surveys")[scale]
    low, high = course["range"]
    lasting, passing = chance(seed, profile.id, 0, scale), chance(seed, profile.id, year, scale)
    progress = years_of_work(profile, year) / 4 * profile.character.growth / 0.5
    value = course["from"] + (course["to"] - course["from"]) * progress
    noise = course["deviation"] * (0.2 * bell(lasting) + 0.06 * bell(passing))
    strain = 0.35 * course["deviation"] if profile.character.hit_by_2020 and year == 2020 else 0.0
    return round(within(value + noise - strain, low + 0.2 * (high - low), high - 0.1 * (high - low)), 2)


def survey_rows(profile: Profile, seed: int, years: list[int], guide: Guide, who: str) -> list[Cells]:
    """The scales asked of "patients" or "professionals", the report year first."""
    codes = guide.codes("patient_survey_scale" if who == "patients" else "professional_survey_scale")
    return [_row(profile, seed, year, entry["id"], who) for year in reversed(years) for entry in codes]


def _row(profile: Profile, seed: int, year: int, scale: str, who: str) -> Cells:
    head: dict[str, Value | State] = {"scale": scale, "year": year}
    used = chance(seed, profile.id, 0, f"used/{scale}").random() < profile.character.filled + 0.1
    if not used or year not in profile.character.survey_years:
        return {**head, **dict.fromkeys(_COUNTS, State.NOT_APPLICABLE)}
    if year in profile.character.missing_years:
        return {**head, **dict.fromkeys(_COUNTS, State.UNKNOWN)}
    rng = chance(seed, profile.id, year, f"answers/{scale}")
    invited, responded = survey_size(profile, seed, year, who)
    if responded < _FEWEST:
        return {**head, **dict(zip(_COUNTS, (invited, responded, State.UNKNOWN, State.UNKNOWN), strict=True))}
    valid = responded - int(rng.random() * 0.06 * responded)
    deviation: float | State = round(figures("surveys")[scale]["deviation"] * (0.92 + 0.16 * rng.random()), 2)
    if profile.character.tone == "sloppy" and rng.random() < 0.3:
        deviation = State.UNKNOWN
    summary = (invited, valid, survey_mean(profile, seed, year, scale), deviation)
    return {**head, **dict(zip(_COUNTS, summary, strict=True))}
