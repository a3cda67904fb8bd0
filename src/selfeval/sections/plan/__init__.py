"""What the project will improve next year, and what has no point in the plan yet."""

from __future__ import annotations

from selfeval.document import Block, Column, Inline, Paragraph, Table, plain
from selfeval.model import Row
from selfeval.sections import Context
from selfeval.wording import linked, listed, numbered, run, state_word

# From so many points below the ambition a component is worth a point in the plan; this project's own proposal.
WIDE_GAP = 2


def compose(context: Context) -> tuple[Block, ...]:
    """The points planned for after the report year, and the components that might deserve one."""
    year = context.result.year
    rows = [row for row in context.result.rows("improvement_plan") if (row.count("plan_year") or 0) > year]
    planned = (Paragraph(_sentence(context)), _table(rows, context)) if rows else (context.say("none"),)
    return (*planned, *_suggestions(rows, context))


def _sentence(context: Context) -> Inline:
    figure = context.result.figure("plan.later")
    return linked(
        numbered("sentence", round(figure.value or 0), context.texts), context.texts, count=run(figure, context.texts)
    )


def _table(rows: list[Row], context: Context) -> Table:
    texts = context.texts
    shares = {"component": 0.17, "gap": 0.21, "measure": 0.23, "indicator": 0.16, "owner": 0.12, "due": 0.11}
    columns = tuple(Column(texts(f"column.{name}"), share=share) for name, share in shares.items())
    return Table(texts("caption"), columns, tuple(_row(row, context) for row in rows))


def _row(row: Row, context: Context) -> tuple[Inline, ...]:
    component, due = row.text("component"), row.date("due")
    first = (
        context.link("components", component)
        if component
        else plain(state_word(row.answer("component").state, context.texts))
    )
    written = (
        plain(row.text(name) or state_word(row.answer(name).state, context.texts))
        for name in ("gap", "measure", "indicator", "owner")
    )
    return (
        first,
        *written,
        plain(context.texts.date(due) if due else state_word(row.answer("due").state, context.texts)),
    )


def _suggestions(rows: list[Row], context: Context) -> tuple[Block, ...]:
    """Components with a reason to improve that no point of the plan names."""
    named = {row.text("component") for row in rows}
    found = [
        (item["id"], reasons)
        for item in context.components()
        if item["id"] not in named and (reasons := _reasons(item["id"], context))
    ]
    if not context.result.rows("actions") and not context.result.figure("maturity.scored").value:
        return (context.say("suggestions.too_little"),)
    if not found:
        return (context.say("suggestions.none"), context.proposal("suggestions.proposal"))
    columns = (Column(context.texts("column.component"), share=0.4), Column(context.texts("column.reason"), share=0.6))
    lines = tuple((context.link("components", name), listed(reasons, context.texts)) for name, reasons in found)
    table = Table(context.texts("suggestions.caption"), columns, lines)
    return context.say("suggestions.sentence"), context.proposal("suggestions.proposal"), table


def _reasons(component: str, context: Context) -> list[Inline]:
    texts, result = context.texts, context.result
    gap, actions = result.figure("maturity.gap", component), result.figure("coverage.actions", component)
    found: list[Inline] = []
    if gap.value is not None and gap.value >= WIDE_GAP:
        found.append(linked("reason.gap", texts, gap=run(gap, texts)))
    if result.finding("maturity.outcome", component) == "split":
        found.append(plain(texts("reason.split")))
    if actions.value == 0 and result.rows("actions"):
        found.append(plain(texts("reason.no_action")))
    return found
