"""The charts of the indicators: one for each unit, so that no axis mixes two."""

from __future__ import annotations

from selfeval.document import Chart
from selfeval.guide import Item
from selfeval.sections import Context
from selfeval.sections.indicators.tables import figure_of, last_year, verdict_of

# More lanes than this do not fit a page.
MOST_LANES = 12
_DRAWN = {"percent", "score"}


def charts(aim: Item, indicators: list[Item], context: Context) -> tuple[Chart, ...]:
    """The charts of an aim: percentages, and scores by the range of their scale."""
    by_unit: dict[tuple[str, str], list[Item]] = {}
    for item in indicators:
        figure = figure_of(item, context)
        if figure.value is not None and figure.unit in _DRAWN:
            by_unit.setdefault((figure.unit, _limits(item, context)), []).append(item)
    return tuple(
        _chart(aim, unit, limits, found[at : at + MOST_LANES], context)
        for (unit, limits), found in by_unit.items()
        for at in range(0, len(found), MOST_LANES)
    )


def _limits(indicator: Item, context: Context) -> str:
    """The range of a score in words, nothing when it has none."""
    limits = indicator.get("range")
    if not limits or figure_of(indicator, context).unit != "score":
        return ""
    low, high = (context.texts.number(limit) for limit in limits)
    return context.texts("chart.limits", low=low, high=high)


def _chart(aim: Item, unit: str, limits: str, indicators: list[Item], context: Context) -> Chart:
    texts = context.texts
    rows = tuple(_row(item, order, context) for order, item in enumerate(indicators))
    labels = {
        name: texts(f"chart.{name}") for name in ("value_label", "interval_label", "previous_label", "target_label")
    }
    caption = texts(f"chart.caption_{unit}", aim=texts.of(aim["name"]), limits=limits)
    options = {"percent": unit == "percent", "digits": 0 if unit == "percent" else 1, **labels}
    return Chart("intervals", caption, _alt(indicators, context), rows, options)


def _alt(indicators: list[Item], context: Context) -> str:
    """Which indicators are better and which worse than last year, by name."""
    names = {}
    for verdict in ("improved", "worse"):
        word = context.level("verdict", verdict)
        found = [context.texts.of(item["name"]) for item in indicators if verdict_of(item, context) == word]
        names[verdict] = context.texts("wording.separator").join(found) or context.texts("chart.none")
    return context.texts("chart.alt", **names)


def _row(indicator: Item, order: int, context: Context) -> dict[str, object]:
    figure = figure_of(indicator, context)
    return {
        "label": context.texts.of(indicator["name"]),
        "order": order,
        "unit_label": "",
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "target": context.result.figure("indicator.target", indicator["id"]).value,
        "previous": last_year(indicator, context).value,
    }
