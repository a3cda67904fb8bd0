"""What an attentive reader can work out of a table with hidden cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf

from selfeval.model import Key
from selfeval.results import Equation

Form = tuple[dict[Key, int], int]
Bounds = dict[Key, tuple[float, float]]


@dataclass
class Attacker:
    """A reader who knows the equations and every cell that is shown; what was tried before is remembered."""

    equations: tuple[Equation, ...]
    values: Mapping[Key, int]
    primary: frozenset[Key]
    smallest: int
    tried: dict[frozenset[Key], set[Key]] = field(default_factory=dict)

    def exposed(self, secret: set[Key]) -> set[Key]:
        """The primary cells whose exact count follows from the equations and the cells that are shown.

        Two attacks are tried: solving the equations, and narrowing each hidden count from what it can be at least and
        at most (a primary one at most smallest - 1; each at least 1, or 0 once a zero is hidden among them).
        """
        forms = [form for entry in self.equations if (form := _form(entry, self.values, secret))[0]]
        found: set[Key] = set()
        for connected in _connected(forms):
            cells = frozenset(key for form in connected for key in form[0])
            if cells not in self.tried:
                self.tried[cells] = self._worked_out(connected, cells)
            found |= self.tried[cells]
        return found

    def _worked_out(self, forms: list[Form], cells: frozenset[Key]) -> set[Key]:
        least = min(1, *(self.values[key] for key in cells))
        bounds: Bounds = {key: (least, self.smallest - 1 if key in self.primary else inf) for key in cells}
        _narrow(forms, bounds)
        narrowed = {key for key, (low, high) in bounds.items() if low >= high}
        return (_solved(forms) | narrowed) & self.primary


def _connected(forms: list[Form]) -> list[list[Form]]:
    """The equations in groups that share no hidden cell."""
    groups: list[tuple[set[Key], list[Form]]] = []
    for form in forms:
        cells, members = set(form[0]), [form]
        apart = []
        for other_cells, others in groups:
            if cells & other_cells:
                cells, members = cells | other_cells, others + members
            else:
                apart.append((other_cells, others))
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _form(entry: Equation, values: Mapping[Key, int], secret: set[Key]) -> Form:
    """The equation as: sum of coefficient times hidden cell = constant."""
    coefficients: dict[Key, int] = {}
    constant = 0
    for key, sign in [(entry.total, -1), *((key, 1) for key in entry.plus), *((key, -1) for key in entry.minus)]:
        if key in secret:
            coefficients[key] = coefficients.get(key, 0) + sign
        else:
            constant -= sign * values[key]
    return {key: sign for key, sign in coefficients.items() if sign}, constant


def _solved(forms: list[Form]) -> set[Key]:
    """The hidden cells with one solution, by elimination to reduced row echelon form."""
    rows: list[dict[Key, Fraction]] = [{key: Fraction(sign) for key, sign in form[0].items()} for form in forms]
    pivots: list[tuple[Key, dict[Key, Fraction]]] = []
    for row in rows:
        for pivot, reduced in pivots:
            _subtract(row, reduced, row.get(pivot, Fraction(0)))
        if not row:
            continue
        pivot = min(row, key=_sorting)
        lead = row[pivot]
        normal = {key: value / lead for key, value in row.items()}
        for _, earlier in pivots:
            _subtract(earlier, normal, earlier.get(pivot, Fraction(0)))
        pivots.append((pivot, normal))
    return {pivot for pivot, row in pivots if len(row) == 1}


def _sorting(key: Key) -> tuple[str, str, str, int]:
    return key.measure, key.subject, key.group, key.year


def _subtract(row: dict[Key, Fraction], other: Mapping[Key, Fraction], factor: Fraction) -> None:
    if not factor:
        return
    for key, value in other.items():
        row[key] = row.get(key, Fraction(0)) - factor * value
        if not row[key]:
            del row[key]


def _narrow(forms: list[Form], bounds: Bounds) -> None:
    changed = True
    while changed:
        changed = False
        for coefficients, constant in forms:
            for key, sign in coefficients.items():
                changed |= _narrow_one(key, sign, coefficients, constant, bounds)


def _narrow_one(key: Key, sign: int, coefficients: Mapping[Key, int], constant: int, bounds: Bounds) -> bool:
    low = high = 0.0
    for other, factor in coefficients.items():
        if other != key:
            ends = [factor * end for end in bounds[other]]
            low, high = low + min(ends), high + max(ends)
    limits = sorted(((constant - high) / sign, (constant - low) / sign))
    old_low, old_high = bounds[key]
    new = max(old_low, limits[0]), min(old_high, limits[1])
    bounds[key] = new
    return new[0] > old_low or new[1] < old_high
