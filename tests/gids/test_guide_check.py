"""The check of the Gids finds every fault at once, each with its file, its key, what is expected and what is found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "fixtures"))

from gids_copy import gids_copy

from selfeval.guide.check import GuideProblem, check_guide

Break = Callable[[Path], None]


@pytest.fixture
def gids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data of the Gids that may be broken."""
    with gids_copy(tmp_path / "gids", monkeypatch) as folder:
        yield folder


def replaced(name: str, old: str, new: str) -> Break:
    """A change of one piece of one file."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def added(name: str, lines: str) -> Break:
    """More lines at the end of one file."""

    def change(folder: Path) -> None:
        (folder / name).write_text((folder / name).read_text("utf-8") + lines, "utf-8")

    return change


INDICATOR = "indicators/mortality_rate.yml"
REVISION = "revisions/2024-03-29.yml"
AMOUNT = "amounts/own_contribution.yml"

# A fault, and the file, key, expected and found that the check must say (a part of each is enough).
FAULTS: dict[str, tuple[Break, tuple[str, str, str, str]]] = {
    "unknown key": (added(INDICATOR, "colour: red\n"), (INDICATOR, "", "additionalProperties", "'colour'")),
    "missing key": (replaced(INDICATOR, "direction: no_judgement\n", ""), (INDICATOR, "", "required", "'direction'")),
    "missing French": (
        replaced("codes/decision.yml", ', fr: "', ', de: "'),
        ("codes/decision.yml", "name", "required", "'fr'"),
    ),
    "duplicate key": (added(AMOUNT, "id: own_contribution\n"), (AMOUNT, "", "readable YAML", "'id' stands twice")),
    "broken YAML": (added(AMOUNT, "a: [1\n"), (AMOUNT, "", "readable YAML", "line")),
    "unknown source": (
        replaced(REVISION, "sources: [", "sources: [nobody_1900, "),
        (REVISION, "sources", "references.bib", "nobody_1900"),
    ),
    "unknown source of a fact": (
        replaced("pilots/boost.yml", "    sources: [boost]", "    sources: [nobody_1901]"),
        ("pilots/boost.yml", "sources", "references.bib", "nobody_1901"),
    ),
    "no such month": (
        replaced("milestones/faith_ends.yml", "2020-06", "2020-13"),
        ("milestones/faith_ends.yml", "date", "pattern", "2020-13"),
    ),
    "neither source nor proposal": (
        replaced(AMOUNT, "proposal: true", "proposal: false"),
        (AMOUNT, "sources", "a source, or proposal: true", "neither"),
    ),
    "unknown component": (
        replaced(INDICATOR, "component: ", "component: fitness #"),
        (INDICATOR, "component", "an id of components", "fitness"),
    ),
    "unknown aim": (replaced(INDICATOR, "aim: ", "aim: fame #"), (INDICATOR, "aim", "an id of aims", "fame")),
    "wrong type": (
        replaced(INDICATOR, "smallest_denominator: 100", 'smallest_denominator: "100"'),
        (INDICATOR, "smallest_denominator", "type: integer", "'100' is not of type 'integer'"),
    ),
    "word outside the list": (
        replaced(INDICATOR, "calculation: rate", "calculation: magic"),
        (INDICATOR, "calculation", "enum", "'magic'"),
    ),
    "id unlike its file": (
        replaced(AMOUNT, "id: own_contribution", "id: some_other"),
        (AMOUNT, "id", "the file's name, own_contribution", "some_other"),
    ),
    "revision adds what is there": (
        replaced(REVISION, "adds: [", "adds: [rules/pseudocodes_for_actions, "),
        (REVISION, "adds", "not in force yet", "rules/pseudocodes_for_actions"),
    ),
    "revision adds what is nowhere": (
        replaced(REVISION, "adds: [", "adds: [aims/wealth, "),
        (REVISION, "adds", "an item that exists", "aims/wealth"),
    ),
    "revision removes what is not there": (
        replaced(REVISION, "removes: []", "removes: [rules/budget_guarantee]"),
        (REVISION, "removes", "in force in the revision before", "rules/budget_guarantee"),
    ),
    "revision changes an unknown item": (
        replaced(REVISION, "changes: {}", "changes: {aims/wealth: {order: 9}}"),
        (REVISION, "changes", "in force in the revision before", "aims/wealth"),
    ),
    "revision changes to a wrong type": (
        replaced(REVISION, "changes: {}", "changes: {amounts/own_contribution: {first_year: soon}}"),
        (f"{REVISION}: amounts/own_contribution", "first_year", "", "'soon'"),
    ),
    "unknown code list": (
        replaced("sheets/events.yml", "codes: event_kind", "codes: event_mood"),
        ("sheets/events.yml", "columns/kind/codes", "a code list", "event_mood"),
    ),
    "unknown sheet": (
        replaced("sheets/actions.yml", "refers_to: objectives", "refers_to: dreams"),
        ("sheets/actions.yml", "columns/objective/refers_to", "a sheet", "dreams"),
    ),
    "column twice": (
        replaced("sheets/events.yml", "id: lesson", "id: title"),
        ("sheets/events.yml", "columns/title", "an id that stands once", "title"),
    ),
    "fixed column that is not there": (
        replaced("sheets/money.yml", "fixed: heading", "fixed: footing"),
        ("sheets/money.yml", "fixed", "a column of the sheet", "footing"),
    ),
    "question of somebody else": (
        replaced("instruments/pacic.yml", "  highest: 5\n", "  highest: 5\n  texts: []\n"),
        ("instruments/pacic.yml", "items", "not: {'required': ['texts']}", "texts"),
    ),
    "item that is not there": (
        replaced("instruments/pacic_short.yml", "10, 11]", "10, 12]"),
        ("instruments/pacic_short.yml", "scales/total/items", "at most 11", "12"),
    ),
    "one question too few": (
        replaced("instruments/job_satisfaction.yml", "count: 6", "count: 7"),
        ("instruments/job_satisfaction.yml", "items/texts", "7, one for each item", "6"),
    ),
    "scale that falls": (
        replaced("instruments/pacic_short.yml", "highest: 5", "highest: 1"),
        ("instruments/pacic_short.yml", "items/highest", "more than 1", "1"),
    ),
    "scale twice": (
        replaced("instruments/patient_experience.yml", "id: overall", "id: partnership"),
        ("instruments/patient_experience.yml", "scales/partnership", "an id that stands once", "partnership"),
    ),
    "mean of a scale that is not there": (
        replaced("instruments/acic.yml", "of: [organisation", "of: [organisations"),
        ("instruments/acic.yml", "scales/total/of", "that stands before", "organisations"),
    ),
    "value set without a level": (
        replaced("instruments/eq5d_3l.yml", "mobility: [-0.074, -0.148]", "mobility: [-0.074, -0.1, -0.148]"),
        ("instruments/eq5d_3l.yml", "value_sets/belgium/decrements/mobility", "2 levels", "3"),
    ),
    "value set without a dimension": (
        replaced("instruments/eq5d_3l.yml", "      mobility: [-0.074, -0.148]\n", ""),
        ("instruments/eq5d_3l.yml", "value_sets/belgium/decrements", "mobility, self_care", "self_care, usual"),
    ),
    "unknown source of a value set": (
        replaced("instruments/eq5d_3l.yml", "sources: [eq5d_three_levels_flanders,", "sources: [nobody_1902,"),
        ("instruments/eq5d_3l.yml", "sources", "references.bib", "nobody_1902"),
    ),
    "indicator on no scale": (
        replaced("indicators/patient_activation_score.yml", "scale: pacic/activation", "scale: pacic/action"),
        ("indicators/patient_activation_score.yml", "scale", "a scale of an instrument", "pacic/action"),
    ),
    "indicator with a fact of its scale": (
        added("indicators/patient_activation_score.yml", "smallest_change: 0.3\n"),
        ("indicators/patient_activation_score.yml", "", "not: {'anyOf': ", "patient_activation_score"),
    ),
    "indicator without a smallest change": (
        replaced(INDICATOR, "smallest_change: null\n", ""),
        (INDICATOR, "", "required", "'smallest_change'"),
    ),
    "code on no scale": (
        replaced("codes/professional_survey_scale.yml", "job_satisfaction/workload", "job_satisfaction/load"),
        ("codes/professional_survey_scale.yml", "codes/workload/scale", "a scale of", "job_satisfaction/load"),
    ),
    "crosswalk to no instrument": (
        replaced("crosswalks/acic.yml", "instrument: acic", "instrument: acid"),
        ("crosswalks/acic.yml", "instrument", "an id of instruments", "acid"),
    ),
    "crosswalk without a component": (
        replaced("crosswalks/acic.yml", "  prevention: [delivery_system]\n", ""),
        ("crosswalks/acic.yml", "links/prevention", "every component", "prevention"),
    ),
    "crosswalk to no scale": (
        replaced("crosswalks/acic.yml", "prevention: [delivery_system]", "prevention: [delivery]"),
        ("crosswalks/acic.yml", "links/prevention", "a scale of acic", "delivery"),
    ),
    "crosswalk that is no proposal": (
        replaced("crosswalks/acic.yml", "proposal: true", "proposal: false"),
        ("crosswalks/acic.yml", "proposal", "const", "True"),
    ),
    "term without Dutch": (
        replaced("glossary.yml", "nl:", "nederlands:"),
        ("glossary.yml", "", "required", "'nl'"),
    ),
}


def says(problem: GuideProblem, wanted: tuple[str, str, str, str]) -> bool:
    file, *parts = wanted
    found = (problem.key, problem.expected, problem.found)
    return problem.file == file and all(part in text for part, text in zip(parts, found, strict=True))


def test_the_data_as_they_are_have_no_problem(gids: Path) -> None:
    assert check_guide() == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_file_key_expected_and_found(gids: Path, name: str) -> None:
    spoil, wanted = FAULTS[name]
    spoil(gids)
    problems = check_guide()
    assert any(says(problem, wanted) for problem in problems), problems


def test_all_faults_are_told_at_once_and_in_a_fixed_order(gids: Path) -> None:
    names = ("unknown key", "missing French", "duplicate key", "unknown source", "column twice")
    for name in names:
        FAULTS[name][0](gids)
    problems = check_guide()
    for name in names:
        assert any(says(problem, FAULTS[name][1]) for problem in problems), name
    assert problems == sorted(problems)
    assert len(set(problems)) == len(problems)


def test_one_fault_in_one_file_gives_one_problem(gids: Path) -> None:
    FAULTS["unknown aim"][0](gids)
    assert len(check_guide()) == 1
