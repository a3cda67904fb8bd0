"""The check of the Gids finds every fault at once, each with its file, its key, what is expected and what is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selfeval.guide import check, files, read_guide, references
from selfeval.guide.check import GuideProblem, check_guide

CACHED = (files.items_of, files.revision_files, files.glossary, references.references, check._validator, read_guide)
Break = Callable[[Path], None]


@pytest.fixture
def gids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data of the Gids that may be broken."""
    folder = tmp_path / "gids"
    shutil.copytree(str(files.GIDS), folder)
    for module in (files, check, references):
        monkeypatch.setattr(module, "GIDS", folder)
    for function in CACHED:
        function.cache_clear()
    yield folder
    for function in CACHED:
        function.cache_clear()


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
