"""The rows that go into the project file: for each scale it asks for, the four numbers in the order of its columns."""

from __future__ import annotations

from dataclasses import dataclass

from selfeval.document import Align, Block, Column, Table, plain
from selfeval.guide import Item
from selfeval.survey.results import ScaleResult
from selfeval.survey.words import Frame

_SHEETS = ("patient_surveys", "professional_surveys")
_COPIED = ("invited", "responded", "mean", "standard_deviation")


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One row of a survey sheet: the sheet, the scale as the sheet names it, and the cells to copy, as text."""

    sheet: str
    scale: str
    cells: tuple[str, str, str, str]


def project_rows(frame: Frame) -> tuple[ProjectRow, ...]:
    """A row for each shown scale that a survey sheet asks for, in the order of the sheet."""
    guide, instrument = frame.result.guide, frame.result.instrument["id"]
    shown = {f"{instrument}/{one.scale['id']}": one for one in frame.result.shown()}
    return tuple(
        ProjectRow(frame.texts.of(sheet["name"]), frame.texts.of(code["name"]), _cells(shown[code["scale"]], frame))
        for name in _SHEETS
        for sheet in [guide.item("sheets", name)]
        for code in guide.codes(_column(sheet, "scale")["codes"])
        if code.get("scale") in shown and not frame.result.agreed
    )


def _cells(one: ScaleResult, frame: Frame) -> tuple[str, str, str, str]:
    """No thousands sign, so that Excel reads numbers; one decimal more than elsewhere, for what is computed on."""
    summary, unknown = one.figures, frame.texts("missing.unknown")
    mean, deviation = (
        unknown if value is None else frame.texts.number(value, frame.digits + 1)
        for value in (summary.mean, summary.standard_deviation)
    )
    return str(summary.invited) if summary.invited else unknown, str(summary.n), mean, deviation


def row_blocks(frame: Frame) -> tuple[Block, ...]:
    """The rows to copy, or why there are none."""
    rows = project_rows(frame)
    if not rows:
        return (frame.paragraph("rows.nothing"),)
    sheet = next(
        item
        for name in _SHEETS
        for item in [frame.result.guide.item("sheets", name)]
        if frame.texts.of(item["name"]) == rows[0].sheet
    )
    titles = [frame.texts.of(_column(sheet, name)["name"]) for name in ("scale", *_COPIED)]
    shares, aligned = (0.34, 0.16, 0.14, 0.15, 0.21), (Align.TEXT, *(Align.NUMBER,) * 4)
    columns = tuple(map(Column, titles, aligned, shares))
    cells = tuple((plain(row.scale), *map(plain, row.cells)) for row in rows)
    left_out = len(frame.result.scales) != len(frame.result.shown())
    note = frame.say("rows.hidden", smallest=frame.result.smallest) if left_out else ""
    return (frame.paragraph("rows.reading", sheet=rows[0].sheet), Table(frame.say("table.rows"), columns, cells, note))


def _column(sheet: Item, name: str) -> Item:
    return next(column for column in sheet["columns"] if column["id"] == name)
