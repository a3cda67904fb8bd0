"""Charts: a chart block of a document becomes a Vega-Lite specification that carries its own data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from selfeval.charts import (
    area_map,
    balance,
    bars,
    control,
    course,
    coverage,
    diagonal,
    dots,
    flow,
    funnel,
    intervals,
    look,
    money,
    movement,
    placebo,
    progress,
    pyramid,
    radar,
    slope,
    strata,
    timeline,
    years,
)
from selfeval.charts.fields import require
from selfeval.document import Chart
from selfeval.texts import read_texts

# What JupyterLab 4 can draw without a network; it must end in +json for a notebook to hold it as an object.
MIME = "application/vnd.vegalite.v5+json"

Draw = Callable[[Chart, str], alt.LayerChart | alt.ConcatChart]
KINDS: Mapping[str, tuple[tuple[str, ...], Draw]] = {
    "area_map": (area_map.FIELDS, area_map.draw),
    "balance": (balance.FIELDS, balance.draw),
    "bars": (bars.FIELDS, bars.draw),
    "control": (control.FIELDS, control.draw),
    "course": (course.FIELDS, course.draw),
    "coverage": (coverage.FIELDS, coverage.draw),
    "diagonal": (diagonal.FIELDS, diagonal.draw),
    "dots": (dots.FIELDS, dots.draw),
    "flow": (flow.FIELDS, flow.draw),
    "funnel": (funnel.FIELDS, funnel.draw),
    "intervals": (intervals.FIELDS, intervals.draw),
    "money": (money.FIELDS, money.draw),
    "movement": (movement.FIELDS, movement.draw),
    "placebo": (placebo.FIELDS, placebo.draw),
    "progress": (progress.FIELDS, progress.draw),
    "pyramid": (pyramid.FIELDS, pyramid.draw),
    "radar": (radar.FIELDS, radar.draw),
    "slope": (slope.FIELDS, slope.draw),
    "strata": (strata.FIELDS, strata.draw),
    "timeline": (timeline.FIELDS, timeline.draw),
    "years": (years.FIELDS, years.draw),
}


def draw_chart(chart: Chart, language: str) -> dict[str, Any]:
    """The Vega-Lite specification of a chart block, in a language (nl, fr or en); the same block gives the same one.

    The alt text is its `description`, numbers follow the language also where the chart is live, and nothing in it
    points outside it. ValueError: an unknown kind, a row that lacks a field of its kind (see the kind's module) or
    holds something else there than expected. RequestError: an unknown language.
    """
    read_texts(language)
    if chart.kind not in KINDS:
        raise ValueError(f"unknown kind of chart {chart.kind!r}; there are {', '.join(KINDS)}")
    fields, draw = KINDS[chart.kind]
    require(chart.rows, fields)
    # Validation takes most of the time of a chart and can only find our own faults: the tests validate every kind.
    with alt.utils.schemapi.debug_mode(False):
        spec: dict[str, Any] = draw(chart, language).to_dict(validate=False)
    # The address of the schema is left out: no reader needs it, and viewers of an older version complain about it.
    del spec["$schema"]
    return {**spec, "description": chart.alt, "config": look.config(language)}
