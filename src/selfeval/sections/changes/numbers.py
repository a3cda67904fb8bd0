"""Objectives, indicators, patients and money beside last year's."""

from __future__ import annotations

from collections.abc import Sequence

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import Align, Block, Column, Inline, Table, plain
from selfeval.model import Figure
from selfeval.sections import Context
from selfeval.wording import cell, state_word

TOTALS = (
    ("target_group", "reach.target_group", "total"),
    ("inflow", "reach.inflow", "total"),
    ("outflow", "reach.outflow", "total"),
    ("included", "reach.end", "total"),
    ("share", "reach.share", "total"),
    ("granted", "money.granted_total", ""),
    ("spent", "money.spent_total", ""),
)


def objective_blocks(context: Context) -> tuple[Block, ...]:
    """The part of the way covered by each objective, last year and this year."""
    rows = context.result.rows("objectives")
    if not rows:
        return (context.say("objectives.none"),)
    lines = []
    for row in rows:
        objective = row.text("objective_id")
        before, now = (
            context.result.figure(name, objective) for name in ("objective.previous_progress", "objective.progress")
        )
        title = plain(f"{objective} {row.text('title') or state_word(row.answer('title').state, context.texts)}")
        lines.append((title, cell(before, context.texts), cell(now, context.texts)))
    return context.say("objectives.sentence"), _beside("objectives", lines, context)


def indicator_blocks(context: Context) -> tuple[Block, ...]:
    """The indicators of which it can be said that they got better or worse."""
    lines = []
    for verdict in ("improved", "worse"):
        for indicator in context.guide.items("indicators"):
            if context.result.finding("indicator.verdict", indicator["id"]) == verdict:
                lines.append(_indicator(indicator["id"], verdict, context))
    hidden = (context.say("indicators.hidden"),) if _any_hidden(context) else ()
    if not lines:
        before = any(figure.key.year == context.result.year - 1 for figure in context.result.about("indicator.value"))
        return (context.say("indicators.none" if before else "indicators.no_last_year"), *hidden)
    texts, year = context.texts, context.result.year
    columns = (
        Column(texts("column.indicator"), share=0.5),
        Column(str(year - 1), Align.NUMBER, 0.16),
        Column(str(year), Align.NUMBER, 0.16),
        Column(texts("column.verdict"), share=0.18),
    )
    table = Table(texts("indicators.caption", year=year, before=year - 1), columns, tuple(lines))
    return context.say("indicators.sentence"), table, *hidden, context.proposal("indicators.proposal")


def _any_hidden(context: Context) -> bool:
    found = (context.result.finding("indicator.verdict", item["id"]) for item in context.guide.items("indicators"))
    return HIDDEN_FINDING in found


def _indicator(indicator: str, verdict: str, context: Context) -> tuple[Inline, ...]:
    before, now = _both("indicator.value", indicator, "", context)
    said = plain(context.level("verdict", verdict))
    return context.link("indicators", indicator), cell(before, context.texts), cell(now, context.texts), said


def total_blocks(context: Context) -> tuple[Block, ...]:
    """Patients and money, last year and this year."""
    lines = []
    for name, measure, group in TOTALS:
        before, now = _both(measure, "", group, context)
        lines.append((plain(context.texts(f"totals.{name}")), cell(before, context.texts), cell(now, context.texts)))
    return context.say("totals.sentence"), _beside("totals", lines, context)


def _both(measure: str, subject: str, group: str, context: Context) -> tuple[Figure, Figure]:
    year = context.result.year
    return context.result.figure(measure, subject, group, year - 1), context.result.figure(measure, subject, group)


def _beside(kind: str, lines: Sequence[tuple[Inline, ...]], context: Context) -> Table:
    """Last year's column beside this year's."""
    texts, year = context.texts, context.result.year
    columns = (
        Column(texts(f"column.{kind}"), share=0.6),
        Column(str(year - 1), Align.NUMBER, 0.2),
        Column(str(year), Align.NUMBER, 0.2),
    )
    return Table(texts(f"{kind}.caption", year=year, before=year - 1), columns, tuple(lines))
