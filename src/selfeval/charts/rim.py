"""Labels around a rim that do not touch each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, sin
from typing import Literal

from selfeval.charts import look

Side = Literal["left", "right", "center"]
_APART = 5.0


@dataclass(frozen=True, slots=True)
class RimLabel:
    """A wrapped text, the place of its anchor in pixels, and the side of it the text is aligned to."""

    text: str
    x: float
    y: float
    side: Side

    @property
    def row(self) -> Mapping[str, object]:
        """The values to draw it from."""
        return {"text": self.text, "x": round(self.x, 2), "y": round(self.y, 2)}

    @property
    def half(self) -> float:
        """Half its height, in pixels."""
        return (self.text.count("\n") + 1) * look.LINE / 2

    @property
    def top(self) -> float:
        """Its upper edge, in pixels."""
        return self.y - self.half


def place_labels(
    texts: Sequence[str], angles: Sequence[float], centre: tuple[float, float], radius: float, widest: float
) -> list[RimLabel]:
    """A label an angle (radians, clockwise from the top), wrapped to `widest` pixels or what is left up to x = 0.

    From the sides on towards the top and the bottom, a label that would touch the one before moves outwards.
    """
    edge: dict[tuple[Side, bool], float] = {}
    placed: dict[int, RimLabel] = {}
    for at in sorted(range(len(texts)), key=lambda at: abs(cos(angles[at]))):
        pixels = min(widest, centre[0] - radius * abs(sin(angles[at])))
        label = _label(look.wrap(texts[at], pixels), angles[at], centre, radius)
        sides: tuple[Side, ...] = ("left", "right") if label.side == "center" else (label.side,)
        up = cos(angles[at]) > 0
        for side in sides:
            label = _away(label, up, edge.get((side, up)))
        for side in sides:
            edge[side, up] = label.y - label.half if up else label.y + label.half
            # The first label of a side may reach over the middle: the other half starts at its edge.
            edge.setdefault((side, not up), label.y + label.half if up else label.y - label.half)
        placed[at] = label
    return [placed[at] for at in range(len(texts))]


def _label(text: str, angle: float, centre: tuple[float, float], radius: float) -> RimLabel:
    across, up = sin(angle), cos(angle)
    side: Side = "center" if abs(across) < 1e-6 else "left" if across > 0 else "right"
    label = RimLabel(text, centre[0] + radius * across, centre[1] - radius * up, side)
    return RimLabel(text, label.x, label.y - up * (label.half - look.LINE / 2), side)


def _away(label: RimLabel, up: bool, edge: float | None) -> RimLabel:
    if edge is None:
        return label
    y = min(label.y, edge - _APART - label.half) if up else max(label.y, edge + _APART + label.half)
    return RimLabel(label.text, label.x, y, label.side)
