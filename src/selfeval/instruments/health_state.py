"""States of health and the value that the people of a country give them (EQ-5D)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selfeval.guide import Item
from selfeval.instruments.answers import is_on_scale

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class HealthState:
    """The levels of the dimensions in their order, with the instrument they were answered on."""

    instrument: str
    levels: tuple[int, ...]


def read_state(instrument: Item, written: str | int | Sequence[int]) -> HealthState:
    """A state of health written as digits ("21111", as text or as a number) or as a sequence of levels.

    ValueError: another number of levels than dimensions, a blank, or a level the instrument does not have, such as
    0 and 6 on the EQ-5D-5L and 4 and 5 on the EQ-5D-3L.
    """
    items = instrument["items"]
    signs: list[Any] = list(written if isinstance(written, Sequence) else str(written))
    levels = [int(sign) if isinstance(sign, str) and sign in _DIGITS else sign for sign in signs]
    if len(levels) != items["count"] or not all(is_on_scale(instrument, level) for level in levels):
        expected = f"{items['count']} levels from {items['lowest']} to {items['highest']}"
        raise ValueError(f"{instrument['id']}: {expected} expected, found {written!r}")
    return HealthState(instrument["id"], tuple(int(level) for level in levels))


def utility(instrument: Item, state: HealthState, value_set: str) -> float:
    """The value of a state of health: 1 is full health, 0 as bad as being dead, below 0 worse than dead.

    1 + any_problem (when some level is above 1) + any_worst (when some level is the worst) + the decrement of each
    dimension's level; all four are 0 or less. Not rounded; the published values are, to three decimals.
    Sources: those of the value set in gids/instruments, such as Bouckaert and others 2022, PharmacoEconomics Open
    6:823-836 (Belgium) and Versteegh and others 2016, Value in Health 19:343-352 (Netherlands) for the EQ-5D-5L.
    ValueError: a state of another instrument (a 3L state among 5L states), or a value set the instrument has not.
    """
    if state.instrument != instrument["id"]:
        raise ValueError(f"a state of {instrument['id']} is expected, found one of {state.instrument}")
    read_state(instrument, state.levels)
    return _value(_named(instrument, value_set), state.levels, instrument["items"]["highest"])


def value_set_of(instrument: Item, name: str | None) -> Item | None:
    """The value set of that name; None for an instrument that has none.

    ValueError: no such value set, none named where the instrument needs one, one named where it has none.
    """
    return None if name is None and not instrument["value_sets"] else _named(instrument, name)


def _named(instrument: Item, name: str | None) -> Item:
    by_name: dict[str | None, Item] = {value_set["id"]: value_set for value_set in instrument["value_sets"]}
    if name not in by_name:
        accepted = ", ".join(map(str, by_name)) or "none"
        raise ValueError(f"{instrument['id']}: a value set is expected ({accepted}), found {name}")
    return by_name[name]


def limits_of(value_set: Item) -> tuple[float, float]:
    """The value of the worst state and that of full health."""
    worst = len(next(iter(value_set["decrements"].values()))) + 1
    return _value(value_set, (worst,) * len(value_set["decrements"]), worst), 1.0


def _value(value_set: Item, levels: Sequence[int], worst: int) -> float:
    decrements = value_set["decrements"].values()
    lost = sum(by_level[level - 2] for by_level, level in zip(decrements, levels, strict=True) if level > 1)
    return float(
        1 + value_set["any_problem"] * (max(levels) > 1) + value_set["any_worst"] * (max(levels) == worst) + lost
    )
