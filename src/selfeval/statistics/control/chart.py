"""What a control chart holds: limits for every point, and the signals of a named set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfeval.statistics.control.rules import Rule, RuleSet
from selfeval.statistics.control.runs import Runs
from selfeval.statistics.interval import Interval


class ChartKind(StrEnum):
    """What is charted, and so how limits are computed."""

    XMR = "xmr"
    INDIVIDUALS = "individuals"
    P = "p"
    P_PRIME = "p_prime"
    U = "u"
    C = "c"
    T = "t"


class Footing(StrEnum):
    """On how many points limits rest: below 10 there are none, below 12 they are on trial."""

    TOO_FEW = "too_few"
    TRIAL = "trial"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the series between two breaks, from index `start` up to but not including `stop`.

    points: known points its limits are computed from. runs: None when there are no limits or too few points off the
    centre. sigma_z: on a p' chart, how many times wider than chance the shares vary; None on other charts.
    """

    start: int
    stop: int
    points: int
    footing: Footing
    runs: Runs | None = None
    sigma_z: float | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """The points, by index from 0, in which one rule finds its pattern; empty when it finds none."""

    rule: Rule
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series with its limits: one entry per point in values, centre, low, high, near_low and near_high.

    All six are in the unit of the values. A value is None where it is missing; a limit is None where its stretch has
    too few points, and where the denominator it depends on is missing.
    constant: the factor from mean moving range (xmr, individuals, t: 2.66 or 3/1.128), from standard deviation
    (p, u, c: 3), or from mean moving range of standardised shares times standard deviation (p': 3/1.128) to the limit.
    signals: one per rule of the rule set, in its order.
    """

    kind: ChartKind
    values: tuple[float | None, ...]
    centre: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    near_low: tuple[float | None, ...]
    near_high: tuple[float | None, ...]
    stretches: tuple[Stretch, ...]
    rule_set: RuleSet
    signals: tuple[Signal, ...]
    constant: float

    @property
    def trial(self) -> bool:
        """Whether some limits rest on fewer than 12 points."""
        return any(stretch.footing is Footing.TRIAL for stretch in self.stretches)

    @property
    def has_limits(self) -> bool:
        """Whether the latest stretch has limits; without them the plain verdict takes the place of a chart."""
        return self.stretches[-1].footing is not Footing.TOO_FEW

    @property
    def latest_limits(self) -> Interval | None:
        """Limits of the latest point that has them, in the latest stretch only."""
        start = self.stretches[-1].start
        for low, high in zip(reversed(self.low[start:]), reversed(self.high[start:]), strict=True):
            if low is not None and high is not None:
                return Interval(low, high)
        return None

    def points(self, rule: Rule) -> tuple[int, ...]:
        """Indices, from 0, of the points in which `rule` finds its pattern.

        ValueError: a rule that is not in the chart's rule set.
        """
        for signal in self.signals:
            if signal.rule is rule:
                return signal.points
        raise ValueError(f"a rule of {self.rule_set} is expected, found {rule}")
