"""How a project file looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

ACCENT, PALE, GREY, LINE, FIXED = "#0F5C6E", "#E8F1F3", "#5A6670", "#C9D2D6", "#EEF0F1"

_CELL: dict[str, Any] = {
    "font_name": "Calibri",
    "font_size": 11,
    "border": 1,
    "border_color": LINE,
    "valign": "top",
    "locked": False,
}
_WRAP: dict[str, Any] = {**_CELL, "text_wrap": True}
_NUMBER: dict[str, Any] = {**_CELL, "align": "right"}

_STYLES: Mapping[str, dict[str, Any]] = {
    "title": {"font_name": "Calibri", "font_size": 18, "bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "intro": {"font_name": "Calibri", "font_size": 11, "italic": True, "font_color": GREY},
    "header": {
        **_CELL,
        "bold": True,
        "text_wrap": True,
        "bg_color": ACCENT,
        "font_color": "#FFFFFF",
        "valign": "vcenter",
        "locked": True,
    },
    "label": {**_WRAP, "bold": True, "bg_color": PALE, "locked": True},
    "help": {**_WRAP, "font_color": GREY, "locked": True, "border": 0},
    "step": {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top"},
    "banner": {"font_name": "Calibri", "font_size": 12, "bold": True, "font_color": "#FFFFFF", "bg_color": "#B3541E"},
    "link": {"font_name": "Calibri", "font_size": 11, "font_color": ACCENT, "underline": 1, "valign": "top"},
    "locked": {**_WRAP, "bg_color": FIXED, "locked": True},
    "unlocked": {"locked": False},
    "key": {**_WRAP, "bold": True, "num_format": "@"},
    "text": {**_WRAP, "num_format": "@"},
    "long_text": _WRAP,
    "code": _WRAP,
    "reference": _WRAP,
    "municipality": _WRAP,
    "whole": {**_NUMBER, "num_format": "#,##0"},
    "decimal": {**_NUMBER, "num_format": "General"},
    "percent": {**_NUMBER, "num_format": "General"},
    "euro": {**_NUMBER, "num_format": "#,##0.00"},
    "date": {**_NUMBER, "num_format": "dd/mm/yyyy"},
    "year": {**_NUMBER, "num_format": "0"},
    "score": {**_NUMBER, "num_format": "0"},
}


def styles(book: Workbook) -> dict[str, Format]:
    """The formats of a new workbook, one for each type of column and each part of a sheet."""
    return {name: book.add_format(properties) for name, properties in _STYLES.items()}
