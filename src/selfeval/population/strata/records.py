"""What a stratification shows, as tidy data: the same columns as the figures of one project."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.export import COLUMNS, Record
from selfeval.population.release import Released, ReleasedFigure
from selfeval.population.strata.result import Prediction, Stratification

_UNITS = {"count": "count", "share": "percent", "mean": "euro", "estimate": "percent", "quantile": "percent"}


def strata_records(result: Stratification) -> list[Record]:
    """A record for each released figure; what is hidden is there as hidden, without a number.

    `measure` is strata.<what>, `subject` and `group` are the coordinates of the figure ("" for all together).
    """
    held = result.concentration
    tables = [result.sizes, result.euro, result.equity, result.equity_standardised, result.municipalities]
    tables += [result.conditions, result.several, result.unknown]
    tables += [result.movement] if result.movement else []
    tables += [held.tops, held.curve] if held else []
    rows = [row for table in tables for row in _of_table(table, result)]
    if held and held.gini is not None:
        rows.append(_base("gini", "", "", result.year, result) | {"value": held.gini, "unit": "index"})
    return [*rows, *(row for one in result.predictions for row in _of_prediction(one, result))]


def _base(measure: str, subject: str, group: str, year: int, result: Stratification) -> Record:
    empty: Record = dict.fromkeys(COLUMNS)
    about: Record = {"measure": f"strata.{measure}", "subject": subject, "group": group, "year": year}
    where: Record = {"project": result.region or "all", "report_year": result.year, "state": "known"}
    return empty | where | about | {"revision": result.definitions.revision}


def _of_table(table: Released, result: Stratification) -> Iterator[Record]:
    for figure in table.figures:
        by_year = table.dimensions[0] == "year"
        places = figure.at[1:] if by_year else figure.at
        subject, group = (*places, "", "")[:2]
        year = int(figure.at[0]) if by_year else result.year
        yield _base(table.id, subject, group, year, result) | _numbers(figure, _UNITS[table.kind])


def _numbers(figure: ReleasedFigure, unit: str) -> Record:
    if figure.reason:
        return {"state": "hidden", "unit": unit, "finding": figure.reason}
    return {"value": figure.value, "unit": unit, "numerator": figure.cases, "denominator": figure.persons}


def _of_prediction(one: Prediction, result: Stratification) -> Iterator[Record]:
    for score, found in one.discrimination.items():
        limits: Record = {"low": found.interval.low, "high": found.interval.high, "numerator": one.events}
        base = _base("c_statistic", one.outcome, score, result.year, result)
        yield base | limits | {"value": found.value, "unit": "index"}
    if one.calibration is not None and one.observed is not None:
        shown = {"slope": one.calibration.slope_interval, "intercept": one.calibration.intercept_interval}
        for name, interval in shown.items():
            base = _base(f"calibration_{name}", one.outcome, "", result.year, result)
            limits = {"low": interval.low, "high": interval.high}
            yield base | limits | {"value": getattr(one.calibration, name), "unit": "index"}
        for expected, figure in zip(one.expected, one.observed.figures, strict=True):
            yield _base("observed", one.outcome, figure.at[0], result.year, result) | _numbers(figure, "percent")
            base = _base("expected", one.outcome, figure.at[0], result.year, result)
            yield base | {"value": expected, "unit": "percent"}
