"""An empty table for the answers to an instrument: the item codes, and on a second sheet what may be said of them."""

from __future__ import annotations

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from selfeval.guide import Item
from selfeval.project_file.styles import styles
from selfeval.project_file.template import CREATED
from selfeval.survey.items import item_codes, item_texts
from selfeval.texts import Texts

PREPARED_ROWS = 1000
_WIDTHS = (14, 90)


def write_template(instrument: Item, texts: Texts) -> bytes:
    """The bytes of an .xlsx; the same instrument and language give the same bytes.

    The texts of the items stand in it only where they are this project's own; for other instruments their numbers, or
    the names of their dimensions.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": texts.of(instrument["name"]), "created": CREATED})
    formats = styles(book)
    answers = book.add_worksheet(texts("survey.sheet_answers"))
    explained = book.add_worksheet(texts("survey.sheet_help"))
    _write_answers(answers, instrument, texts, formats)
    _write_help(explained, instrument, texts, formats)
    book.close()
    return buffer.getvalue()


def _write_answers(sheet: Worksheet, instrument: Item, texts: Texts, formats: dict[str, object]) -> None:
    items, said = instrument["items"], item_texts(instrument, texts.language)
    sheet.freeze_panes(1, 0)
    for column, (code, text) in enumerate(zip(item_codes(instrument), said, strict=True)):
        sheet.write_string(0, column, code, formats["header"])
        sheet.set_column(column, column, max(11, len(code) + 2))
        sheet.data_validation(
            1,
            column,
            PREPARED_ROWS,
            column,
            {
                "validate": "integer",
                "criteria": "between",
                "minimum": items["lowest"],
                "maximum": items["highest"],
                "input_title": code[:32],
                "input_message": " ".join(filter(None, (text, _scale(instrument, texts))))[:255],
                "error_title": texts("file.refused")[:32],
                "error_message": _scale(instrument, texts)[:255],
                "error_type": "warning",
            },
        )


def _scale(instrument: Item, texts: Texts) -> str:
    """What an answer may be, with what the ends mean where that is ours to say."""
    items = instrument["items"]
    ends = {"lowest": items["lowest"], "highest": items["highest"]}
    if "lowest_means" not in items:
        return texts("survey.template.scale", **ends)
    meant = {"lowest_means": texts.of(items["lowest_means"]), "highest_means": texts.of(items["highest_means"])}
    return texts("survey.template.scale_named", **ends, **meant)


def _write_help(sheet: Worksheet, instrument: Item, texts: Texts, formats: dict[str, object]) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, texts.of(instrument["name"]), formats["title"])
    lines = ("one_row", "persons", "blank", "own_columns")
    said = [texts.of(instrument["description"]), *(texts(f"survey.template.{line}") for line in lines)]
    said += [_scale(instrument, texts), texts.of(instrument["licence"])]
    for row, line in enumerate(said, start=2):
        sheet.set_row(row, 15 * (1 + len(line) // 95))
        sheet.write_string(row, 1, line, formats["step"])
    items = zip(item_codes(instrument), item_texts(instrument, texts.language), strict=True)
    for place, (code, text) in enumerate(items, start=len(said) + 3):
        sheet.write_string(place, 0, code, formats["label"])
        sheet.write_string(place, 1, text or texts("survey.template.not_ours"), formats["help"])
