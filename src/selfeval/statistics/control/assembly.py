"""Puts a chart together: each stretch gets its own limits, and its own signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from selfeval.statistics.control.chart import ChartKind, ControlChart, Footing, Signal, Stretch
from selfeval.statistics.control.position import Limits, Position
from selfeval.statistics.control.rules import RULES, Rule, RuleSet
from selfeval.statistics.control.runs import runs_of
from selfeval.statistics.control.scope import Scope, base_of, footing_of, stretches_of


@dataclass(frozen=True, slots=True)
class Basis:
    """Centre of a stretch, and for each of its points the reach from centre to limit (None: not known)."""

    centre: float
    reaches: tuple[float | None, ...]
    sigma_z: float | None = None


# From a stretch, and the indices of the known points in its baseline, to what its limits rest on.
Method = Callable[[range, Sequence[int]], Basis]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to chart: the kind, its method and constant, the range limits stay in, and from there to the unit shown."""

    kind: ChartKind
    method: Method
    constant: float
    rule_set: RuleSet
    floor: float = -inf
    ceiling: float = inf
    shown: Callable[[float], float] = float


def assemble(
    plan: Plan,
    values: Sequence[float | None],
    scope: Scope,
    shown_values: tuple[float | None, ...] | None = None,
) -> ControlChart:
    """Limits are computed within each stretch and never across; rules look at known points only, per stretch.

    shown_values: the values as read, when the chart computes on another scale.
    ValueError: a scope that doesn't fit the series, or a rule set that does not exist.
    """
    limits: list[Limits | None] = [None] * len(values)
    stretches: list[Stretch] = []
    found: dict[Rule, list[int]] = {rule: [] for rule in RULES[RuleSet(plan.rule_set)]}
    for part in stretches_of(len(values), scope.breaks):
        stretches.append(_limit(plan, values, part, scope, limits))
        line = _line(values, part, limits)
        for rule, finder in RULES[plan.rule_set].items():
            found[rule] += finder(line if rule is Rule.OUTSIDE_LIMITS else _without(line, scope))
    return _chart(plan, tuple(values) if shown_values is None else shown_values, limits, tuple(stretches), found)


def _limit(
    plan: Plan, values: Sequence[float | None], part: range, scope: Scope, limits: list[Limits | None]
) -> Stretch:
    """One stretch; where it has limits they are written into `limits`."""
    base = base_of(values, part, scope)
    footing = footing_of(len(base))
    if footing is Footing.TOO_FEW:
        return Stretch(part.start, part.stop, len(base), footing)
    basis = plan.method(part, base)
    for index, reach in zip(part, basis.reaches, strict=True):
        if reach is not None:
            limits[index] = Limits(basis.centre, reach, plan.floor, plan.ceiling)
    runs = runs_of(_without(_line(values, part, limits), scope))
    return Stretch(part.start, part.stop, len(base), footing, runs, basis.sigma_z)


def _without(line: Sequence[Position], scope: Scope) -> list[Position]:
    return [point for point in line if point.index not in scope.excluded]


def _line(values: Sequence[float | None], part: range, limits: Sequence[Limits | None]) -> list[Position]:
    """The points of a stretch that are known and have limits."""
    pairs = ((index, values[index], limits[index]) for index in part)
    return [Position(index, value, limit) for index, value, limit in pairs if value is not None and limit is not None]


def _chart(
    plan: Plan,
    values: tuple[float | None, ...],
    limits: Sequence[Limits | None],
    stretches: tuple[Stretch, ...],
    found: dict[Rule, list[int]],
) -> ControlChart:
    def each(part: Callable[[Limits], float]) -> tuple[float | None, ...]:
        return tuple(None if one is None else plan.shown(part(one)) for one in limits)

    return ControlChart(
        kind=plan.kind,
        values=values,
        centre=each(lambda one: one.centre),
        low=each(lambda one: one.low),
        high=each(lambda one: one.high),
        near_low=each(lambda one: one.near_low),
        near_high=each(lambda one: one.near_high),
        stretches=stretches,
        rule_set=plan.rule_set,
        signals=tuple(Signal(rule, tuple(points)) for rule, points in found.items()),
        constant=plan.constant,
    )
