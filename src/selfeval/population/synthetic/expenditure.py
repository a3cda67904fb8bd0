"""What the care of one year costs, and the planted effect."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selfeval.population.synthetic.care import Columns, Life
from selfeval.population.synthetic.margins import GROUPS

GROWTH = 0.02
_HOSPITAL_DAY = 620.0


def expenditure_of(life: Life, care: Columns, first_year: int, shock: NDArray[np.float64]) -> Columns:
    """Euro by category, in cents; `shock` is what is added to each person for the region, the year and the effect."""
    rng, count = life.rng, len(life.age)
    prices = np.float64((1 + GROWTH) ** (life.year - first_year))
    severity = np.exp(0.6 * rng.standard_normal(count, dtype=np.float32) - 0.18)
    medicines = np.zeros(count)
    for name, group in GROUPS.items():
        medicines += group.price * care[f"ddd_{name}"]
    raw = {
        "gp": 26.0 * care["gp_contacts"] + 14.0 * care["gp_home_visits"],
        "specialist": 62.0 * care["specialist_contacts"],
        "medicines": medicines,
        "hospital": severity * (_HOSPITAL_DAY * care["hospital_days"] + 520.0 * care["day_admissions"]),
        "nursing": 21.0 * care["nursing_days"],
        "physiotherapy": 17.5 * care["physiotherapy_sessions"],
        "other": 520.0 * life.need * rng.standard_gamma(2.0, count) / 2,
    }
    columns: Columns = {f"expenditure_{name}": amount * prices for name, amount in raw.items()}
    columns["expenditure_patient"] = _own_part(life, columns)
    columns["expenditure_other"] = columns["expenditure_other"] + shock
    return {name: np.round(amount.astype(np.float64), 2) for name, amount in columns.items()}


def _own_part(life: Life, insurer: Columns) -> NDArray[np.float64]:
    total = np.zeros(len(life.age))
    for amount in insurer.values():
        total += amount.astype(np.float64)
    return total * np.where(life.persons.increased_reimbursement, 0.06, 0.13)
