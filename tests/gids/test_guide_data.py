"""What the Gids data hold agrees with the published frame: components, indicators, revisions, amounts, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from selfeval.errors import RequestError
from selfeval.guide import Guide, read_guide, revision_in_force, revisions
from selfeval.guide.files import KINDS, glossary, items_of, revision_files
from selfeval.guide.references import references
from selfeval.project_file.amounts_check import maximum
from selfeval.project_file.layout import columns_of, fixed_codes

FIRST, BEFORE, REPEAL = "2016-02-02", "2019-09-24", "2021-05-30"
EVERY_REVISION = pytest.mark.parametrize("revision", revisions())


def every_item() -> Iterator[tuple[str, dict[str, Any]]]:
    """All items as first written and all revisions, with the name of their file."""
    for kind in KINDS:
        yield from ((f"{kind}/{name}", item) for name, item in items_of(kind).items())
    yield from ((f"revisions/{item['id']}", item) for item in revision_files())
    yield from ((f"glossary {number}", term) for number, term in enumerate(glossary()))


def texts_in(value: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every reader-facing text somewhere inside a value: a mapping with a language as key."""
    if isinstance(value, dict):
        if {"nl", "fr", "en"} & set(value) and all(isinstance(text, str) for text in value.values()):
            yield path, value
            return
        for key, inner in value.items():
            yield from texts_in(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, f"{path}/{number}")


def every_text() -> list[tuple[str, dict[str, str]]]:
    return [found for name, item in every_item() for found in texts_in(item, name)]


@EVERY_REVISION
def test_eighteen_components_four_six_four_four_of_which_fourteen_are_for_pilots(revision: str) -> None:
    guide = read_guide(revision)
    items = list(guide.items("components"))
    assert Counter(item["level"] for item in items) == {"patient": 4, "actors": 6, "system": 4, "policy": 4}
    assert [item["order"] for item in items] == list(range(1, 19))
    assert len(guide.pilot_components()) == 14
    assert {item["level"] for item in items if item["tested_by"] == "policy"} == {"policy"}


def test_every_pilot_component_has_a_structure_a_process_and_a_result_indicator() -> None:
    found = {(item["component"], item["type"]) for item in read_guide().items("indicators")}
    for component in read_guide().pilot_components():
        assert {kind for name, kind in found if name == component["id"]} == {"structure", "process", "result"}


def test_there_are_at_least_forty_five_indicators_and_five_aims_all_used() -> None:
    indicators = list(read_guide().items("indicators"))
    aims = {item["id"] for item in read_guide().items("aims")}
    assert len(indicators) >= 45
    assert len(aims) == 5
    assert {item["aim"] for item in indicators} == aims


def test_every_text_exists_in_dutch_french_and_english() -> None:
    texts = every_text()
    assert len(texts) > 1000
    empty = [path for path, text in texts for language in ("nl", "fr", "en") if not text.get(language, "").strip()]
    assert empty == []


def test_no_french_text_has_an_ordinary_space_before_its_punctuation() -> None:
    assert [path for path, text in every_text() if re.search(r" [;:?!»]|« ", text["fr"])] == []


def test_no_text_has_a_double_space_or_a_space_at_an_end() -> None:
    wrong = [path for path, text in every_text() for words in text.values() if words != words.strip() or "  " in words]
    assert wrong == []


def test_every_item_has_a_source_that_exists_or_is_marked_as_a_proposal() -> None:
    known = references()
    for name, item in every_item():
        if "sources" in item:
            assert item["sources"] or item["proposal"] is True, name
            assert set(item["sources"]) <= set(known), name


def test_every_indicator_that_is_a_proposal_is_not_said_to_be_checked_by_anybody_outside() -> None:
    assert {item["checked_by"] for item in read_guide().items("indicators") if item["proposal"]} == {None}


@EVERY_REVISION
def test_the_budget_guarantee_is_in_no_revision_from_its_repeal_on(revision: str) -> None:
    there = read_guide(revision).has("rules", "budget_guarantee")
    assert there == ("2017-07-31" <= revision < REPEAL)


def test_nothing_in_force_after_the_repeal_asks_for_the_budget_guarantee_or_its_gains() -> None:
    guide = read_guide(REPEAL)
    ids = {f"{kind}/{name}" for kind in KINDS for name in guide.kinds[kind]}
    columns = {column.id for sheet in guide.items("sheets") for column in columns_of(sheet, guide)}
    assert not [name for name in ids | columns if "guarantee" in name or "efficiency_gain" in name]


@pytest.mark.parametrize(
    ("revision", "year", "heading", "most"),
    [
        (REPEAL, 2020, "integration_management", 152520),
        (BEFORE, 2018, "integration_management", 152520),
        (BEFORE, 2019, "innovative_actions", 208333),
        (BEFORE, 2018, "innovative_actions", None),
        (BEFORE, 2020, "innovative_actions", None),
        (REPEAL, 2021, "innovative_actions", 208333),
        (REPEAL, 2021, "own_contribution", None),
    ],
)
def test_the_maximum_of_a_heading_is_that_of_the_revision_and_the_year(
    revision: str, year: int, heading: str, most: int | None
) -> None:
    assert maximum(read_guide(revision).item("amounts", heading), year) == most


@pytest.mark.parametrize(("revision", "headings"), [("2016-02-02", set()), ("2017-07-31", {"integration_management"})])
def test_an_amount_is_not_there_before_its_decree(revision: str, headings: set[str]) -> None:
    granted = {"integration_management", "innovative_actions"}
    assert {item["id"] for item in read_guide(revision).items("amounts")} & granted == headings


@pytest.mark.parametrize(
    ("year", "revision"),
    [
        (2016, "2016-02-02"),
        (2017, "2017-07-31"),
        (2018, "2017-07-31"),
        (2019, "2019-09-24"),
        (2020, "2019-09-24"),
        (2021, "2021-05-30"),
        (2022, "2021-05-30"),
        (2023, "2021-05-30"),
        (2024, "2024-03-29"),
    ],
)
def test_a_report_year_is_judged_by_the_revision_in_force_on_its_last_day(year: int, revision: str) -> None:
    assert revision_in_force(year) == revision


def test_a_year_before_the_first_revision_is_refused_by_name() -> None:
    with pytest.raises(RequestError) as caught:
        revision_in_force(2015)
    assert (caught.value.code, caught.value.details) == ("no_revision_in_year", {"year": "2015", "first": FIRST})


def test_an_unknown_revision_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(RequestError) as caught:
        read_guide("2020-01-01")
    assert caught.value.code == "unknown_revision"
    accepted = caught.value.details["accepted"].split(", ")
    assert accepted[:5] == ["2016-02-02", "2017-07-31", "2019-09-24", "2021-05-30", "2024-03-29"]


@pytest.mark.parametrize(("revision", "last"), [(FIRST, 2021), (BEFORE, 2021), (REPEAL, 2022)])
def test_execution_was_planned_until_2021_and_prolonged_to_2022(revision: str, last: int) -> None:
    assert read_guide(revision).programme["report_years"] == list(range(2018, last + 1))


def test_the_programme_counts_twelve_projects_six_five_and_one() -> None:
    assert read_guide().programme["projects"] == {"flanders": 6, "wallonia": 5, "brussels": 1}


@EVERY_REVISION
def test_a_policy_component_is_never_asked_on_any_sheet(revision: str) -> None:
    guide = read_guide(revision)
    policy = {item["id"] for item in guide.items("components") if item["tested_by"] == "policy"}
    assert len(policy) == 4
    for sheet in guide.items("sheets"):
        asked = {column.id for column in columns_of(sheet, guide)} | {
            entry["id"] for entry in fixed_codes(sheet, guide)
        }
        lists = {column.codes for column in columns_of(sheet, guide)} - {""}
        asked |= {entry["id"] for name in lists for entry in guide.codes(name)}
        assert not asked & policy, sheet["id"]


@EVERY_REVISION
def test_every_list_a_sheet_needs_has_entries_with_different_names(revision: str) -> None:
    guide = read_guide(revision)
    for name in {column.codes for sheet in guide.items("sheets") for column in columns_of(sheet, guide)} - {""}:
        entries = guide.codes(name)
        assert entries, name
        for language in ("nl", "fr", "en"):
            assert len({entry["name"][language].casefold() for entry in entries}) == len(entries), (name, language)


def test_a_score_has_six_levels_zero_to_five_and_each_pilot_component_describes_them() -> None:
    guide: Guide = read_guide()
    assert sorted(level["value"] for level in guide.item("scales", "maturity")["levels"]) == [0, 1, 2, 3, 4, 5]
    assert {len(item["levels"]) for item in guide.pilot_components()} <= {0, 6}


def test_a_code_list_without_such_an_entry_is_a_key_error_that_names_both() -> None:
    with pytest.raises(KeyError, match="decision/perhaps"):
        read_guide().code("decision", "perhaps")
