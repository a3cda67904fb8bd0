"""Minimum savings rates: how large a saving must be before a payer takes it for more than chance.

An illustration with a rule from abroad. It is not the model of IMA, and no rule of payment has been in force in Belgium
since 2021; nothing here is a payment.
"""

from __future__ import annotations

from dataclasses import dataclass

# US Medicare Shared Savings Program, one-sided model, 42 CFR 425.604: from so many persons on, the rate at that number
# and the rate it falls to at the next one, in a straight line.
MINIMUM_RATES = (
    (5_000, 0.039, 0.036),
    (6_000, 0.036, 0.034),
    (7_000, 0.034, 0.032),
    (8_000, 0.032, 0.031),
    (9_000, 0.031, 0.030),
    (10_000, 0.030, 0.027),
    (15_000, 0.027, 0.025),
    (20_000, 0.025, 0.022),
    (50_000, 0.022, 0.020),
    (60_000, 0.020, 0.020),
)
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Saving:
    """A saving against what was expected: per unit (a person-year or member-month), as a rate, in all.

    `credited`: whether the rate reaches the minimum; never, where there is no minimum for so few persons.
    """

    expected: float
    actual: float
    units: float
    minimum_rate: float | None

    @property
    def per_unit(self) -> float:
        """Expected less actual."""
        return self.expected - self.actual

    @property
    def rate(self) -> float:
        """The saving as a fraction of what was expected."""
        return self.per_unit / self.expected

    @property
    def total(self) -> float:
        """The saving over all units."""
        return self.per_unit * self.units

    @property
    def credited(self) -> bool:
        """Whether the rule would take the saving for more than chance; a rate on the minimum is enough."""
        return self.minimum_rate is not None and self.rate >= self.minimum_rate - _ROUNDING

    def shared(self, part: float) -> float:
        """The part of the total that an agreement with this rule would share; nothing when it is not credited."""
        return self.total * part if self.credited else 0.0


def minimum_rate(persons: float) -> float | None:
    """The minimum savings rate of the US programme for so many persons; None below 5,000, where it has none."""
    found = None
    for place, (start, high, low) in enumerate(MINIMUM_RATES):
        if persons >= start:
            end = MINIMUM_RATES[place + 1][0] if place + 1 < len(MINIMUM_RATES) else start + 1
            found = high + (low - high) * min(1.0, (persons - start) / (end - start))
    return found
