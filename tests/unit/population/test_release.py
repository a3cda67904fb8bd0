"""The door of the population room, case by case."""

from __future__ import annotations

import pytest

from selfeval.errors import RequestError
from selfeval.population.release import ALL, Aggregate, Cell, Kind, release_aggregate


def one(kind, **fields):
    return release_aggregate(Aggregate("sample", kind, ("region",), (Cell(("region_01",), **fields),))).figures[0]


def test_a_share_comes_from_the_counts_that_are_shown():
    """Twelve of forty is thirty per cent."""
    assert one(Kind.SHARE, persons=40, cases=12).value == 0.3


def test_four_cases_are_hidden_and_the_persons_are_not():
    """The denominator tells nothing of the few."""
    figure = one(Kind.SHARE, persons=1000, cases=4)
    assert (figure.persons, figure.cases, figure.value, figure.reason) == (1000, None, None, "small")


def test_all_but_four_is_hidden_too():
    """Who is no case is a person as well."""
    assert one(Kind.SHARE, persons=1000, cases=996).reason == "small"


def test_none_is_shown_and_marked():
    """A zero is true of everyone in the group: it is shown, and said."""
    figure = one(Kind.SHARE, persons=50, cases=0)
    assert figure.value == 0
    assert figure.is_uniform


def test_a_rate_of_events_can_pass_one_per_person():
    """Eighty contacts of twenty persons are four each, and no person is missing."""
    assert one(Kind.RATE, persons=20, cases=80).value == 4


def test_an_amount_of_which_one_person_has_most_is_hidden():
    """6,000 of 10,000 euro are one person's."""
    assert one(Kind.MEAN, persons=50, amount=10_000.0, largest=6_000.0).reason == "dominance"
    assert one(Kind.MEAN, persons=50, amount=10_000.0, largest=4_000.0).value == 200


def test_a_standardised_rate_rests_on_ten_events():
    """Nine are too few, ten will do."""
    assert one(Kind.ESTIMATE, persons=900, cases=9, value=1.5).reason == "few_events"
    assert one(Kind.ESTIMATE, persons=900, cases=10, value=1.5).value == 1.5


def test_a_quantile_needs_ten_persons():
    """The median of nine persons is one of them."""
    assert one(Kind.QUANTILE, persons=9, value=70.0).reason == "few_events"


def test_the_total_minus_the_others_does_not_give_a_small_cell():
    """One small cell among three: a second one is hidden, the smallest that is no zero, and it says why."""
    cells = tuple(Cell((name,), count) for name, count in ((ALL, 103), ("a", 3), ("b", 40), ("c", 60)))
    result = release_aggregate(Aggregate("sample", Kind.COUNT, ("stratum",), cells))
    assert [result.figure(name).reason for name in (ALL, "a", "b", "c")] == ["", "small", "complement", ""]


@pytest.mark.parametrize("smallest", [0, 3, 11])
def test_the_threshold_has_limits(smallest):
    """No threshold below 4 protects, none above 10 is used."""
    with pytest.raises(RequestError):
        release_aggregate(Aggregate("sample", Kind.COUNT, (), ()), smallest)


def test_a_cell_that_stands_twice_is_refused():
    """Which of the two would be shown?"""
    with pytest.raises(ValueError, match="twice"):
        release_aggregate(Aggregate("sample", Kind.COUNT, ("a",), (Cell(("x",), 9), Cell(("x",), 9))))
