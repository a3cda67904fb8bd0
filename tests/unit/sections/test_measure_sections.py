"""The sections that show figures: right words by hand-worked examples, missing said as missing, small counts hidden."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from importlib.resources import files

import pytest

from selfeval.disclosure import Policy, Release, release
from selfeval.document import Bullets, Callout, Chart, Paragraph, Part, Table
from selfeval.guide import read_guide
from selfeval.model import Answer, ProjectFile, Row, State, Value
from selfeval.results import evaluate
from selfeval.sections import Context, compose_section
from selfeval.strict_yaml import read_yaml
from selfeval.texts import LANGUAGES, read_texts

SECTIONS = ("maturity", "coverage", "objectives", "indicators", "reach", "equity", "surveys", "money")
REVISION, YEAR = "2019-09-24", 2019
Cells = Mapping[str, Value | State]


def project(**sheets: list[Cells]) -> ProjectFile:
    """A project file of 2019 with these rows; a state stands for a cell that says so."""
    form: Cells = {
        "project_id": "t",
        "report_year": YEAR,
        "project_name": "T",
        "inclusion_target": 50,
        "target_group_size": 900,
    }
    rows = {"project": [form], **sheets}
    made = {
        name: tuple(
            Row(name, at, {key: _answer(value) for key, value in cells.items()}) for at, cells in enumerate(found)
        )
        for name, found in rows.items()
    }
    return ProjectFile("0" * 64, "nl", REVISION, "1", True, made)


def _answer(value: Value | State) -> Answer:
    return Answer(value) if isinstance(value, State) else Answer(State.KNOWN, value)


def section(
    name: str, made: ProjectFile, kind: str = "self_evaluation", public: bool = False, language: str = "nl"
) -> Part:
    """One section of a document on a project file."""
    guide = read_guide(REVISION)
    policy = Policy(Release.PUBLIC if public else Release.CONFIDENTIAL)
    return compose_section(name, Context(kind, release(evaluate(made, guide), policy), guide, read_texts(language)))


def said(part: Part) -> str:
    """Everything a section says, its no-break spaces made ordinary."""
    lines = [line for block in part.blocks for line in _lines(block)]
    return "\n".join(lines).replace("\u00a0", " ")


def _lines(block: object) -> list[str]:
    if isinstance(block, Paragraph | Callout):
        return ["".join(run.text for run in block.runs)]
    if isinstance(block, Bullets):
        return ["".join(run.text for run in item) for item in block.items]
    if isinstance(block, Table):
        return [block.caption, *(" | ".join("".join(run.text for run in cell) for cell in row) for row in block.rows)]
    return [block.alt] if isinstance(block, Chart) else []


def charts(part: Part) -> list[str]:
    """The kinds of charts in a section."""
    return [block.kind for block in part.blocks if isinstance(block, Chart)]


def scores(*ratings: int, component: str = "prevention") -> list[Cells]:
    """One respondent a rating."""
    return [{"respondent": f"R{at}", component: rating} for at, rating in enumerate(ratings)]


def patients(group: str = "total", year: int = YEAR, **counts: int | State) -> Cells:
    """One row of the sheet of patients."""
    return {"group": group, "year": year, **counts}


FLOW = {"target_group": 400, "start": 30, "inflow": 20, "deceased": 6, "moved": 5, "stopped": 5, "end": 34}


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_without_anything_says_that_it_is_not_filled_in(name: str, language: str) -> None:
    """An empty project file gives the one sentence, in every language."""
    sentence = read_texts(language)("document.not_filled_in").replace("\u00a0", " ")
    assert said(section(name, project(), language=language)).split("\n")[1:] == [sentence]


@pytest.mark.parametrize("name", SECTIONS)
def test_the_texts_ask_for_the_same_values_in_every_language(name: str) -> None:
    """Each sentence has the three languages with equal placeholders, and French keeps its signs on the line."""
    catalogue = read_yaml((files("selfeval") / "sections" / name / "texts.yml").read_text("utf-8"), name)
    for entry in _sentences(catalogue):
        assert set(entry) == set(LANGUAGES)
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in entry.values()}) == 1, entry
        assert not re.search(r" [:;?!»]|« ", entry["fr"]), entry["fr"]


def _sentences(node: object) -> list[dict[str, str]]:
    if not isinstance(node, Mapping):
        return []
    if "nl" in node:
        return [{str(key): str(value) for key, value in node.items()}]
    return [entry for child in node.values() for entry in _sentences(child)]


def test_eight_close_scores_are_agreement_and_scattered_ones_a_split_to_discuss() -> None:
    """2,3,3,3,3,3,3,4 has nobody outside 2 to 4; 0,0,0,3,3,5,5,5 has six outside, where two are allowed."""
    close = said(section("maturity", project(individual_scores=scores(2, 3, 3, 3, 3, 3, 3, 4))))
    assert "overeenstemming over 1 en zijn de meningen verdeeld over 0" in close
    assert "Preventie | 8 | 3 | 100 % | Overeenstemming: Op weg" in close
    apart = said(section("maturity", project(individual_scores=scores(0, 0, 0, 3, 3, 5, 5, 5))))
    assert "Preventie | 8 | 3 | 25 % | Verdeeld" in apart
    assert "Preventie (mediaan 3, overlegscore niet ingevuld)" in apart
    assert "De scores lopen uiteen voor 1 van de 14 componenten: Preventie." in apart


def test_seven_scores_are_too_few() -> None:
    """The published rule starts at eight raters."""
    assert "Preventie | 7 | 3 | 100 % | Te weinig scores" in said(
        section("maturity", project(individual_scores=scores(*[3] * 7)))
    )


def test_a_changed_agreed_score_shows_its_sign_reason_and_missing_evidence() -> None:
    """From 2 to 3 is +1; evidence left empty is said to be empty."""
    rows: list[Cells] = [
        {"component": "prevention", "year": 2019, "agreed_score": 3, "ambition": 4, "reason": "Meer partners"},
        {"component": "prevention", "year": 2018, "agreed_score": 2},
    ]
    text = said(section("maturity", project(agreed_scores=rows), "annual_report"))
    assert "Preventie | 3 | 2 | +1 | 4" in text
    assert "Preventie. Reden: Meer partners. Waaruit dat blijkt: niet ingevuld." in text


def test_a_public_version_leaves_out_the_chart_of_scores_and_says_so() -> None:
    """One person alone scored 0: no chart of every score, and the reader is told."""
    made = project(individual_scores=scores(0, 3, 3, 3, 3, 3, 3, 3, 3))
    assert "dots" in charts(section("maturity", made))
    public = section("maturity", made, public=True)
    assert "dots" not in charts(public)
    assert "niet in deze publieke versie" in said(public)


def test_a_component_without_action_is_flagged_by_name() -> None:
    """One running action on prevention leaves thirteen components, and prevention is not among them."""
    action: Cells = {"action_id": "A1", "title": "X", "component": "prevention", "status": "running"}
    text = said(section("coverage", project(actions=[{**action, "start": datetime.date(2019, 3, 1)}])))
    assert "voor 1 van de 14 componenten (aantal acties: 1)" in text
    flagged = next(line for line in text.split("\n") if line.startswith("Zonder lopende actie"))
    assert "Case-management" in flagged and "Preventie" not in flagged
    assert "loopt | 1" in text


def test_an_objective_half_way_is_on_track_and_one_without_target_is_not_computed() -> None:
    """10 to 30 with 20 is half; an unknown target gives no progress and is called unknown."""
    base: Cells = {
        "indicator": "I",
        "unit": "%",
        "baseline": 10,
        "baseline_year": 2017,
        "target_year": 2021,
        "value": 20,
    }
    rows: list[Cells] = [
        {"objective_id": "D1", "title": "Een", "target": 30, "decision": "adapt", "reason": "Te traag", **base},
        {"objective_id": "D2", "title": "Twee", "target": State.UNKNOWN, **base},
        {"objective_id": "D3", "title": "Drie", "target": 5, **base},
    ]
    text = said(section("objectives", project(objectives=rows)))
    assert "D1 Een | I (%) | 10 (2017) | 30 (2021) | niet ingevuld | 20 | 50 % | Op schema | bijsturen" in text
    assert "D2 Twee | I (%) | 10 (2017) | onbekend | niet ingevuld | 20 | onbekend | Niet te berekenen" in text
    assert "D1 Een. Beslissing: bijsturen. Waarom: Te traag." in text
    assert "Verder van het doel dan bij de start: D3 Drie." in text


def measurement(indicator: str, year: int = YEAR, **cells: Value) -> Cells:
    """One row of the sheet of measurements."""
    return {"indicator": indicator, "year": year, **cells}


def test_eleven_of_forty_is_28_percent_between_16_and_43() -> None:
    """Wilson's interval of 11/40 is 0.161 to 0.428."""
    text = said(
        section(
            "indicators",
            project(measurements=[measurement("patients_with_own_care_goals", numerator=11, denominator=40)]),
        )
    )
    assert "Patiënten met eigen doelen in het zorgplan | 28 % (11 op 40) | 16 % tot 43 %" in text


def test_below_the_smallest_denominator_nothing_is_judged() -> None:
    """Five of nine is too few whatever the year before was."""
    rows = [measurement("patients_with_own_care_goals", year, numerator=5, denominator=9) for year in (2019, 2018)]
    text = said(section("indicators", project(measurements=rows)))
    assert "| 56 % (5 op 9) | 27 % tot 81 % | 56 % | niet ingevuld | Te weinig om te beoordelen" in text


def test_a_public_version_hides_3_of_40_with_its_interval_and_verdict() -> None:
    """3 of 40 persons is a small count: number, interval and verdict are hidden, the confidential version has them."""
    made = project(measurements=[measurement("patients_with_own_care_goals", numerator=3, denominator=40)])
    assert "8 % (3 op 40)" in said(section("indicators", made))
    public = said(section("indicators", made, public=True))
    assert "| verborgen | – | niet ingevuld | niet ingevuld | verborgen" in public
    assert "3 op 40" not in public


def test_aims_outside_the_view_stand_under_their_own_heading() -> None:
    """In 2019 the plan counts three aims; a figure on professionals comes after "also asked"."""
    rows = [
        measurement("professionals_intending_to_stay", numerator=20, denominator=40),
        measurement("patients_with_own_care_goals", numerator=11, denominator=40),
    ]
    text = said(section("indicators", project(measurements=rows), "annual_report"))
    assert (
        text.index("eigen doelen in het zorgplan |") < text.index("Ook gevraagd") < text.index("blijven uitoefenen |")
    )


def test_what_is_present_or_not_is_said_in_words() -> None:
    """From no to yes reads present this year, absent last year."""
    rows = [measurement("change_plan_present", present="yes"), measurement("change_plan_present", 2018, present="no")]
    assert "Geschreven aanpak van de verandering | aanwezig | afwezig" in said(
        section("indicators", project(measurements=rows))
    )


def test_the_flow_the_share_and_the_own_target_are_said() -> None:
    """30 + 20 - 16 = 34; 34 of 400 is 9 % (Wilson 6 to 12); 34 of 50 is 68 %; 900 is less than 1,000."""
    text = said(section("reach", project(patients=[patients(**FLOW)])))
    assert (
        "1 januari: 30. Nieuw in de loop van het jaar: 20. Uitgestroomd: 16. Geïncludeerd op 31 december: 34." in text
    )
    assert "9 % van de doelgroep in de regio geïncludeerd: 34 op 400" in text
    assert "6 % tot 12 %" in text
    assert "68 % van wat het project zelf wou bereiken" in text
    assert "telt ze 900 personen: het criterium is niet gehaald" in text


def test_an_unknown_number_of_patients_stays_unknown() -> None:
    """Without the end the share cannot be shown, and unknown is not zero."""
    text = said(section("reach", project(patients=[patients(**{**FLOW, "end": State.UNKNOWN})])))
    assert "Geïncludeerd op 31 december: onbekend." in text
    assert "kunnen we niet tonen (onbekend)" in text
    assert "Alle patiënten | 400 | 30 | 20 | 16 | onbekend | onbekend" in text


def test_a_public_version_hides_3_who_moved() -> None:
    """Three who moved may not be shown in the flow, nor be worked out from it."""
    made = project(patients=[patients(**{**FLOW, "moved": 3, "end": 36})])
    flow = next(block for block in section("reach", made, public=True).blocks if isinstance(block, Chart))
    steps = {str(row["label"]): row["value"] for row in flow.rows}
    assert steps["verhuisd"] is None
    assert [steps["overleden"], steps["gestopt"]].count(None) >= 1


def test_a_group_reached_less_than_the_rest_is_called_so() -> None:
    """40 of 400 women against 120 of 400 men: 20 points less, far beyond 5 points."""
    rows = [
        patients(target_group=800, end=160),
        patients("female", target_group=400, end=40),
        patients("male", target_group=400, end=120),
    ]
    text = said(section("equity", project(patients=rows)))
    assert "Minder bereikt dan de rest van de doelgroep: Vrouwen. Meer bereikt: Mannen." in text
    assert re.search(r"Vrouwen \| 10 % \| −20,0 \| −25,\d tot −14,\d \| minder bereikt", text)
    assert "Beter" not in text


def test_a_response_below_half_asks_for_care() -> None:
    """40 of 100 answered; 60 of 100 gets no warning."""
    row: Cells = {"scale": "overall_experience", "year": YEAR, "invited": 100, "mean": 7.0, "standard_deviation": 1.0}
    low = said(section("surveys", project(patient_surveys=[{**row, "responded": 40}])))
    assert "40 %. Dat is 40 op 100" in low and "Minder dan de helft antwoordde" in low
    high = said(section("surveys", project(patient_surveys=[{**row, "responded": 60}])))
    assert "Minder dan de helft antwoordde" not in high
    assert "Bevraging van zorgverleners: niet ingevuld." in high


def test_money_shows_the_lump_sum_of_2019_and_calls_an_absent_maximum_unknown() -> None:
    """208,333 euro was the lump sum of 2019; 200,000 granted less 150,000 spent is 50,000."""
    rows: list[Cells] = [
        {
            "heading": "innovative_actions",
            "year": YEAR,
            "granted": 200_000,
            "spent": 150_000,
            "remark": "Rest volgend jaar",
        },
        {"heading": "other", "year": YEAR, "granted": State.NOT_APPLICABLE, "spent": 1_000},
    ]
    text = said(section("money", project(money=rows)))
    assert "Vernieuwende acties | € 200.000 | € 150.000 | € 50.000 | € 208.333" in text
    assert "Andere middelen | n.v.t. | € 1.000 | n.v.t. | onbekend" in text
    assert "Integratiemanagement | niet ingevuld | niet ingevuld" in text
    assert "De twee totalen gaan niet over dezelfde rubrieken" in text
    assert "Vernieuwende acties. Rest volgend jaar." in text


def test_more_than_the_maximum_is_pointed_out() -> None:
    """One euro above the lump sum of 2019 asks for a check."""
    rows: list[Cells] = [{"heading": "innovative_actions", "year": YEAR, "granted": 208_334, "spent": 0}]
    assert "Meer toegekend dan het maximum" in said(section("money", project(money=rows)))
