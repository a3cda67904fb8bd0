"""The phase the project says it is in, beside the phase its file gives evidence of."""

from __future__ import annotations

import datetime

from selfeval.document import Block, Column, Inline, Paragraph, Run, Table, plain
from selfeval.guide import Item
from selfeval.sections import Context
from selfeval.wording import linked


def compose(context: Context) -> tuple[Block, ...]:
    """Whether the declared phase and the evidence in the file are the same, and what each phase has as evidence."""
    return (Paragraph(_sentence(context)), _table(context), context.say("note"), context.proposal("proposal"))


def _sentence(context: Context) -> Inline:
    declared, computed = context.result.finding("phase.declared"), context.result.finding("phase.computed")
    order = {phase["id"]: phase["order"] for phase in context.guide.items("phases")}
    shown = _link(computed, context) if computed in order else (Run(""),)
    if declared not in order:
        key = "no_answer" if computed in order else "no_answer_no_evidence"
        return linked(key, context.texts, computed=shown)
    if computed not in order:
        return linked("no_evidence", context.texts, declared=_link(declared, context))
    key = "same" if declared == computed else "further" if order[declared] > order[computed] else "less_far"
    return linked(key, context.texts, declared=_link(declared, context), computed=shown)


def _link(phase: str, context: Context) -> Inline:
    return context.link("phases", phase)


def _table(context: Context) -> Table:
    texts, shares = context.texts, {"phase": 0.2, "planned": 0.18, "real": 0.18, "found": 0.12, "evidence": 0.32}
    columns = tuple(Column(texts(f"column.{name}"), share=share) for name, share in shares.items())
    rows = tuple(_row(phase, context) for phase in context.guide.items("phases"))
    return Table(texts("caption"), columns, rows)


def _row(phase: Item, context: Context) -> tuple[Inline, ...]:
    found = context.result.finding("phase.evidence", phase["id"]) or "not_checked"
    evidence = context.texts.of(phase["evidence"])
    planned, real = (_period(phase[name], context) for name in ("planned", "real"))
    return (
        _link(phase["id"], context),
        plain(planned),
        plain(real),
        plain(context.texts(f"found.{found}")),
        plain(evidence),
    )


def _period(period: Item, context: Context) -> str:
    """From and until; what the sources do not say is called unknown."""
    start, end = (_date(period[name], context) for name in ("start", "end"))
    if not start and not end:
        return context.texts("missing.unknown")
    if start and end:
        return f"{start} – {end}"
    return context.texts("period.from", start=start) if start else context.texts("period.until", end=end)


def _date(iso: str | None, context: Context) -> str:
    return context.texts.date(datetime.date.fromisoformat(iso)) if iso else ""
