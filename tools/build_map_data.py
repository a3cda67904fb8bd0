"""Build `src/selfeval/territory/data/map` from the borders named in its SOURCE.md; same input, same bytes.

Usage: python tools/build_map_data.py INPUT_FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

MAP = Path(__file__).resolve().parents[1] / "src" / "selfeval" / "territory" / "data" / "map"
# Steps across the country: a step is some 70 m, finer than a dot of any screen the map is shown on.
STEPS = 4000
Point = tuple[int, int]


def main(source: Path) -> None:
    """Write the borders of the 581 municipalities of 2021 as TopoJSON; their codes are those since 1 January 2019."""
    given = json.loads((source / "be_municipalities_2021_simplified.topojson").read_text("utf-8"))
    MAP.mkdir(parents=True, exist_ok=True)
    text = json.dumps(compact(given), separators=(",", ":"))
    (MAP / "municipalities.topojson").write_text(text + "\n", "utf-8", newline="\n")


def compact(given: dict[str, Any]) -> dict[str, Any]:
    """The same borders on a coarser grid, with nothing but a NIS code on each municipality."""
    west, south, east, north = given["bbox"]
    step = (east - west) / STEPS
    (geometries,) = (each["geometries"] for each in given["objects"].values())
    named = [{"type": each["type"], "id": each["properties"]["nis"], "arcs": each["arcs"]} for each in geometries]
    return {
        "type": "Topology",
        "bbox": [west, south, east, north],
        "transform": {"scale": [step, step], "translate": [west, south]},
        "objects": {"municipalities": {"type": "GeometryCollection", "geometries": sorted(named, key=code)}},
        "arcs": [shorten(list(points(arc, given["transform"], step, (west, south)))) for arc in given["arcs"]],
    }


def code(geometry: dict[str, Any]) -> str:
    return str(geometry["id"])


def points(arc: Sequence[Sequence[int]], transform: dict[str, Any], step: float, corner: Point) -> Iterator[Point]:
    """The points of an arc on the grid; in TopoJSON each is written as its difference from the one before."""
    (wide, high), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for east, north in arc:
        x, y = x + east, y + north
        yield round((x * wide + left - corner[0]) / step), round((y * high + bottom - corner[1]) / step)


def shorten(arc: Sequence[Point]) -> list[list[int]]:
    """The arc as differences, without points that fell together; its two ends stay."""
    kept = [arc[0], *(point for before, point in pairwise(arc) if point != before)]
    kept = kept if len(kept) > 1 else [arc[0], arc[-1]]
    before = [(0, 0), *kept]
    return [[x - was_x, y - was_y] for (was_x, was_y), (x, y) in pairwise(before)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
