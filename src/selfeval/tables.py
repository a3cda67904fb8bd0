"""Tables of a document as pandas data frames, to look at and to work with in a notebook."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html import escape

import pandas as pd
from pandas.io.formats.style import Styler

from selfeval.document import Align, Inline, Table
from selfeval.export import COLUMNS, Record


def frame(table: Table) -> pd.DataFrame:
    """One row a row of the table, one column of text a column, under the table's own titles."""
    titles = [column.title for column in table.columns]
    return pd.DataFrame([[_text(cell) for cell in row] for row in table.rows], columns=titles, dtype="str")


def tidy_frame(records: Sequence[Record]) -> pd.DataFrame:
    """One row a figure: columns as in `selfeval.export.COLUMNS`; shares are fractions of 1."""
    return pd.DataFrame.from_records(list(records), columns=list(COLUMNS))


def html(table: Table) -> str:
    """The table as HTML with its caption, header cells and numbers set right; the same table gives the same text."""
    numbers = [column.title for column in table.columns if column.align is Align.NUMBER]
    # The rules of a table go by its id, so no two different tables may share one.
    name = hashlib.sha256(repr(table).encode()).hexdigest()[:12]
    styler = Styler(frame(table), uuid=name, cell_ids=False, caption=escape(table.caption)).hide(axis="index")
    right = {title: [{"selector": "", "props": "text-align: right"}] for title in numbers}
    return str(styler.format(escape="html").set_table_styles(right).to_html())


def _text(cell: Inline) -> str:
    return "".join(run.text for run in cell)
