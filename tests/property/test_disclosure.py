"""Nobody can work out a small count of patients from what a public release shows, not even with a solver."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from random import Random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from selfeval.disclosure import Policy, ReleasableResult, Release, release
from selfeval.guide import read_guide
from selfeval.model import Answer, Key, ProjectFile, Row, State
from selfeval.results import Evaluation, maturity, reach
from selfeval.results.figures import Tally

YEARS = (2021, 2022)
COUNTS = ("target_group", "start", "inflow", "deceased", "moved", "stopped", "end")
BREAKDOWNS = {
    "sex": ("female", "male"),
    "increased_reimbursement": ("reimbursement_yes", "reimbursement_no"),
    "stratum": ("stratum_low", "stratum_medium", "stratum_high", "stratum_complex"),
    "age": ("age_0_19", "age_20_44", "age_45_64", "age_65_74", "age_75_84", "age_85_plus"),
}
Cell = tuple[str, str, int]
Table = dict[Cell, int]
# Coefficient of each cell, and the constant they add up to.
Relation = tuple[dict[Cell, int], int]


def count_persons(seed: int, persons: int, breakdowns: Iterable[str], reached: float) -> Table:
    """The counts of an invented population in which every person has a sex, an age, ... and a fate in each year."""
    chance, table = Random(seed), Counter[Cell]()
    weights = {name: [chance.random() ** 2 for _ in BREAKDOWNS[name]] for name in breakdowns}
    for _ in range(persons):
        groups = ["total", *(chance.choices(BREAKDOWNS[name], weights[name])[0] for name in weights)]
        for column, year in _fate(chance, reached):
            table.update((column, group, year) for group in groups)
    names = ["total", *(group for name in weights for group in BREAKDOWNS[name])]
    return {(c, g, y): table[c, g, y] for c, g, y in itertools.product((*COUNTS, "outflow"), names, YEARS)}


def _fate(chance: Random, reached: float) -> list[tuple[str, int]]:
    """What happens to one person in each year, as the columns she is counted in."""
    told, included = [], chance.random() < reached / 2
    for year in YEARS:
        told += [("start", year)] if included else []
        if not included and chance.random() < reached:
            included = True
            told.append(("inflow", year))
        if included and chance.random() < 0.2:
            included = False
            told += [(chance.choice(("deceased", "moved", "stopped")), year), ("outflow", year)]
        told += [("end", year)] if included else []
        told += [("target_group", year)] if included or chance.random() < 0.7 else []
    return told


def evaluate_table(table: Table) -> Evaluation:
    """The figures of a project file that holds the table."""
    rows = []
    for group, year in dict.fromkeys((group, year) for _, group, year in table):
        answers = {column: Answer(State.KNOWN, table[column, group, year]) for column in COUNTS}
        rows.append(
            Row("patients", 0, {"group": Answer(State.KNOWN, group), "year": Answer(State.KNOWN, year), **answers})
        )
    form = Row("project", 0, {"report_year": Answer(State.KNOWN, YEARS[-1])})
    project = ProjectFile("", "nl", "", "", True, {"project": (form,), "patients": tuple(rows)})
    guide, tally = read_guide("2021-05-30"), Tally()
    reach.compute(project, guide, tally)
    return Evaluation(project, guide.revision, tally.figures, tally.findings, tally.bases, tuple(tally.equations))


def key_of(cell: Cell) -> Key:
    return Key(f"reach.{cell[0]}", group=cell[1], year=cell[2])


def relations_of(table: Table) -> list[tuple[dict[Cell, int], int]]:
    """What everybody knows of such a table: sums over groups, the flow in a group, and 31 December is 1 January."""
    known: list[Relation] = []
    groups = {group for _, group, _ in table}
    for column, year in itertools.product((*COUNTS, "outflow"), YEARS):
        for parts in BREAKDOWNS.values():
            if parts[0] in groups:
                known.append(({(column, "total", year): -1, **{(column, part, year): 1 for part in parts}}, 0))
    for group, year in itertools.product(sorted(groups), YEARS):
        gone = {(column, group, year): 1 for column in ("deceased", "moved", "stopped")}
        known.append(({**gone, ("outflow", group, year): -1}, 0))
        flow = {("start", group, year): 1, ("inflow", group, year): 1}
        known.append(({**flow, ("outflow", group, year): -1, ("end", group, year): -1}, 0))
    for group in sorted(groups):
        known.append(({("end", group, YEARS[0]): 1, ("start", group, YEARS[1]): -1}, 0))
    return known


@dataclass
class Solver:
    """A reader with an integer solver, who knows the rules but not which of the hidden counts are the small ones."""

    table: Table
    result: ReleasableResult
    secret: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.secret = [cell for cell in self.table if self.result.figures[key_of(cell)].state is State.HIDDEN]

    def determined(self) -> list[Cell]:
        """The small counts that have one possible value only."""
        small = {cell for cell in self.secret if 0 < self.table[cell] < self.result.policy.smallest}
        return [cell for cells in self._connected() for cell in self._determined_in(cells, small)]

    def _relations(self) -> list[Relation]:
        reduced = []
        for signs, constant in relations_of(self.table):
            shown = sum(sign * self.table[cell] for cell, sign in signs.items() if cell not in self.secret)
            reduced.append(({cell: sign for cell, sign in signs.items() if cell in self.secret}, constant - shown))
        return reduced

    def _connected(self) -> list[set[Cell]]:
        groups = [{cell} for cell in self.secret]
        for signs, _ in self._relations():
            touched = [group for group in groups if group & set(signs)]
            groups = [group for group in groups if not group & set(signs)] + (
                [set().union(*touched)] if touched else []
            )
        return groups

    def _determined_in(self, cells: set[Cell], small: set[Cell]) -> list[Cell]:
        order = sorted(cells)
        truth = np.array([self.table[cell] for cell in order], float)
        relations = [(signs, constant) for signs, constant in self._relations() if set(signs) & cells]
        if not relations:
            return []
        matrix = np.array([[signs.get(cell, 0) for cell in order] for signs, _ in relations], float)
        right = np.array([constant for _, constant in relations], float)
        # A reader knows no hidden count is zero as long as none is; which one is, nothing tells her.
        least = float(min(1, *(self.table[cell] for cell in self.secret)))
        open_cells, chance = {order.index(cell) for cell in small & cells}, np.random.default_rng(1)
        for _ in range(6):
            open_cells -= _differs(chance.normal(size=len(order)), matrix, right, least, truth)
        for place in list(open_cells):
            for sign in (1.0, -1.0):
                cost = np.zeros(len(order))
                cost[place] = sign
                if place in open_cells:
                    open_cells -= _differs(cost, matrix, right, least, truth)
        return [order[place] for place in open_cells]


def _differs(cost, matrix, right, least, truth) -> set[int]:  # type: ignore[no-untyped-def]
    """The places where the best solution for a cost differs from the truth."""
    bounds = (np.full(len(truth), least), np.full(len(truth), 1000.0))
    found = milp(
        cost, integrality=np.ones(len(truth)), bounds=bounds, constraints=LinearConstraint(matrix, right, right)
    )
    return set(np.flatnonzero(np.abs(np.round(found.x) - truth) > 0.5)) if found.x is not None else set()


TABLES = st.builds(
    count_persons,
    seed=st.integers(0, 10**6),
    persons=st.integers(3, 80),
    breakdowns=st.lists(st.sampled_from(sorted(BREAKDOWNS)), max_size=2, unique=True),
    reached=st.sampled_from((0.1, 0.3, 0.6, 0.95)),
)
SLOW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def released(table: Table, smallest: int) -> ReleasableResult:
    return release(evaluate_table(table), Policy(Release.PUBLIC, smallest))


@SLOW
@given(TABLES, st.sampled_from((4, 5, 5, 10)))
def test_no_small_count_has_one_possible_value_only(table: Table, smallest: int) -> None:
    assert Solver(table, released(table, smallest)).determined() == []


@SLOW
@given(TABLES, st.sampled_from((4, 5, 10)))
def test_every_count_of_one_to_smallest_less_one_is_hidden(table: Table, smallest: int) -> None:
    figures = released(table, smallest).figures
    shown = [cell for cell in table if 0 < table[cell] < smallest and figures[key_of(cell)].value is not None]
    assert shown == []


@SLOW
@given(TABLES)
def test_every_share_and_gap_that_is_shown_rests_on_counts_that_are_shown(table: Table) -> None:
    result = released(table, 5)
    for figure in (*result.about("reach.share"), *result.about("equity.gap")):
        if figure.state is State.KNOWN:
            group, year = figure.key.group, figure.key.year
            groups = (group, "total") if figure.key.measure == "equity.gap" else (group,)
            used = [
                result.figure(f"reach.{name}", group=g, year=year) for name in ("end", "target_group") for g in groups
            ]
            assert all(count.state is State.KNOWN for count in used)


@SLOW
@given(TABLES)
def test_a_share_that_is_shown_leaves_nobody_or_at_least_five_on_each_side(table: Table) -> None:
    for figure in released(table, 5).about("reach.share"):
        if figure.state is State.KNOWN:
            reached, target = (
                table["end", figure.key.group, figure.key.year],
                table["target_group", figure.key.group, figure.key.year],
            )
            assert not 0 < reached < 5
            assert not 0 < target - reached < 5


@SLOW
@given(TABLES)
def test_a_confidential_release_hides_nothing(table: Table) -> None:
    evaluation = evaluate_table(table)
    result = release(evaluation, Policy(Release.CONFIDENTIAL))
    assert result.figures == evaluation.figures
    assert result.findings == evaluation.findings


@SLOW
@given(TABLES)
def test_what_is_hidden_keeps_none_of_its_numbers(table: Table) -> None:
    hidden = [figure for figure in released(table, 5).figures.values() if figure.state is State.HIDDEN]
    assert {(f.value, f.numerator, f.denominator, f.low, f.high) for f in hidden} <= {(None,) * 5}


PANELS = st.lists(st.integers(0, 5), min_size=5, max_size=10)


@settings(SLOW, max_examples=40)
@given(PANELS)
def test_no_small_number_of_raters_follows_from_what_is_shown_of_a_panel(ratings: list[int]) -> None:
    """Every panel of the same size is tried: among those that look the same, the small counts differ."""
    seen, truth = _shown_of_panel(tuple(sorted(ratings))), Counter(ratings)
    alike = [
        Counter(other)
        for other in itertools.combinations_with_replacement(range(6), len(ratings))
        if _shown_of_panel(other) == seen
    ]
    for score, raters in truth.items():
        if raters < 5:
            assert len({other[score] for other in alike}) > 1, (score, raters)


@cache
def _shown_of_panel(ratings: tuple[int, ...]) -> tuple[object, ...]:
    """Everything a public release says of a panel."""
    rows = [Row("individual_scores", 0, {"goal": Answer(State.KNOWN, rating)}) for rating in ratings]
    form = Row("project", 0, {"report_year": Answer(State.KNOWN, 2022)})
    project = ProjectFile("", "nl", "", "", True, {"project": (form,), "individual_scores": tuple(rows)})
    tally = Tally()
    maturity._panel(project, "goal", tally)
    evaluation = Evaluation(project, "", tally.figures, tally.findings, tally.bases, tuple(tally.equations))
    result = release(evaluation, Policy(Release.PUBLIC))
    return (*((f.state, f.value, f.numerator) for f in result.figures.values()), *result.findings.values())
