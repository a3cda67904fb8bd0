"""What care the persons of one year have: every number is drawn from latent need, age and conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfeval.population.synthetic.margins import CONDITIONS, GROUPS
from selfeval.population.synthetic.persons import Flags, Floats, Persons, Whole

Columns = dict[str, NDArray[Any]]
NUMBER = {condition.name: row for row, condition in enumerate(CONDITIONS)}


@dataclass(frozen=True, slots=True)
class Life:
    """One year of a chunk: persons, their age, conditions (conditions, persons), need, death, and region's factor."""

    rng: np.random.Generator
    persons: Persons
    year: int
    age: Whole
    conditions: Flags
    need: Floats
    deceased: Flags
    factor: Floats

    def has(self, condition: str) -> Flags:
        """Who has a condition."""
        flags: Flags = self.conditions[NUMBER[condition]]
        return flags

    def chance(self, share: Floats | float) -> Flags:
        """Who is drawn, each with an own share."""
        return self.rng.random(len(self.age), dtype=np.float32) < share

    def count(self, mean: NDArray[np.floating[Any]], most: int) -> NDArray[np.int16]:
        """Poisson counts with the means given."""
        return self.rng.poisson(mean).clip(0, most).astype(np.int16)

    def part(self, whole: NDArray[np.int16], share: Floats | float) -> NDArray[np.int16]:
        """A part of each count, binomial; only drawn where there is something to divide."""
        found = np.zeros_like(whole)
        some = np.flatnonzero(whole)
        shares = share[some] if isinstance(share, np.ndarray) else share
        found[some] = self.rng.binomial(whole[some], np.clip(shares, 0, 1))
        return found


def medication_of(life: Life) -> Columns:
    """Doses by medication group, in whole doses, and the number of different medicines."""
    columns: Columns = {}
    distinct = np.zeros(len(life.age), dtype=np.int16)
    for row, (name, group) in enumerate(GROUPS.items()):
        ill = life.has(group.condition)
        share = np.where(ill, np.float32(group.treated), np.float32(group.others_treated))
        if name == "antibiotic":
            share = share * life.factor
        drawn = life.persons.medication[:, row] if group.lasting else life.rng.random(len(ill), dtype=np.float32)
        users = np.flatnonzero(drawn < share)
        doses = np.zeros(len(ill), dtype=np.float32)
        mean = np.where(ill[users], np.float32(group.doses), np.float32(group.others_doses))
        doses[users] = np.ceil(mean * life.rng.standard_gamma(3, len(users), dtype=np.float32) / 3)
        columns[f"ddd_{name}"] = doses.clip(0, 20_000)
        distinct[users] += 1
    columns["distinct_medicines"] = (distinct + life.count(0.9 * life.need, 40)).astype(np.int16)
    return columns


def contacts_of(life: Life) -> Columns:
    """Care outside the hospital."""
    need, old = life.need, (life.age > 75).astype(np.float32)
    gp = life.count(0.4 + 4.2 * need, 200)
    usual = life.part(gp, np.minimum(0.82 * life.factor, 0.97))
    visits = life.part(gp, 0.06 + 0.45 * old)
    practices = np.minimum(np.where(gp > usual, 2 + life.chance(0.15), gp > 0), gp).astype(np.int16)
    nursed = life.chance(np.minimum(0.02 + 0.03 * need * (1 + 4 * old), 0.8))
    nursing = np.where(nursed, life.count(60 * np.sqrt(need), 366), 0).astype(np.int16)
    treated = life.chance(np.minimum(0.12 + 0.08 * need, 0.7))
    return {
        "gp_contacts": gp,
        "gp_contacts_usual": usual,
        "gp_home_visits": visits,
        "gp_out_of_hours": life.part(gp, 0.04),
        "gp_practices": practices,
        "specialist_contacts": life.count(1.9 * need, 200),
        "nursing_days": nursing,
        "physiotherapy_sessions": np.where(treated, life.count(14 * np.sqrt(need), 300), 0).astype(np.int16),
        "dentist_contacts": life.count(np.where(life.persons.increased_reimbursement, 0.8, 1.3).astype(np.float32), 50),
        "psychologist_contacts": np.where(
            life.has("depression") & life.chance(0.06), life.count(0 * need + 5, 40), 0
        ).astype(np.int16),
        "multidisciplinary_consultations": life.count(0.01 * need, 20),
        "pharmacies": life.count(0.35 + 0.5 * np.sqrt(need), 20),
        "global_medical_record": life.chance(np.minimum(0.62 + 0.05 * need, 0.93)),
    }


def hospital_of(life: Life, emergency_visits: NDArray[np.int16]) -> Columns:
    """Stays that end in the year; who dies has more of them."""
    mean = 0.115 * life.need ** np.float32(1.15) + 0.9 * life.deceased
    admissions = life.count(mean.astype(np.float32), 40)
    unplanned = life.part(admissions, np.minimum(0.3 + 0.004 * life.age, 0.9))
    again = life.part(np.maximum(admissions - 1, 0).astype(np.int16), 0.3)
    stayed = np.flatnonzero(admissions)
    days = np.zeros(len(life.age), dtype=np.int16)
    long = 5.5 + 0.07 * life.age[stayed]
    days[stayed] = (admissions[stayed] + life.rng.poisson(long * life.rng.standard_gamma(0.8, len(stayed)))).clip(
        0, 366
    )
    last = np.where(life.deceased & (admissions > 0), life.age * 7 % 23, 0)
    home = np.maximum(admissions - life.deceased, 0).astype(np.int16)
    return {
        "admissions": admissions,
        "admissions_unplanned": unplanned,
        "admissions_avoidable": life.part(unplanned, 0.16),
        "readmissions_30": again,
        "day_admissions": life.count(0.13 * life.need, 60),
        "hospital_days": days,
        "discharges": home,
        "discharges_followed_7": life.part(home, np.minimum(0.38 * life.factor, 0.9)),
        "palliative_support": life.deceased & life.chance(0.35),
        "died_at_home": life.deceased & life.chance(0.45),
        "intensive_care_last_30": life.deceased & (admissions > 0) & life.chance(0.2),
        "chemotherapy_last_14": life.deceased & life.has("cancer") & life.chance(0.12),
        "hospital_days_last_30": np.minimum(last, days).astype(np.int16),
        "emergency_visits_last_30": (np.minimum(life.part(emergency_visits, 0.5), 30) * life.deceased).astype(np.int16),
    }


def prevention_of(life: Life) -> Columns:
    """Prevention and follow-up; likelier where the region's factor is high."""
    age, female, factor = life.age, life.persons.female, life.factor
    diabetes = life.has("diabetes") | life.has("diabetes_complicated")
    screened = female & (age >= 50) & (age < 70)
    shares: Mapping[str, tuple[Flags, float, float]] = {
        "influenza_vaccination": (age >= 65, 0.55, 0.09),
        "mammography": (screened, 0.6, 0.04),
        "cervical_screening": (female & (age >= 25) & (age < 65), 0.6, 0.02),
        "colorectal_screening": ((age >= 50) & (age < 75), 0.45, 0.03),
        "dental_check": (age < 18, 0.6, 0.3),
        "eye_examination": (diabetes, 0.42, 0.11),
        "foot_care": (diabetes, 0.2, 0.01),
        "diabetes_trajectory": (diabetes, 0.3, 0.0),
        "kidney_trajectory": (life.has("kidney_disease"), 0.3, 0.0),
    }
    columns: Columns = {
        name: life.chance(np.minimum(np.where(meant, inside, outside) * factor, 1).astype(np.float32))
        for name, (meant, inside, outside) in shares.items()
    }
    columns["mammography"] &= female
    columns["cervical_screening"] &= female
    tested = np.float32(0.25) * np.sqrt(life.need)
    columns["hba1c_tests"] = life.count(np.where(diabetes, 2.4 * factor, tested).astype(np.float32), 40)
    columns["cholesterol_tests"] = life.count(0.2 + tested, 40)
    columns["creatinine_tests"] = life.count(0.2 + 0.6 * life.need, 100)
    return columns
