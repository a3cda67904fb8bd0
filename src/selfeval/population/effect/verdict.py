"""From figures to a finding: the rules are here, once; the words are in texts/population_effect.yml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from selfeval.population.effect.inference import CONFIDENCE

_ERROR = 1 - CONFIDENCE


class Finding(StrEnum):
    """What may be said: nothing at all, not told from chance, in doubt, lower, higher."""

    UNTOLD = "untold"
    CHANCE = "chance"
    DOUBTFUL = "doubtful"
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the finding rests on.

    `low` and `high` are the interval of the effect; `earlier` the p-values of starts pretended in the years before the
    real one; `randomisation` the p-value of the test that deals the starts out again and `least` the smallest that it
    can give; `regions` and `before` count comparison regions and years before the start; `error` the standard error.
    """

    low: float
    high: float
    error: float
    regions: int
    before: int
    randomisation: float
    least: float
    earlier: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding and the reasons for it, as keys of the texts."""

    finding: Finding
    reasons: tuple[str, ...] = ()


def judge(evidence: Evidence, least_regions: int, least_before: int) -> Verdict:
    """The finding that the evidence allows.

    1. With fewer regions or earlier years than the least, or regions without any spread, nothing is said.
    2. An interval that holds 0 is not told from chance.
    3. A clear difference is in doubt when the regions already parted before the start (a pretended start is clear,
       at 5 % shared over the pretended starts) or when regions picked at random do as much in more than 5 % of draws.
    4. Otherwise lower or higher than without the pilot may be expected.
    """
    lacking = {
        "few_regions": evidence.regions < least_regions,
        "few_years_before": evidence.before < least_before,
        "no_spread": evidence.error <= 0,
    }
    if any(lacking.values()):
        return Verdict(Finding.UNTOLD, _named(lacking))
    if evidence.low <= 0 <= evidence.high:
        return Verdict(Finding.CHANCE, ("interval",))
    against = {
        "earlier_years": any(p < _ERROR / len(evidence.earlier) for p in evidence.earlier),
        "randomisation": evidence.randomisation > _ERROR and evidence.least <= _ERROR,
        "few_assignments": evidence.least > _ERROR,
    }
    if any(against.values()):
        return Verdict(Finding.DOUBTFUL, _named(against))
    return Verdict(Finding.LOWER if evidence.high < 0 else Finding.HIGHER)


def _named(found: dict[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, holds in found.items() if holds)
