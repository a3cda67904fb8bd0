"""Which components the actions of the plan work on, year by year, and which have none."""

from __future__ import annotations

from selfeval.document import Align, Block, Chart, Inline, Paragraph, Table, plain
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns
from selfeval.wording import cell, number_text

_COLUMNS: tuple[Heading, ...] = (("status", 0.7, Align.TEXT), ("number", 0.3, Align.NUMBER))
_MEASURES = {"actions": "actions.under_way", "covered": "coverage.components"}


def compose(context: Context) -> tuple[Block, ...]:
    """How many components are covered, which are not, actions by component and year, and by state."""
    if not context.result.rows("actions"):
        return (context.nothing(),)
    return (
        _finding(context),
        *_uncovered(context),
        _chart(context),
        context.say("rule"),
        _by_status(context),
    )


def uncovered(context: Context) -> list[str]:
    """The names of the components without an action under way in the report year."""
    none = [item for item in context.components() if not context.result.figure("coverage.actions", item["id"]).value]
    return [context.name("components", item["id"]) for item in none]


def _finding(context: Context) -> Paragraph:
    words = {name: number_text(context.result.figure(measure), context.texts) for name, measure in _MEASURES.items()}
    return context.say("finding", year=context.result.year, components=len(context.components()), **words)


def _uncovered(context: Context) -> tuple[Block, ...]:
    names = uncovered(context)
    return (
        (context.warning("uncovered", year=context.result.year, names=context.texts("wording.separator").join(names)),)
        if names
        else ()
    )


def _chart(context: Context) -> Chart:
    order = {item["id"]: item["order"] for item in context.components()}
    rows = tuple(
        {
            "axis": context.name("components", figure.key.subject),
            "order": order[figure.key.subject],
            "year": figure.key.year,
            "count": figure.value,
        }
        for figure in context.result.about("coverage.actions")
    )
    names = uncovered(context)
    key = "chart.alt" if names else "chart.alt_all"
    alt = context.texts(key, year=context.result.year, names=context.texts("wording.separator").join(names))
    return Chart("coverage", context.texts("chart.caption"), alt, rows, {"x_title": context.texts("chart.x_title")})


def _by_status(context: Context) -> Table:
    rows = tuple(_status_row(entry["id"], context) for entry in context.guide.codes("action_status"))
    return Table(context.texts("status.caption", year=context.result.year), columns(_COLUMNS, context), rows)


def _status_row(status: str, context: Context) -> tuple[Inline, ...]:
    figure = context.result.figure("actions.status", status)
    return plain(context.code("action_status", status)), cell(figure, context.texts)
