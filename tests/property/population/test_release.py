"""What leaves the room of the population: nothing small, and nothing that subtraction gives back."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.population.release import ALL, Aggregate, Cell, Kind, release_aggregate

ROWS, COLUMNS = 3, 3


@st.composite
def tables(draw):
    """A table of persons and cases with all its totals, many cells small."""
    persons = np.array(draw(st.lists(st.integers(0, 40), min_size=9, max_size=9))).reshape(ROWS, COLUMNS)
    shares = draw(st.lists(st.integers(0, 100), min_size=9, max_size=9))
    cases = persons * np.array(shares).reshape(ROWS, COLUMNS) // 100
    return with_totals(persons), with_totals(cases)


def with_totals(table):
    wide = np.hstack([table, table.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def names(index, size):
    return ALL if index == size else f"part_{index}"


def released(table, smallest, kind=Kind.SHARE):
    persons, cases = table
    cells = tuple(
        Cell((names(row, ROWS), names(column, COLUMNS)), int(persons[row, column]), int(cases[row, column]))
        for row in range(ROWS + 1)
        for column in range(COLUMNS + 1)
    )
    return release_aggregate(Aggregate("sample", kind, ("row", "column"), cells), smallest)


def solvable(hidden):
    """The hidden cells whose value the sums determine: those on which no vector of the null space moves."""
    index = {place: number for number, place in enumerate(sorted(hidden))}
    equations = [[(row, column) for column in range(COLUMNS + 1)] for row in range(ROWS + 1)]
    equations += [[(row, column) for row in range(ROWS + 1)] for column in range(COLUMNS + 1)]
    matrix = np.zeros((len(equations), len(index)))
    for number, places in enumerate(equations):
        for place in places:
            if place in index:
                matrix[number, index[place]] = -1 if places.index(place) == len(places) - 1 else 1
    _, singular, right = np.linalg.svd(matrix)
    free = right[int((singular > 1e-9).sum()) :]
    return {place for place, number in index.items() if not (np.abs(free[:, number]) > 1e-9).any()}


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(4, 10))
def test_no_shown_count_is_below_the_threshold(table, smallest):
    """Persons, cases and the persons that are no case: each is zero, or at least the smallest, wherever shown."""
    for figure in released(table, smallest).figures:
        if figure.persons is not None:
            assert not 0 < figure.persons < smallest
        if figure.cases is not None:
            assert not 0 < figure.cases < smallest
            assert not 0 < figure.persons - figure.cases < smallest


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(4, 10))
def test_no_small_count_follows_from_the_sums(table, smallest):
    """A reader who solves all the rows and columns finds no hidden count of persons or cases that is small."""
    result = released(table, smallest)
    place = {names(index, ROWS): index for index in range(ROWS + 1)}
    without_persons = {tuple(place[one] for one in f.at) for f in result.figures if f.persons is None}
    without_cases = {tuple(place[one] for one in f.at) for f in result.figures if f.cases is None}
    persons, cases = table
    assert not [cell for cell in solvable(without_persons) if 0 < persons[cell] < smallest]
    found = solvable(without_cases)
    assert not [cell for cell in found if 0 < cases[cell] < smallest]
    assert not [cell for cell in found if 0 < persons[cell] - cases[cell] < smallest]


@settings(max_examples=80, deadline=None)
@given(tables(), st.integers(4, 10))
def test_what_is_shown_is_true(table, smallest):
    """Protection hides, it never changes a figure."""
    persons, cases = table
    place = {names(index, ROWS): index for index in range(ROWS + 1)}
    for figure in released(table, smallest).figures:
        at = tuple(place[one] for one in figure.at)
        assert figure.persons in (None, persons[at])
        assert figure.cases in (None, cases[at])
        if figure.value is not None:
            assert abs(figure.value * persons[at] - cases[at]) < 1e-9


@settings(max_examples=60, deadline=None)
@given(tables())
def test_nothing_is_hidden_where_nothing_is_small(table):
    """Large groups are shown, every one."""
    large = (0 * table[0] + with_totals(np.full((ROWS, COLUMNS), 60)), with_totals(np.full((ROWS, COLUMNS), 20)))
    assert released(large, 10).hidden == 0
