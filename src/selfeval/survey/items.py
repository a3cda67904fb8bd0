"""The columns of an answers table: what each item of an instrument is called, and which item a heading means."""

from __future__ import annotations

import re

from selfeval.errors import RequestError
from selfeval.guide import Guide, Item
from selfeval.project_file.cell_meaning import fold

_NUMBERED = re.compile(r"(?:item|vraag|question|q|v)?[ _.:-]*0*(\d{1,3})[.:]?")


def find_instrument(guide: Guide, name: str) -> Item:
    """The instrument of that id, however it is typed (PACIC, eq-5d-5l).

    Raises RequestError for another name, with those there are.
    """
    wanted = re.sub(r"[^a-z0-9]", "", name.casefold())
    for item in guide.items("instruments"):
        if item["id"].replace("_", "") == wanted:
            return item
    accepted = ", ".join(item["id"] for item in guide.items("instruments"))
    raise RequestError("unknown_instrument", found=name, accepted=accepted)


def item_codes(instrument: Item) -> tuple[str, ...]:
    """The heading of each item's column, in the order of the questionnaire."""
    if dimensions := instrument["items"].get("dimensions"):
        return tuple(str(dimension["id"]) for dimension in dimensions)
    if _has_an_item_a_scale(instrument):
        return tuple(str(scale["id"]) for scale in instrument["scales"])
    return tuple(f"item_{number}" for number in range(1, instrument["items"]["count"] + 1))


def item_texts(instrument: Item, language: str) -> tuple[str, ...]:
    """What may be written of each item: our own questions, the names of dimensions, nothing of somebody else's."""
    items = instrument["items"]
    if texts := items.get("texts"):
        return tuple(str(text[language]) for text in texts)
    if dimensions := items.get("dimensions"):
        return tuple(str(dimension["name"][language]) for dimension in dimensions)
    if _has_an_item_a_scale(instrument):
        return tuple(str(scale["name"][language]) for scale in instrument["scales"])
    return ("",) * int(items["count"])


def find_item(heading: object, instrument: Item) -> int | None:
    """The number of the item, from 1, that a heading means; None when it means no item of an instrument.

    A number beyond the last item is given back as it is: whoever asks must refuse it.
    """
    text = fold(str(heading if heading is not None else "")).replace("_", " ")
    if not text:
        return None
    if text in (names := _names(instrument)):
        return names[text]
    for own in (instrument["id"], instrument["id"].replace("_", ""), instrument["id"].replace("_", " ")):
        text = text.removeprefix(fold(own)).lstrip(" _.:-") or text
    numbered = _NUMBERED.fullmatch(text)
    return int(numbered[1]) if numbered and int(numbered[1]) > 0 else None


def _names(instrument: Item) -> dict[str, int]:
    """Every name of an item, folded, and its number."""
    items, found = instrument["items"], {}
    named = items.get("dimensions") or (instrument["scales"] if _has_an_item_a_scale(instrument) else [])
    for number, one in enumerate(named, start=1):
        for name in (one["id"], *one["name"].values(), *one.get("also_called", ())):
            found[fold(name).replace("_", " ")] = number
    for number, text in enumerate(items.get("texts", ()), start=1):
        found |= {fold(written).replace("_", " "): number for written in text.values()}
    return found


def _has_an_item_a_scale(instrument: Item) -> bool:
    """Whether each scale is one item, in the same order, so that its name says what the item is about."""
    numbers = range(1, instrument["items"]["count"] + 1)
    return bool([scale["items"] for scale in instrument["scales"]] == [[number] for number in numbers])
