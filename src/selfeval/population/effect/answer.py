"""The answer to a question, with everything its page prints: aggregates of regions only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfeval.population.effect.comparison import Balance
from selfeval.population.effect.inference import Estimate
from selfeval.population.effect.peers import Bootstrapped, Bounds, Synthetic
from selfeval.population.effect.question import Question
from selfeval.population.effect.randomisation import Randomised
from selfeval.population.effect.rules import Rules
from selfeval.population.effect.savings import Saving
from selfeval.population.effect.verdict import Verdict


@dataclass(frozen=True)
class Peers:
    """The same effect by other methods; None where a method does not fit the data.

    `steady` tells whether there are pilots enough for an error clustered by region.
    """

    clustered: Estimate | None
    bootstrap: Bootstrapped | None
    group_time: Estimate
    steady: bool
    synthetic: Synthetic | None


@dataclass(frozen=True)
class Checks:
    """What would speak against a finding.

    `earlier`: estimates for starts pretended before the real one, by year; `randomised`: the estimate among those of
    regions picked at random; `honest`: intervals when trends need not be parallel; `balance`: how alike regions were.
    """

    earlier: Mapping[int, Estimate]
    randomised: Randomised
    honest: tuple[Bounds, ...]
    balance: tuple[Balance, ...]


@dataclass(frozen=True)
class Detectable:
    """The smallest effect that is found with 80 % power: in these data, and by (persons, number of pilot regions)."""

    here: float
    by: Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Course:
    """The outcome by year, weighted by persons: of the pilots and of the comparison regions; None is hidden."""

    years: tuple[int, ...]
    pilots: tuple[float | None, ...]
    others: tuple[float | None, ...]


@dataclass(frozen=True)
class Effect:
    """An answer: `method` is "two_way" or "group_time"; `persons` the pilots' mean number of persons a year.

    `events` holds the difference to the year before the start by calendar year, for staggered starts by years since the
    start; `caps` the amounts at which persons' outcomes were cut off; `left_out` the share of the pilots' people in
    classes that could not be adjusted for; `dropped` regions that fell out.
    """

    question: Question
    rules: Rules
    method: str
    comparison: tuple[str, ...]
    dropped: tuple[str, ...]
    persons: float
    estimate: Estimate
    verdict: Verdict
    course: Course
    events: Mapping[int, Estimate]
    checks: Checks
    detectable: Detectable
    peers: Peers
    saving: Saving
    caps: Mapping[int, float] = field(default_factory=dict)
    left_out: float = 0.0

    @property
    def common(self) -> bool:
        """Whether all pilots start together."""
        return self.method == "two_way"
