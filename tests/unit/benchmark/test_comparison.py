"""Projects around the value of all together: limits worked out by hand, and nothing for groups under five."""

from __future__ import annotations

import math

import pytest
from small_project import FORM, project

from selfeval.benchmark.comparison import Standing, compare_projects, distribute_scores
from selfeval.benchmark.gathering import stand
from selfeval.disclosure import Policy, Release
from selfeval.guide import read_guide
from selfeval.model import Figure, Key, State
from selfeval.statistics.funnel_position import Position

KEY = Key("indicator.value", "some_share", year=2019)
SHARE = "unplanned_readmissions"


def standing(label, numerator, denominator, unit="percent", state=State.KNOWN):
    value = numerator / denominator * (1000 if unit == "per_1000" else 1)
    figure = Figure(KEY, value if state is State.KNOWN else None, state, unit, numerator, denominator)
    return Standing(label, {KEY: figure})


def test_limits_of_a_share_are_those_worked_out_by_hand():
    """Ten trials at one half: 0, 1, 2, 7 and 8 or fewer successes have 1, 11, 56, 968 and 1013 chances in 1024.

    What holds for few successes holds for few failures: the high limit mirrors the low one.
    """
    found = compare_projects(
        [standing(label, part, 10) for label, part in zip("ABCDE", (1, 9, 5, 5, 5), strict=True)], KEY
    )
    assert (found.group.numerator, found.group.denominator, found.group.value) == (25, 50, 0.5)
    inner, outer = found.points[0].inner, found.points[0].outer
    assert inner.low == pytest.approx((2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10, abs=1e-8)
    assert inner.high == pytest.approx((8 + (56 / 1024 - 0.025) / (45 / 1024)) / 10, abs=1e-8)
    assert outer.low == pytest.approx((1 - (11 / 1024 - 0.001) / (10 / 1024)) / 10, abs=1e-8)
    assert {point.label: point.position for point in found.points} == {
        "A": Position.BELOW,
        "B": Position.ABOVE,
        "C": Position.INSIDE,
        "D": Position.INSIDE,
        "E": Position.INSIDE,
    }


def test_a_share_of_none_among_halves_lies_beyond_the_outer_limits():
    """None of ten at one half has one chance in 1024, ten of ten likewise: fewer than one in a thousand on a side."""
    found = compare_projects(
        [standing(label, part, 10) for label, part in zip("ABCDE", (0, 10, 5, 5, 5), strict=True)], KEY
    )
    assert [point.label for point in found.outside] == ["A", "B"]
    assert found.between == ()
    assert found.point("A").position is Position.FAR_BELOW
    assert found.point("B").position is Position.FAR_ABOVE


def test_limits_of_a_rate_come_from_the_poisson_distribution():
    """Ten events expected: three or fewer, and four or fewer, by the terms of the distribution itself."""
    projects = [
        standing(label, events, 1000, "per_1000") for label, events in zip("ABCDE", (3, 12, 11, 12, 12), strict=True)
    ]
    found = compare_projects(projects, KEY)
    terms = [math.exp(-10) * 10**count / math.factorial(count) for count in range(5)]
    assert found.group.value == pytest.approx(10)
    assert found.points[0].inner.low == pytest.approx(4 - (sum(terms) - 0.025) / terms[4], abs=1e-7)
    assert found.point("A").position is Position.BELOW


def test_fewer_than_five_projects_give_nothing():
    """Four with a figure and one hidden are four."""
    four = [standing(label, 5, 10) for label in "ABCD"]
    assert compare_projects(four, KEY) is None
    assert compare_projects([*four, standing("E", 5, 10, state=State.HIDDEN)], KEY) is None
    assert compare_projects([*four, Standing("E", {})], KEY) is None
    assert compare_projects([*four, standing("E", 5, 10)], KEY) is not None


def test_projects_stand_by_denominator_and_never_by_value():
    """The largest value in the smallest project comes first, the smallest value in the largest last."""
    sizes = {"A": (10, 300), "B": (50, 100), "C": (19, 200), "D": (60, 400), "E": (99, 150)}
    found = compare_projects([standing(label, *counts) for label, counts in sizes.items()], KEY)
    assert [point.label for point in found.points] == ["B", "E", "C", "A", "D"]


@pytest.mark.parametrize("part", [0, 10])
def test_without_any_difference_chance_has_no_room(part):
    """Where all projects have none, or all, of what is counted, each lies on the group's value."""
    found = compare_projects([standing(label, part, 10) for label in "ABCDE"], KEY)
    assert {point.position for point in found.points} == {Position.INSIDE}
    assert found.points[0].outer.low == found.points[0].outer.high == part / 10


def test_a_hidden_count_reaches_neither_the_project_nor_the_group():
    """Three readmissions of 977 are hidden, so that project is not shown and not counted in the value of all."""
    guide, policy = read_guide("2017-07-31"), Policy(Release.PUBLIC)
    counts = [(3, 977), (50, 500), (60, 500), (70, 500), (80, 500), (90, 500)]
    standings = []
    for label, (numerator, denominator) in zip("ABCDEF", counts, strict=True):
        row = {"indicator": SHARE, "year": 2019, "numerator": numerator, "denominator": denominator}
        standings.append(stand(project({"measurements": [row]}, FORM), label, guide, policy))
    found = compare_projects(standings, Key("indicator.value", SHARE, year=2019))
    assert [point.label for point in found.points] == ["B", "C", "D", "E", "F"]
    assert (found.group.numerator, found.group.denominator) == (350, 2500)
    assert 977 not in {figure.denominator for figure in standings[0].figures.values()}


def test_a_standing_has_no_name_unless_asked():
    """The name and the code of a project come along only when names are asked for."""
    guide, policy = read_guide("2017-07-31"), Policy(Release.PUBLIC)
    assert "Toets" not in repr(stand(project({}, FORM), "A", guide, policy))
    assert stand(project({}, FORM), "A", guide, policy, named=True).name == "Toetsproject (vb_toets)"


def test_quartiles_are_worked_out_by_hand_and_need_five_projects():
    """Of 1, 2, 3, 3 and 5 the median is 3 and the quartiles, themselves included, are 2 and 3."""

    def scored(label, score):
        return Standing(label, {(key := Key("maturity.agreed", "prevention", year=2019)): Figure(key, score)})

    projects = [scored(label, score) for label, score in zip("ABCDE", (3, 1, 5, 2, 3), strict=True)]
    found = distribute_scores(projects, "prevention", 2019)
    assert found.quartiles == (2, 3, 3)
    assert found.scores == {"A": 3, "B": 1, "C": 5, "D": 2, "E": 3}
    assert distribute_scores(projects[:4], "prevention", 2019) is None
