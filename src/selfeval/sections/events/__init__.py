"""What happened in the year, and what was learned from it."""

from __future__ import annotations

import datetime

from selfeval.document import Block, Chart, Column, Inline, Paragraph, Table, plain
from selfeval.model import Row, State
from selfeval.sections import Context
from selfeval.wording import linked, listed_text, numbered, run, state_word

MOST_IN_ALT = 4


def compose(context: Context) -> tuple[Block, ...]:
    """The events of the year on a line of time, and each with its lesson."""
    rows = sorted(context.result.rows("events"), key=_moment)
    if not rows:
        return (context.nothing(),)
    dated = [(date, row) for row in rows if (date := row.date("event_date"))]
    chart = (_timeline(dated, context),) if dated else ()
    return (Paragraph(_sentence(context)), *chart, _table(rows, context))


def _moment(row: Row) -> tuple[datetime.date, int]:
    return row.date("event_date") or datetime.date.max, row.number


def _sentence(context: Context) -> Inline:
    total, learned = context.result.figure("events.total"), context.result.figure("events.with_lesson")
    key = numbered("sentence", round(total.value or 0), context.texts)
    return linked(key, context.texts, total=run(total, context.texts), learned=run(learned, context.texts))


def _timeline(dated: list[tuple[datetime.date, Row]], context: Context) -> Chart:
    texts = context.texts
    rows = tuple(
        {"date": date.isoformat(), "label": _title(row, context), "kind": row.text("kind"), "order": order}
        for order, (date, row) in enumerate(dated)
    )
    kinds = {row.text("kind"): _kind(row, context) for _, row in dated}
    first = listed_text((f"{_title(row, context)} ({texts.date(date)})" for date, row in dated[:MOST_IN_ALT]), texts)
    alt = texts("alt_more" if len(dated) > MOST_IN_ALT else "alt", events=first)
    return Chart("timeline", texts("chart_caption", year=context.result.year), alt, rows, {"kinds": kinds})


def _table(rows: list[Row], context: Context) -> Table:
    texts, shares = context.texts, {"date": 0.15, "event": 0.23, "kind": 0.14, "component": 0.18, "lesson": 0.3}
    columns = tuple(Column(texts(f"column.{name}"), share=share) for name, share in shares.items())
    return Table(texts("caption", year=context.result.year), columns, tuple(_row(row, context) for row in rows))


def _row(row: Row, context: Context) -> tuple[Inline, ...]:
    date = row.date("event_date")
    component = row.text("component")
    return (
        plain(context.texts.date(date) if date else state_word(row.answer("event_date").state, context.texts)),
        plain(_title(row, context)),
        plain(_kind(row, context)),
        context.link("components", component)
        if component
        else plain(state_word(row.answer("component").state, context.texts)),
        plain(row.text("lesson") or state_word(row.answer("lesson").state, context.texts)),
    )


def _title(row: Row, context: Context) -> str:
    return row.text("title") or state_word(State.EMPTY, context.texts)


def _kind(row: Row, context: Context) -> str:
    return context.code("event_kind", row.text("kind")) or state_word(State.EMPTY, context.texts)
