"""What the monitor shows, as tidy data: every released figure of the region, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.export import COLUMNS, Record
from selfeval.population.monitor.released import Monitor, Reading, Shown
from selfeval.population.monitor.words import KIND


def monitor_records(monitor: Monitor) -> list[Record]:
    """A record for each figure; `group` is a group of the pyramid, empty for all.

    Measures: population.value (`finding` of the latest year: where it lies beside the others), population.standardised,
    population.others, population.others_standardised, population.trend (`finding` only).
    """
    return [row for reading in monitor.readings for row in _rows(reading, monitor)]


def _rows(reading: Reading, monitor: Monitor) -> Iterator[Record]:
    for (year, stratum), shown in reading.here.items():
        is_latest = year == monitor.year and not stratum
        found = str(reading.beside) if is_latest and reading.beside else None
        yield _record(reading, monitor, "value", year, stratum, shown) | {"finding": found}
    series = {
        "standardised": reading.standard,
        "others": reading.others,
        "others_standardised": reading.others_standard,
    }
    for name, figures in series.items():
        for year, shown in figures.items():
            yield _record(reading, monitor, name, year, "", shown)
    if reading.trend:
        yield _record(reading, monitor, "trend", monitor.year, "", Shown()) | {"finding": str(reading.trend)}


def _record(reading: Reading, monitor: Monitor, measure: str, year: int, stratum: str, shown: Shown) -> Record:
    indicator, hidden = reading.indicator, {"small", "complement", "dominance", "few_events"}
    state = "known" if shown.value is not None else "hidden" if shown.reason in hidden else "unknown"
    empty: Record = dict.fromkeys(COLUMNS)
    return empty | {
        "project": monitor.region,
        "report_year": monitor.year,
        "measure": f"population.{measure}",
        "subject": indicator.id,
        "group": stratum,
        "year": year,
        "state": state,
        "value": shown.value,
        "unit": indicator.unit,
        "low": shown.low,
        "high": shown.high,
        "numerator": shown.cases,
        "denominator": shown.persons,
        "definition": f"{KIND}/{indicator.id}",
    }
