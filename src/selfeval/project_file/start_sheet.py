"""The first sheet of a project file: what to do, in which order, and what the marks mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from selfeval.project_file.template import Request

STEPS = ("fill", "missing", "numbers", "persons", "check", "run")


def write(page: Worksheet, request: Request, formats: Mapping[str, Format]) -> None:
    """Writes the start sheet."""
    texts = request.texts
    page.hide_gridlines(2)
    page.set_column(0, 0, 4)
    page.set_column(1, 1, 34)
    page.set_column(2, 2, 92)
    page.set_row(0, 30)
    page.write_string(0, 1, texts("file.title", project=request.project_id, year=request.year), formats["title"])
    row = 1
    if request.synthetic:
        page.merge_range(row, 1, row, 2, texts("banner.synthetic_long"), formats["banner"])
        row += 1
    page.write_string(row, 1, texts("file.revision", revision=request.guide.revision), formats["intro"])
    row = _write_steps(page, row + 2, request, formats)
    row = _write_carried(page, row, request, formats)
    page.write_string(row, 1, texts("file.sheets"), formats["header"])
    page.write_string(row, 2, texts("file.sheets_help"), formats["header"])
    listed = [(texts("file.anchors"), texts("file.anchors_help"))]
    listed += [(texts.of(sheet["name"]), texts.of(sheet["intro"])) for sheet in request.guide.items("sheets")]
    for offset, (name, intro) in enumerate(listed, 1):
        page.write_url(row + offset, 1, f"internal:'{name}'!A1", formats["link"], name)
        page.write_string(row + offset, 2, intro, formats["step"])
    page.protect()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)


def _write_steps(page: Worksheet, row: int, request: Request, formats: Mapping[str, Format]) -> int:
    for number, step in enumerate(STEPS, 1):
        page.write_number(row, 0, number, formats["label"])
        page.write_string(row, 1, request.texts(f"file.step.{step}.title"), formats["label"])
        page.write_string(row, 2, request.texts(f"file.step.{step}.text"), formats["step"])
        page.set_row(row, 50)
        row += 1
    return row + 1


def _write_carried(page: Worksheet, row: int, request: Request, formats: Mapping[str, Format]) -> int:
    if not request.carried:
        return row
    page.write_string(row, 1, request.texts("file.carried"), formats["label"])
    page.write_string(row, 2, "; ".join(request.carried), formats["step"])
    page.set_row(row, 34)
    return row + 2
