"""How expenditure is concentrated, and how well the levels look ahead."""

from __future__ import annotations

from selfeval.document import Block, Chart, Table
from selfeval.population.strata.pages.words import NUMBER, TEXT, Frame, cells, found
from selfeval.population.strata.result import Prediction
from selfeval.statistics import wilson_interval


def concentration(frame: Frame) -> tuple[Block, ...]:
    """The shares of those who cost most, the Lorenz curve and the Gini index."""
    held = frame.result.concentration
    if held is None:
        return (frame.paragraph("concentration.nothing"),)
    rows = [
        cells(frame.say("concentration.top", top=frame.texts.share(float(one.at[0]))), frame.share_of(one))
        for one in held.tops.figures
    ]
    columns = frame.columns((("top", 0.5, TEXT), ("held", 0.5, NUMBER)))
    table = Table(frame.say("concentration.table", year=frame.year), columns, tuple(rows))
    gini = () if held.gini is None else (frame.paragraph("concentration.gini", value=frame.texts.number(held.gini, 2)),)
    return (frame.paragraph("concentration.reading"), table, _lorenz(frame), *gini)


def _lorenz(frame: Frame) -> Chart:
    held = frame.result.concentration
    figures = held.curve.figures if held else ()
    empty = {"low": None, "high": None}
    ends = [{"x": 0.0, "y": 0.0, **empty}, {"x": 1.0, "y": 1.0, **empty}]
    points = [{"x": float(one.at[0]), "y": one.value, **empty} for one in figures if one.value is not None]
    options: dict[str, object] = {name: frame.say(f"chart.lorenz_{name[0]}") for name in ("x_title", "y_title")}
    options |= {"curve_label": frame.say("chart.lorenz_curve"), "same_label": frame.say("chart.lorenz_same")}
    alt = frame.say("chart.lorenz_alt", half=frame.share_of(found(figures, "0.50")))
    rows = (ends[0], *points, ends[1])
    return Chart("diagonal", frame.say("chart.lorenz", year=frame.year), alt, rows, {**options, "line": True})


def prediction(frame: Frame) -> tuple[Block, ...]:
    """The C statistic of each outcome and score, and predicted against seen."""
    predictions = frame.result.predictions
    if not predictions:
        return (frame.paragraph("prediction.nothing"),)
    drawn = [block for one in predictions for block in _calibration(one, frame)]
    return (frame.paragraph("prediction.reading"), *_added(frame), _statistics(frame), *drawn)


def _added(frame: Frame) -> tuple[Block, ...]:
    """What the level adds to age and sex, in a sentence an outcome."""
    return tuple(
        frame.paragraph(
            "prediction.adds",
            outcome=_first_high(frame.say(f"prediction.{one.outcome}")),
            least=frame.texts.number(one.discrimination["age_and_sex"].value, 2),
            most=frame.texts.number(one.discrimination["together"].value, 2),
        )
        for one in frame.result.predictions
        if "together" in one.discrimination
    )


def _statistics(frame: Frame) -> Table:
    rows = []
    for one in frame.result.predictions:
        for score, found_ in one.discrimination.items():
            ends = (frame.texts.number(end, 2) for end in (found_.interval.low, found_.interval.high))
            interval = frame.say("interval", **dict(zip(("low", "high"), ends, strict=True)))
            names = (frame.say(f"prediction.{one.outcome}"), frame.say(f"prediction.{score}"))
            rows.append(cells(*names, frame.texts.number(found_.value, 2), interval))
    headings = (("outcome", 0.34, TEXT), ("score", 0.3, TEXT), ("c", 0.14, NUMBER), ("interval", 0.22, NUMBER))
    return Table(frame.say("prediction.table", year=frame.year), frame.columns(headings), tuple(rows))


def _calibration(one: Prediction, frame: Frame) -> tuple[Block, ...]:
    if one.observed is None or one.calibration is None:
        return ()
    rows = []
    for expected, seen in zip(one.expected, one.observed.figures, strict=True):
        interval = None if seen.cases is None else wilson_interval(seen.cases, seen.persons or 0)
        ends = {"low": interval.low if interval else None, "high": interval.high if interval else None}
        rows.append({"x": expected, "y": seen.value, **ends})
    outcome = frame.say(f"prediction.{one.outcome}")
    last = {"expected": frame.share(rows[-1]["x"]), "observed": frame.share(rows[-1]["y"])}
    names = {"x_title": "x", "y_title": "y", "curve_label": "curve", "same_label": "same"}
    options = {name: frame.say(f"chart.calibration_{key}") for name, key in names.items()}
    options |= {"interval_label": frame.say("column.interval")}
    caption, alt = (
        frame.say("chart.calibration", year=frame.year, outcome=outcome),
        frame.say("chart.calibration_alt", **last),
    )
    return (
        frame.paragraph("prediction.calibration", outcome=_first_high(outcome), **_numbers(one, frame)),
        Chart("diagonal", caption, alt, tuple(rows), options),
    )


def _first_high(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbers(one: Prediction, frame: Frame) -> dict[str, str]:
    if one.calibration is None:
        return {}
    slope, shift = one.calibration.slope_interval, one.calibration.intercept_interval
    values = {"slope": one.calibration.slope, "slope_low": slope.low, "slope_high": slope.high}
    values |= {"intercept": one.calibration.intercept, "low": shift.low, "high": shift.high}
    return {name: frame.texts.number(value, 2) for name, value in values.items()}
