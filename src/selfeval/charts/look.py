"""The shared look: colours that stay apart in grey, one font, lines of text, numbers as the reader writes them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from selfeval.texts import read_texts

TEAL, RUST, GREY, LIGHT = "#0f5c6e", "#b3541e", "#5a6670", "#c9d2d6"
INK, PAPER, TEAL_TINT, RUST_TINT = "#1f2a30", "#ffffff", "#cfdfe2", "#f3e0d3"
WIDTH, LABELS = 640, 210
TEXT, LINE = 12, 15
MINUS, EN_DASH = "\u2212", "\u2013"
# Of the text's size, a little above what Arial needs for running text: an estimate may leave room, never cut.
_LETTER = 0.53
_LONGEST_WORD = 40


# The properties of a Vega-Lite mark, by their names there.
Mark = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Style:
    """How one series looks: no two differ by colour alone."""

    stroke: str
    fill: str
    dash: tuple[int, int]
    shape: str


SERIES = (
    Style(TEAL, TEAL, (1, 0), "circle"),
    Style(RUST, RUST_TINT, (6, 3), "square"),
    Style(GREY, PAPER, (2, 2), "triangle-up"),
    Style(INK, LIGHT, (8, 2), "diamond"),
)

_NUMBERS: Mapping[str, Mapping[str, Any]] = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""], "percent": "\u00a0%"},
    "fr": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"], "percent": "\u00a0%"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "percent": "%"},
}


def config(language: str) -> dict[str, Any]:
    """The configuration of every chart; its number locale holds in a live chart and outranks a drawing tool's."""
    axis = {
        "labelColor": INK,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "labelFontSize": TEXT,
        "titleFontSize": TEXT,
        "titlePadding": 8,
        "labelLimit": 0,
        "titleLimit": 0,
        "grid": False,
        "domainColor": GREY,
        "tickColor": GREY,
        "tickSize": 4,
        "aria": False,
    }
    return {
        # Liberation Sans is as wide as Arial and Helvetica and comes with the drawing library.
        "font": "Liberation Sans, Arial, Helvetica, sans-serif",
        "background": PAPER,
        "view": {"stroke": None},
        "aria": False,
        "axis": axis,
        "text": {"fontSize": TEXT, "lineHeight": LINE, "lineBreak": "\n", "color": INK, "limit": 0},
        "locale": {"number": dict(_NUMBERS[language])},
    }


def style_of(place: int) -> Style:
    """The look of the series at this place, counted from 0."""
    return SERIES[place % len(SERIES)]


def text_width(text: str) -> float:
    """About how wide the widest line of a text is, in pixels."""
    return max(map(len, text.split("\n"))) * TEXT * _LETTER


def wrap(text: str, pixels: float) -> str:
    """The text over as many lines as this width asks, the lines about as long as each other."""
    longest = max(map(len, text.split()), default=0)
    most = max(int(pixels / (TEXT * _LETTER)), min(longest, _LONGEST_WORD))
    lines = _lines(text, most)
    narrower = (_lines(text, width) for width in range(min(longest, most) or 1, most))
    return "\n".join(next((found for found in narrower if len(found) == len(lines)), lines))


def _lines(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, break_on_hyphens=False)


def digits_of(values: Iterable[float | None], options: Mapping[str, object]) -> int:
    """Digits behind the decimal sign: options["digits"], else one as soon as a value is not whole."""
    wanted = options.get("digits")
    if isinstance(wanted, int):
        return wanted
    factor = 100 if options.get("percent") else 1
    return int(any(value is not None and abs(value * factor - round(value * factor)) > 1e-9 for value in values))


def number_text(value: float, language: str, digits: int, percent: bool = False) -> str:
    """A value as the document's sentences write it, with a minus sign of its own."""
    texts = read_texts(language)
    written = texts.share(value, digits) if percent else texts.number(value, digits)
    return written.replace("-", MINUS)


def euro_text(value: float, language: str) -> str:
    """An amount in whole euro."""
    return read_texts(language).euro(value).replace("-", MINUS)
