"""The agreed score of each component, last year and this year."""

from __future__ import annotations

from selfeval.document import Align, Block, Column, Inline, Table, plain
from selfeval.guide import Item
from selfeval.model import Figure, State
from selfeval.reading import agreed_reading
from selfeval.results.breaks import starts_anew
from selfeval.sections import Context
from selfeval.wording import cell


def component_blocks(context: Context) -> tuple[Block, ...]:
    """A table of the components with a score in one of the two years; without any, a sentence that says so."""
    listed = [item for item in context.components() if any(_both(item, context))]
    if not listed:
        return (context.say("components.none", year=context.result.year, before=context.result.year - 1),)
    return context.say("components.sentence"), _table(listed, context)


def _both(component: Item, context: Context) -> tuple[Figure, ...]:
    """Last year's score and this year's, as far as there is one."""
    years = (context.result.year - 1, context.result.year)
    found = (context.result.figure("maturity.agreed", component["id"], year=year) for year in years)
    return tuple(figure for figure in found if figure.state is not State.EMPTY)


def _table(listed: list[Item], context: Context) -> Table:
    texts, year = context.texts, context.result.year
    columns = (
        Column(texts("column.component"), share=0.42),
        Column(str(year - 1), Align.NUMBER, 0.09),
        Column(str(year), Align.NUMBER, 0.09),
        Column(texts("column.reading"), share=0.4),
    )
    rows = tuple(_row(item, context) for item in listed)
    return Table(texts("components.caption", year=year, before=year - 1), columns, rows)


def _row(component: Item, context: Context) -> tuple[Inline, ...]:
    texts, year = context.texts, context.result.year
    before, now = (context.result.figure("maturity.agreed", component["id"], year=at) for at in (year - 1, year))
    anew = starts_anew(f"components/{component['id']}", year, context.guide)
    said = plain(agreed_reading(now, before, texts, anew))
    return context.link("components", component["id"]), cell(before, texts), cell(now, texts), said
