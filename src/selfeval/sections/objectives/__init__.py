"""How far each objective has come from its baseline to its target, and what the project decides."""

from __future__ import annotations

from selfeval.document import Align, Block, Bullets, Chart, Inline, Paragraph, Run, Table, plain
from selfeval.model import Figure, Row, State
from selfeval.reading import reading
from selfeval.sections import Context
from selfeval.sections.cells import Heading, answer_text, columns, own_sentence
from selfeval.wording import cell, run, state_word

_COLUMNS: tuple[Heading, ...] = (
    ("objective", 0.22, Align.TEXT),
    ("indicator", 0.19, Align.TEXT),
    ("baseline", 0.1, Align.NUMBER),
    ("target", 0.1, Align.NUMBER),
    ("previous_value", 0.09, Align.NUMBER),
    ("value", 0.09, Align.NUMBER),
    ("progress", 0.1, Align.NUMBER),
    ("level", 0.11, Align.TEXT),
)


def compose(context: Context) -> tuple[Block, ...]:
    """Progress of each objective in words, chart and table; decisions with their reasons."""
    rows = [row for row in context.result.rows("objectives") if row.text("objective_id")]
    if not rows:
        return (context.nothing(),)
    table_rows = tuple(_row(row, context) for row in rows)
    return (
        _finding(rows, context),
        *_moving_away(rows, context),
        *_chart(rows, context),
        Table(context.texts("table.caption"), columns(_COLUMNS, context), table_rows, context.texts("table.note")),
        context.say("decisions"),
        Bullets(tuple(_decision(row, context) for row in rows)),
        context.proposal("proposal"),
    )


def _about(measure: str, row: Row, context: Context) -> Figure:
    return context.result.figure(f"objective.{measure}", row.text("objective_id"))


def _level(row: Row, context: Context) -> str:
    """The id of the level of progress; "cannot_tell" where there is none."""
    return context.result.finding("objective.level", row.text("objective_id")) or "cannot_tell"


def _level_name(level: str, context: Context) -> str:
    return context.texts("cannot_tell") if level == "cannot_tell" else context.level("progress", level)


def _finding(rows: list[Row], context: Context) -> Paragraph:
    """How many objectives stand at each level, those without progress apart."""
    found = [_level(row, context) for row in rows]
    levels = [level["id"] for level in context.guide.item("scales", "progress")["levels"]]
    counts = [
        context.texts("count", name=_level_name(level, context), number=found.count(level))
        for level in (*levels, "cannot_tell")
    ]
    return context.say("finding", total=len(rows), counts=context.texts("wording.separator").join(counts))


def _moving_away(rows: list[Row], context: Context) -> tuple[Block, ...]:
    names = [_title(row, context) for row in rows if _level(row, context) == "moving_away"]
    return (context.warning("moving_away", names=context.texts("wording.separator").join(names)),) if names else ()


def _title(row: Row, context: Context) -> str:
    return f"{row.text('objective_id')} {answer_text(row.answer('title'), context.texts)}"


def _chart(rows: list[Row], context: Context) -> tuple[Chart, ...]:
    if all(_about("progress", row, context).value is None for row in rows):
        return ()
    texts = context.texts
    labels = {name: texts(f"chart.{name}") for name in ("x_title", "value_label", "previous_label", "target_label")}
    alt = "".join(piece.text for piece in _finding(rows, context).runs)
    drawn = tuple(_chart_row(row, order, context) for order, row in enumerate(rows))
    return (Chart("progress", texts("chart.caption", year=context.result.year), alt, drawn, labels),)


def _chart_row(row: Row, order: int, context: Context) -> dict[str, object]:
    values = {
        "value": _about("progress", row, context).value,
        "previous": _about("previous_progress", row, context).value,
    }
    return {
        "label": _title(row, context),
        "order": order,
        "status": _level_name(_level(row, context), context),
        **values,
    }


def _row(row: Row, context: Context) -> tuple[Inline, ...]:
    texts = context.texts
    unit = f" ({row.text('unit')})" if row.text("unit") else ""
    return (
        plain(_title(row, context)),
        plain(f"{answer_text(row.answer('indicator'), texts)}{unit}"),
        _with_year("baseline", row, context),
        _with_year("target", row, context),
        cell(_about("previous_value", row, context), texts),
        cell(_about("value", row, context), texts),
        cell(_about("progress", row, context), texts),
        plain(_level_name(_level(row, context), context)),
    )


def _with_year(name: str, row: Row, context: Context) -> Inline:
    """A value with the year it is for, or the word for why that year is not there."""
    figure, year = _about(name, row, context), row.answer(f"{name}_year")
    if figure.state is not State.KNOWN:
        return cell(figure, context.texts)
    said = answer_text(year, context.texts)
    return run(figure, context.texts), Run(f" ({said})" if year.value else f" ({context.texts('year', state=said)})")


def _decision_name(row: Row, context: Context) -> str:
    answer = row.answer("decision")
    return context.code("decision", row.text("decision")) or state_word(answer.state, context.texts)


def _decision(row: Row, context: Context) -> Inline:
    reason = own_sentence(row.answer("reason"), context.texts)
    said = context.texts(
        "decision",
        reading=reading(_about("progress", row, context), "", context.texts),
        decision=_decision_name(row, context),
        reason=reason,
    )
    return Run(_title(row, context), strong=True), Run(said)
