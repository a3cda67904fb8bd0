"""What the section over the years says: the Gids, the components and the indicators."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest
from figures_project import charts, said
from tiny_project import Cells, tiny_project

from selfeval.disclosure import Policy, Release, release
from selfeval.document import Chart, Part, Table
from selfeval.guide import Guide, read_guide, revision_in_force
from selfeval.results import breaks, evaluate
from selfeval.sections import Context, compose_section
from selfeval.sections.longitudinal import guide_changes
from selfeval.texts import read_texts

SHARE, OTHER = "shared_care_plan_present", "patients_with_own_care_goals"
SHARE_NAME = "Patiënten met een gedeeld digitaal zorgplan"


def section(year: int, revision: str = "", public: bool = False, language: str = "nl", **sheets: Any) -> Part:
    guide = read_guide(revision or revision_in_force(year))
    policy = Policy(Release.PUBLIC if public else Release.CONFIDENTIAL)
    result = release(evaluate(tiny_project(year, **sheets), guide), policy)
    return compose_section("longitudinal", Context("self_evaluation", result, guide, read_texts(language)))


def share(year: int, numerator: int, indicator: str = SHARE) -> Cells:
    return {"indicator": indicator, "year": year, "numerator": numerator, "denominator": 100}


def agreed(year: int, score: int, component: str = "prevention") -> Cells:
    return {"component": component, "year": year, "agreed_score": score}


def tables(part: Part) -> list[list[list[str]]]:
    """The cells of each table as text."""
    return [
        [["".join(run.text for run in cell).replace("\u00a0", " ") for cell in row] for row in block.rows]
        for block in part.blocks
        if isinstance(block, Table)
    ]


def series(part: Part) -> list[dict[str, Any]]:
    return [dict(row) for block in part.blocks if isinstance(block, Chart) for row in block.rows]


def test_the_first_year_says_that_there_is_nothing_to_compare() -> None:
    """No table, no chart, one plain sentence."""
    part = section(2018, measurements=[share(2018, 60)])
    assert "2018 is het eerste verslagjaar: er is geen vorig jaar om mee te vergelijken." in said(part)
    assert (tables(part), charts(part)) == ([], [])


def test_a_component_has_both_scores_and_its_sentence() -> None:
    """Last year's score, this year's, and how far it moved."""
    part = section(2022, agreed_scores=[agreed(2022, 3), agreed(2021, 2), agreed(2022, 4, "case_management")])
    assert [row[1:] for row in tables(part)[0]] == [
        ["niet ingevuld", "4", "Overlegscore 4; geen cijfer van vorig jaar om mee te vergelijken."],
        ["2", "3", "Overlegscore 3; 1 hoger dan vorig jaar."],
    ]


def test_without_any_score_it_says_so() -> None:
    """A table of empty rows tells nothing."""
    assert "Er is geen overlegscore van 2021 of 2022." in said(section(2022, measurements=[share(2022, 60)]))


def test_an_indicator_has_every_year_and_its_reading() -> None:
    """The row behind the small chart holds the years in order, then the sentence with the verdict."""
    part = section(2022, measurements=[share(2021, 20), share(2022, 60)])
    assert tables(part)[-1] == [
        [SHARE_NAME, "20 %", "60 %", "60 van de 100, dus tussen 50 en 69 op 100; beter dan vorig jaar."]
    ]
    assert "Indicatoren met een cijfer van vorig jaar en van dit jaar: 1. Daarvan 1 beter." in said(part)
    assert "Beter dan vorig jaar: Patiënten met een gedeeld digitaal zorgplan. Slechter: geen." in said(part)


def test_a_missing_year_stays_open_and_is_not_bridged() -> None:
    """2020 is named, drawn without a value, and 2021 is compared with nothing."""
    part = section(2021, measurements=[share(2019, 20), share(2021, 60)])
    assert f"Jaren zonder cijfer, die open blijven en die we niet schatten: {SHARE_NAME} (2020)." in said(part)
    assert [(row["year"], row["value"]) for row in series(part)] == [(2019, 0.2), (2020, None), (2021, 0.6)]
    assert f"Dit jaar weer gemeten, in 2020 niet: {SHARE_NAME}." in said(part)
    assert "Geen enkele indicator heeft een cijfer van 2020 en van dit jaar." in said(part)
    assert "beter dan" not in said(part)


def test_what_is_new_and_what_is_gone_is_named() -> None:
    """One indicator starts this year, another stops."""
    part = section(2022, measurements=[share(2022, 60), share(2021, 20, OTHER)])
    assert f"Voor het eerst gemeten: {SHARE_NAME}." in said(part)
    assert "In 2021 gemeten, dit jaar niet meer: Patiënten met eigen doelen in het zorgplan." in said(part)


def test_a_file_without_history_says_so() -> None:
    """The report year alone has nothing to stand beside."""
    part = section(2022, measurements=[share(2022, 60)])
    assert "Het bestand heeft geen indicatoren van voor 2022: er is nog niets om te vergelijken." in said(part)
    assert charts(part) == []


def test_the_break_of_2020_is_drawn_counted_and_explained() -> None:
    """The line is marked in the chart, and the definition of the verdict, which says why, can be followed."""
    part = section(2020, measurements=[share(2019, 20), share(2020, 60)])
    assert [row["break"] for row in series(part)] == [False, True]
    assert "Een streepjeslijn is een breuk in de reeks: 2020 (1 indicatoren)." in said(part)
    assert "Daarvan 1 niet vergeleken door een breuk." in said(part)
    runs = [run for block in part.blocks for run in getattr(block, "runs", ())]
    assert "scales/verdict" in {run.definition for run in runs}


def test_a_public_release_leaves_hidden_years_open() -> None:
    """Three patients of a hundred are hidden in the table and in the chart."""
    part = section(2022, public=True, measurements=[share(2021, 3), share(2022, 60)])
    assert tables(part)[-1][0][1:3] == ["verborgen", "60 %"]
    assert [row["value"] for row in series(part)] == []
    assert "Daarvan 1 verborgen." in said(part)


def test_present_or_not_is_in_the_table_and_not_in_the_chart() -> None:
    """Yes and no make no line."""
    rows: list[Cells] = [
        {"indicator": "change_plan_present", "year": year, "present": answer}
        for year, answer in ((2021, "no"), (2022, "yes"))
    ]
    part = section(2022, measurements=rows)
    assert tables(part)[-1][0][1:] == ["nee", "ja", "Aanwezig; vorig jaar nog niet."]
    assert charts(part) == []


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (2022, "De revisie van de Gids is dezelfde als vorig jaar: Koninklijk besluit van 30 mei 2021."),
        (2021, "Sinds vorig jaar geldt een nieuwe revisie van de Gids: Koninklijk besluit van 30 mei 2021."),
    ],
)
def test_it_says_whether_the_revision_is_new(year: int, sentence: str) -> None:
    """The decree of 30 May 2021 came into force in 2021."""
    assert sentence in said(section(year))


def test_a_changed_item_counts_only_where_the_project_uses_it() -> None:
    """The decree of 2021 changed the amount for innovative actions, which only a file with money uses."""
    without = said(section(2022))
    assert "veranderde niets aan wat dit project meet" in without
    assert "De revisie veranderde ook: " in without
    money: list[Cells] = [{"heading": "innovative_actions", "granted": 1000, "spent": 900}]
    used = said(section(2022, money=money))
    assert "Vernieuwende acties: aangepast, zonder gevolg voor de vergelijking." in used
    assert "Budgetgarantie" in used


def test_a_redefined_indicator_is_told_with_its_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """The revision's change, the broken series and the reading say the same thing."""
    now = read_guide("2021-05-30")
    item = {**now.item("indicators", SHARE), "denominator": {"nl": "X", "fr": "X", "en": "X"}}
    kinds = {**now.kinds, "indicators": {**now.kinds["indicators"], SHARE: item}}
    before = Guide("2019-09-24", MappingProxyType(kinds))
    for module in (guide_changes, breaks):
        monkeypatch.setattr(module, "read_guide", lambda revision: before if revision < now.revision else now)
    part = section(2021, measurements=[share(2020, 20), share(2021, 60)])
    assert f"{SHARE_NAME}: anders gedefinieerd, dus een breuk in de reeks" in said(part)
    assert "niet te vergelijken met vorig jaar, want er is een breuk in de reeks" in tables(part)[-1][0][-1]
    assert [row["break"] for row in series(part)] == [False, True]


def test_an_item_that_was_dropped_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An indicator of the revision before that is gone now."""
    now = read_guide("2021-05-30")
    kinds = {**now.kinds, "indicators": {**now.kinds["indicators"], "old": {**now.item("indicators", SHARE)}}}
    before = Guide("2019-09-24", MappingProxyType(kinds))
    monkeypatch.setattr(guide_changes, "read_guide", lambda _: before)
    assert f"{SHARE_NAME}: weggevallen." in said(section(2022))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_speaks_each_language(language: str) -> None:
    """Every sentence above exists in French and English too."""
    rows = [share(2019, 20), share(2021, 60), share(2022, 70), share(2022, 10, OTHER)]
    part = section(2022, language=language, measurements=rows, agreed_scores=[agreed(2022, 3), agreed(2021, 4)])
    words = {"fr": "Mesuré pour la première fois", "en": "Measured for the first time"}
    assert words[language] in said(part)
