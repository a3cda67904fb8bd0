"""What changed between two revisions of the Gids, item by item and field by field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from selfeval.guide import Guide


class Change(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One item, or one field of an item, that differs; `before` and `after` are the field's data."""

    item: str
    change: Change
    field: str = ""
    before: Any = None
    after: Any = None


def differences(earlier: Guide, later: Guide) -> list[Difference]:
    """Every difference between two revisions, by item and field."""
    found: list[Difference] = []
    for kind in earlier.kinds:
        old, new = earlier.kinds[kind], later.kinds[kind]
        found += [Difference(f"{kind}/{name}", Change.REMOVED) for name in old.keys() - new.keys()]
        found += [Difference(f"{kind}/{name}", Change.ADDED) for name in new.keys() - old.keys()]
        for name in old.keys() & new.keys():
            fields = [key for key in {**old[name], **new[name]} if old[name].get(key) != new[name].get(key)]
            item = f"{kind}/{name}"
            found += [Difference(item, Change.CHANGED, key, old[name].get(key), new[name].get(key)) for key in fields]
    return sorted(found, key=lambda difference: (difference.item, difference.field))
