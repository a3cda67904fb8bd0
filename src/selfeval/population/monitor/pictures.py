"""The charts of the monitor: small ones over the years, and a funnel of the regions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfeval.document import Chart
from selfeval.population.monitor.comparison import break_places
from selfeval.population.monitor.released import Funnel, Reading, Spot
from selfeval.population.monitor.words import Frame


def years_charts(readings: Sequence[Reading], frame: Frame) -> Iterator[Chart]:
    """The readings over the years: percentages in one chart, numbers and amounts in another."""
    for key, percent in (("shares", True), ("numbers", False)):
        found = [one for one in readings if (one.indicator.unit == "percent") is percent]
        if found:
            yield _years_chart(found, frame, key, percent)


def _years_chart(readings: Sequence[Reading], frame: Frame, key: str, percent: bool) -> Chart:
    rows = tuple(row for order, one in enumerate(readings) for row in _years(one, order, frame))
    words = "; ".join(f"{frame.texts.of(one.indicator.name)}{frame.say('colon')}{frame.trend(one)}" for one in readings)
    caption = frame.say("years.caption", region=frame.monitor.region, what=frame.say(f"years.{key}"))
    return Chart("years", caption, frame.say("years.alt", words=words), rows, {"columns": 3, "percent": percent})


def _years(reading: Reading, order: int, frame: Frame) -> Iterator[dict[str, object]]:
    """A series as it is compared: with the same age structure in every year, or as counted in every year."""
    years, indicator = frame.monitor.years, reading.indicator
    unit = "percent" if indicator.unit == "percent" else "other"
    label = frame.say(f"years.{unit}", name=frame.texts.of(indicator.name), unit=frame.say(f"unit.{indicator.unit}"))
    standard = all(year in reading.standard and not reading.standard[year].reason for year in years)
    breaks = break_places(years, indicator.breaks)
    for at, year in enumerate(years):
        shown = reading.standard[year] if standard else reading.here[year, ""]
        figures = {"value": shown.value, "low": shown.low, "high": shown.high}
        yield {"label": label, "order": order, "year": year, **figures, "break": at in breaks}


def funnel_chart(reading: Reading, found: Funnel, frame: Frame) -> Chart:
    """The regions around what would be expected of each."""
    own = frame.monitor.region
    empty: dict[str, object] = dict.fromkeys(("label", "value", "low", "high", "lowest", "highest"))
    points = [
        empty | {"label": one.region, "size": one.size, "value": one.value, "own": one.region == own}
        for one in found.spots
    ]
    limits = [
        empty
        | {"own": False, "size": one.size, "low": one.low, "high": one.high}
        | {"lowest": one.lowest, "highest": one.highest}
        for one in found.curve
    ]
    names = ("point_label", "own_label", "group_label", "inner_label", "outer_label", "x_title", "y_title")
    options: dict[str, object] = {name: frame.say(f"funnel.{name}") for name in names}
    caption = frame.say("funnel.caption", indicator=frame.texts.of(reading.indicator.name), year=frame.monitor.year)
    return Chart("funnel", caption, funnel_words(found, frame), (*points, *limits), {**options, "target": 1.0})


def funnel_words(found: Funnel, frame: Frame) -> str:
    """Where the region lies in the funnel, and how many lie outside."""
    own = next((one for one in found.spots if one.region == frame.monitor.region), None)
    outside = sum(_is_outside(one) for one in found.spots)
    position = frame.say(f"funnel.{own.position}") if own else frame.say("beside.none")
    words = {"region": frame.monitor.region, "position": position, "outside": outside, "number": len(found.spots)}
    said = [frame.say("funnel.alt", **words)]
    return " ".join([*said, frame.say("funnel.widened")] if found.widened else said)


def _is_outside(spot: Spot) -> bool:
    return spot.position.startswith("far")
