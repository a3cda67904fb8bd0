"""Small charts over the years, one an indicator, with the interval of each year."""

from __future__ import annotations

from selfeval.document import Chart
from selfeval.guide import Item
from selfeval.results.indicators import breaks_in
from selfeval.sections import Context
from selfeval.sections.indicators.tables import change_since, figure_of, is_structure

# Three rows of three: longer ones leave half a page empty before them.
MOST_PANELS = 9


def charts(aim: Item, indicators: list[Item], years: list[int], context: Context) -> tuple[Chart, ...]:
    """The series of an aim that have two years or more; present or not is no series."""
    drawn = [item for item in indicators if not is_structure(item) and _known(item, years, context) > 1]
    return tuple(_chart(aim, drawn[at : at + MOST_PANELS], years, context) for at in range(0, len(drawn), MOST_PANELS))


def _known(indicator: Item, years: list[int], context: Context) -> int:
    return sum(figure_of(indicator, context, year).value is not None for year in years)


def _chart(aim: Item, indicators: list[Item], years: list[int], context: Context) -> Chart:
    every = range(years[0], years[-1] + 1)
    rows = tuple(_row(item, order, years[0], year, context) for order, item in enumerate(indicators) for year in every)
    caption = context.texts("chart.caption", aim=context.texts.of(aim["name"]))
    return Chart("years", caption, _alt(indicators, context), rows, {"columns": 3, "height": 62})


def _row(indicator: Item, order: int, first: int, year: int, context: Context) -> dict[str, object]:
    figure = figure_of(indicator, context, year)
    # A difference of shares is drawn in the points its table names.
    scale = 100 if figure.unit == "points" else 1
    ends = {"value": figure.value, "low": figure.low, "high": figure.high}
    # What nothing lies before has nothing to break from.
    earlier = [at for at in range(first, year) if figure_of(indicator, context, at).value is not None]
    return {
        "label": context.texts.of(indicator["name"]),
        "order": order,
        "year": year,
        **{name: None if end is None else end * scale for name, end in ends.items()},
        "break": bool(earlier) and breaks_in(indicator, year, context.guide),
        "percent": figure_of(indicator, context).unit == "percent" or figure.unit == "percent",
    }


def _alt(indicators: list[Item], context: Context) -> str:
    """Which of the series drawn are better and which worse than last year, by name."""
    names = {}
    for verdict in ("improved", "worse"):
        found = [context.texts.of(item["name"]) for item in indicators if change_since(item, context) == verdict]
        names[verdict] = context.texts("wording.separator").join(found) or context.texts("chart.none")
    return context.texts("chart.alt", **names)
