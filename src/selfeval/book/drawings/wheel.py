"""The whole on one page: aims in the middle, a ring of components for each level, the phases around them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from math import cos, pi, sin

from selfeval.guide import Guide
from selfeval.texts import Texts

_CENTRE = 260
_CORE = 66
# Inner and outer radius of each ring, from the patient outwards.
_RINGS = {"patient": (72, 112), "actors": (116, 154), "system": (158, 194), "policy": (198, 230)}
_PHASES = (238, 254)
_GAP = 0.012  # of a turn between two neighbours


def wheel(guide: Guide, texts: Texts) -> str:
    """The drawing as SVG on one line; its colours are classes of the style sheet, its label says what it shows."""
    pieces = [*_aims(guide), *_components(guide), *_phases(guide)]
    label = html.escape(texts("cover.picture"), quote=True)
    size = 2 * _CENTRE
    return f'<svg class="wheel" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">{"".join(pieces)}</svg>'


def _components(guide: Guide) -> Iterator[str]:
    for level, (inner, outer) in _RINGS.items():
        items = [item for item in guide.items("components") if item["level"] == level]
        for at, item in enumerate(items):
            start, end = at / len(items), (at + 1) / len(items)
            yield f'<path class="ring ring-{level}" d="{_segment(inner, outer, start, end)}"/>'
            yield _number(str(item["order"]), (inner + outer) / 2, (start + end) / 2, f"on-{level}")


def _number(text: str, radius: float, turn: float, style: str) -> str:
    x, y = _point(radius, turn)
    return f'<text class="{style}" x="{x}" y="{y}" dy="0.36em">{text}</text>'


def _aims(guide: Guide) -> Iterator[str]:
    count = len(list(guide.items("aims")))
    yield f'<circle class="core" cx="{_CENTRE}" cy="{_CENTRE}" r="{_CORE}"/>'
    for at in range(count):
        x, y = _point(36, at / count)
        yield f'<circle class="aim" cx="{x}" cy="{y}" r="17"/>'


def _phases(guide: Guide) -> Iterator[str]:
    inner, outer = _PHASES
    count = len(list(guide.items("phases")))
    for at in range(count):
        yield f'<path class="phase" d="{_arrow(inner, outer, at / count, (at + 1) / count)}"/>'


def _segment(inner: float, outer: float, start: float, end: float) -> str:
    """A piece of a ring between two turns, with an even gap to its neighbours."""
    near, far = _GAP * _RINGS["patient"][0] / inner, _GAP * _RINGS["patient"][0] / outer
    return (
        f"M{_at(inner, start + near)} A{inner} {inner} 0 0 1 {_at(inner, end - near)} "
        f"L{_at(outer, end - far)} A{outer} {outer} 0 0 0 {_at(outer, start + far)} Z"
    )


def _arrow(inner: float, outer: float, start: float, end: float) -> str:
    """A piece of a ring that points the way the phases follow each other."""
    head, middle = 0.012, (inner + outer) / 2
    begin, stop = start + 0.004, end - 0.004 - head
    return (
        f"M{_at(inner, begin)} A{inner} {inner} 0 0 1 {_at(inner, stop)} L{_at(middle, stop + head)} "
        f"L{_at(outer, stop)} A{outer} {outer} 0 0 0 {_at(outer, begin)} L{_at(middle, begin + head)} Z"
    )


def _at(radius: float, turn: float) -> str:
    x, y = _point(radius, turn)
    return f"{x} {y}"


def _point(radius: float, turn: float) -> tuple[float, float]:
    """Where a radius and a turn, clockwise from the top, lead to."""
    angle = 2 * pi * turn
    return round(_CENTRE + radius * sin(angle), 1), round(_CENTRE - radius * cos(angle), 1)
