"""How complete the file is, sheet by sheet."""

from __future__ import annotations

from selfeval.document import Align, Block, Column, Inline, Paragraph, Table
from selfeval.sections import Context
from selfeval.wording import cell, linked, listed

STATES = ("known", "not_applicable", "unknown", "empty")


def completeness(context: Context) -> tuple[Block, ...]:
    """A sentence on what was left empty, and the answers of every sheet by state."""
    texts, sheets = context.texts, [sheet["id"] for sheet in context.guide.items("sheets")]
    unused = [context.link("sheets", sheet) for sheet in sheets if not _has_anything(sheet, context)]
    key = "completeness.empty_sheets" if unused else "completeness.all_used"
    columns = (
        Column(texts("completeness.sheet"), share=0.32),
        *(Column(texts(f"completeness.{state}"), Align.NUMBER, 0.17) for state in STATES),
    )
    table = Table(texts("completeness.caption"), columns, tuple(_row(sheet, context) for sheet in sheets))
    return Paragraph(linked(key, texts, sheets=listed(unused, texts))), table, context.say("completeness.note")


def _row(sheet: str, context: Context) -> tuple[Inline, ...]:
    counts = (context.result.figure("quality.answers", sheet, state) for state in STATES)
    return context.link("sheets", sheet), *(cell(figure, context.texts) for figure in counts)


def _has_anything(sheet: str, context: Context) -> bool:
    return any(context.result.figure("quality.answers", sheet, state).value for state in STATES[:-1])
