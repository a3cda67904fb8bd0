"""From the cube to what may be shown of a region: every figure in here has gone through release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from math import isnan

import numpy as np

from selfeval.errors import RequestError
from selfeval.population.cube import Cube
from selfeval.population.indicators import Indicator, Kind
from selfeval.population.monitor import figures
from selfeval.population.monitor.comparison import Estimate, beside, trend
from selfeval.population.monitor.figures import Estimates, Parts
from selfeval.population.monitor.funnel import draw_limits
from selfeval.population.monitor.released import Funnel, Monitor, Reading, Shown
from selfeval.population.release import ALL, Aggregate, Cell, ReleasedFigure, release_aggregate
from selfeval.population.release import Kind as Protection

_PROTECTION = {Kind.SHARE: Protection.SHARE, Kind.RATE: Protection.RATE, Kind.MEAN: Protection.MEAN}


def gather_monitor(
    cube: Cube, indicators: Sequence[Indicator], region: str, compared: Sequence[str] = (), smallest: int = 5
) -> Monitor:
    """The indicators of a region beside chosen regions, or beside all others.

    Raises RequestError `population_region_unknown` (region, accepted), and as release_aggregate does.
    """
    others = tuple(sorted(set(compared) - {region})) or tuple(name for name in cube.regions if name != region)
    for name in (region, *others):
        if name not in cube.regions:
            raise RequestError("population_region_unknown", region=name, accepted=", ".join(cube.regions))
    counted = [one for one in indicators if cube.has(one)]
    readings = tuple(_read(cube, one, region, others, smallest) for one in counted)
    left = tuple(one for one in indicators if not cube.has(one))
    return Monitor(region, others, cube.years, cube.strata, readings, left, smallest)


def _read(cube: Cube, indicator: Indicator, region: str, others: tuple[str, ...], smallest: int) -> Reading:
    own, *each = (figures.parts_of(cube, indicator, [name]) for name in (region, *others))
    together, rest = own.all_strata(), _stacked([one.all_strata() for one in each])
    here = _by_stratum(indicator, cube, own, smallest)
    beyond, hidden = _others(indicator, cube, rest, others, smallest)
    sides = (together, rest.each(lambda sums: np.asarray(sums.sum(axis=-2))))
    found = _compared(indicator, sides, len(cube.years))
    standard, others_standard = (
        {
            year: _standard(indicator, _at(side, at), estimates[at], shown, smallest)
            for at, (year, shown) in enumerate(shown_of.items())
        }
        if indicator.standardised
        else {}
        for side, estimates, shown_of in zip(
            sides, found, ({year: here[year, ALL] for year in cube.years}, beyond), strict=True
        )
    )
    latest, is_shown = cube.years[-1], not here[cube.years[-1], ALL].reason
    series = [one if not here[year, ALL].reason else _NONE for year, one in zip(cube.years, found[0], strict=True)]
    return Reading(
        indicator,
        here,
        standard,
        beyond,
        others_standard,
        beside(series[-1], found[1][-1]) if is_shown and not beyond[latest].reason else None,
        trend(cube.years, series, indicator.breaks, indicator.low_is_good) if is_shown else None,
        _funnel(indicator, cube, (own, *each), (region, *others), hidden, is_shown),
    )


def _compared(indicator: Indicator, sides: Sequence[Parts], years: int) -> list[list[Estimate]]:
    """What is compared of each side and year: standardised where that is asked for, else as counted."""
    if not indicator.standardised:
        return [[_estimate(figures.crude(indicator, _at(side, at))) for at in range(years)] for side in sides]
    by_year = [figures.standardised(indicator, [_at(side, at) for side in sides]) for at in range(years)]
    return [[_estimate(found[place]) for found in by_year] for place in range(len(sides))]


def _at(parts: Parts, at: int) -> Parts:
    return parts.each(lambda sums: np.asarray(sums[at]))


_NONE = Estimate(float("nan"), float("nan"), float("nan"))


def _estimate(found: Estimates) -> Estimate:
    return Estimate(*(float(one) for one in (found.value, found.low, found.high)))


def _stacked(parts: Sequence[Parts]) -> Parts:
    """Parts of several regions as one, the regions on the axis before the bands: (years, regions, bands)."""
    return Parts(*(np.stack([getattr(one, field.name) for one in parts], axis=-2) for field in fields(Parts)))


def _by_stratum(indicator: Indicator, cube: Cube, parts: Parts, smallest: int) -> dict[tuple[int, str], Shown]:
    return {
        (year, stratum): shown
        for at, year in enumerate(cube.years)
        for stratum, shown in _released(indicator, _at(parts, at), cube.strata, smallest).items()
    }


def _others(
    indicator: Indicator, cube: Cube, parts: Parts, names: tuple[str, ...], smallest: int
) -> tuple[dict[int, Shown], frozenset[str]]:
    """The other regions together by year, and which of them may not be shown in the latest year."""
    together, hidden = {}, frozenset[str]()
    for at, year in enumerate(cube.years):
        found = _released(indicator, _at(parts, at), names, smallest)
        together[year], hidden = found[ALL], frozenset(name for name in names if found[name].reason)
    return together, hidden


def _released(indicator: Indicator, parts: Parts, names: tuple[str, ...], smallest: int) -> dict[str, Shown]:
    """The crude figures of groups that make up a whole, and of the whole; parts (groups, bands)."""
    whole = parts.each(lambda sums: np.vstack([sums, sums.sum(axis=0, keepdims=True)]))
    found = figures.crude(indicator, whole)
    labels = (*names, ALL)
    if np.isnan(whole.numerator).any():
        return {name: Shown(reason="missing") for name in labels}
    cells = tuple(_cell(indicator, whole, found, at, name) for at, name in enumerate(labels))
    kind, per = _protection(indicator), figures.per(indicator)
    released = release_aggregate(Aggregate(indicator.id, kind, ("group",), cells, per), smallest)
    return {one.at[0]: _shown(one) for one in released.figures}


def _protection(indicator: Indicator) -> Protection:
    """How a figure is protected: a ratio of events as a share of these, of amounts as a mean."""
    if indicator.kind is not Kind.RATIO:
        return _PROTECTION[indicator.kind]
    if any(name.startswith("expenditure") for name in indicator.numerator.columns):
        return Protection.MEAN
    return Protection.SHARE if indicator.unit == "percent" else Protection.RATE


def _cell(indicator: Indicator, parts: Parts, found: Estimates, at: int, name: str) -> Cell:
    persons, above, below = (float(sums[at].sum()) for sums in (parts.persons, parts.numerator, parts.denominator))
    kind, low, high = _protection(indicator), _number(found.low[at]), _number(found.high[at])
    if kind is Protection.MEAN:
        counted = below if indicator.kind is Kind.MEAN else persons
        return Cell((name,), round(counted), amount=above, denominator=below, low=low, high=high)
    counted = persons if indicator.kind is Kind.RATE else below
    return Cell((name,), round(counted), round(above), denominator=below, low=low, high=high)


def _standard(indicator: Indicator, parts: Parts, found: Estimate, counted: Shown, smallest: int) -> Shown:
    """The standardised figure of one year; hidden where the figure as counted is."""
    if counted.reason:
        return Shown(reason=counted.reason)
    cases = None if indicator.kind is Kind.MEAN else round(float(parts.numerator.sum()))
    if not found.is_known:
        return Shown(reason="few_events" if cases is not None and cases < figures.FEWEST_EVENTS else "no_band")
    persons = round(float((parts.persons if indicator.kind is Kind.RATE else parts.denominator).sum()))
    cell = Cell((ALL,), persons, cases, value=found.value, low=found.low, high=found.high)
    aggregate = Aggregate(indicator.id, Protection.ESTIMATE, ("group",), (cell,))
    return _shown(release_aggregate(aggregate, smallest).figure(ALL))


def _shown(figure: ReleasedFigure) -> Shown:
    reason = figure.reason or ("empty" if figure.value is None else "")
    return Shown(figure.value, figure.low, figure.high, figure.persons, figure.cases, reason)


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _funnel(
    indicator: Indicator,
    cube: Cube,
    each: Sequence[Parts],
    names: tuple[str, ...],
    hidden: frozenset[str],
    is_shown: bool,
) -> Funnel | None:
    """The regions of the latest year that may be shown, this one among them."""
    if not (is_shown and indicator.headline):
        return None
    kept = [(name, one.all_strata()) for name, one in zip(names, each, strict=True) if name not in hidden]
    latest = [(name, _at(one, len(cube.years) - 1)) for name, one in kept]
    whole = [(name, one) for name, one in latest if not np.isnan(one.numerator).any()]
    stacked = _stacked([one for _, one in whole])
    return draw_limits(indicator, tuple(name for name, _ in whole), stacked) if whole else None
