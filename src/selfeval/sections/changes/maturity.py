"""How the agreed scores moved since last year."""

from __future__ import annotations

from selfeval.document import Align, Block, Column, Inline, Paragraph, Run, Table
from selfeval.model import Figure
from selfeval.sections import Context
from selfeval.wording import cell, linked, number_text, signed

_DEFINITION = "scales/maturity"


def maturity_blocks(context: Context) -> tuple[Block, ...]:
    """How many components moved up and down, and every component with both scores."""
    figures = [context.result.figure("maturity.change", item["id"]) for item in context.components()]
    known = [figure.value for figure in figures if figure.value is not None]
    if not known:
        return (context.say("maturity.none"),)
    counts = {
        "up": sum(value > 0 for value in known),
        "down": sum(value < 0 for value in known),
        "same": sum(value == 0 for value in known),
        "open": len(figures) - len(known),
    }
    runs = {name: Run(str(count), definition=_DEFINITION) for name, count in counts.items()}
    return Paragraph(linked("maturity.sentence", context.texts, **runs)), _table(figures, context)


def _table(figures: list[Figure], context: Context) -> Table:
    year, texts = context.result.year, context.texts
    titles = (str(year - 1), str(year), texts("column.change"))
    columns = (Column(texts("column.component"), share=0.58), *(Column(title, Align.NUMBER, 0.14) for title in titles))
    return Table(
        texts("maturity.caption", year=year, before=year - 1),
        columns,
        tuple(_row(figure, context) for figure in figures),
    )


def _row(change: Figure, context: Context) -> tuple[Inline, ...]:
    component, texts = change.key.subject, context.texts
    before = context.result.figure("maturity.agreed", component, year=context.result.year - 1)
    now = context.result.figure("maturity.agreed", component)
    said = number_text(change, texts) if change.value is None else signed(change.value, 0, texts)
    return (
        context.link("components", component),
        cell(before, texts),
        cell(now, texts),
        (Run(said, definition=_DEFINITION),),
    )
