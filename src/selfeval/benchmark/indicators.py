"""The pages of the indicators: one table over all, and for each a funnel with the table behind it."""

from __future__ import annotations

from math import ceil

from selfeval.benchmark.comparison import Comparison, Point, limits_at
from selfeval.benchmark.words import Frame, Heading
from selfeval.document import Align, Block, Chart, Inline, Paragraph, Part, Run, Table, plain
from selfeval.guide import Item
from selfeval.model import Figure
from selfeval.statistics.funnel_position import INNER, OUTER
from selfeval.wording import number_text, value_text

REACH = "included_patients_of_target_group"
# Places at which the limits are drawn; between them the eye sees a line.
_PLACES = 30
_POINTS: tuple[Heading, ...] = (
    ("project", 0.2, Align.TEXT),
    ("share", 0.24, Align.NUMBER),
    ("inner", 0.19, Align.NUMBER),
    ("outer", 0.19, Align.NUMBER),
    ("position", 0.24, Align.TEXT),
)
_OVERVIEW: tuple[Heading, ...] = (
    ("indicator", 0.4, Align.TEXT),
    ("projects", 0.1, Align.NUMBER),
    ("group", 0.13, Align.NUMBER),
    ("between", 0.13, Align.NUMBER),
    ("outside", 0.13, Align.NUMBER),
)
_OWN_OVERVIEW: tuple[Heading, ...] = (("own", 0.22, Align.TEXT),)


def compared(frame: Frame) -> dict[str, Comparison]:
    """Every indicator that enough projects can show, by its name in the Gids."""
    found = {item["id"]: frame.benchmark.compare(item) for item in frame.benchmark.indicators()}
    return {name: comparison for name, comparison in found.items() if comparison is not None}


def overview(found: dict[str, Comparison], frame: Frame) -> tuple[Block, ...]:
    """How many projects lie beyond the limits of each indicator, in the order of the Gids."""
    if not found:
        return (frame.paragraph("nothing"),)
    points = [point for comparison in found.values() for point in comparison.points]
    beyond = sum(len(comparison.outside) + len(comparison.between) for comparison in found.values())
    headings = _OVERVIEW + (_OWN_OVERVIEW if frame.benchmark.own else ())
    rows = tuple(_overview_row(name, comparison, frame) for name, comparison in found.items())
    caption = frame.say("overview.caption", year=frame.benchmark.year)
    counts = {"indicators": len(found), "points": len(points), "beyond": beyond, "chance": ceil(len(points) / 20)}
    return (
        frame.paragraph("overview.finding", **counts),
        frame.paragraph("overview.chance", **counts),
        Table(caption, frame.columns(headings), rows),
    )


def _overview_row(name: str, comparison: Comparison, frame: Frame) -> tuple[Inline, ...]:
    cells = (
        frame.link("indicators", name),
        plain(str(len(comparison.points))),
        plain(_together(comparison.group, frame)),
        plain(str(len(comparison.between))),
        plain(str(len(comparison.outside))),
    )
    if not frame.benchmark.own:
        return cells
    own = comparison.point(frame.benchmark.own)
    word = f"position.{own.position}" if own else "position.none"
    return (*cells, plain(frame.say(word)))


def _together(group: Figure, frame: Frame) -> str:
    """The value of all together, with the unit that a bare number does not show."""
    value = number_text(group, frame.texts)
    return value if group.unit == "percent" else f"{value} {frame.texts(f'sheet.unit_{group.unit}')}"


def indicator_part(name: str, comparison: Comparison, frame: Frame) -> Part:
    """One indicator: what stands out in a sentence, the funnel, the figures."""
    item = frame.benchmark.guide.item("indicators", name)
    blocks = (
        Paragraph((*frame.link("indicators", name), Run(frame.say("colon")), Run(finding(comparison, frame)))),
        funnel(item, comparison, frame),
        points_table(item, comparison, frame),
    )
    return Part(name, frame.texts.of(item["name"]), blocks)


def finding(comparison: Comparison, frame: Frame) -> str:
    """How many projects lie within and beyond the limits, by letter, and where the reader's own lies."""
    group, texts = comparison.group, frame.texts
    values = {
        "projects": len(comparison.points),
        "group": number_text(group, texts),
        "inside": len(comparison.points) - len(comparison.between) - len(comparison.outside),
    }
    said = [frame.say(f"finding.{group.unit}", **values)]
    for kind, points in (("between", comparison.between), ("outside", comparison.outside)):
        letters = texts.listing(sorted(point.label for point in points))
        said.append(frame.say(f"finding.{kind}" if points else f"finding.{kind}_none", projects=letters))
    own = comparison.point(frame.benchmark.own) if frame.benchmark.own else None
    if frame.benchmark.own:
        word = frame.say(f"position.{own.position}" if own else "position.none")
        said.append(frame.say("finding.own", label=frame.benchmark.own, position=word))
    return " ".join(said)


def funnel(item: Item, comparison: Comparison, frame: Frame) -> Chart:
    """The funnel; in it projects have their letter only, also where the tables name them."""
    empty: dict[str, object] = dict.fromkeys(("label", "value", "low", "high", "lowest", "highest"))
    points = [
        empty
        | {"label": point.label, "size": point.figure.denominator, "value": point.figure.value}
        | {"own": point.label == frame.benchmark.own}
        for point in comparison.points
    ]
    limits = [empty | {"own": False} | place for place in _curve(comparison)]
    percent = comparison.group.unit == "percent"
    options = {name: frame.say(f"chart.{name}") for name in ("point_label", "inner_label", "outer_label", "x_title")}
    options |= {"own_label": frame.say("chart.own_label")} if comparison.point(frame.benchmark.own) else {}
    group = frame.say("chart.group_label", value=number_text(comparison.group, frame.texts))
    options |= {"group_label": group, "y_title": frame.say(f"chart.y_title_{comparison.group.unit}")}
    caption = frame.say("chart.caption", indicator=frame.texts.of(item["name"]), year=frame.benchmark.year)
    settings = {"percent": percent, "target": comparison.group.value}
    return Chart("funnel", caption, finding(comparison, frame), (*points, *limits), {**options, **settings})


def _curve(comparison: Comparison) -> list[dict[str, object]]:
    """The limits at denominators from the smallest to the largest project, a constant ratio apart."""
    sizes = [point.figure.denominator or 1 for point in comparison.points]
    first, last = min(sizes), max(sizes)
    places = sorted({round(first * (last / first) ** (at / _PLACES)) for at in range(_PLACES + 1)})
    pairs = zip(
        places,
        limits_at(places, comparison.group, INNER),
        limits_at(places, comparison.group, OUTER),
        strict=True,
    )
    return [
        {"size": size, "low": inner.low, "high": inner.high, "lowest": outer.low, "highest": outer.high}
        for size, inner, outer in pairs
    ]


def points_table(item: Item, comparison: Comparison, frame: Frame) -> Table:
    """The projects from the smallest denominator to the largest: no league table."""
    caption = frame.say("table.caption", indicator=frame.texts.of(item["name"]))
    rows = tuple(_row(point, frame) for point in comparison.points)
    return Table(caption, frame.columns(_POINTS), rows, frame.say("table.note"))


def _row(point: Point, frame: Frame) -> tuple[Inline, ...]:
    return (
        frame.project(point.label),
        plain(_share(point.figure, frame)),
        plain(_limits(point, "inner", frame)),
        plain(_limits(point, "outer", frame)),
        plain(frame.say(f"position.{point.position}")),
    )


def _share(figure: Figure, frame: Frame) -> str:
    texts = frame.texts
    part, whole = texts.number(figure.numerator or 0), texts.number(figure.denominator or 0)
    return frame.say("share", value=number_text(figure, texts), part=part, whole=whole)


def _limits(point: Point, which: str, frame: Frame) -> str:
    found = getattr(point, which)
    low, high = (value_text(end, point.figure, frame.texts) for end in (found.low, found.high))
    return frame.texts("wording.interval", low=low, high=high)
