"""Where everything stands in a project file; the writer and the reader both go by it."""

from __future__ import annotations

from dataclasses import dataclass, field

from selfeval.guide import Guide, Item
from selfeval.texts import Text

TEMPLATE = "selfeval-project-file/1"
TEMPLATE_SHEET = "_template"
LISTS_SHEET = "_lists"

# Rows count from 1, as Excel shows them.
TITLE_ROW = 1
INTRO_ROW = 2
ID_ROW = 3
HEADER_ROW = 4
FIRST_ROW = 5
# A form has a field a row: its id, its question, the answer and the explanation.
FORM_ID, FORM_LABEL, FORM_ANSWER, FORM_HELP = 1, 2, 3, 4
# Rows that drop-downs and input messages cover, whatever number was prepared.
LAST_ROW = 500

YEAR = "year"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet (or one field of a form), as the Gids describes it."""

    id: str
    name: Text
    help: Text
    type: str
    codes: str = ""
    refers_to: str = ""
    required: bool = False
    not_applicable: bool = False
    unknown: bool = False
    locked: bool = False
    minimum: float | None = None
    maximum: float | None = None
    unit: Text = field(default_factory=dict)
    width: int = 16
    carry: str = "keep"
    repeated: bool = False

    def header(self, language: str) -> str:
        """The header a coordinator sees: name, unit, and a star when the column must be filled in."""
        unit = f" ({self.unit[language]})" if self.unit else ""
        return f"{self.name[language]}{unit}{' *' if self.required else ''}"


def columns_of(sheet: Item, guide: Guide) -> tuple[Column, ...]:
    """The columns of a sheet with the repeated ones written out."""
    columns: list[Column] = []
    for entry in sheet["columns"]:
        fields = {key: value for key, value in entry.items() if key != "repeat"}
        if "repeat" not in entry:
            columns.append(Column(**fields))
            continue
        for item in guide.codes(entry["repeat"]):
            columns.append(Column(**{**fields, "id": item["id"], "name": item["name"], "repeated": True}))
    return tuple(columns)


def fixed_codes(sheet: Item, guide: Guide) -> tuple[Item, ...]:
    """The entries written in advance in the sheet's fixed column, one row each; nothing for open sheets."""
    if not sheet["fixed"]:
        return ()
    column = next(column for column in columns_of(sheet, guide) if column.id == sheet["fixed"])
    return tuple(entry for entry in guide.codes(column.codes) if entry.get("asked", True))
