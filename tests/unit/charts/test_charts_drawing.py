"""Every kind of chart: valid, drawn, the same each time, closed in itself, and nothing lost on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import pytest
import vl_convert
from sample_charts import LONG, SAMPLES, radar, years

from selfeval.charts import KINDS, draw_chart
from selfeval.document import Chart

EVERY = pytest.mark.parametrize("kind", sorted(SAMPLES))
FOREIGN_NUMBERS: Mapping[str, Any] = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]}


def svg_of(spec: Mapping[str, Any]) -> str:
    return vl_convert.vegalite_to_svg(dict(spec), vl_version="6.4", allowed_base_urls=[])


def written(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)</(?:text|tspan)>", svg)


def rows_of(spec: Mapping[str, Any], layer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The data of a layer, which Altair keeps beside the layers."""
    rows: list[dict[str, Any]] = spec["datasets"][layer["data"]["name"]]
    return rows


def polygons(spec: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The data of a radar's series."""
    return [
        rows_of(spec, part)
        for part in spec["layer"]
        if part["mark"]["type"] == "line" and part["mark"]["strokeWidth"] == 2
    ]


def emptied(chart: Chart) -> Chart:
    """The same chart with no number known."""
    numbers = {"value", "low", "high", "previous", "target", "median", "granted", "spent", "maximum", "count"}
    rows = tuple({name: None if name in numbers else value for name, value in row.items()} for row in chart.rows)
    return replace(chart, rows=rows)


def test_the_samples_cover_every_kind() -> None:
    assert set(SAMPLES) == set(KINDS)


@EVERY
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_chart_is_valid_vega_lite_and_can_be_drawn(kind: str, language: str) -> None:
    """Validated with its configuration, which the drawing adds after Altair's own validation."""
    spec = draw_chart(SAMPLES[kind](language), language)
    alt.Chart.from_dict(spec, validate=True)
    assert svg_of(spec).startswith("<svg")


@EVERY
def test_a_chart_is_the_same_each_time(kind: str) -> None:
    first, second = (json.dumps(draw_chart(SAMPLES[kind]("fr"), "fr")) for _ in range(2))
    assert first == second


@EVERY
def test_a_chart_says_its_finding_and_points_nowhere(kind: str) -> None:
    spec = draw_chart(SAMPLES[kind]("nl"), "nl")
    assert spec["description"] == f"De bevinding van {kind}"
    assert not re.search(r"https?:|//|\"url\"", json.dumps(spec))


@EVERY
def test_a_chart_without_any_number_is_still_a_chart(kind: str) -> None:
    spec = draw_chart(emptied(SAMPLES[kind]("nl")), "nl")
    assert svg_of(spec).startswith("<svg")


@EVERY
def test_a_chart_of_one_row_and_of_none_can_be_drawn(kind: str) -> None:
    chart = SAMPLES[kind]("fr")
    for rows in (chart.rows[:1], ()):
        assert svg_of(draw_chart(replace(chart, rows=rows), "fr")).startswith("<svg")


@pytest.mark.parametrize("kind", sorted(set(SAMPLES) - {"diagonal"}))
def test_no_word_of_a_label_is_lost(kind: str) -> None:
    """A name of ninety characters, and one word of thirty, stand in the picture whole; no text ends in an ellipsis."""
    chart = SAMPLES[kind]("fr")
    name = next(field for field in ("label", "axis", "band", "origin") if field in chart.rows[0])
    label = f"{LONG} anticonstitutionnellementdites"
    first = chart.rows[0][name]
    rows = tuple({**row, name: label} if row[name] == first else row for row in chart.rows)
    texts = " ".join(written(svg_of(draw_chart(replace(chart, rows=rows), "fr"))))
    assert all(word in texts for word in label.split())
    assert "…" not in texts


@EVERY
def test_the_language_decides_the_numbers_whatever_draws(kind: str) -> None:
    """A viewer set to another country writes no number otherwise."""
    spec = draw_chart(SAMPLES[kind]("fr"), "fr")
    foreign = vl_convert.vegalite_to_svg(spec, vl_version="6.4", format_locale=dict(FOREIGN_NUMBERS))
    assert foreign == svg_of(spec)


def test_decimals_have_a_comma_in_dutch_and_french_and_a_point_in_english() -> None:
    row = {"label": "A", "order": 0, "series": "S", "series_order": 0, "value": 12.5}
    chart = Chart("bars", "", "Een", (row,), {})
    assert "12,5" in written(svg_of(draw_chart(chart, "nl")))
    assert "12,5" in written(svg_of(draw_chart(chart, "fr")))
    assert "12.5" in written(svg_of(draw_chart(chart, "en")))


def test_axis_numbers_follow_the_language() -> None:
    row = {"label": "A", "order": 0, "granted": 2000, "spent": 1000, "maximum": None}
    chart = Chart("money", "", "Een", (row,), {})
    assert "€\u00a02.000" in written(svg_of(draw_chart(chart, "nl")))
    assert "2\u202f000\u00a0€" in written(svg_of(draw_chart(chart, "fr")))


def test_a_missing_score_breaks_the_polygon() -> None:
    """Thirteen points of fourteen, and a line that doesn't close."""
    chart = radar("nl")
    own = replace(chart, rows=tuple(row for row in chart.rows if row["series_order"] == 0), options={})
    (points,) = polygons(draw_chart(own, "nl"))
    spots = [(row["x"], row["y"]) for row in points]
    assert len(spots) == 13
    assert len(set(spots)) == 13


def test_a_whole_polygon_closes() -> None:
    rows = tuple(
        {"axis": f"As {order}", "order": order, "series": "S", "series_order": 0, "value": order + 1}
        for order in range(4)
    )
    spec = draw_chart(Chart("radar", "", "Een", rows, {}), "nl")
    (spots,) = polygons(spec)
    assert len(spots) == 5
    assert (spots[0]["x"], spots[0]["y"]) == (spots[4]["x"], spots[4]["y"])


def test_no_line_over_a_gap_or_a_break() -> None:
    """2020 is missing in the second chart, the first is measured otherwise from 2021 on."""
    chart = years("nl")
    spec = draw_chart(replace(chart, rows=chart.rows[:12]), "nl")
    runs = []
    for panel in spec["concat"]:
        line = next(part for part in panel["layer"] if part["mark"]["type"] == "line")
        parts: dict[int, list[int]] = {}
        for row in rows_of(spec, line):
            parts.setdefault(row["part"], []).append(row["year"])
        runs.append(list(parts.values()))
    assert runs == [[[2018, 2019, 2020], [2021, 2022, 2023]], [[2018, 2019], [2021, 2022, 2023]]]


def test_a_hidden_value_is_nowhere_in_the_chart() -> None:
    """Even a caller that leaves the number in the row does not publish it."""
    row = {"label": "A", "order": 0, "series": "S", "series_order": 0, "value": 7.25, "hidden": True}
    shown = {**row, "label": "B", "order": 1, "value": 40.0, "hidden": False}
    spec = draw_chart(Chart("bars", "", "Een", (row, shown), {"hidden_label": "verborgen"}), "nl")
    assert "7.25" not in json.dumps(spec)
    assert "7,25" not in json.dumps(spec)
    assert "verborgen" in written(svg_of(spec))


def test_flags_of_a_timeline_do_not_cover_each_other() -> None:
    """Thirty events in five weeks: the boxes around their texts are apart."""
    rows = tuple(
        {
            "date": f"2025-{3 + at // 20:02}-{1 + at % 20:02}",
            "label": f"Gebeurtenis {at} in de regio",
            "kind": "k",
            "order": at,
        }
        for at in range(30)
    )
    spec = draw_chart(Chart("timeline", "", "Een", rows, {}), "nl")
    boxes = []
    for row in (row for rows in spec["datasets"].values() for row in rows):
        if "Gebeurtenis" in str(row.get("text", "")):
            lines = row["text"].split("\n")
            half = len(lines) * 15 / 2
            boxes.append((row["x"], row["x"] + max(map(len, lines)) * 6, row["y"] - half, row["y"] + half))
    assert len(boxes) == 30
    for at, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top


def test_forty_five_indicators_in_three_charts_can_be_drawn() -> None:
    row = {"unit_label": "", "value": 0.4, "low": 0.3, "high": 0.5, "target": None, "previous": None}
    for start in (0, 15, 30):
        rows = tuple({**row, "label": f"{LONG} {at}", "order": at} for at in range(start, start + 15))
        texts = written(svg_of(draw_chart(Chart("intervals", "", "Een", rows, {"percent": True}), "fr")))
        assert texts.count("40\u00a0%") >= 15


@pytest.mark.parametrize(
    "chart",
    [
        Chart("cloud", "", "", ()),
        Chart("flow", "", "", ({"label": "A", "order": 0, "kind": "stock"},)),
        Chart("flow", "", "", ({"label": "A", "order": 0, "kind": "leak", "value": 1},)),
        Chart("flow", "", "", ({"label": "A", "order": 0, "kind": "stock", "value": float("nan")},)),
        Chart("flow", "", "", ({"label": "A", "order": "1", "kind": "stock", "value": 1},)),
        Chart("timeline", "", "", ({"label": "A", "order": 0, "kind": "k", "date": "6 mei"},)),
    ],
    ids=["kind", "field", "kind of step", "not a number", "order", "date"],
)
def test_what_cannot_be_drawn_is_refused(chart: Chart) -> None:
    with pytest.raises(ValueError, match=r"."):
        draw_chart(chart, "nl")
