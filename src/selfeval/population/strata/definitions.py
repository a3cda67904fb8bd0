"""What the Gids says about conditions, comorbidities and the levels of the pyramid, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selfeval.guide import Guide, Item, read_guide

WEIGHTINGS = ("quan_2011", "charlson_1987")
# Columns that the stratification adds to the person-years.
STRATUM, CONDITIONS, CHARLSON = "stratum", "conditions", "charlson"


@dataclass(frozen=True, slots=True)
class Condition:
    """A chronic condition seen in medicines: the defined daily doses of its groups in a year reach `minimum`.

    A minimum of 0 asks for any dispensing.
    """

    id: str
    groups: tuple[str, ...]
    minimum: float

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the person-years that hold its doses."""
        return tuple(f"ddd_{group}" for group in self.groups)


@dataclass(frozen=True, slots=True)
class Comorbidity:
    """A disease of the Charlson index: first letters of its ICD-10 codes, its weight, the diseases that outrank it."""

    id: str
    prefixes: tuple[str, ...]
    weight: int
    outranked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A measure of the year before and the value it reaches."""

    measure: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """A level of the pyramid; a rule is a set of thresholds that hold together, and one rule is enough."""

    id: str
    order: int
    rules: tuple[tuple[Threshold, ...], ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything a stratification rests on. `levels` runs from the top of the pyramid to its base.

    `elsewhere` is where those without a year before are placed; `weighting` names the weights of the Charlson index.
    """

    conditions: tuple[Condition, ...]
    comorbidities: tuple[Comorbidity, ...]
    levels: tuple[Stratum, ...]
    elsewhere: str
    weighting: str
    revision: str

    @property
    def base(self) -> str:
        """The level of everybody for whom no rule holds."""
        return self.levels[-1].id

    @property
    def names(self) -> tuple[str, ...]:
        """What `stratum` can hold, by order: first where those without a year before are, then the levels upwards."""
        return (self.elsewhere, *(level.id for level in reversed(self.levels)))

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the year before that some rule asks for, each once."""
        named = (threshold.measure for level in self.levels for rule in level.rules for threshold in rule)
        return tuple(sorted(set(named)))


@cache
def read_definitions(revision: str | None = None, weighting: str = WEIGHTINGS[0]) -> Definitions:
    """The definitions of a revision of the Gids, the newest when none is named.

    Raises RequestError for an unknown revision, ValueError for an unknown weighting of the Charlson index.
    """
    if weighting not in WEIGHTINGS:
        raise ValueError(f"weighting: one of {', '.join(WEIGHTINGS)} is expected, found {weighting!r}")
    guide = read_guide(revision)
    strata = sorted(guide.items("strata"), key=lambda item: -int(item["order"]))
    return Definitions(
        tuple(Condition(item["id"], tuple(item["groups"]), item["minimum_ddd"]) for item in guide.items("conditions")),
        tuple(_comorbidity(item, weighting, guide) for item in guide.items("comorbidities")),
        tuple(_stratum(item) for item in strata if item["any_of"] is not None),
        next(item["id"] for item in strata if item["any_of"] is None),
        weighting,
        guide.revision,
    )


def _comorbidity(item: Item, weighting: str, guide: Guide) -> Comorbidity:
    above = tuple(other["id"] for other in guide.items("comorbidities") if item["id"] in other["outranks"])
    return Comorbidity(item["id"], tuple(item["icd10"]), item["weights"][weighting], above)


def _stratum(item: Item) -> Stratum:
    rules = tuple(tuple(Threshold(one["measure"], one["at_least"]) for one in rule) for rule in item["any_of"])
    return Stratum(item["id"], item["order"], rules)
