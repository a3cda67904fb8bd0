"""The map: every municipality in its class, the region outlined once, the rest refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from sample_charts import SAMPLES

from selfeval.charts import draw_chart
from selfeval.charts.area_map import SHADES
from selfeval.charts.ground import outline
from selfeval.territory import borders


def chart():
    return SAMPLES["area_map"]("nl")


def land(spec):
    """The municipalities that are drawn, and the lines around the region."""
    found = [data["objects"] for data in spec["datasets"].values() if isinstance(data, dict)]
    shapes = next(objects["land"]["geometries"] for objects in found if "land" in objects)
    lines = next((objects["region"]["geometries"] for objects in found if "region" in objects), [])
    return shapes, lines


def test_every_municipality_is_drawn_in_the_shade_of_its_class():
    """From light to dark, and white where there is nothing to show."""
    shapes, _ = land(draw_chart(chart(), "nl"))
    assert [shape["properties"]["fill"] for shape in shapes] == [
        "#ffffff" if row["class"] is None else SHADES[row["class"] * 2] for row in chart().rows
    ]


def test_a_line_goes_around_the_region_and_not_through_it():
    """The border between two municipalities of the region belongs to both, so it is no part of the outline."""
    found = borders()
    kortrijk, harelbeke = (set(outline(found, [code])) for code in ("34022", "34013"))
    assert kortrijk & harelbeke
    assert set(outline(found, ["34022", "34013"])) == kortrijk ^ harelbeke


def test_without_a_region_there_is_no_line():
    """Nothing inside, nothing outlined."""
    rows = tuple({**row, "inside": False} for row in chart().rows)
    assert land(draw_chart(replace(chart(), rows=rows), "nl"))[1] == []


def test_a_municipality_that_is_not_there_is_refused():
    """A code of before 2019 has no borders of today."""
    rows = ({**chart().rows[0], "code": "55022"},)
    with pytest.raises(ValueError, match="55022"):
        draw_chart(replace(chart(), rows=rows), "nl")


@pytest.mark.parametrize("classes", [[], ["a"] * 6])
def test_classes_without_a_label_or_too_many_are_refused(classes):
    """Six shades would not be told apart in grey."""
    with pytest.raises(ValueError, match="classes"):
        draw_chart(replace(chart(), options={**chart().options, "classes": classes}), "nl")


def test_the_shades_stay_apart_in_grey():
    """Each at least a tenth darker than the one before (relative luminance)."""

    def grey(shade):
        red, green, blue = (int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    steps = [grey(shade) for shade in SHADES]
    assert all(lighter - darker >= 0.1 for lighter, darker in pairwise(steps))
