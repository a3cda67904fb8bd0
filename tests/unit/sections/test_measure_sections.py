"""Indicators, reach, equity, surveys and money: right words by hand-worked examples, small counts hidden."""

from __future__ import annotations

import re

import pytest
from figures_project import FLOW, YEAR, Cells, patients, project, said, section

from selfeval.document import Chart
from selfeval.model import State, Value


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
    assert "eigen doelen in het zorgplan | 11 van de 40, dus tussen 16 en 43 op 100; geen cijfer" in text
    assert "om mee te vergelijken. | 28 % | 16 % tot 43 %" in text


def test_below_the_smallest_denominator_nothing_is_judged() -> None:
    """Five of nine is too few whatever the year before was."""
    rows = [measurement("patients_with_own_care_goals", year, numerator=5, denominator=9) for year in (2019, 2018)]
    text = said(section("indicators", project(measurements=rows)))
    assert "| 5 van de 9, dus tussen 27 en 81 op 100; te weinig om een verandering te beoordelen. |" in text
    assert "| 56 % | 27 % tot 81 % | 56 % | niet ingevuld" in text


def test_a_public_version_hides_3_of_40_with_its_interval_and_verdict() -> None:
    """3 of 40 persons is a small count: number, interval and verdict are hidden, the confidential version has them."""
    made = project(measurements=[measurement("patients_with_own_care_goals", numerator=3, denominator=40)])
    assert "3 van de 40, dus" in said(section("indicators", made))
    public = said(section("indicators", made, public=True))
    assert "| Verborgen om personen te beschermen. | verborgen | – | niet ingevuld | niet ingevuld" in public
    assert "3 van de 40" not in public


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
    assert "Geschreven aanpak van de verandering | Aanwezig; vorig jaar nog niet. | afwezig" in said(
        section("indicators", project(measurements=rows))
    )


def test_the_flow_the_share_and_the_own_target_are_said() -> None:
    """30 + 20 - 16 = 34; 34 of 400 is 9 % (Wilson 6 to 12); 34 of 50 is 68 %; 900 is less than 1,000."""
    text = said(section("reach", project(patients=[patients(**FLOW)])))
    assert (
        "1 januari: 30. Nieuw in de loop van het jaar: 20. Uitgestroomd: 16. Geïncludeerd op 31 december: 34." in text
    )
    assert "9 % van de doelgroep in de regio geïncludeerd. 34 van de 400, dus tussen 6 en 12 op 100." in text
    assert "68 % van wat het project zelf wou bereiken" in text
    assert "telt ze 900 personen: het criterium is niet gehaald" in text


def test_each_share_by_group_has_its_interval() -> None:
    """34 of 400 is 9 % (Wilson 6 to 12); a group without a target group has no interval."""
    rows = [patients(**FLOW), patients("female", end=20)]
    text = said(section("reach", project(patients=rows)))
    assert "Alle patiënten | 400 | 30 | 20 | 16 | 34 | 9 % | 6 % tot 12 %" in text
    assert "Vrouwen | niet ingevuld | niet ingevuld | niet ingevuld | niet ingevuld | 20 | niet ingevuld | –" in text


def strata(*ends: int) -> list[Cells]:
    names = ("stratum_low", "stratum_medium", "stratum_high", "stratum_complex")
    return [patients(name, target_group=100, end=end) for name, end in zip(names, ends, strict=True)]


def test_the_slope_over_the_strata_is_said_and_drawn() -> None:
    """10, 20, 30 and 40 of 100 make a slope of 40 points (25 to 54); the line runs from 5 to 45 %."""
    part = section("equity", project(patients=[patients(target_group=400, end=100), *strata(10, 20, 30, 40)]))
    assert "stijgt het bereik: op 100 mensen tussen 25 en 54 meer." in said(part)
    (chart,) = (block for block in part.blocks if isinstance(block, Chart) and block.kind == "slope")
    assert chart.alt == "Risicostratum: +40,0 procentpunt (+25,1 tot +53,7)."
    line = [(row["place"], row["value"]) for row in chart.rows if not row["label"]]
    assert line == [(0.0, pytest.approx(0.05)), (1.0, pytest.approx(0.45))]
    assert [row["place"] for row in chart.rows if row["label"]] == [0.125, 0.375, 0.625, 0.875]


def test_the_line_of_a_slope_stays_between_none_and_all() -> None:
    """0, 0, 0 and 50 of 100: the straight line would start below none, and starts where it meets none."""
    part = section("equity", project(patients=[patients(target_group=400, end=50), *strata(0, 0, 0, 50)]))
    (chart,) = (block for block in part.blocks if isinstance(block, Chart) and block.kind == "slope")
    start, end = [(row["place"], row["value"]) for row in chart.rows if not row["label"]]
    assert (start[1], end[0]) == (0.0, 1.0)
    assert 0 < start[0] < 1


def test_increased_reimbursement_is_a_gap_with_its_interval() -> None:
    """Two groups have no slope index: the line joins them, and the words give the difference."""
    rows = [
        patients(target_group=800, end=160),
        patients("reimbursement_yes", target_group=400, end=40),
        patients("reimbursement_no", target_group=400, end=120),
    ]
    part = section("equity", project(patients=rows))
    (chart,) = (block for block in part.blocks if isinstance(block, Chart) and block.kind == "slope")
    assert re.fullmatch(r"Verhoogde tegemoetkoming: −20,0 procentpunt \(−25,\d tot −14,\d\)\.", chart.alt)
    assert [row["value"] for row in chart.rows if not row["label"]] == [0.1, 0.3]
    assert "geen helling te berekenen" not in said(part)


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
    assert re.search(
        r"Vrouwen \| Op 100 mensen tussen 15 en 25 minder [^|]*\| 10 % \| −20,0 \| −25,\d tot −14,\d", text
    )
    assert "Beter" not in text


def test_a_response_below_half_asks_for_care() -> None:
    """40 of 100 answered; 60 of 100 gets no warning."""
    row: Cells = {"scale": "overall_experience", "year": YEAR, "invited": 100, "mean": 7.0, "standard_deviation": 1.0}
    low = said(section("surveys", project(patient_surveys=[{**row, "responded": 40}])))
    assert "40 %. 40 van de 100, dus tussen 31 en 50 op 100." in low and "Minder dan de helft antwoordde" in low
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
