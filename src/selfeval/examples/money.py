"""The means of an invented project, within the amounts of the Gids."""

from __future__ import annotations

from selfeval.examples.chance import bell, chance, within
from selfeval.examples.profile import Profile
from selfeval.examples.words import say, words
from selfeval.guide import Guide
from selfeval.model import State, Value
from selfeval.project_file.template import Cells

_NOTHING: dict[str, Value | State] = {"granted": State.NOT_APPLICABLE, "spent": State.NOT_APPLICABLE}


def money_rows(profile: Profile, seed: int, years: list[int], guide: Guide) -> list[Cells]:
    """Granted and spent by heading, the report year first."""
    rows: list[Cells] = []
    for year in reversed(years):
        for item in guide.items("amounts"):
            amounts = _amounts(profile, seed, year, item["id"], item["euro_per_year"])
            rows.append({"heading": item["id"], "year": year, **amounts})
    return rows


def _amounts(profile: Profile, seed: int, year: int, heading: str, most: int | None) -> dict[str, Value | State]:
    rng = chance(seed, profile.id, year, f"money/{heading}")
    if heading == "integration_management" and most:
        return _spent(profile, most, profile.character.spending + 0.02 * bell(rng), year, late=False)
    if heading == "innovative_actions" and most:
        # A lump sum in 2019; from 2021 on at most this amount. The sources say nothing of 2018 and 2020.
        if year in {2018, 2020}:
            return _NOTHING
        granted = most if year == 2019 else round(most * (0.7 + 0.3 * rng.random()))
        share = (
            within(0.45 + 0.06 * bell(rng), 0.2, 0.7)
            if year == 2019
            else profile.character.spending - 0.06 * rng.random()
        )
        return _spent(profile, granted, share, year, late=year == 2019)
    if heading == "own_contribution":
        known = profile.character.tone != "sloppy"
        return {
            "granted": State.NOT_APPLICABLE,
            "spent": round(24000 + 9000 * rng.random()) if known else State.UNKNOWN,
        }
    granted = 5000 * round(1 + 6 * chance(seed, profile.id, 0, "other").random())
    return (
        {"granted": granted, "spent": round(granted * (0.8 + 0.2 * rng.random()))} if heading == "other" else _NOTHING
    )


def _spent(profile: Profile, granted: int, share: float, year: int, *, late: bool) -> dict[str, Value | State]:
    remarks = words("story", profile.language)["money"]
    about = "late" if late else "over" if share > 1 else "under" if share < 0.9 else ""
    remark = {"remark": say(remarks[about], profile, year=year)} if about else {}
    return {"granted": granted, "spent": round(granted * share), **remark}
