"""Who went from which level to which between the year before and the year."""

from __future__ import annotations

from selfeval.document import Block, Chart, Column, Table
from selfeval.population.release import ALL
from selfeval.population.strata.pages.words import NUMBER, TEXT, Frame, cells, found

# Their names stand in `strata.short` of the texts.
NEW, GONE = "new", ("deceased", "left")


def movement(frame: Frame) -> tuple[Block, ...]:
    """The matrix as a picture and as numbers."""
    if frame.result.movement is None:
        return (frame.paragraph("movement.nothing"),)
    years = {"year": frame.year, "before": frame.before}
    return (
        frame.paragraph("movement.reading", **years),
        _chart(frame),
        _table(frame),
        frame.paragraph("movement.care"),
    )


def _places(frame: Frame) -> tuple[list[str], list[str]]:
    """Origins and goals that occur, from the top of the pyramid down, the others after them."""
    figures = frame.result.movement.figures if frame.result.movement else ()
    order = [*reversed(frame.result.definitions.names), *GONE, NEW]
    origins = {figure.at[0] for figure in figures} - {ALL}
    goals = {figure.at[1] for figure in figures} - {ALL}
    return [name for name in order if name in origins], [name for name in order if name in goals]


def _part(frame: Frame, origin: str, goal: str) -> float | None:
    figures = frame.result.movement.figures if frame.result.movement else ()
    one, whole = found(figures, origin, goal), found(figures, origin, ALL)
    if one is None:
        return 0.0
    return None if one.value is None or whole is None or not whole.value else one.value / whole.value


def _chart(frame: Frame) -> Chart:
    origins, goals = _places(frame)
    rows = []
    for at, origin in enumerate(origins):
        for to, goal in enumerate(goals):
            part = _part(frame, origin, goal)
            text = "*" if part is None else frame.texts.share(part)
            names = {"origin": frame.short(origin), "goal": frame.short(goal)}
            rows.append({**names, "origin_order": at, "goal_order": to, "value": part, "text": text})
    years = {"year": frame.year, "before": frame.before}
    top = frame.result.definitions.levels[0].id
    stay = frame.share(_part(frame, top, top))
    options = {
        "x_title": frame.say("chart.movement_goal", **years),
        "y_title": frame.say("chart.movement_origin", **years),
    }
    alt = frame.say("chart.movement_alt", stay=stay, **years)
    return Chart("movement", frame.say("chart.movement", **years), alt, tuple(rows), options)


def _table(frame: Frame) -> Table:
    origins, goals = _places(frame)
    figures = frame.result.movement.figures if frame.result.movement else ()
    first = frame.columns((("origin", 0.2, TEXT), *(("persons", 0.13, NUMBER) for _ in goals)))
    columns = (
        first[0],
        *(Column(frame.short(goal), one.align, one.share) for one, goal in zip(first[1:], goals, strict=True)),
    )
    rows = [
        cells(frame.short(origin), *(frame.count(found(figures, origin, goal)) for goal in goals)) for origin in origins
    ]
    return Table(frame.say("movement.table", year=frame.year, before=frame.before), columns, tuple(rows))
