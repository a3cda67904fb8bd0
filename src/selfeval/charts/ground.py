"""Borders on paper: degrees to pixels, and the shapes that are drawn, in grains of half a pixel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, inf, radians
from typing import Any

from selfeval.territory import Borders

# Borders stand on half pixels, a point at least so many grains from the last: a finer line only makes the page heavier.
GRAIN, _NEAR = 2, 3
Pixel = tuple[float, float]
Degrees = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels, with east-west as long as it is in the middle of what is drawn."""

    west: float
    north: float
    scale: float
    shrink: float

    def pixel(self, longitude: float, latitude: float) -> Pixel:
        """The place on the map, from its top left."""
        return (longitude - self.west) * self.shrink * self.scale, (self.north - latitude) * self.scale


def fit(points: Sequence[Degrees], width: float, tallest: float = inf) -> Projection:
    """The projection in which these points fill a width, or less of it when they would stand taller than allowed."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = cos(radians((south + north) / 2))
    return Projection(west, north, min(width / (east - west) / shrink, tallest / (north - south)), shrink)


def grained(arc: Sequence[Degrees], projection: Projection) -> Iterator[list[int]]:
    """An arc in grains, each point as its difference from the one before."""
    places = [tuple(round(at * GRAIN) for at in projection.pixel(*point)) for point in arc]
    was_x = was_y = 0
    for at, (x, y) in enumerate(places):
        if at in (0, len(places) - 1) or max(abs(x - was_x), abs(y - was_y)) >= _NEAR:
            yield [x - was_x, y - was_y]
            was_x, was_y = x, y


def topology(
    found: Borders, projection: Projection, objects: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, Any]:
    """TopoJSON in pixels of named lists of geometries, with the arcs these use and no others."""
    used = sorted({_arc(arc) for shapes in objects.values() for shape in shapes for arc in _flat(shape["arcs"])})
    place = {arc: at for at, arc in enumerate(used)}
    return {
        "type": "Topology",
        "transform": {"scale": [1 / GRAIN] * 2, "translate": [0, 0]},
        "objects": {
            name: {
                "type": "GeometryCollection",
                "geometries": [{**shape, "arcs": _renumbered(shape["arcs"], place)} for shape in shapes],
            }
            for name, shapes in objects.items()
        },
        "arcs": [list(grained(found.arcs[arc], projection)) for arc in used],
    }


def outline(found: Borders, codes: Iterable[str]) -> list[int]:
    """The arcs around municipalities together: those that belong to one of them only."""
    counted: dict[int, int] = {}
    for code in codes:
        for arc in map(_arc, _flat(found.shapes[code])):
            counted[arc] = counted.get(arc, 0) + 1
    return [arc for arc, times in counted.items() if times == 1]


def _arc(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _flat(arcs: Any) -> Iterator[int]:
    for entry in arcs:
        if isinstance(entry, int):
            yield entry
        else:
            yield from _flat(entry)


def _renumbered(arcs: Any, place: Mapping[int, int]) -> Any:
    if isinstance(arcs, int):
        return place[arcs] if arcs >= 0 else ~place[~arcs]
    return [_renumbered(entry, place) for entry in arcs]
