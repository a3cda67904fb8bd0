"""Scores of measuring instruments against published figures and rules.

Answers of persons are not published: those here are made up, each set to give exactly one printed row.
"""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from selfeval.guide import read_guide
from selfeval.instruments import read_scirocco, read_state, score_instrument, utility
from selfeval.statistics import panel_agreement, round_half_up

PACIC, ACIC, DMIC, SCIROCCO, FIVE, THREE = (
    read_guide().item("instruments", name) for name in ("pacic", "acic", "dmic", "scirocco", "eq5d_5l", "eq5d_3l")
)
VALUE_SETS = Path(__file__).parents[1] / "fixtures" / "eq5d_value_sets.csv"
# Slovenia, n = 684: 10.5334/ijic.6010, table 2, items 1 to 17 (18 to 20 were not seen).
SLOVENIA = (3.17, 3.08, 3.71, 3.05, 3.85, 3.68, 3.24, 3.23, 2.81, 2.77, 2.91, 3.00, 3.13, 3.40, 3.40, 2.94, 2.82)
# Six health centres: PMC3697906 (Health Affairs 31:177-186), exhibit 3; seven subscales at three moments.
CENTRES = {
    "June 2010": (5.5, 3.8, 6.1, 5.2, 4.9, 5.0, 4.3),
    "December 2010": (7.1, 5.1, 6.8, 6.2, 7.0, 5.8, 5.2),
    "June 2011": (7.6, 5.8, 7.1, 6.1, 7.2, 7.2, 6.1),
}


def with_means(means: tuple[float, ...], people: int) -> list[list[int | None]]:
    """Whole answers of so many people, each item with exactly this mean."""
    columns = []
    for mean in means:
        total = round(mean * people)
        assert total == pytest.approx(mean * people)
        columns.append([total // people + (person < total % people) for person in range(people)])
    return [list(row) for row in zip(*columns, strict=True)]


def printed(value: float | None, digits: int) -> str:
    assert value is not None
    return str(round_half_up(value, digits))


def test_pacic_scales_have_the_printed_slovenian_means() -> None:
    """Table 2 prints 3.32, 3.53, 2.99 and 3.23 for the scales of items 1-3, 4-6, 7-11 and 12-15."""
    found = score_instrument(PACIC, [[*row, None, None, None] for row in with_means(SLOVENIA, 100)])
    means = {name: scale.summary.mean for name, scale in found.items()}
    assert printed(means["activation"], 2) == "3.32"
    assert printed(means["delivery_system"], 2) == "3.53"
    assert printed(means["goal_setting"], 2) == "2.99"
    assert printed(means["problem_solving"], 2) == "3.23"
    assert means["follow_up"] is None


@pytest.mark.parametrize(
    ("scale", "floor", "ceiling", "shares"),
    [("activation", 9, 50, ("1.3", "7.3")), ("delivery_system", 2, 65, ("0.3", "9.5"))],
)
def test_floor_and_ceiling_are_the_printed_slovenian_shares(
    scale: str, floor: int, ceiling: int, shares: tuple[str, str]
) -> None:
    """Of 684 so many at 1 and at 5 are printed as these percentages (10.5334/ijic.6010, table 2)."""
    rows = [[1] * 20] * floor + [[5] * 20] * ceiling + [[1, 5] * 10] * (684 - floor - ceiling)
    found = score_instrument(PACIC, rows)[scale].summary
    assert found.floor is not None and found.ceiling is not None
    assert (printed(100 * found.floor, 1), printed(100 * found.ceiling, 1)) == shares


# The published rule for blanks (PMC5989474, table 3): none on scales of three items, one on four or five, three in all.
BLANKS = [
    ("activation", (1,), False),
    ("delivery_system", (6,), False),
    ("goal_setting", (7,), True),
    ("goal_setting", (7, 11), False),
    ("problem_solving", (12,), True),
    ("problem_solving", (12, 15), False),
    ("follow_up", (20,), True),
    ("follow_up", (16, 20), False),
    ("total", (1, 7, 20), True),
    ("total", (1, 7, 12, 20), False),
]


@pytest.mark.parametrize(("scale", "blank", "scored"), BLANKS)
def test_pacic_blanks_are_allowed_as_published(scale: str, blank: tuple[int, ...], scored: bool) -> None:
    """A score is the mean of the completed items, or none when one blank too many is left."""
    row = [None if item in blank else 4 for item in range(1, 21)]
    assert score_instrument(PACIC, [row])[scale].scores == ((4.0,) if scored else (None,))


def test_pacic_total_is_the_mean_of_twenty_items_and_not_of_five_scales() -> None:
    """Three items at 5 weigh 3 in 20 (1.6), not 1 in 5 (1.8); scoring guide of Improving Chronic Illness Care."""
    assert score_instrument(PACIC, [[5] * 3 + [1] * 17])["total"].scores == (1.6,)


@pytest.mark.parametrize(
    ("moment", "average"), [("June 2010", "4.97"), ("December 2010", "6.17"), ("June 2011", "6.73")]
)
def test_acic_total_is_the_mean_of_seven_scales(moment: str, average: str) -> None:
    """Mean of the printed rows. Exhibit 3 prints 5.0, 6.1 and 6.7: the 6.1 comes from unrounded data."""
    counts = (6, 3, 4, 4, 6, 5, 6)
    means = tuple(mean for mean, count in zip(CENTRES[moment], counts, strict=True) for _ in range(count))
    found = score_instrument(ACIC, with_means(means, 10))
    assert [found[scale["id"]].summary.mean for scale in ACIC["scales"][:7]] == pytest.approx(CENTRES[moment])
    assert printed(found["total"].summary.mean, 2) == average


def test_acic_total_needs_all_seven_scales() -> None:
    """Of two centres the second left the first question open: no score on that scale, and none in all."""
    found = score_instrument(ACIC, [[5] * 34, [None, *[5] * 33]])
    assert found["organisation"].scores == (5.0, None)
    assert found["total"].scores == (5.0, None)


@pytest.mark.parametrize(
    ("subscale", "before", "after", "change", "percent"),
    [
        ("organisation", 5.5, 7.6, "2.1", "38"),
        ("community", 3.8, 5.8, "2.0", "53"),
        ("self_management", 6.1, 7.1, "1.0", "16"),
        ("decision_support", 5.2, 6.1, "0.9", "17"),
        ("delivery_system", 4.9, 7.2, "2.3", "47"),
        ("information_systems", 5.0, 7.2, "2.2", "44"),
        ("integration", 4.3, 6.1, "1.8", "42"),
        ("total", 5.0, 6.7, "1.7", "34"),
    ],
)
def test_acic_change_is_the_printed_one(subscale: str, before: float, after: float, change: str, percent: str) -> None:
    """Change in points and in percent, June 2010 to June 2011 (exhibit 3)."""
    means = [score_instrument(ACIC, with_means((mean,) * 34, 10))[subscale].summary.mean for mean in (before, after)]
    assert means[0] is not None and means[1] is not None
    assert printed(means[1] - means[0], 1) == change
    assert printed(100 * (means[1] / means[0] - 1), 0) == percent


def test_dmic_counts_the_elements_that_are_there() -> None:
    """56 and 70 of the 89 elements of the Development Model for Integrated Care (10.1186/1472-6963-11-177)."""
    found = score_instrument(DMIC, [[1] * 56 + [0] * 33, [1] * 70 + [0] * 19])
    assert found["total"].scores == (56.0, 70.0)
    assert list(found) == ["total"]


# The eq5d R package (MIT), tests/testthat/test-eq5d5l.R and test-eq5d3l.R, to three decimals.
STATES = [
    (FIVE, "belgium", "11111", "1.000"),
    (FIVE, "belgium", "22222", "0.755"),
    (FIVE, "belgium", "33333", "0.577"),
    (FIVE, "belgium", "44444", "-0.215"),
    (FIVE, "belgium", "15342", "0.309"),
    (FIVE, "belgium", "54321", "0.491"),
    (FIVE, "belgium", "55555", "-0.532"),
    (FIVE, "netherlands", "11111", "1.000"),
    (FIVE, "netherlands", "21111", "0.918"),
    (FIVE, "netherlands", "22222", "0.705"),
    (FIVE, "netherlands", "33333", "0.511"),
    (FIVE, "netherlands", "44444", "-0.289"),
    (FIVE, "netherlands", "55511", "0.390"),
    (FIVE, "netherlands", "55555", "-0.446"),
    (THREE, "belgium", "11111", "1.000"),
    (THREE, "belgium", "21111", "0.774"),
    (THREE, "belgium", "21311", "0.456"),
    (THREE, "belgium", "32311", "0.299"),
    (THREE, "belgium", "33333", "-0.158"),
    (THREE, "netherlands", "11111", "1.000"),
    (THREE, "netherlands", "21211", "0.861"),
    (THREE, "netherlands", "21231", "0.298"),
    (THREE, "netherlands", "21333", "-0.052"),
    (THREE, "netherlands", "33333", "-0.329"),
]


@pytest.mark.parametrize(("instrument", "value_set", "state", "value"), STATES)
def test_a_state_of_health_has_its_published_value(
    instrument: dict[str, Any], value_set: str, state: str, value: str
) -> None:
    """The utility of the state, by digits and among answers, to the three decimals printed."""
    assert printed(utility(instrument, read_state(instrument, state), value_set), 3) == value
    found = score_instrument(instrument, [[int(digit) for digit in state]], value_set=value_set)
    assert printed(found["utility"].scores[0], 3) == value


def test_468_of_3125_belgian_states_are_worse_than_dead() -> None:
    """Bouckaert and others 2022, 10.1007/s41669-022-00353-3: values from -0.532 to 1, 468 below 0."""
    values = [utility(FIVE, read_state(FIVE, levels), "belgium") for levels in product(range(1, 6), repeat=5)]
    assert len(values) == 3125
    assert sum(value < 0 for value in values) == 468
    assert (printed(min(values), 3), max(values)) == ("-0.532", 1.0)


def test_belgian_decrements_are_weight_by_level() -> None:
    """The multiplicative model: every dimension has the same part of its worst level, .13909, .25822 and .78784."""
    for decrements in FIVE["value_sets"][0]["decrements"].values():
        parts = [decrement / decrements[-1] for decrement in decrements]
        assert parts == pytest.approx([0.13909, 0.25822, 0.78784, 1], abs=5e-6)


PLACES = {"MO": "mobility", "SC": "self_care", "UA": "usual_activities", "PD": "pain", "AD": "anxiety"}
CONSTANTS = {"Intercept": "any_problem", "AtLeastOne2Or3": "any_problem", "AtLeastOne3": "any_worst"}


def test_every_coefficient_is_that_of_the_published_set() -> None:
    """Each number of the data of the eq5d package stands in the Gids, and no other."""
    with VALUE_SETS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    expected: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows:
        if row["parameter"] not in {"StartValue", "FullHealth"}:
            found = expected.setdefault((row["instrument"], row["value_set"]), {})
            found[row["parameter"]] = float(row["value"])
    assert len(expected) == 5
    for instrument in (FIVE, THREE):
        for value_set in instrument["value_sets"]:
            numbers = {
                f"{short}{level}": decrement
                for short, name in PLACES.items()
                for level, decrement in enumerate(value_set["decrements"][name], start=2)
            }
            published = expected.pop((instrument["id"], value_set["id"]))
            constants = {CONSTANTS[name]: published.pop(name) for name in list(published) if name in CONSTANTS}
            assert numbers == published
            assert {name: value_set[name] for name in ("any_problem", "any_worst")} == {
                "any_problem": 0,
                "any_worst": 0,
                **constants,
            }
    assert expected == {}


# Singapore SCIROCCO Delphi (10.5334/ijic.7747), table 4: ratings made up to give the printed cells of round 1.
READINESS, STRUCTURE = [3] * 8 + [2, 2, 4, 1], [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4]


def test_imported_ratings_give_the_printed_cells(tmp_path: Path) -> None:
    """Median, percent at the median and in agreement: 3.0 / 66.7 / 91.7 and 2.5 / 37.5 / 75.0."""
    lines = ["respondent;dimension;score"]
    for person, (readiness, structure) in enumerate(zip(READINESS, STRUCTURE, strict=True)):
        lines += [f"{person};Readiness to Change;{readiness}", f"{person};Structure & Governance;{structure}"]
    path = tmp_path / "export.csv"
    path.write_text("\n".join(lines), "utf-8")
    rows = read_scirocco(SCIROCCO, path)
    cells = []
    for at in (0, 1):
        found = panel_agreement([score for row in rows if (score := row[at]) is not None])
        cells.append((found.median, printed(100 * found.share_at_median, 1), printed(100 * found.share_in_region, 1)))
    assert cells == [(3.0, "66.7", "91.7"), (2.5, "37.5", "75.0")]
    assert {row[2:] for row in rows} == {(None,) * 10}
