"""Vega-Lite specifications drawn as pictures, with a font every reader's machine has a twin of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import vl_convert

_LOCALES: dict[str, Literal["nl-NL", "fr-FR", "en-GB"]] = {"nl": "nl-NL", "fr": "fr-FR", "en": "en-GB"}
# Liberation Sans is inside vl-convert, so texts are measured alike everywhere; Arial and Helvetica are as wide.
_FONT = {"font": "Liberation Sans, Arial, Helvetica, sans-serif"}
_SCALE = 2.0
_WIDTH = re.compile(r'<svg[^>]*? width="([0-9.]+)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart, drawn: as SVG text (HTML, PDF) and as PNG at twice its size (Word)."""

    svg: str
    png: bytes


def draw_pictures(specs: Sequence[Mapping[str, Any]], language: str) -> list[Picture]:
    """Draw Vega-Lite specifications with the numbers and dates of a language (nl, fr or en).

    Data must be inside the specification: nothing is fetched. Raises KeyError for another language,
    ValueError for a specification Vega-Lite refuses.
    """
    return [_draw(dict(spec), language) for spec in specs]


def _draw(spec: dict[str, Any], language: str) -> Picture:
    numbers = dates = _LOCALES[language[:2]]
    svg = vl_convert.vegalite_to_svg(
        spec,
        vl_version="6.4",
        config=_FONT,
        format_locale=numbers,
        time_format_locale=dates,
        allowed_base_urls=[],
    )
    return Picture(svg=svg, png=vl_convert.svg_to_png(svg, scale=_SCALE))


def width_in_points(picture: Picture) -> float:
    """The width the chart was drawn for, in points (4 pixels make 3); 0 when its SVG does not say."""
    found = _WIDTH.search(picture.svg)
    return float(found[1]) * 0.75 if found else 0.0
