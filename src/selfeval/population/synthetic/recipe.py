"""What to invent, and what was planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfeval.errors import RequestError

MAX_REGIONS = 99
MAX_PERSONS = 100_000_000


@dataclass(frozen=True, slots=True)
class Effect:
    """A planted effect on expenditure: `euro` more (or less, below zero) per person-year from the start year on.

    `starts` holds the first year by region; regions that are not named are comparison regions. Nobody else's
    expenditure changes: without the effect all regions go up and down alike, apart from the recipe's `shock`.
    """

    euro: float = 0.0
    starts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Persons of the first year, calendar years, regions named region_01, region_02 …, and the seed.

    `shock` is the standard deviation, in euro per person, of what happens to a region in one year for no reason
    (zero: trends are parallel but for chance among persons). Without `diagnoses` those of the hospital are missing.
    The same recipe gives the same bytes with the same versions of numpy and pyarrow.
    Raises RequestError `synthetic_recipe` when a number is outside what can be invented.
    """

    persons: int = 20_000
    years: tuple[int, ...] = (2015, 2016, 2017, 2018, 2019)
    regions: int = 12
    seed: int = 1
    effect: Effect = field(default_factory=Effect)
    shock: float = 10.0
    diagnoses: bool = True

    def __post_init__(self) -> None:
        good_years = min(self.years, default=0) >= 2009 and max(self.years, default=9999) <= 2030
        in_order = all(later - earlier == 1 for earlier, later in zip(self.years, self.years[1:], strict=False))
        good = 1 <= self.persons <= MAX_PERSONS and 1 <= self.regions <= MAX_REGIONS and self.seed >= 0
        if not (good and good_years and in_order and set(self.effect.starts) <= set(self.region_names)):
            found = f"{self.persons}; {self.years}; {self.regions}; {self.seed}; {sorted(self.effect.starts)}"
            expected = f"1 – {MAX_PERSONS}; 2009 – 2030; 1 – {MAX_REGIONS}; ≥ 0; region_01 …"
            raise RequestError("synthetic_recipe", found=found, expected=expected)

    @property
    def region_names(self) -> tuple[str, ...]:
        """The ids of the regions; the later a region, the smaller."""
        return tuple(f"region_{number:02d}" for number in range(1, self.regions + 1))


@dataclass(frozen=True, slots=True)
class Truth:
    """What is planted in the persons, to be found back by who analyses them.

    - `rows` by year, and `deaths` by year.
    - `effect_euro`: the effect on total insurer expenditure per person-year, averaged over the person-years from the
      start year on of the regions with an effect: exactly what was added, and so what a difference in differences on
      persons estimates. 0 without effect.
    - `persistence`: correlation of the logarithm of latent need, age and conditions apart, from one year to the next.
    - `top_five_need`: share of all latent need that the 5 % persons with most of it hold, in the first year.
    - `condition_shares`: share of persons of the first year with each latent condition. Conditions never end.
    - `region_factors`: how much likelier prevention, continuity and antibiotics are in a region, whatever the person.
    """

    rows: Mapping[int, int]
    deaths: Mapping[int, int]
    effect_euro: float
    persistence: float
    top_five_need: float
    condition_shares: Mapping[str, float]
    region_factors: Mapping[str, float]
