"""Whether a revision of the Gids measures something otherwise than the one before it, so that a series breaks."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.guide import Guide

# The fields of an item that say what is measured and how; a name, a caveat or a source breaks no series.
DEFINING = {
    "indicators": ("numerator", "denominator", "unit", "population", "calculation", "range", "scale"),
    "components": ("levels",),
    "scales": ("levels",),
    "instruments": ("items", "scales"),
}


def is_redefined(name: str, earlier: Guide, later: Guide) -> bool:
    """Whether an item, by its name "kind/id", or what it is measured with, means something else in the later revision.

    An item that only one of the two has is new or gone, not redefined. A correction of words is made in the item's own
    file and not by a revision, so every difference in a defining field counts.
    """
    return any(_differs(part, earlier, later) for part in _parts(name, later))


def _parts(name: str, guide: Guide) -> Iterator[str]:
    """The item itself; for a component the scale of its scores too, for an indicator the instrument of its scale."""
    yield name
    kind, _, item_id = name.partition("/")
    if kind == "components":
        yield "scales/maturity"
    if kind == "indicators" and guide.has(kind, item_id) and "scale" in guide.item(kind, item_id):
        yield f"instruments/{guide.item(kind, item_id)['scale'].partition('/')[0]}"


def _differs(name: str, earlier: Guide, later: Guide) -> bool:
    kind, _, item_id = name.partition("/")
    if not (earlier.has(kind, item_id) and later.has(kind, item_id)):
        return False
    before, now = earlier.item(kind, item_id), later.item(kind, item_id)
    return any(before.get(field) != now.get(field) for field in DEFINING.get(kind, ()))
