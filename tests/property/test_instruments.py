"""What must hold for any answers to a measuring instrument."""

from __future__ import annotations

import json
from math import isnan, nan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.guide import read_guide
from selfeval.instruments import (
    HealthState,
    checked_answers,
    read_scirocco,
    read_state,
    score_instrument,
    summarise,
    utility,
)

steady = settings(deadline=None, derandomize=True, max_examples=60)
Rows = list[list[int | None]]

INSTRUMENTS = {item["id"]: item for item in read_guide().items("instruments")}
PLAIN = [item for item in INSTRUMENTS.values() if not item["value_sets"]]
FIVE, THREE, PACIC, SCIROCCO = (INSTRUMENTS[name] for name in ("eq5d_5l", "eq5d_3l", "pacic", "scirocco"))
SETS = [(item, chosen["id"]) for item in (FIVE, THREE) for chosen in item["value_sets"]]


def rows_of(instrument: dict[str, Any], blanks: bool = True) -> st.SearchStrategy[Rows]:
    items = instrument["items"]
    answer: st.SearchStrategy[int | None] = st.integers(items["lowest"], items["highest"])
    if blanks:
        answer = st.one_of(answer, answer, answer, answer, answer, answer, st.none())
    return st.lists(st.lists(answer, min_size=items["count"], max_size=items["count"]), min_size=1, max_size=8)


@pytest.mark.parametrize("instrument", PLAIN, ids=lambda item: item["id"])
@given(data=st.data())
@steady
def test_scores_mean_and_interval_stay_on_the_scale(instrument: dict[str, Any], data: st.DataObject) -> None:
    """Nobody scores off the scale; the interval contains the mean; shares and n are within their bounds."""
    rows = data.draw(rows_of(instrument))
    ranges = {scale["id"]: scale["range"] for scale in instrument["scales"]}
    for name, found in score_instrument(instrument, rows, invited=len(rows) + 3).items():
        low, high = ranges[name]
        known = [score for score in found.scores if score is not None]
        summary = found.summary
        assert all(low <= score <= high for score in known)
        assert (summary.n, summary.respondents, len(found.scores)) == (len(known), len(rows), len(rows))
        assert summary.response == len(known) / (len(rows) + 3)
        if summary.mean is None:
            assert not known and summary.floor is None and summary.ceiling is None
        if summary.interval is not None and summary.mean is not None:
            assert low <= summary.interval.low <= summary.mean + 1e-9
            assert summary.mean - 1e-9 <= summary.interval.high <= high


@given(rows=rows_of(PACIC), data=st.data())
@steady
def test_the_order_of_respondents_changes_only_the_order_of_scores(rows: Rows, data: st.DataObject) -> None:
    """Each respondent keeps their score, and the group its summary."""
    order = data.draw(st.permutations(range(len(rows))))
    first, second = score_instrument(PACIC, rows), score_instrument(PACIC, [rows[at] for at in order])
    for name, found in first.items():
        assert second[name].scores == tuple(found.scores[at] for at in order)
        assert second[name].summary.mean == pytest.approx(found.summary.mean)
        assert second[name].summary.standard_deviation == pytest.approx(found.summary.standard_deviation)


@pytest.mark.parametrize("instrument", PLAIN, ids=lambda item: item["id"])
@given(data=st.data())
@steady
def test_a_blank_is_never_a_zero(instrument: dict[str, Any], data: st.DataObject) -> None:
    """Leaving out an item gives the mean of the others or no score at all, and nan says the same as None."""
    row = data.draw(rows_of(instrument, blanks=False))[0]
    gone = data.draw(st.integers(0, len(row) - 1))
    found = score_instrument(instrument, [[None if at == gone else answer for at, answer in enumerate(row)]])
    again = score_instrument(instrument, [[nan if at == gone else answer for at, answer in enumerate(row)]])
    assert found == again
    for scale in instrument["scales"]:
        items = scale["items"] or ()
        if gone + 1 in items:
            others = [answer for item in items if item != gone + 1 and (answer := row[item - 1]) is not None]
            allowed = (scale["missing_allowed"] or 0) > 0
            expected = pytest.approx(sum(others) / len(others)) if allowed else None
            assert found[scale["id"]].scores[0] == expected


@given(rows=rows_of(PACIC))
@steady
def test_somebody_who_answered_nothing_counts_as_respondent_only(rows: Rows) -> None:
    """Mean, spread, floor and ceiling stay; only respondents grow."""
    before, after = (score_instrument(PACIC, found) for found in (rows, [*rows, [None] * 20]))
    for name, found in before.items():
        one, two = found.summary, after[name].summary
        assert (one.n, one.mean, one.interval, one.floor, one.ceiling) == (
            two.n,
            two.mean,
            two.interval,
            two.floor,
            two.ceiling,
        )
        assert two.respondents == one.respondents + 1


@given(scores=st.lists(st.floats(2, 4), min_size=4, max_size=20), times=st.integers(2, 5))
@steady
def test_more_of_the_same_answers_narrow_the_interval(scores: list[float], times: int) -> None:
    """The same spread among more people is known better, unless there is no spread at all."""
    few, many = summarise(scores, (1, 5)).interval, summarise(scores * times, (1, 5)).interval
    assert few is not None and many is not None
    assert many.high - many.low <= few.high - few.low + 1e-12


@given(rows=rows_of(PACIC, blanks=False))
@steady
def test_turning_every_answer_round_turns_floor_and_ceiling_round(rows: Rows) -> None:
    """6 less each answer mirrors the scale."""
    turned = [[6 - answer for answer in row if answer is not None] for row in rows]
    one, two = score_instrument(PACIC, rows), score_instrument(PACIC, turned)
    for name, found in one.items():
        assert (found.summary.floor, found.summary.ceiling) == (two[name].summary.ceiling, two[name].summary.floor)
        assert found.summary.mean == pytest.approx(6 - (two[name].summary.mean or 0))


off_scale = st.one_of(
    st.integers(max_value=0), st.integers(min_value=6), st.sampled_from([2.5, 1e400, -1e400, True, "3", "", b"1"])
)


@given(answer=off_scale, at=st.integers(0, 19), blanks=st.booleans())
@steady
def test_an_answer_off_the_scale_is_refused_by_respondent_and_item(answer: Any, at: int, blanks: bool) -> None:
    """It is never cut off, rounded or left out in silence."""
    row: list[Any] = [None if blanks else 3] * 20
    row[at] = answer
    with pytest.raises(ValueError, match=rf"respondent 2, item {at + 1}: a whole number from 1 to 5 expected"):
        score_instrument(PACIC, [[3] * 20, row])


def test_every_fault_is_told_at_once() -> None:
    """Two respondents and two items at fault are all named."""
    with pytest.raises(ValueError) as caught:
        checked_answers(PACIC, [[9] + [3] * 19, [3] * 18, [3] * 19 + [0]])
    told = str(caught.value)
    assert "respondent 1, item 1" in told and "found 9" in told
    assert "respondent 2: 20 answers expected, found 18" in told
    assert "respondent 3, item 20" in told


def test_a_long_list_of_faults_says_how_many_more_there_are() -> None:
    """Twenty are told, the other five counted."""
    with pytest.raises(ValueError, match="and 5 more"):
        checked_answers(PACIC, [[7] * 20, [7] * 5 + [1] * 15])


@pytest.mark.parametrize("scores", [[0.9], [5.1]])
def test_a_score_off_the_scale_is_refused(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="scores from 1 to 5"):
        summarise(scores, (1, 5))


def test_more_respondents_than_invited_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 3 invited"):
        summarise([1.0, 2.0, None], (1, 5), invited=2)


def test_nobody_gives_no_figure_and_one_gives_no_interval() -> None:
    """Unknown is None, never nan and never zero."""
    nobody, one = summarise([None], (1, 5)), summarise([2.0], (1, 5))
    assert (nobody.n, nobody.mean, nobody.standard_deviation, nobody.interval, nobody.floor) == (
        0,
        None,
        None,
        None,
        None,
    )
    assert (one.mean, one.standard_deviation, one.interval, one.response) == (2.0, None, None, None)
    assert score_instrument(PACIC, [])["total"].scores == ()


@pytest.mark.parametrize(("instrument", "value_set"), SETS)
@given(data=st.data())
@steady
def test_a_worse_level_never_has_a_higher_value(
    instrument: dict[str, Any], value_set: str, data: st.DataObject
) -> None:
    """Between the worst state and 1, and never up when one dimension gets worse."""
    worst = instrument["items"]["highest"]
    levels = data.draw(st.lists(st.integers(1, worst), min_size=5, max_size=5))
    at = data.draw(st.integers(0, 4))
    worse = [min(worst, level + 1) if place == at else level for place, level in enumerate(levels)]
    values = [utility(instrument, read_state(instrument, state), value_set) for state in (levels, worse, [worst] * 5)]
    assert 1 >= values[0] >= values[1] >= values[2] and not isnan(values[2])


@pytest.mark.parametrize(
    "written",
    [
        "01111",
        "61111",
        "1111",
        "111111",
        "11 11",
        "1111 ",
        "",
        "1111x",
        "1111²",
        [1, 1, 1, 1],
        [1] * 4 + [None],
        1111,
        None,
        nan,
    ],
)
def test_what_is_no_state_of_health_is_refused(written: Any) -> None:
    """0, 6, blanks and another number of digits than five."""
    with pytest.raises(ValueError, match="5 levels from 1 to 5 expected"):
        read_state(FIVE, written)


@given(state=st.lists(st.integers(1, 5), min_size=5, max_size=5).filter(lambda levels: max(levels) > 3))
@steady
def test_levels_four_and_five_are_refused_on_three_levels(state: list[int]) -> None:
    with pytest.raises(ValueError, match="5 levels from 1 to 3 expected"):
        read_state(THREE, state)


@given(state=st.lists(st.integers(1, 3), min_size=5, max_size=5))
@steady
def test_states_of_three_and_five_levels_are_never_mixed(state: list[int]) -> None:
    """A state that could be either keeps the instrument it was answered on."""
    with pytest.raises(ValueError, match="a state of eq5d_5l is expected, found one of eq5d_3l"):
        utility(FIVE, read_state(THREE, state), "belgium")
    with pytest.raises(ValueError, match="a state of eq5d_3l is expected, found one of eq5d_5l"):
        utility(THREE, read_state(FIVE, state), "belgium")


def test_a_state_made_by_hand_is_looked_at_again() -> None:
    with pytest.raises(ValueError, match="5 levels from 1 to 5 expected"):
        utility(FIVE, HealthState("eq5d_5l", (1, 1, 1, 1, 6)), "belgium")


@pytest.mark.parametrize(
    ("instrument", "name"), [(FIVE, None), (FIVE, "france"), (THREE, "utopia"), (PACIC, "belgium")]
)
def test_a_value_set_that_is_not_the_instruments_is_refused(instrument: dict[str, Any], name: str | None) -> None:
    """Also none at all where one is needed: the country is never guessed."""
    with pytest.raises(ValueError, match="a value set is expected"):
        score_instrument(instrument, [], value_set=name)


def test_an_empty_dimension_gives_no_value_and_floor_and_ceiling_are_the_sets_own() -> None:
    rows: Rows = [[1] * 5, [5] * 5, [1, 1, None, 1, 1]]
    found = score_instrument(FIVE, rows, value_set="belgium")["utility"]
    assert found.scores[2] is None
    assert (found.summary.n, found.summary.floor, found.summary.ceiling) == (2, 0.5, 0.5)


# SCIROCCO: files in the form described in selfeval/instruments/scirocco.py.
NAMES = [scale["id"] for scale in SCIROCCO["scales"]]


@given(
    rows=st.lists(st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=12, max_size=12), min_size=1, max_size=4)
)
@steady
def test_scores_come_back_as_written_in_any_of_the_forms(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Table with comma, semicolon or tab and JSON give the same rows; unknown stays unknown."""
    folder = tmp_path_factory.mktemp("scirocco")
    lines = [(f"P{at}", name, score) for at, row in enumerate(rows) for name, score in zip(NAMES, row, strict=True)]
    for number, delimiter in enumerate(",;\t"):
        table = [("respondent", "dimension", "score"), *lines]
        text = "\r\n".join(delimiter.join("" if cell is None else str(cell) for cell in line) for line in table)
        path = folder / f"{number}.csv"
        path.write_text(text, "utf-8-sig", newline="")
        assert read_scirocco(SCIROCCO, path) == tuple(map(tuple, rows))
    path = folder / "export.json"
    path.write_text(json.dumps([dict(zip(("respondent", "dimension", "score"), line, strict=True)) for line in lines]))
    assert read_scirocco(SCIROCCO, path) == tuple(map(tuple, rows))


def read(folder: Path, name: str, text: str) -> tuple[tuple[int | None, ...], ...]:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return read_scirocco(SCIROCCO, path)


def test_a_dimension_is_known_by_each_of_its_names(tmp_path: Path) -> None:
    """Earlier, current, Dutch and French names, whatever the capitals."""
    found = read(
        tmp_path, "a.csv", "Dimension,Score\nINHIBITORS,1\nFinanciering,2\neHealth,3,4\ncitizen  empowerment,onbekend\n"
    )
    assert found == ((None, None, 3, None, 2, 1, None, None, None, None, None, None),)
    assert (
        read(tmp_path, "a.json", '{"Finance & Funding": 4, "évaluation": null}'.replace("évaluation", "Evaluation"))[0][
            4
        ]
        == 4
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "dimension;score\nFunding;6\nFitness;2\n", "line 2.*found '6'.*line 3.*found 'Fitness'"),
        ("a.csv", "dimension,score\nFunding,2.5\n", "whole number from 0 to 5 or unknown expected, found '2.5'"),
        ("a.csv", "dimension,score\nFunding,-1\n", "found '-1'"),
        ("a.csv", "dimension,score\nFunding,1e0\n", "found '1e0'"),
        ("a.csv", "dimension,score\nFunding,٣\n", "found '٣'"),
        ("a.csv", "dimension,score\nFunding,1\nFinance,2\n", "line 3: each dimension once expected"),
        ("a.csv", "dimension,points\nFunding,1\n", "one column dimension and one column score"),
        ("a.csv", "dimension,score,score\nFunding,1,2\n", "one column dimension and one column score"),
        ("a.csv", "", "one column dimension and one column score"),
        ("a.csv", "dimension,score\n\n", "at least one dimension"),
        ("a.csv", 'dimension,score\n"Funding,1\n', "a.csv"),
        ("a.json", "[]", "at least one dimension"),
        ("a.json", "[1]", "a list of objects"),
        ("a.json", '[{"dimension": "Funding"}]', "entry 1: expected and not found: score"),
        ("a.json", '{"Funding": 1, "Funding": 2}', "each name once is expected"),
        ("a.json", '{"Funding": true}', "found True"),
        ("a.json", '{"Funding": NaN}', "found nan"),
        ("a.json", '{"Funding": 1e999}', "found inf"),
        ("a.json", "{", "a.json"),
        ("a.json", "[" * 100_000, "a.json"),
        ("a.xlsx", "x", r"\.csv or \.json is expected"),
    ],
)
def test_a_file_that_cannot_be_read_as_scores_is_refused_and_says_where(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        read(tmp_path, name, text)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("dimension,score\nÉvaluation,1\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"a\.csv"):
        read_scirocco(SCIROCCO, path)
