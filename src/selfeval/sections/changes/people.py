"""Which partners came and went, which actions began and ended."""

from __future__ import annotations

from collections.abc import Iterable

from selfeval.document import Block, Bullets, Inline, plain
from selfeval.model import Row
from selfeval.sections import Context
from selfeval.wording import listed_text


def partner_blocks(context: Context) -> tuple[Block, ...]:
    """The organisations that joined or left in the report year."""
    rows = context.result.rows("partners")
    joined, left = (list(_in_year(rows, column, context)) for column in ("joined", "left"))
    if not rows:
        return (context.say("partners.not_filled_in"),)
    if not joined and not left:
        return (context.say("partners.none", year=context.result.year),)
    moves = {"joined": joined, "left": left}
    return tuple(
        context.say(
            f"partners.{name}",
            names=listed_text((row.text("partner") for row in found), context.texts),
            year=context.result.year,
        )
        for name, found in moves.items()
        if found
    )


def action_blocks(context: Context) -> tuple[Block, ...]:
    """The actions that began or ended in the report year, with their state."""
    rows = context.result.rows("actions")
    if not rows:
        return (context.say("actions.not_filled_in"),)
    blocks: list[Block] = []
    for name, column in (("begun", "start"), ("ended", "end")):
        found = [row for row in _in_year(rows, column, context) if row.text("status") != "planned"]
        blocks.append(context.say(f"actions.{name}" if found else f"actions.none_{name}", year=context.result.year))
        if found:
            blocks.append(Bullets(tuple(_action(row, context) for row in found)))
    return tuple(blocks)


def _in_year(rows: Iterable[Row], column: str, context: Context) -> Iterable[Row]:
    return (row for row in rows if (date := row.date(column)) and date.year == context.result.year)


def _action(row: Row, context: Context) -> Inline:
    status = context.code("action_status", row.text("status")) or context.texts("missing.empty")
    return plain(f"{row.text('action_id')} {row.text('title')} ({status})")
