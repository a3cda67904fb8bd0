"""The Gids of one revision: the items in force, folded from the first revision and the differences since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from selfeval.errors import RequestError
from selfeval.guide.files import KINDS, Item, items_of, revision_files
from selfeval.guide.scales import with_scales

__all__ = ["Guide", "Item", "read_guide", "revision_in_force", "revisions"]


@dataclass(frozen=True)
class Guide:
    """What the Gids says in one revision; every item is plain data, shaped by gids/schema."""

    revision: str
    kinds: MappingProxyType[str, dict[str, Item]]

    def items(self, kind: str) -> Iterator[Item]:
        """The items of a kind in their own order, or by id where they have none."""
        return iter(sorted(self.kinds[kind].values(), key=lambda item: (_order(item), item["id"])))

    def item(self, kind: str, item_id: str) -> Item:
        """One item; raises KeyError when this revision has no such item."""
        return self.kinds[kind][item_id]

    def has(self, kind: str, item_id: str) -> bool:
        """Whether this revision has the item."""
        return item_id in self.kinds[kind]

    def pilot_components(self) -> tuple[Item, ...]:
        """The fourteen components a pilot works on, in the order of the plan."""
        return tuple(item for item in self.items("components") if item["tested_by"] == "pilots")

    def codes(self, list_id: str) -> tuple[Item, ...]:
        """The entries of a code list, or the items of a kind that serves as one."""
        if list_id in self.kinds["codes"]:
            return tuple(self.kinds["codes"][list_id]["codes"])
        if list_id == "components":
            return self.pilot_components()
        return tuple(self.items(list_id))

    def code(self, list_id: str, code_id: str) -> Item:
        """One entry of a code list; raises KeyError when the list has no such entry."""
        for entry in self.codes(list_id):
            if entry["id"] == code_id:
                return entry
        raise KeyError(f"{list_id}/{code_id}")

    @property
    def programme(self) -> Item:
        """The programme the projects belong to."""
        return next(iter(self.kinds["programme"].values()))


def _order(item: Item) -> int:
    order = item.get("order", 0)
    return order if isinstance(order, int) else min(order.values())


def revisions() -> tuple[str, ...]:
    """The dates from which each revision of the Gids is in force, oldest first."""
    return tuple(revision["id"] for revision in revision_files())


def revision_in_force(year: int) -> str:
    """The revision in force on 31 December of a report year.

    Raises RequestError when the year lies before the first revision.
    """
    past = [revision for revision in revisions() if revision <= f"{year}-12-31"]
    if not past:
        raise RequestError("no_revision_in_year", year=year, first=revisions()[0])
    return past[-1]


@cache
def read_guide(revision: str | None = None) -> Guide:
    """The Gids of a revision, the newest when none is named.

    Raises RequestError when there is no such revision.
    """
    revision = revision or revisions()[-1]
    if revision not in revisions():
        raise RequestError("unknown_revision", revision=revision, accepted=", ".join(revisions()))
    return Guide(revision, MappingProxyType(_fold(revision)))


def _fold(revision: str) -> dict[str, dict[str, Item]]:
    later = {name for entry in revision_files() for name in entry["adds"]}
    kinds = {kind: {k: v for k, v in items_of(kind).items() if f"{kind}/{k}" not in later} for kind in KINDS}
    for entry in revision_files():
        if entry["id"] <= revision:
            _apply(entry, kinds)
    return with_scales(kinds)


def _apply(entry: Item, kinds: dict[str, dict[str, Item]]) -> None:
    for name in entry["adds"]:
        kind, item_id = name.split("/")
        kinds[kind][item_id] = items_of(kind)[item_id]
    for name in entry["removes"]:
        kind, item_id = name.split("/")
        del kinds[kind][item_id]
    for name, fields in entry["changes"].items():
        kind, item_id = name.split("/")
        kinds[kind][item_id] = {**kinds[kind][item_id], **fields}
