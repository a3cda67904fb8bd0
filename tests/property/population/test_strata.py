"""Whatever the persons: everybody on one level, whatever the order of the rows."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hand_made_persons import write_hand_made
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.population.engine import open_persons
from selfeval.population.strata.assign import stratify
from selfeval.population.strata.definitions import read_definitions
from selfeval.statistics.arrays.concentration import gini_index, lorenz_curve, top_shares
from selfeval.statistics.arrays.discrimination import c_statistic

CODES = st.sampled_from(["I50", "J449", "C787", "S720", "E119", "K746"])
FACTS = st.fixed_dictionaries(
    {
        "ddd_gout": st.integers(0, 200),
        "ddd_airways": st.integers(0, 200),
        "ddd_thyroid": st.integers(0, 200),
        "admissions_unplanned": st.integers(0, 3),
        "distinct_medicines": st.integers(0, 12),
        "diagnoses": st.none() | st.lists(CODES, max_size=3).map(" ".join),
    }
)
PLACES = st.lists(st.tuples(st.integers(1, 6), st.integers(2016, 2019)), min_size=1, max_size=15, unique=True).flatmap(
    lambda places: st.tuples(
        *(FACTS.map(lambda facts, at=at: {"person": at[0], "year": at[1]} | facts) for at in places)
    )
)


def strata(rows):
    with tempfile.TemporaryDirectory() as folder, open_persons(write_hand_made(rows, Path(folder))) as persons:
        found = stratify(persons.table, read_definitions()).select("person", "year", "stratum").to_pyarrow().to_pylist()
    return sorted((row["person"], row["year"], row["stratum"]) for row in found)


@settings(max_examples=12, deadline=None)
@given(PLACES)
def test_everybody_is_on_exactly_one_level_in_any_order(rows):
    """As many as came in, each once, on a level there is; turning the rows round changes nothing."""
    found = strata(rows)
    assert sorted((person, year) for person, year, _ in found) == sorted((row["person"], row["year"]) for row in rows)
    assert {name for *_, name in found} <= set(read_definitions().names)
    years = {(row["person"], row["year"]) for row in rows}
    assert all((name == "no_prior_year") is ((person, year - 1) not in years) for person, year, name in found)
    assert strata(reversed(rows)) == found


@given(st.lists(st.tuples(st.integers(1, 50), st.floats(0, 1e6)), min_size=1, max_size=20))
def test_concentration_stays_within_its_bounds(cells):
    """Shares rise from 0 to 1 under the line of equality, the Gini index lies from 0 to 1."""
    persons, amounts = zip(*cells, strict=True)
    if sum(amounts) <= 1e-6:
        return
    curve = lorenz_curve(persons, amounts, [0, 0.25, 0.5, 0.75, 1])
    assert curve[0] == 0
    assert curve[-1] == pytest.approx(1)
    assert all(low <= high + 1e-12 for low, high in itertools.pairwise(curve))
    assert curve[2] <= 0.5 + 1e-12
    assert -1e-9 <= gini_index(persons, amounts) < 1
    assert top_shares(persons, amounts, [1.0])[0] == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=8))
def test_turning_the_score_round_turns_the_c_statistic_round(cells):
    """The C statistic of the opposite score is 1 less it."""
    events = [event for event, _ in cells]
    persons = [event + other for event, other in cells]
    if sum(events) < 2 or sum(persons) - sum(events) < 2:
        return
    up = c_statistic(range(len(cells)), events, persons)
    down = c_statistic(range(len(cells), 0, -1), events, persons)
    assert up.value + down.value == pytest.approx(1)
    assert up.standard_error == pytest.approx(down.standard_error)
