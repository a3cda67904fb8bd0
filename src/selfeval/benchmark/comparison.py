"""Figures of several projects around the value of all together: where each lies, and what chance alone would do.

The funnel plot of Spiegelhalter 2005, Stat Med 24:1185-1202: exact limits of 95 % and 99.8 % around the group's value,
which is the sum of the numerators over the sum of the denominators of the projects that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median, quantiles

from selfeval.model import Figure, Key, State
from selfeval.statistics.arrays.funnel import exact_proportion_limits, exact_rate_limits
from selfeval.statistics.funnel_position import INNER, OUTER, Position, position_of
from selfeval.statistics.interval import Interval

# Below this many projects a reader could tell who is who; this project's own proposal.
LEAST = 5
PER = 1000.0
_COMPARED_UNITS = ("percent", "per_1000")
# So many decimals are drawn and exported: what lies behind differs between machines.
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Standing:
    """A project under its letter, with its released figures only; `name` is empty unless names are asked for."""

    label: str
    figures: Mapping[Key, Figure]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A project's figure with the limits for its denominator."""

    label: str
    figure: Figure
    inner: Interval
    outer: Interval

    @property
    def position(self) -> Position:
        """Where the figure lies; on a limit is within it."""
        return position_of(self.figure.value or 0.0, self.inner, self.outer)


@dataclass(frozen=True)
class Comparison:
    """An indicator of the projects that have it, smallest denominator first; `group` is the value of all together."""

    group: Figure
    points: tuple[Point, ...]

    @cached_property
    def outside(self) -> tuple[Point, ...]:
        """The projects beyond the outer limits."""
        return tuple(point for point in self.points if point.position in (Position.FAR_BELOW, Position.FAR_ABOVE))

    @cached_property
    def between(self) -> tuple[Point, ...]:
        """The projects beyond the inner limits but within the outer ones."""
        return tuple(point for point in self.points if point.position in (Position.BELOW, Position.ABOVE))

    def point(self, label: str) -> Point | None:
        """The project under a letter."""
        return next((point for point in self.points if point.label == label), None)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The scores of one component: each project's by letter, and their quartiles."""

    component: str
    scores: Mapping[str, float]
    quartiles: tuple[float, float, float]


def comparable(figure: Figure | None) -> bool:
    """Whether a figure is shown and is a share or a rate of a known denominator."""
    return bool(
        figure is not None
        and figure.state is State.KNOWN
        and figure.value is not None
        and figure.unit in _COMPARED_UNITS
        and figure.numerator is not None
        and figure.denominator
    )


def compare_projects(standings: Iterable[Standing], key: Key) -> Comparison | None:
    """The projects whose figure of this key is shown, compared; None when there are fewer than LEAST."""
    found = {one.label: one.figures[key] for one in standings if comparable(one.figures.get(key))}
    if len(found) < LEAST:
        return None
    labels = sorted(found, key=lambda label: (found[label].denominator or 0, label))
    figures = [found[label] for label in labels]
    group = _group(figures)
    sizes = [figure.denominator or 0 for figure in figures]
    limits = zip(limits_at(sizes, group, INNER), limits_at(sizes, group, OUTER), strict=True)
    points = (Point(label, found[label], *pair) for label, pair in zip(labels, limits, strict=True))
    return Comparison(group, tuple(points))


def _group(figures: Sequence[Figure]) -> Figure:
    first = figures[0]
    part, whole = sum(figure.numerator or 0 for figure in figures), sum(figure.denominator or 0 for figure in figures)
    value = part / whole * (PER if first.unit == "per_1000" else 1)
    key = Key("benchmark.group", first.key.subject, first.key.group, first.key.year)
    return Figure(key, value, State.KNOWN, first.unit, part, whole, definition=first.definition)


def limits_at(sizes: Sequence[int], group: Figure, confidence: float) -> list[Interval]:
    """The limits around the group's value at each denominator, in the unit of the value.

    Where all projects have none, or a share of all, chance has no room: both limits are the value itself.
    """
    target = group.value or 0.0
    if target == 0 or (group.unit == "percent" and target == 1):
        return [Interval(target, target) for _ in sizes]
    share = group.unit == "percent"
    found = (
        exact_proportion_limits(sizes, target, confidence)
        if share
        else exact_rate_limits(sizes, target, PER, confidence)
    )
    pairs = zip(found.low.tolist(), found.high.tolist(), strict=True)
    return [Interval(round(low, _DECIMALS), round(high, _DECIMALS)) for low, high in pairs]


def distribute_scores(standings: Iterable[Standing], component: str, year: int) -> Distribution | None:
    """The agreed scores of a component and their quartiles (inclusive method); None with fewer than LEAST projects."""
    key = Key("maturity.agreed", component, year=year)
    shown = {one.label: one.figures[key] for one in standings if key in one.figures}
    scores = {label: figure.value for label, figure in sorted(shown.items()) if figure.value is not None}
    if len(scores) < LEAST:
        return None
    low, _, high = quantiles(scores.values(), n=4, method="inclusive")
    return Distribution(component, scores, (low, median(scores.values()), high))
