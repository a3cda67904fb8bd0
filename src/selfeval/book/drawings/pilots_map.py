"""Where the projects are: the municipalities of Belgium, those of a project coloured and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from selfeval.book.drawings.drawing import Drawing, specification, words_of
from selfeval.charts import canvas, look
from selfeval.charts.ground import Projection, fit, topology
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.guide import Guide, Item
from selfeval.territory import Borders, borders, municipalities, municipality
from selfeval.texts import Texts

# The codes in the Gids are those of this year.
_YEAR = 2019
_HEIGHT, _NOTE_TOP, _NOTE_WIDTH = 530, 392, 236
_APART, _POLE = 5, 14
_LAND, _PART = "#e3e8ea", {"flanders": look.TEAL, "wallonia": look.RUST, "brussels": look.INK}
_BORDER: look.Mark = {"stroke": look.PAPER, "strokeWidth": 0.5}
Box = tuple[float, float, float, float]


def draw(guide: Guide, texts: Texts) -> Drawing:
    """The projects whose municipalities a source names; a row of the table a project, also of the others."""
    words = words_of(texts)
    pilots = list(guide.items("pilots"))
    shown = [pilot for pilot in pilots if pilot["municipalities"]]
    found = borders()
    projection = fit([point for arc in found.arcs for point in arc], look.WIDTH)
    owners = {nis: pilot for pilot in shown for nis in pilot["municipalities"]}
    boxes = {pilot["name"]: _box(pilot, found, projection) for pilot in shown}
    layers = [_land(found, projection, owners), *_labels(boxes), _note(guide, pilots, words)]
    layers += draw_key(_key(guide, shown, words), 0, look.WIDTH)
    chart = canvas.compose(layers, look.WIDTH, _HEIGHT)
    headings = tuple(words(f"pilots_map.heading.{name}") for name in ("project", "part", "region", "municipalities"))
    rows = tuple(_row(pilot, guide, words) for pilot in pilots)
    return Drawing(specification(chart, texts.language, _finding(guide, pilots, words)), headings, rows)


def _land(found: Borders, projection: Projection, owners: Mapping[str, Item]) -> alt.Chart:
    """Every municipality, in the colour of its project's part of the country."""
    data = alt.InlineData(
        values=_topology(found, projection, owners),
        format=alt.TopoDataFormat(type="topojson", feature="municipalities"),
    )
    drawn = alt.Chart(data).mark_geoshape(fill=_LAND, **_BORDER)
    # Already in pixels, so nothing is fitted: the labels lie on the same places.
    drawn = drawn.project(type="identity", scale=1, translate=[0, 0])
    coloured = alt.condition("datum.properties.colour", alt.Fill("properties.colour:N", scale=None), alt.value(_LAND))
    filled: alt.Chart = drawn.encode(fill=coloured)
    return filled


def _topology(found: Borders, projection: Projection, owners: Mapping[str, Item]) -> dict[str, Any]:
    geometries = [
        {"type": "MultiPolygon", "id": nis, **_properties(owners.get(nis)), "arcs": polygons}
        for nis, polygons in found.shapes.items()
    ]
    return topology(found, projection, {"municipalities": geometries})


def _properties(pilot: Item | None) -> dict[str, dict[str, str]]:
    return {"properties": {"pilot": pilot["name"], "colour": _PART[pilot["part"]]}} if pilot else {}


def _box(pilot: Item, found: Borders, projection: Projection) -> Box:
    """Left, top, right and bottom of a project's municipalities."""
    places = [projection.pixel(*point) for nis in pilot["municipalities"] for point in found.points(nis)]
    return (
        min(x for x, _ in places),
        min(y for _, y in places),
        max(x for x, _ in places),
        max(y for _, y in places),
    )


def _labels(boxes: Mapping[str, Box]) -> list[alt.Chart]:
    """Each project's name beside its municipalities, where it covers neither another project nor another name."""
    taken = list(boxes.values())
    poles, names = [], []
    for name, box in boxes.items():
        label, pole = next(
            (
                one
                for one in _places(name, box)
                if _inside(one[0]) and not any(_touch(one[0], other) for other in taken)
            ),
            next(_places(name, box)),
        )
        taken.append(label)
        poles.append(dict(zip(("x", "y", "x2", "y2"), pole, strict=True)))
        names.append({"x": (label[0] + label[2]) / 2, "y": (label[1] + label[3]) / 2, "text": name})
    drawn = canvas.layer(poles).mark_rule(stroke=look.INK)
    halo: look.Mark = {"stroke": look.PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    return [
        canvas.placed(drawn, x=canvas.pixel_x(), y=canvas.pixel_y(), x2="x2:Q", y2="y2:Q"),
        canvas.write(names, align="center", fontWeight="bold", **halo),
        canvas.write(names, align="center", fontWeight="bold"),
    ]


def _places(name: str, box: Box) -> Iterator[tuple[Box, Box]]:
    """Places for a name with the line that leads to it: right, left, above, below."""
    left, top, right, bottom = box
    middle, centre = (left + right) / 2, (top + bottom) / 2
    # Bold letters are wider.
    wide, high = look.text_width(name) * 1.1 / 2, look.LINE / 2
    for x, y, start in (
        (right + _POLE + wide, centre, (right, centre)),
        (left - _POLE - wide, centre, (left, centre)),
        (middle, top - _POLE - high, (middle, top)),
        (middle, bottom + _POLE + high, (middle, bottom)),
    ):
        end = (min(max(start[0], x - wide), x + wide), min(max(start[1], y - high), y + high))
        yield (x - wide, y - high, x + wide, y + high), (*start, *end)


def _inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= look.WIDTH and box[3] <= _HEIGHT


def _touch(one: Box, other: Box) -> bool:
    across = one[0] < other[2] + _APART and other[0] < one[2] + _APART
    return across and one[1] < other[3] + _APART and other[1] < one[3] + _APART


def _note(guide: Guide, pilots: Iterable[Item], words: Texts) -> alt.Chart:
    """What the map does not show, and whose borders these are, where France is."""
    lines = [look.wrap(text, _NOTE_WIDTH) for text in (*_not_shown(guide, pilots, words), words("pilots_map.credit"))]
    rows, top = [], float(_NOTE_TOP)
    for text in lines:
        high = (text.count("\n") + 1) * look.LINE
        rows.append({"x": 0, "y": top + high / 2, "text": text})
        top += high + 4
    return canvas.write(rows, align="left")


def _key(guide: Guide, shown: Sequence[Item], words: Texts) -> list[Sample]:
    parts = [part for part in _PART if any(pilot["part"] == part for pilot in shown)]
    named = [(_part(part, guide, words), _PART[part]) for part in parts]
    samples = [sample(words("pilots_map.key.part", part=name), "box", fill=colour) for name, colour in named]
    return [*samples, sample(words("pilots_map.key.other"), "box", fill=_LAND)]


def _part(part: str, guide: Guide, words: Texts) -> str:
    return words.of(guide.code("project_part", part)["name"])


def _row(pilot: Item, guide: Guide, words: Texts) -> tuple[str, ...]:
    return pilot["name"], _part(pilot["part"], guide, words), words.of(pilot["region"]), _named(pilot, words)


def _named(pilot: Item, words: Texts) -> str:
    """The municipalities, or their number when they are a whole province; after them what the list leaves unsaid."""
    codes = pilot["municipalities"]
    found = [one for nis in codes if (one := municipality(nis, _YEAR))]
    names = words.listing([one.name(words.language) for one in found]) or words("pilots_map.none")
    provinces = {one.province for one in found} - {""}
    whole = {one.nis for one in municipalities(_YEAR) if one.province in provinces}
    if whole and whole == set(codes):
        names = words("pilots_map.province", number=len(codes))
    note = pilot["municipalities_note"]
    return f"{names}. {words.of(note)}" if note else names


def _not_shown(guide: Guide, pilots: Iterable[Item], words: Texts) -> list[str]:
    hidden = [pilot["name"] for pilot in pilots if not pilot["municipalities"]]
    unnamed = sum(guide.programme["projects"].values()) - len(list(pilots))
    sentences = [words("pilots_map.not_shown", names=words.listing(hidden))] if hidden else []
    return [*sentences, *([words("pilots_map.unnamed", number=unnamed)] if unnamed else [])]


def _finding(guide: Guide, pilots: Sequence[Item], words: Texts) -> str:
    shown = [pilot["name"] for pilot in pilots if pilot["municipalities"]]
    first = words("pilots_map.shown", number=len(shown), names=words.listing(shown))
    return " ".join([first, *_not_shown(guide, pilots, words)])
