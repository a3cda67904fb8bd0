"""The invented margins: of a Belgian order of magnitude, taken from no source and evidence of nothing.

Log-odds, shares and doses below were chosen so that the tables look plausible; nothing may be concluded from them.
"""

from __future__ import annotations

from typing import NamedTuple

# Share of the population by ten years of age, from 0-9 to 90-99.
AGE_SHARES = (0.113, 0.113, 0.123, 0.131, 0.135, 0.140, 0.115, 0.077, 0.043, 0.010)


class Condition(NamedTuple):
    """A latent condition: log-odds at 50, rise per ten years, weight of frailty, ICD-10 code."""

    name: str
    at_50: float
    per_ten_years: float
    frailty: float
    diagnosis: str


CONDITIONS = (
    Condition("hypertension", -1.3, 0.62, 0.4, "I10"),
    Condition("diabetes", -2.9, 0.50, 0.7, "E119"),
    Condition("diabetes_complicated", -4.6, 0.55, 1.0, "E112"),
    Condition("lipid_disorder", -1.7, 0.45, 0.2, "E785"),
    Condition("heart_failure", -5.6, 0.95, 1.0, "I500"),
    Condition("myocardial_infarction", -4.5, 0.65, 0.7, "I252"),
    Condition("atrial_fibrillation", -4.9, 0.95, 0.4, "I489"),
    Condition("stroke", -5.0, 0.80, 0.7, "I639"),
    Condition("peripheral_vascular", -4.8, 0.65, 0.7, "I702"),
    Condition("airways", -3.0, 0.25, 0.7, "J449"),
    Condition("depression", -2.1, 0.12, 0.7, "F329"),
    Condition("psychosis", -5.0, 0.10, 0.9, "F209"),
    Condition("dementia", -8.4, 1.60, 0.6, "F03"),
    Condition("parkinson", -7.0, 1.00, 0.2, "G20"),
    Condition("epilepsy", -4.6, 0.05, 0.4, "G409"),
    Condition("cancer", -4.3, 0.60, 0.5, "C509"),
    Condition("metastatic_cancer", -6.2, 0.55, 0.8, "C787"),
    Condition("kidney_disease", -5.4, 0.85, 0.9, "N184"),
    Condition("liver_disease", -5.4, 0.20, 1.0, "K746"),
    Condition("peptic_ulcer", -4.8, 0.30, 0.7, "K259"),
    Condition("rheumatic_disease", -4.4, 0.30, 0.4, "M069"),
    Condition("hemiplegia", -6.4, 0.50, 0.8, "G819"),
    Condition("thyroid_disorder", -3.4, 0.30, 0.1, "E039"),
    Condition("osteoporosis", -4.6, 0.90, 0.2, "M819"),
    Condition("gout", -4.6, 0.50, 0.3, "M109"),
    Condition("glaucoma", -5.0, 0.80, 0.0, "H409"),
    Condition("bowel_inflammation", -5.0, 0.00, 0.3, "K509"),
    Condition("transplant", -7.0, 0.20, 0.9, "Z940"),
    Condition("hiv", -6.6, 0.00, 0.4, "B24"),
    Condition("migraine", -4.0, -0.10, 0.2, "G439"),
)
# Reasons of an admission that say little of lasting illness.
PASSING_DIAGNOSES = ("J189", "S720", "K359", "R074", "K409", "N390", "O800", "M171", "R55", "K802", "A099", "S525")


class Group(NamedTuple):
    """Doses of one medication group: for whom, share treated and mean doses a year with and without the condition."""

    condition: str
    treated: float
    doses: float
    others_treated: float
    others_doses: float
    price: float
    lasting: bool = True


GROUPS = {
    "acid": Group("peptic_ulcer", 0.85, 330, 0.16, 140, 0.3),
    "insulin": Group("diabetes_complicated", 0.75, 420, 0.001, 200, 1.1),
    "diabetes": Group("diabetes", 0.85, 380, 0.002, 120, 0.5),
    "bowel": Group("bowel_inflammation", 0.7, 300, 0.0005, 60, 0.9),
    "antithrombotic": Group("atrial_fibrillation", 0.9, 350, 0.07, 260, 0.6),
    "anaemia": Group("kidney_disease", 0.4, 160, 0.015, 70, 0.8),
    "cardiac": Group("heart_failure", 0.6, 280, 0.02, 150, 0.3),
    "blood_pressure": Group("hypertension", 0.9, 480, 0.03, 200, 0.25),
    "lipid": Group("lipid_disorder", 0.75, 390, 0.02, 250, 0.3),
    "thyroid": Group("thyroid_disorder", 0.9, 260, 0.003, 120, 0.1),
    "antibiotic": Group("airways", 0.5, 22, 0.31, 13, 0.9, False),
    "tuberculosis": Group("hiv", 0.01, 150, 0.0001, 150, 0.6),
    "hiv": Group("hiv", 0.93, 360, 0.0, 0, 20.0),
    "antineoplastic": Group("cancer", 0.3, 180, 0.001, 60, 6.0),
    "immunosuppressant": Group("transplant", 0.95, 360, 0.003, 150, 7.0),
    "antiinflammatory": Group("rheumatic_disease", 0.6, 150, 0.22, 35, 0.35, False),
    "gout": Group("gout", 0.85, 240, 0.001, 100, 0.15),
    "bone": Group("osteoporosis", 0.6, 330, 0.001, 200, 0.5),
    "opioid": Group("cancer", 0.4, 110, 0.08, 40, 0.9, False),
    "migraine": Group("migraine", 0.9, 60, 0.002, 15, 1.6),
    "epilepsy": Group("epilepsy", 0.95, 340, 0.015, 120, 0.9),
    "parkinson": Group("parkinson", 0.95, 300, 0.001, 90, 1.5),
    "antipsychotic": Group("psychosis", 0.9, 280, 0.01, 70, 1.2),
    "sedative": Group("depression", 0.15, 120, 0.01, 60, 0.3),
    "antidepressant": Group("depression", 0.8, 290, 0.03, 170, 0.35),
    "dementia": Group("dementia", 0.35, 300, 0.0001, 150, 0.9),
    "airways": Group("airways", 0.85, 260, 0.06, 40, 1.0),
    "glaucoma": Group("glaucoma", 0.95, 350, 0.002, 120, 0.4),
}
PRICES = {name: group.price for name, group in GROUPS.items()}
