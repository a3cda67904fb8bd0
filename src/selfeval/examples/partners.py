"""The organisations that take part in an invented project, who join and leave over the years."""

from __future__ import annotations

import datetime
from functools import cache

from selfeval.examples.chance import chance
from selfeval.examples.profile import Profile
from selfeval.examples.words import say, words
from selfeval.model import State
from selfeval.project_file.template import Cells

_SINCE = datetime.date(2016, 6, 1)


@cache
def _all_partners(profile: Profile, seed: int) -> tuple[dict[str, object], ...]:
    pool = profile.own.get("partners") or words("partners", profile.language)
    return tuple(
        _partner(profile, seed, number, entry) for number, entry in enumerate(pool) if _takes_part(profile, seed, entry)
    )


def _takes_part(profile: Profile, seed: int, entry: dict[str, object]) -> bool:
    always = bool(entry.get("core")) or bool(profile.own.get("partners"))
    return always or chance(seed, profile.id, 0, f"partner/{entry['name']}").random() < 0.65


def _partner(profile: Profile, seed: int, number: int, entry: dict[str, object]) -> dict[str, object]:
    rng = chance(seed, profile.id, 0, f"joined/{number}")
    joined = _SINCE + datetime.timedelta(days=rng.randrange(560))
    left = None
    if not entry.get("core") and rng.random() < 0.4:
        joined = datetime.date(rng.choice((2019, 2020, 2021)), rng.randrange(1, 13), 1)
    if not entry.get("core") and rng.random() < 0.12:
        left = datetime.date(joined.year + 2 if joined.year > 2018 else 2020, 12, 31)
    signed = "yes" if entry.get("core") or rng.random() < 0.75 else "no"
    return {
        "partner": say(str(entry["name"]), profile),
        "kind": entry["kind"],
        "signed": signed,
        "joined": joined,
        "left": left,
    }


def partners_on(profile: Profile, seed: int, year: int) -> list[dict[str, object]]:
    """The partners on 31 December; whoever leaves that day is still counted."""
    end = datetime.date(year, 12, 31)
    return [entry for entry in _known(profile, seed, year) if entry["left"] is None or _date(entry["left"]) >= end]


def partner_rows(profile: Profile, seed: int, year: int) -> list[Cells]:
    """Every partner up to the end of a year, those who left included."""
    rows: list[Cells] = []
    for entry in _known(profile, seed, year):
        row = dict(entry)
        if row["left"] is None or _date(row["left"]) > datetime.date(year, 12, 31):
            del row["left"]
        if profile.character.tone == "sloppy" and len(rows) % 3 == 2:
            row |= {"signed": State.UNKNOWN, "joined": State.UNKNOWN}
        rows.append(row)  # type: ignore[arg-type]
    return rows


def _known(profile: Profile, seed: int, year: int) -> list[dict[str, object]]:
    return [entry for entry in _all_partners(profile, seed) if _date(entry["joined"]) <= datetime.date(year, 12, 31)]


def _date(value: object) -> datetime.date:
    if not isinstance(value, datetime.date):
        raise TypeError(value)
    return value
