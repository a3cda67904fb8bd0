"""What next year's file takes over from last year's, and the sentences that say so."""

from __future__ import annotations

from selfeval.guide import Guide, Item
from selfeval.model import Answer, ProjectFile, Row, State, Value
from selfeval.project_file import layout
from selfeval.project_file.layout import columns_of
from selfeval.texts import Texts

_OPEN = {"planned", "running", ""}
# The patients included at the end of a year are those included at the start of the next.
_OPENING = ("patients", "end", "start")

CarriedCells = dict[str, Value | State]
CarriedContent = dict[str, list[CarriedCells]]


def carry_over(last: ProjectFile, guide: Guide, texts: Texts) -> tuple[CarriedContent, tuple[str, ...]]:
    """Last year's answers that still hold, as content for a new file under `guide`, and what was carried in words.

    Answers of items that this revision of the Gids no longer has are left out.
    """
    content: CarriedContent = {}
    said: list[str] = []
    for sheet in guide.items("sheets"):
        rows = [row for row in last.rows(sheet["id"]) if _still_holds(row, sheet, guide)]
        kept = [cells for row in rows if (cells := _cells(row, sheet, guide))]
        if not kept:
            continue
        content[sheet["id"]] = kept
        if sheet["layout"] == "rows":
            said.append(texts("file.carried_rows", sheet=texts.of(sheet["name"]), rows=len(kept)))
    _open_the_year(content, last)
    return content, tuple(said)


def _still_holds(row: Row, sheet: Item, guide: Guide) -> bool:
    if sheet["carry"] == "none":
        return False
    if sheet["carry"] == "open" and row.text("status") not in _OPEN:
        return False
    if not sheet["fixed"]:
        return True
    column = next(column for column in columns_of(sheet, guide) if column.id == sheet["fixed"])
    return any(entry["id"] == row.text(sheet["fixed"]) for entry in guide.codes(column.codes))


def _cells(row: Row, sheet: Item, guide: Guide) -> CarriedCells:
    cells: CarriedCells = {}
    for column in columns_of(sheet, guide):
        answer = row.answer(column.id)
        if answer.state is State.EMPTY or column.carry == "drop":
            continue
        cells[column.id if column.carry == "keep" else column.carry] = _written(answer)
    return cells


def _written(answer: Answer) -> Value | State:
    return answer.value if answer.state is State.KNOWN and answer.value is not None else answer.state


def _open_the_year(content: CarriedContent, last: ProjectFile) -> None:
    sheet, closing, opening = _OPENING
    closed = [cells for cells in content.get(sheet, []) if cells.get(layout.YEAR) == last.year and closing in cells]
    content.setdefault(sheet, []).extend(
        {"group": cells["group"], layout.YEAR: last.year + 1, opening: cells[closing]} for cells in closed
    )
