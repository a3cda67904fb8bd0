"""The only door out of the room: aggregates go in, figures without small groups come out.

Nobody asks for figures without protection here: what concerns persons of a region is always released. Pages import
nothing of this room but this module. A figure is hidden when it, or what it can be subtracted from, tells of 1 to
smallest - 1 persons or cases; when it rests on too few events; when one person makes up most of an amount.
Practice of the Intermutualistic Agency for the threshold (references.bib: ima_small_cells); the other limits are ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from selfeval.disclosure import Policy, Release, further_to_hide
from selfeval.exposure import Attacker
from selfeval.model import Key
from selfeval.results import Equation

SMALLEST = 5
SMALLEST_FOR_SCIENCE = 10
FEWEST_EVENTS = 10
FEWEST_FOR_QUANTILES = 10
# A person with more than this share of an amount could be recognised in it.
DOMINANT_SHARE = 0.5
# The coordinate of all parts of a dimension together.
ALL = ""
_UNLIMITED = 10**12


class Kind(StrEnum):
    """What a figure is, which says how it is computed and protected."""

    COUNT = "count"
    SHARE = "share"  # of the persons, those who are cases
    RATE = "rate"  # cases per `per` of the denominator; one person can be several cases
    MEAN = "mean"  # the amount by the denominator
    ESTIMATE = "estimate"  # standardised or modelled: computed already, rests on events
    QUANTILE = "quantile"  # computed already, one person's value at heart


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell before release: where it stands, the persons in it, and what was counted among them.

    `at` has one coordinate per dimension, ALL for the total. `cases` are persons or events; `amount` a sum such as
    euro, `largest` the most that one person has in it (left out: not known); `denominator` counts something else than
    persons, such as person-years; `value`, `low` and `high` belong to what was computed already.
    """

    at: tuple[str, ...]
    persons: int
    cases: int | None = None
    amount: float | None = None
    largest: float | None = None
    denominator: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Cells of one kind; in a dimension with a cell ALL the other cells are its parts, complete and apart."""

    id: str
    kind: Kind
    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]
    per: float = 1.0


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """What may be shown of a cell; None is hidden, and `reason` says why ("" for nothing hidden).

    Reasons: "small", "complement" (would give another cell away), "dominance", "few_events". `is_uniform` marks a
    group in which all, or none, are cases: true of every member, which a reader should weigh.
    """

    at: tuple[str, ...]
    persons: int | None
    cases: int | None
    value: float | None
    low: float | None
    high: float | None
    reason: str
    is_uniform: bool = False


@dataclass(frozen=True)
class Released:
    """An aggregate as it may be shown; made by `release_aggregate` only."""

    id: str
    kind: Kind
    dimensions: tuple[str, ...]
    figures: tuple[ReleasedFigure, ...]
    per: float
    smallest: int

    def figure(self, *at: str) -> ReleasedFigure:
        """The figure at these coordinates; raises KeyError when there is no such cell."""
        return self._by_place[at]

    @property
    def hidden(self) -> int:
        """How many figures are hidden."""
        return sum(bool(figure.reason) for figure in self.figures)

    @cached_property
    def _by_place(self) -> dict[tuple[str, ...], ReleasedFigure]:
        return {figure.at: figure for figure in self.figures}


def release_aggregate(aggregate: Aggregate, smallest: int = SMALLEST) -> Released:
    """The figures of an aggregate that may be shown, `smallest` being the lowest count of persons or cases.

    Raises RequestError `smallest_count_outside_limits` unless smallest is 4 to 10, ValueError for cells that stand
    twice or do not have one coordinate per dimension.
    """
    Policy(Release.PUBLIC, smallest)
    cells = {_key(cell.at): cell for cell in aggregate.cells}
    if len(cells) < len(aggregate.cells) or any(len(cell.at) != len(aggregate.dimensions) for cell in aggregate.cells):
        raise ValueError(f"{aggregate.id}: a cell stands twice or has not one coordinate per dimension")
    sums = tuple(_sums(aggregate.cells))
    persons = {key: cell.persons for key, cell in cells.items()}
    few = {key for key, count in persons.items() if 0 < count < smallest}
    secret = _closed(sums, [(persons, few, smallest)], set(few))
    reasons = {key: _reason(aggregate.kind, cell, smallest) for key, cell in cells.items()}
    primary = {key for key, reason in reasons.items() if reason}
    untold = _closed(sums, list(_systems(aggregate, cells, primary, smallest)), secret | primary)
    figures = (
        _figure(aggregate, cell, key in secret, (reasons[key] or "complement") if key in untold else "")
        for key, cell in cells.items()
    )
    return Released(aggregate.id, aggregate.kind, aggregate.dimensions, tuple(figures), aggregate.per, smallest)


System = tuple[dict[Key, int], set[Key], int]


def _systems(aggregate: Aggregate, cells: dict[Key, Cell], primary: set[Key], smallest: int) -> Iterator[System]:
    """Counts that add up, those among them that nobody may find, and the limit under which a reader knows these lie."""
    persons = {key: cell.persons for key, cell in cells.items()}
    yield persons, primary, _UNLIMITED
    if all(cell.cases is not None for cell in cells.values()):
        cases = {key: cell.cases or 0 for key, cell in cells.items()}
        yield cases, {key for key, count in cases.items() if 0 < count < smallest}, smallest
        if aggregate.kind is Kind.SHARE:
            others = {key: persons[key] - count for key, count in cases.items()}
            yield others, {key for key, count in others.items() if 0 < count < smallest}, smallest


def _reason(kind: Kind, cell: Cell, smallest: int) -> str:
    """Why a cell may not be shown, whatever stands beside it."""
    parts = [cell.persons, *([cell.cases] if cell.cases is not None else [])]
    if kind is Kind.SHARE and cell.cases is not None:
        parts.append(cell.persons - cell.cases)
    if any(0 < part < smallest for part in parts):
        return "small"
    if kind is Kind.ESTIMATE and (cell.cases if cell.cases is not None else cell.persons) < FEWEST_EVENTS:
        return "few_events"
    if kind is Kind.QUANTILE and cell.persons < FEWEST_FOR_QUANTILES:
        return "few_events"
    return "dominance" if kind is Kind.MEAN and cell.persons and _is_dominated(cell) else ""


def _is_dominated(cell: Cell) -> bool:
    if cell.largest is None:
        return cell.persons < FEWEST_FOR_QUANTILES
    return abs(cell.largest) > DOMINANT_SHARE * abs(cell.amount or 0)


def _closed(sums: tuple[Equation, ...], systems: Sequence[System], secret: set[Key]) -> set[Key]:
    """The hidden cells and the further ones without which a reader would find one that nobody may find."""
    attackers = [
        Attacker(sums, values, frozenset(protected & secret), limit)
        for values, protected, limit in systems
        if protected
    ]
    while found := [(attacker, exposed) for attacker in attackers if (exposed := attacker.exposed(secret))]:
        further = set().union(*(further_to_hide(attacker, secret, exposed) for attacker, exposed in found)) - secret
        if not further:
            break
        secret = secret | further
    return secret


def _sums(cells: Sequence[Cell]) -> Iterator[Equation]:
    """A total and its parts, for every dimension and every place in the other dimensions."""
    for dimension in range(len(cells[0].at) if cells else 0):
        rows: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for cell in sorted(cells, key=lambda one: one.at):
            rows[cell.at[:dimension] + cell.at[dimension + 1 :]].append(cell.at)
        for row in rows.values():
            parts = [_key(place) for place in row if place[dimension] != ALL]
            if parts and len(parts) < len(row):
                yield Equation(_key(next(place for place in row if place[dimension] == ALL)), tuple(parts))


def _key(place: tuple[str, ...]) -> Key:
    return Key("cell", "\x1f".join(place))


def _figure(aggregate: Aggregate, cell: Cell, without_persons: bool, reason: str) -> ReleasedFigure:
    persons = None if without_persons else cell.persons
    if reason:
        return ReleasedFigure(cell.at, persons, None, None, None, None, reason)
    uniform = aggregate.kind is Kind.SHARE and cell.persons > 0 and cell.cases in (0, cell.persons)
    return ReleasedFigure(cell.at, persons, cell.cases, _value(aggregate, cell), cell.low, cell.high, "", uniform)


def _value(aggregate: Aggregate, cell: Cell) -> float | None:
    """From the counts that are shown themselves; None where nothing is divided by nothing."""
    denominator = cell.persons if cell.denominator is None else cell.denominator
    match aggregate.kind:
        case Kind.COUNT:
            return float(cell.persons)
        case Kind.SHARE | Kind.RATE:
            top: float | None = cell.cases
        case Kind.MEAN:
            top = cell.amount
        case _:
            return cell.value
    return None if top is None or not denominator else aggregate.per * top / denominator
