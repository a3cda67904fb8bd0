"""Maturity, coverage and objectives, and what holds for every section of figures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from importlib.resources import files

import pytest
from figures_project import Cells, charts, project, said, scores, section

from selfeval.model import State
from selfeval.strict_yaml import read_yaml
from selfeval.texts import LANGUAGES, read_texts

SECTIONS = ("maturity", "coverage", "objectives", "indicators", "reach", "equity", "surveys", "money")


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
    assert (
        "Preventie | Mediaan 3 van 8 scores, de middelste helft op 3; de leden zijn het eens (Op weg). | 100 %" in close
    )
    apart = said(section("maturity", project(individual_scores=scores(0, 0, 0, 3, 3, 5, 5, 5))))
    assert "Mediaan 3 van 8 scores, de middelste helft tussen 0 en 5; de meningen zijn verdeeld. | 25 %" in apart
    assert "Preventie (mediaan 3, overlegscore niet ingevuld)" in apart
    assert "De scores lopen uiteen voor 1 van de 14 componenten: Preventie." in apart


def test_seven_scores_are_too_few() -> None:
    """The published rule starts at eight raters."""
    text = said(section("maturity", project(individual_scores=scores(*[3] * 7))))
    assert "Mediaan 3 van 7 scores, de middelste helft op 3; te weinig scores om te oordelen." in text


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
    assert "D1 Een | I (%) | 10 (2017) | 30 (2021) | niet ingevuld | 20 | 50 % | Op schema" in text
    assert "D2 Twee | I (%) | 10 (2017) | onbekend | niet ingevuld | 20 | onbekend | Niet te berekenen" in text
    assert "D1 Een. 50 % van de weg van begin naar doel is afgelegd. Beslissing: bijsturen." in text
    assert "D2 Twee. De afgelegde weg is niet te berekenen. Beslissing:" in text
    assert "Verder van het doel dan bij de start: D3 Drie." in text
