"""The figures and findings of one report, looked up by what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selfeval.model import Answer, Figure, Key, ProjectFile, Row, State
from selfeval.statistics import Interval, mean_difference


@dataclass(frozen=True, slots=True)
class Equation:
    """`total` is the sum of `plus` less the sum of `minus`: what a reader can use to work out a hidden count."""

    total: Key
    plus: tuple[Key, ...]
    minus: tuple[Key, ...] = ()

    @property
    def cells(self) -> frozenset[Key]:
        """Every count in the equation."""
        return frozenset((self.total, *self.plus, *self.minus))


@dataclass(frozen=True)
class Evaluation:
    """Everything computed from one project file; nothing in it may be shown before disclosure control has seen it.

    `findings` are conclusions in words, by the id of a level or code; `bases` names the figures each rests on.
    """

    project: ProjectFile
    revision: str
    figures: Mapping[Key, Figure]
    findings: Mapping[Key, str]
    bases: Mapping[Key, tuple[Key, ...]]
    equations: tuple[Equation, ...]


@dataclass
class Tally:
    """Collects figures and findings while they are computed."""

    figures: dict[Key, Figure] = field(default_factory=dict)
    findings: dict[Key, str] = field(default_factory=dict)
    bases: dict[Key, tuple[Key, ...]] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)

    def add(self, figure: Figure, *bases: Key) -> Figure:
        """Keeps a figure; `bases` are the figures it is computed from."""
        self.figures[figure.key] = figure
        if bases:
            self.bases[figure.key] = bases
        return figure

    def find(self, key: Key, finding: str, *bases: Key) -> None:
        """Keeps a finding; `bases` are the figures it rests on."""
        self.findings[key] = finding
        if bases:
            self.bases[key] = bases

    def value(self, key: Key) -> float | None:
        """The value of a figure kept before, or None."""
        figure = self.figures.get(key)
        return figure.value if figure else None


def from_answer(key: Key, answer: Answer, unit: str = "count", definition: str = "", persons: bool = False) -> Figure:
    """A figure that stands in the file as it is, with its state kept."""
    value = answer.value
    number = float(value) if isinstance(value, int | float) else None
    state = answer.state if number is not None or answer.state is not State.KNOWN else State.UNKNOWN
    return Figure(key, number, state, unit, definition=definition, persons=persons)


def missing(key: Key, *answers: Answer, unit: str = "count", definition: str = "") -> Figure:
    """A figure that cannot be computed, for the reason of the first answer that is not known."""
    reasons = [answer.state for answer in answers if answer.state is not State.KNOWN]
    return Figure(key, None, reasons[0] if reasons else State.UNKNOWN, unit, definition=definition)


def rows_of_year(project: ProjectFile, sheet: str, year: int) -> Iterator[Row]:
    """The rows of a sheet that are about one year."""
    return (row for row in project.rows(sheet) if row.count("year") == year)


def years_of(project: ProjectFile, sheet: str) -> list[int]:
    """The years a sheet has rows for, in order, none after the report year."""
    return sorted({year for row in project.rows(sheet) if (year := row.count("year")) and year <= project.year})


def difference_of_means(now: Row, before: Row, columns: tuple[str, str, str], smallest: int = 2) -> Interval | None:
    """The interval of a mean's change, from its columns for mean, standard deviation and number of answers.

    None when one of them is missing, when there is no spread, or when fewer than `smallest` (at least 2) answered.
    """
    sides = []
    for row in (now, before):
        mean, deviation, n = row.number_in(columns[0]), row.number_in(columns[1]), row.count(columns[2])
        if mean is None or not deviation or n is None or n < max(smallest, 2):
            return None
        sides.append((mean, deviation, n))
    return mean_difference(*sides[0], *sides[1])
