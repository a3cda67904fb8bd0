"""The borders of the municipalities, for maps (Statbel, CC BY 4.0; see SOURCE.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from selfeval.territory.municipalities import DATA

Point = tuple[float, float]
# Polygons of rings of arcs, as in TopoJSON: arc ~n is arc n the other way round.
Polygons = list[list[list[int]]]


@dataclass(frozen=True, slots=True)
class Borders:
    """Arcs that neighbours share, as (longitude, latitude) in degrees, and by NIS code the arcs around each."""

    arcs: tuple[tuple[Point, ...], ...]
    shapes: Mapping[str, Polygons]

    def points(self, nis: str) -> list[Point]:
        """Every point on the border of a municipality. KeyError: a code that is not valid since 2019."""
        arcs = (arc for polygon in self.shapes[nis] for ring in polygon for arc in ring)
        return [point for arc in arcs for point in self.arcs[arc if arc >= 0 else ~arc]]


@lru_cache(maxsize=1)
def borders() -> Borders:
    """The 581 municipalities since 1 January 2019, simplified."""
    found: dict[str, Any] = json.loads((DATA / "map" / "municipalities.topojson").read_text(encoding="utf-8"))
    (wide, high), (west, south) = found["transform"]["scale"], found["transform"]["translate"]
    arcs = tuple(
        tuple((west + x * wide, south + y * high) for x, y in accumulate(arc, _next_point)) for arc in found["arcs"]
    )
    geometries = found["objects"]["municipalities"]["geometries"]
    return Borders(arcs, {geometry["id"]: geometry["arcs"] for geometry in geometries})


def _next_point(before: list[int], difference: list[int]) -> list[int]:
    return [before[0] + difference[0], before[1] + difference[1]]
