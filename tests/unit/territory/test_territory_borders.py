"""The borders of the municipalities, for maps."""

from __future__ import annotations

import pytest

from selfeval.territory import borders, municipalities


def test_every_municipality_since_2019_has_borders_and_nothing_else_has() -> None:
    assert set(borders().shapes) == {one.nis for one in municipalities(2019)}


@pytest.mark.parametrize(
    ("nis", "longitude", "latitude"),
    [("62063", 5.57, 50.64), ("34022", 3.26, 50.83), ("24062", 4.70, 50.88), ("85045", 5.53, 49.57)],
    ids=["Liège", "Kortrijk", "Leuven", "Virton"],
)
def test_a_town_lies_inside_its_borders(nis: str, longitude: float, latitude: float) -> None:
    """Places of the towns' centres as atlases give them."""
    points = borders().points(nis)
    assert min(x for x, _ in points) < longitude < max(x for x, _ in points)
    assert min(y for _, y in points) < latitude < max(y for _, y in points)


def test_neighbours_share_the_line_between_them() -> None:
    """Liège and Seraing have points in common, Liège and Kortrijk have none."""
    liege, seraing, kortrijk = (set(borders().points(nis)) for nis in ("62063", "62096", "34022"))
    assert len(liege & seraing) > 5
    assert not liege & kortrijk


def test_every_ring_closes() -> None:
    """The end of an arc is the beginning of the next, all the way round."""
    found = borders()
    for nis, polygons in found.shapes.items():
        for ring in (ring for polygon in polygons for ring in polygon):
            arcs = [found.arcs[arc] if arc >= 0 else found.arcs[~arc][::-1] for arc in ring]
            assert all(arcs[at - 1][-1] == arc[0] for at, arc in enumerate(arcs)), nis
