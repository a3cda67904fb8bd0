"""What stands in the rows and options of a chart block, read with their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

Row = Mapping[str, object]


def text(row: Row, name: str) -> str:
    """A text, empty when absent or None. ValueError: something else stands there."""
    found = row.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ValueError(f"{name}: a text is expected, found {found!r}")
    return found


def number(row: Row, name: str) -> float | None:
    """A finite number, None when absent. ValueError: something else stands there."""
    found = row.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        raise ValueError(f"{name}: a finite number or nothing is expected, found {found!r}")
    return float(found)


def whole(row: Row, name: str) -> int:
    """A whole number. ValueError: nothing or something else stands there."""
    found = row.get(name)
    if isinstance(found, bool) or not isinstance(found, int):
        raise ValueError(f"{name}: a whole number is expected, found {found!r}")
    return found


def numbers(rows: Iterable[Row], *names: str) -> list[float]:
    """Every number that is there under these names."""
    found = (number(row, name) for row in rows for name in names)
    return [value for value in found if value is not None]


def require(rows: Iterable[Row], names: Sequence[str]) -> None:
    """ValueError: a row lacks one of these fields (None may stand in them)."""
    for at, row in enumerate(rows):
        missing = [name for name in names if name not in row]
        if missing:
            raise ValueError(f"row {at} lacks {', '.join(missing)}")


def in_order(rows: Iterable[Row], order: str, name: str) -> dict[int, str]:
    """The name of each order number, lowest first; the first row that has the number names it."""
    named: dict[int, str] = {}
    for row in rows:
        named.setdefault(whole(row, order), text(row, name))
    return dict(sorted(named.items()))
