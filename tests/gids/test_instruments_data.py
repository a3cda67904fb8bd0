"""Instruments and crosswalks in the Gids: whose they are, what they may show, and one fact in one place."""

from __future__ import annotations

import re

import pytest

from selfeval.guide import read_guide, revisions
from selfeval.guide.files import items_of
from selfeval.results.indicators import COMPUTED
from selfeval.results.surveys import SURVEYS

INSTRUMENTS = {item["id"]: item for item in read_guide().items("instruments")}
CODES = {code["id"]: code for name in SURVEYS.values() for code in read_guide().codes(name)}
NUMBERS = re.compile(r"\((?:EQ-VAS, )?([0-9]+)-([0-9]+)\)$")


@pytest.mark.parametrize(
    ("name", "count", "lowest", "highest"),
    [
        ("pacic", 20, 1, 5),
        ("pacic_short", 11, 1, 5),
        ("acic", 34, 0, 11),
        ("scirocco", 12, 0, 5),
        ("dmic", 89, 0, 1),
        ("eq5d_5l", 5, 1, 5),
        ("eq5d_3l", 5, 1, 3),
        ("eq_vas", 1, 0, 100),
    ],
)
def test_a_published_instrument_has_its_published_size_and_answers(
    name: str, count: int, lowest: int, highest: int
) -> None:
    assert INSTRUMENTS[name]["items"].items() >= {"count": count, "lowest": lowest, "highest": highest}.items()


def test_no_question_of_somebody_else_is_written_down() -> None:
    """Only instruments of this project show their questions, and those are marked as a proposal."""
    shown = {name for name, item in INSTRUMENTS.items() if "texts" in item["items"]}
    assert shown == {name for name, item in INSTRUMENTS.items() if item["owner"] is None}
    assert shown == {"job_satisfaction", "patient_experience"}
    assert {INSTRUMENTS[name]["proposal"] for name in shown} == {True}


def test_every_item_of_a_divided_instrument_stands_in_one_scale() -> None:
    """The five scales of the PACIC and the seven of the ACIC share their items out without a gap."""
    for name, divided in (("pacic", 5), ("acic", 7), ("scirocco", 12)):
        items = [item for scale in INSTRUMENTS[name]["scales"][:divided] for item in scale["items"]]
        assert items == list(range(1, INSTRUMENTS[name]["items"]["count"] + 1))


def test_the_rule_for_blanks_is_unknown_where_no_source_gives_it() -> None:
    """Also the French PACIC of 18 items takes nothing over from the one of 20."""
    unknown = {name for name, item in INSTRUMENTS.items() if {s["missing_allowed"] for s in item["scales"]} == {None}}
    assert unknown == {"pacic_short", "acic", "scirocco", "dmic", "eq5d_5l", "eq5d_3l", "eq_vas"}
    assert [version["count"] for version in INSTRUMENTS["pacic"]["versions"]] == [18]
    assert not {"scales", "missing_allowed"} & set(INSTRUMENTS["pacic"]["versions"][0])


def test_no_two_names_of_dimensions_are_alike() -> None:
    """So an import never has to choose."""
    scales = INSTRUMENTS["scirocco"]["scales"]
    names = [{name.casefold() for name in (s["id"], *s["name"].values(), *s.get("also_called", ()))} for s in scales]
    assert len(set.union(*names)) == sum(map(len, names))


@pytest.mark.parametrize("code", CODES)
def test_a_scale_in_the_project_file_takes_range_and_smallest_change_from_its_instrument(code: str) -> None:
    """And the range said in its name is that one."""
    instrument, scale = CODES[code]["scale"].split("/")
    found = next(entry for entry in INSTRUMENTS[instrument]["scales"] if entry["id"] == scale)
    assert (CODES[code]["range"], CODES[code]["smallest_change"]) == (found["range"], found["smallest_change"])
    assert found["smallest_change"] is not None
    for text in CODES[code]["name"].values():
        said = NUMBERS.search(text)
        assert said is not None
        assert [int(limit) for limit in said.groups()] == found["range"]


@pytest.mark.parametrize("name", [name for name, key in COMPUTED.items() if key.measure == "survey.mean"])
def test_an_indicator_of_a_surveys_mean_is_judged_as_the_survey_itself(name: str) -> None:
    """Both name the same scale, and neither file repeats what that says."""
    written = items_of("indicators")[name]
    assert not {"range", "smallest_change"} & set(written)
    for revision in revisions():
        guide = read_guide(revision)
        indicator = guide.item("indicators", name)
        code = next(
            c for list_id in SURVEYS.values() for c in guide.codes(list_id) if c["id"] == COMPUTED[name].subject
        )
        assert [indicator[key] for key in ("scale", "range", "smallest_change")] == [
            code[key] for key in ("scale", "range", "smallest_change")
        ]


def test_crosswalks_are_proposals_with_every_component_once() -> None:
    components = {item["id"] for item in read_guide().items("components")}
    crosswalks = {item["id"]: item for item in read_guide().items("crosswalks")}
    assert set(crosswalks) == {"scirocco", "dmic", "acic"}
    for crosswalk in crosswalks.values():
        assert crosswalk["proposal"] is True
        assert set(crosswalk["links"]) == components
        scales = {scale["id"] for scale in INSTRUMENTS[crosswalk["instrument"]]["scales"]}
        assert {name for linked in crosswalk["links"].values() for name in linked} <= scales - {"total"}


@pytest.mark.parametrize("crosswalk", ["scirocco", "dmic", "acic"])
def test_a_component_without_counterpart_is_left_empty(crosswalk: str) -> None:
    """Nothing in these instruments is about how attractive the professions are."""
    assert read_guide().item("crosswalks", crosswalk)["links"]["attractiveness_of_professions"] == []
