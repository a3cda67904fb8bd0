"""A complete project file without a single error, in any language; every figure in it is invented."""

from __future__ import annotations

import datetime
from functools import cache

from selfeval.guide import Guide, Item, read_guide, revision_in_force
from selfeval.model import State, Value
from selfeval.project_file.layout import columns_of, fixed_codes
from selfeval.project_file.template import Cells, Request, write_project_file
from selfeval.texts import read_texts

YEAR = 2022
PROJECT = "SYN-01"
# Start, inflow, died, moved away, stopped, end: of each part of a breakdown into two, three or more.
_TOTAL = {"target_group": 6000, "start": 400, "inflow": 120, "deceased": 24, "moved": 12, "stopped": 36, "end": 448}
_YEAR_BEFORE = {
    "target_group": 5900,
    "start": 310,
    "inflow": 130,
    "deceased": 20,
    "moved": 8,
    "stopped": 12,
    "end": 400,
}
_FIGURES = {
    "proportion": {"numerator": 120, "denominator": 200},
    "rate": {"numerator": 30, "denominator": 448},
    "count": {"value": 12},
    "mean": {"value": 3.4, "standard_deviation": 0.8, "observations": 60},
    "yes_no": {"present": "yes"},
}


@cache
def good_file(language: str) -> bytes:
    """The bytes of the good file in a language."""
    guide = read_guide(revision_in_force(YEAR))
    request = Request(PROJECT, YEAR, guide, read_texts(language), synthetic=True, content=_content(guide))
    return write_project_file(request)


def _content(guide: Guide) -> dict[str, list[Cells]]:
    components = [item["id"] for item in guide.pilot_components()]
    return {
        "project": [_project()],
        "partners": _partners(),
        "municipalities": [{"municipality": nis} for nis in ("46021", "44013", "44034")],
        "objectives": [_objective("D1", components[0], 40), _objective("D2", components[1], 55)],
        "actions": [_action("A1", components[0], "Zorgplan invoeren"), _action("A2", components[1], "Vorming geven")],
        "individual_scores": [_individual(number, components) for number in range(1, 7)],
        "agreed_scores": [_agreed(number, name) for number, name in enumerate(components)],
        "measurements": [_measurement(item) for item in fixed_codes(guide.item("sheets", "measurements"), guide)],
        "patients": _patients(guide),
        "patient_surveys": _surveys(guide, "patient_survey_scale"),
        "professional_surveys": _surveys(guide, "professional_survey_scale"),
        "money": [_money(item["id"]) for item in guide.codes("amounts")],
        "events": [_event()],
        "own_words": [{"topic": item["id"], "text": "Een eigen tekst."} for item in guide.codes("own_words")],
        "improvement_plan": [_point(components[2])],
    }


def _project() -> Cells:
    return {
        "project_name": "Voorbeeldproject",
        "project_part": "flanders",
        "region_name": "Voorbeeldregio",
        "convention_date": datetime.date(2017, 12, 1),
        "declared_phase": "execution",
        "target_group_description": "Volwassenen met twee of meer chronische aandoeningen.",
        "target_group_size": 6000,
        "inclusion_target": 450,
        "coordinator_fte": 1.5,
    }


def _partners() -> list[Cells]:
    joined = datetime.date(2018, 1, 1)
    rows = (("Huisartsenkring Voorbeeld", "general_practitioners"), ("Ziekenhuis Voorbeeld", "hospital"))
    return [{"partner": name, "kind": kind, "signed": "yes", "joined": joined} for name, kind in rows]


def _objective(code: str, component: str, value: float) -> Cells:
    words: dict[str, Value | State] = {"title": f"Doel {code}", "indicator": "Aandeel patiënten", "unit": "%"}
    figures: dict[str, Value | State] = {"baseline": 20.5, "target": 60, "previous_value": value - 5, "value": value}
    years: dict[str, Value | State] = {"baseline_year": 2018, "target_year": 2023}
    codes: dict[str, Value | State] = {"objective_id": code, "aim": "health", "component": component}
    return codes | words | figures | years | {"decision": "adapt", "reason": "Het gaat te traag."}


def _action(code: str, component: str, title: str) -> Cells:
    return {
        "action_id": code,
        "title": title,
        "component": component,
        "objective": "D1",
        "start": datetime.date(2019, 3, 1),
        "end": datetime.date(2022, 12, 31),
        "status": "running",
        "owner": "Huisartsenkring Voorbeeld",
        "patients_reached": 85,
        "pseudocode": State.NOT_APPLICABLE,
        "result": "Het zorgplan wordt gebruikt.",
        "decision": "continue",
    }


def _individual(number: int, components: list[str]) -> Cells:
    scores = {name: (number + place) % 6 for place, name in enumerate(components)}
    return {"respondent": f"R{number:02}", "group": "nurse", **scores}


def _agreed(number: int, component: str) -> Cells:
    evidence = {"reason": "Dit werkt bij een deel van de partners.", "evidence": "Verslag van het overleg."}
    return {"component": component, "agreed_score": number % 5, "ambition": number % 5 + 1, **evidence}


def _measurement(indicator: Item) -> Cells:
    return {"indicator": indicator["id"], **_FIGURES[indicator["calculation"]], "target": State.UNKNOWN}


def _patients(guide: Guide) -> list[Cells]:
    """The last part of every breakdown takes what the others leave, so that each breakdown adds up."""
    groups = [item for item in guide.codes("patient_group") if item["id"] != "total"]
    rows: list[Cells] = [{"group": "total", **_TOTAL}, {"group": "total", "year": YEAR - 1, **_YEAR_BEFORE}]
    for breakdown in dict.fromkeys(item["group"] for item in groups):
        names = [item["id"] for item in groups if item["group"] == breakdown]
        share = {column: count // len(names) for column, count in _TOTAL.items()}
        rest = {column: count - share[column] * (len(names) - 1) for column, count in _TOTAL.items()}
        rows += [{"group": name, **(rest if name == names[-1] else share)} for name in names]
    return rows


def _surveys(guide: Guide, scales: str) -> list[Cells]:
    answers = {"invited": 200, "responded": 120, "standard_deviation": 0.9}
    return [{"scale": item["id"], **answers, "mean": item["range"][1] * 0.75} for item in guide.codes(scales)]


def _money(heading: str) -> Cells:
    return {
        "heading": heading,
        "granted": 152520 if heading == "integration_management" else 20000.5,
        "spent": 18000.25,
    }


def _event() -> Cells:
    when, words = datetime.date(2022, 5, 4), {"title": "Nieuwe partner", "lesson": "Vroeg beginnen helpt."}
    return {"event_date": when, "kind": "success", "component": State.NOT_APPLICABLE, **words}


def _point(component: str) -> Cells:
    words = {
        "gap": "Te weinig gedeelde dossiers.",
        "measure": "Toegang geven.",
        "indicator": "60 %",
        "owner": "Ziekenhuis",
    }
    due = datetime.date(2023, 6, 30)
    return {"point": "V1", "plan_year": 2023, "component": component, **words, "due": due, "status": "planned"}


def column_of(sheet: str, column: str, language: str) -> tuple[int, str]:
    """The number of a column on its sheet, and its header without star or unit."""
    guide = read_guide(revision_in_force(YEAR))
    columns = columns_of(guide.item("sheets", sheet), guide)
    number = next(number for number, entry in enumerate(columns, 1) if entry.id == column)
    return number, columns[number - 1].name[language]
