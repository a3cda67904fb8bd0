"""The agreement rule against the printed cells of the Singapore SCIROCCO Delphi (10.5334/ijic.7747, table 4).

The study's ratings are not published: the vectors are made up, each to give exactly one printed cell.
"""

from __future__ import annotations

import pytest

from selfeval.statistics import Level, Outcome, allowed_outside, panel_agreement, round_half_up

CELLS = [
    ("readiness, round 1", [3] * 8 + [2, 2, 4, 1], 3.0, "66.7", "91.7", "agreement", "progressing"),
    ("readiness, round 2", [3] * 8 + [2, 2, 4, 4], 3.0, "66.7", "100.0", "agreement", "progressing"),
    ("structure, round 1", [1, 1] + [2] * 4 + [3] * 5 + [4], 2.5, "37.5", "75.0", "agreement", "progressing"),
    ("structure, round 2", [2] * 7 + [1, 1, 3, 3, 4], 2.0, "58.3", "91.7", "agreement", "initial"),
    ("structure, round 3", [2] * 9 + [1, 3, 4], 2.0, "75.0", "91.7", "agreement", "initial"),
    (
        "row 4, half a point, four outside",
        [1, 1] + [2] * 4 + [3] * 4 + [4, 4],
        2.5,
        "33.3",
        "66.7",
        "split",
        "uncertain",
    ),
]


@pytest.mark.parametrize(("name", "ratings", "median", "at_median", "agreed", "outcome", "level"), CELLS)
def test_panel_gives_the_printed_cell(
    name: str, ratings: list[int], median: float, at_median: str, agreed: str, outcome: str, level: str
) -> None:
    """Median, both percentages, outcome and level are those printed."""
    found = panel_agreement(ratings)
    assert (found.n, found.median) == (12, median), name
    assert str(round_half_up(100 * found.share_at_median, 1)) == at_median
    assert str(round_half_up(100 * found.share_in_region, 1)) == agreed
    assert (found.outcome, found.level) == (outcome, level)


def test_a_median_between_two_points_halves_those_on_them() -> None:
    """Five of twelve on two points around the median are printed as 20.8 % at it and 41.7 % in agreement."""
    found = panel_agreement([0, 0, 0, 1, 2, 2, 3, 3, 3, 4, 5, 5])
    assert found.median == 2.5
    assert str(round_half_up(100 * found.share_at_median, 1)) == "20.8"
    assert str(round_half_up(100 * found.share_in_region, 1)) == "41.7"
    assert found.outcome is Outcome.SPLIT


@pytest.mark.parametrize(
    ("panel", "allowed"), [(8, 2), (9, 2), (10, 2), (11, 3), (12, 3), (13, 3), (14, 4), (15, 4), (16, 4)]
)
def test_allowed_outside_is_the_published_table(panel: int, allowed: int) -> None:
    """Panels of 8 to 16 follow table 7 of 10.1186/1472-6947-12-93."""
    assert allowed_outside(panel) == allowed


@pytest.mark.parametrize(("panel", "allowed"), [(8, 2), (10, 2), (11, 3), (13, 3), (14, 4), (16, 4)])
def test_one_rating_more_turns_agreement_into_split(panel: int, allowed: int) -> None:
    """At the edge of every band the published number outside still agrees, and one more does not."""
    agreed = panel_agreement([3] * (panel - allowed) + [0] * allowed)
    split = panel_agreement([3] * (panel - allowed - 1) + [0] * (allowed + 1))
    assert (agreed.outcome, agreed.level) == (Outcome.AGREEMENT, Level.PROGRESSING)
    assert (split.outcome, split.level) == (Outcome.SPLIT, Level.UNCERTAIN)


def test_a_panel_of_fifteen_agrees_as_printed() -> None:
    """Ratings 4 to 9 (PMC3467596, table 1) have median 7 and were accepted: four or less outside."""
    found = panel_agreement([4, 5, 6] + [7] * 5 + [8] * 5 + [9] * 2, lowest=1, highest=9)
    assert (found.median, found.outside, found.allowed_outside) == (7.0, 4, 4)
    assert found.outcome is Outcome.AGREEMENT
