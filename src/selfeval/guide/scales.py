"""Scales of instruments by name, and what the items that name one take over from it."""

from __future__ import annotations

from collections.abc import Mapping

from selfeval.guide.files import Item

# What stands once, with the scale, and is read wherever a mean on that scale is shown.
TAKEN = ("range", "smallest_change")


def named_scales(instruments: Mapping[str, Item]) -> dict[str, Item]:
    """Every scale of every instrument, by its name instrument/scale."""
    return {
        f"{stem}/{scale['id']}": scale for stem, instrument in instruments.items() for scale in instrument["scales"]
    }


def with_scales(kinds: Mapping[str, dict[str, Item]]) -> dict[str, dict[str, Item]]:
    """The items with range and smallest change written out in each indicator and code that names a scale.

    Raises KeyError when the scale named does not exist.
    """
    scales = named_scales(kinds["instruments"])
    indicators = {name: _taken(item, scales) for name, item in kinds["indicators"].items()}
    codes = {
        name: {**listed, "codes": [_taken(code, scales) for code in listed["codes"]]}
        for name, listed in kinds["codes"].items()
    }
    return {**kinds, "indicators": indicators, "codes": codes}


def _taken(item: Item, scales: Mapping[str, Item]) -> Item:
    return {**item, **{field: scales[item["scale"]][field] for field in TAKEN}} if "scale" in item else item
