"""The indicators of a population, as the data of the Gids define them (gids/population_indicators).

An indicator is a quotient of two terms over columns of the person-year table; what has to be counted follows from it.
None of the two lists it stands beside is reproduced: the hundred indicators of the Intermutualistic Agency are not
published, and an indicator that follows a national one (`after`) is this project's own reading of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from selfeval.guide.files import items_of
from selfeval.texts import Text

FAMILIES = ("care_use", "continuity", "medication", "prevention", "end_of_life", "expenditure")


class Kind(StrEnum):
    """What the quotient is, and so how its interval is computed."""

    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Condition:
    """The sum of columns, yes counting as 1, is at least `limit`, or below it."""

    columns: tuple[str, ...]
    limit: float
    below: bool = False

    @property
    def name(self) -> str:
        """A short text that only this condition has."""
        return f"{'+'.join(self.columns)}{'<' if self.below else '>='}{self.limit:g}"


@dataclass(frozen=True, slots=True)
class Term:
    """What is added up over persons: 1 ("persons"), years entitled ("person_years") or columns ("sum")."""

    of: str
    columns: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()

    @property
    def name(self) -> str:
        """A short text that only this term has."""
        counted = "+".join(self.columns) or self.of
        return f"{counted}[{','.join(one.name for one in self.where)}]" if self.where else counted

    @property
    def reads(self) -> frozenset[str]:
        """The columns that it rests on."""
        needed = {"person_years": ("days_entitled",)}.get(self.of, self.columns)
        return frozenset((*needed, *(name for one in self.where for name in one.columns)))


PERSONS = Term("persons")


@dataclass(frozen=True, slots=True)
class Product:
    """A term, or two terms multiplied person by person, of which the cube holds the sum."""

    first: Term
    second: Term | None = None

    @property
    def name(self) -> str:
        """The name of its column in the cube."""
        return f"{self.first.name} * {self.second.name}" if self.second else self.first.name

    @property
    def reads(self) -> frozenset[str]:
        """The columns that it rests on."""
        return self.first.reads | (self.second.reads if self.second else frozenset())


@dataclass(frozen=True, slots=True)
class Population:
    """Whose figure it is, as cells of the cube: ages from `from_age` and below `below_age`; None: no limit."""

    from_age: int = 0
    below_age: int | None = None
    sex: str | None = None
    increased_reimbursement: bool | None = None
    diabetes: bool | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """From this year on the series is not comparable with before."""

    year: int
    reason: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; `low_is_good` is None where neither way is better."""

    id: str
    family: str
    order: int
    aim: str
    kind: Kind
    unit: str
    name: Text
    definition: Text
    population: Population
    numerator: Term
    denominator: Term
    low_is_good: bool | None
    standardised: bool
    headline: bool
    breaks: tuple[Break, ...]
    after: str
    proposal: bool
    sources: tuple[str, ...]

    @property
    def products(self) -> tuple[Product, ...]:
        """The sums that value and interval need: squares where one person can count for more than 1."""
        above, below = self.numerator, self.denominator
        plain = (Product(above), Product(below))
        if self.kind is Kind.SHARE:
            return plain
        if self.kind is Kind.RATIO:
            return (*plain, Product(above, above), Product(above, below), Product(below, below))
        return (*plain, Product(above, above))

    @property
    def reads(self) -> frozenset[str]:
        """The columns of the person-year table that it rests on, those of its population left out."""
        return self.numerator.reads | self.denominator.reads


@cache
def read_indicators() -> tuple[Indicator, ...]:
    """Every indicator, by family and place in it."""
    found = (_indicator(item) for item in items_of("population_indicators").values())
    return tuple(sorted(found, key=lambda one: (FAMILIES.index(one.family), one.order)))


def columns_needed(indicators: Iterable[Indicator]) -> frozenset[str]:
    """The columns that a set of indicators rests on."""
    return frozenset(name for one in indicators for name in one.reads)


def _indicator(item: dict[str, Any]) -> Indicator:
    names = ("id", "family", "order", "aim", "unit", "name", "definition", "low_is_good", "standardised", "headline")
    return Indicator(
        **{name: item[name] for name in names},
        kind=Kind(item["kind"]),
        population=Population(**item["population"]),
        numerator=_term(item["numerator"]),
        denominator=_term(item["denominator"]),
        breaks=tuple(Break(one["year"], one["reason"]) for one in item["breaks"]),
        after=item.get("after", ""),
        proposal=item["proposal"],
        sources=tuple(item["sources"]),
    )


def _term(item: dict[str, Any]) -> Term:
    if "sum" in item:
        return Term("sum", tuple(item["sum"]), _conditions(item.get("where", ())))
    ((of, conditions),) = item.items()
    return Term(of, (), _conditions(conditions))


def _conditions(items: Iterable[dict[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(tuple(one["columns"]), one["below" if "below" in one else "at_least"], "below" in one)
        for one in items
    )
