"""What became of last year's plan, and of the actions that were already open."""

from __future__ import annotations

from selfeval.document import Block, Column, Inline, Paragraph, Table, plain
from selfeval.model import Row, State
from selfeval.sections import Context
from selfeval.wording import linked, numbered, run, state_word

_STATUSES = ("done", "running", "planned", "dropped", "empty")


def compose(context: Context) -> tuple[Block, ...]:
    """Each point planned for the report year with its outcome, and each action open at its start with its result."""
    return (*_plan(context), *_actions(context))


def _plan(context: Context) -> tuple[Block, ...]:
    year = context.result.year
    rows = [row for row in context.result.rows("improvement_plan") if row.count("plan_year") == year]
    if not rows:
        first = year <= min(context.guide.programme["report_years"])
        return (context.say("plan.first_year" if first else "plan.none", year=year),)
    texts = context.texts
    shares = {"gap": 0.2, "measure": 0.2, "owner": 0.14, "due": 0.12, "status": 0.11, "outcome": 0.23}
    columns = tuple(Column(texts(f"column.{name}"), share=share) for name, share in shares.items())
    table = Table(texts("plan.caption", year=year), columns, tuple(_point(row, context) for row in rows))
    return Paragraph(_plan_sentence(len(rows), context)), table


def _plan_sentence(count: int, context: Context) -> Inline:
    values = {status: run(context.result.figure("plan.status", status), context.texts) for status in _STATUSES}
    due = run(context.result.figure("plan.due"), context.texts)
    return linked(numbered("plan.sentence", count, context.texts), context.texts, due=due, **values)


def _point(row: Row, context: Context) -> tuple[Inline, ...]:
    due = row.date("due")
    return (
        _of_component(row, context),
        _text(row, "measure", context),
        _text(row, "owner", context),
        plain(context.texts.date(due)) if due else _text(row, "due", context),
        _code(row, "status", "plan_status", context),
        _text(row, "outcome", context),
    )


def _of_component(row: Row, context: Context) -> Inline:
    """What must become better, after the component it belongs to."""
    gap, component = row.text("gap") or state_word(State.EMPTY, context.texts), row.text("component")
    if not component:
        return plain(gap)
    return linked("plan.gap", context.texts, component=context.link("components", component), gap=gap)


def _actions(context: Context) -> tuple[Block, ...]:
    year = context.result.year
    rows = [row for row in context.result.rows("actions") if was_open(row, year)]
    if not rows:
        key = "actions.none" if context.result.rows("actions") else "actions.not_filled_in"
        return (context.say(key, year=year),)
    texts = context.texts
    shares = {"action": 0.32, "state": 0.16, "result": 0.38, "decision": 0.14}
    columns = tuple(Column(texts(f"column.{name}"), share=share) for name, share in shares.items())
    return (
        context.say("actions.sentence", year=year),
        Table(texts("actions.caption", year=year), columns, tuple(_action(row, context) for row in rows)),
    )


def was_open(row: Row, year: int) -> bool:
    """Whether an action was begun, or meant to begin, before a year and had not ended by then."""
    start, end = row.date("start"), row.date("end")
    return start is not None and start.year < year and (end is None or end.year >= year)


def _action(row: Row, context: Context) -> tuple[Inline, ...]:
    return (
        plain(f"{row.text('action_id')} {row.text('title')}".strip()),
        _code(row, "status", "action_status", context),
        _text(row, "result", context),
        _code(row, "decision", "decision", context),
    )


def _text(row: Row, column: str, context: Context) -> Inline:
    return plain(row.text(column) or state_word(row.answer(column).state, context.texts))


def _code(row: Row, column: str, codes: str, context: Context) -> Inline:
    return plain(context.code(codes, row.text(column)) or state_word(row.answer(column).state, context.texts))
