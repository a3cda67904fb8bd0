"""The objectives of an invented project and their codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from selfeval.examples.chance import chance
from selfeval.examples.profile import Profile
from selfeval.examples.words import words

_COUNT = 7


@cache
def objectives(profile: Profile, seed: int) -> tuple[Mapping[str, Any], ...]:
    """The objectives of the plan: at least one for each aim, in the order of the pool."""
    if "objectives" in profile.own:
        return tuple(profile.own["objectives"])
    pool = words("objectives", profile.language)
    rng = chance(seed, profile.id, 0, "objectives")
    chosen: dict[str, int] = {}
    for aim in dict.fromkeys(entry["aim"] for entry in pool):
        numbers = [number for number, entry in enumerate(pool) if entry["aim"] == aim]
        chosen[aim] = rng.choice(numbers)
    others = [number for number in range(len(pool)) if number not in chosen.values()]
    kept = sorted({*chosen.values(), *rng.sample(others, max(0, _COUNT - len(chosen)))})
    return tuple(pool[number] for number in kept)


def objective_codes(profile: Profile, seed: int) -> dict[str, str]:
    """The code of the first objective for each component that has one."""
    codes: dict[str, str] = {}
    for number, entry in enumerate(objectives(profile, seed), 1):
        codes.setdefault(entry["component"], objective_code(profile, number))
    return codes


def objective_code(profile: Profile, number: int) -> str:
    """The project's own code of its first, second ... objective."""
    return f"{'D' if profile.language == 'nl' else 'O'}{number}"
