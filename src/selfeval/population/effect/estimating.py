"""From cells to the answer: one estimate, what chance alone does, every check, and the finding they allow together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from selfeval.population.effect import peers
from selfeval.population.effect.answer import Checks, Course, Detectable, Effect, Peers
from selfeval.population.effect.cells import Array, Cells
from selfeval.population.effect.comparison import balance
from selfeval.population.effect.inference import (
    Changes,
    Estimate,
    Spread,
    changes_of,
    covariance,
    detectable,
    detectable_at,
    estimate,
    spread_of,
)
from selfeval.population.effect.question import Design, Question, design
from selfeval.population.effect.randomisation import Weigh, randomise
from selfeval.population.effect.rules import RULES, Rules
from selfeval.population.effect.savings import Saving, minimum_rate
from selfeval.population.effect.scan import Scanned
from selfeval.population.effect.verdict import Evidence, Verdict, judge
from selfeval.population.effect.weights import (
    event_weights,
    group_event_weights,
    group_time_weights,
    project,
    two_way_weights,
)
from selfeval.population.release import Aggregate, Cell, Kind, release_aggregate

SIZES, REGIONS = (1_000, 5_000, 20_000, 60_000), (1, 3, 12)


def answer(scanned: Scanned, question: Question, rules: Rules = RULES) -> Effect:
    """The answer from scanned persons, adjusted where the question asks so, with what may leave the room.

    Raises RequestError as `design` does.
    """
    cells, left_out = scanned.classes.together(), 0.0
    known = [region for region in question.pilots if region in cells.regions]
    if question.adjust and known:
        cells, left_out = scanned.classes.adjusted(known)
    found = estimate_effect(cells, question, rules)
    course = released_course(cells, found, scanned.largest)
    return replace(found, caps=scanned.caps, left_out=left_out, course=course)


def released_course(cells: Cells, found: Effect, largest: Mapping[tuple[str, int], float]) -> Course:
    """The course as it may be shown: nothing of a year in which one person makes up most of an amount."""
    groups = {"pilots": found.question.pilots, "others": found.comparison}
    released = release_aggregate(
        Aggregate(
            "effect_course",
            Kind.MEAN,
            ("group", "year"),
            tuple(
                _door_cell(group, year, cells.only(regions, [year]), [largest[region, year] for region in regions])
                for group, regions in groups.items()
                for year in cells.years
            ),
        )
    )
    shown = {group: tuple(released.figure(group, str(year)).value for year in cells.years) for group in groups}
    return Course(cells.years, shown["pilots"], shown["others"])


def _door_cell(group: str, year: int, cells: Cells, largest: list[float]) -> Cell:
    return Cell(
        (group, str(year)),
        int(cells.persons.sum()),
        amount=float((cells.persons * cells.mean).sum()),
        largest=max(largest),
    )


def estimate_effect(cells: Cells, question: Question, rules: Rules = RULES) -> Effect:
    """The answer to a question from cells; raises RequestError as `design` does."""
    asked = design(cells, question, rules)
    weigh = weighing(asked)
    weights = weigh(asked.starts)
    changes = changes_of(weights, asked.cells, asked.pilot)
    spread, found = spread_of(changes), estimate(weights, asked.cells, asked.pilot)
    events = event_weights_of(asked)
    estimates = {at: estimate(one, asked.cells, asked.pilot) for at, one in events.items()}
    checks = Checks(
        earlier_starts(asked),
        randomise(weigh, asked.cells, asked.starts, spread, rules.assignments, rules.seed),
        _honest(asked, events, spread, found, rules),
        balance(cells.only(_possible(cells, asked)), question.pilots, asked.comparison, question.first),
    )
    return Effect(
        question,
        rules,
        "two_way" if is_common(asked.starts) else "group_time",
        asked.comparison,
        asked.dropped,
        float(asked.cells.size[asked.pilot].sum()),
        found,
        _judged(asked, found, checks, rules),
        Course(asked.cells.years, _course(asked.cells, asked.pilot), _course(asked.cells, ~asked.pilot)),
        estimates,
        checks,
        _detectable(asked, changes, found),
        _peers(asked, rules),
        saving(asked, found.value),
    )


def is_common(starts: Array) -> bool:
    """Whether all regions that start do so in one year."""
    return len(np.unique(starts[starts > 0])) == 1


def weighing(asked: Design) -> Weigh:
    """The estimator for this design, as a function from starts to weights."""
    cells = asked.cells
    if is_common(asked.starts):
        projection = project(cells.persons)
        return lambda starts: two_way_weights(projection, starts, cells.years)
    return lambda starts: group_time_weights(cells.size, starts, cells.years)


def event_weights_of(asked: Design) -> dict[int, Array]:
    """The weights of each year's difference, by calendar year or, for staggered starts, by years since the start."""
    if is_common(asked.starts):
        return event_weights(project(asked.cells.persons), asked.starts, asked.cells.years)
    return group_event_weights(asked.cells.size, asked.starts, asked.cells.years)


def earlier_starts(asked: Design) -> dict[int, Estimate]:
    """The estimate for each start that could be pretended before the first real one, on the years before it only."""
    first = int(asked.starts[asked.pilot].min())
    years = [year for year in asked.cells.years if year < first]
    if len(years) < 2:
        return {}
    cells = asked.cells.only(years=years)
    projection = project(cells.persons)
    starts = {year: np.where(asked.pilot, float(year), 0.0) for year in years[1:]}
    return {year: estimate(two_way_weights(projection, one, years), cells, asked.pilot) for year, one in starts.items()}


def saving(asked: Design, effect: float) -> Saving:
    """The effect as a saving: what the pilots' people cost since the start against the same without the effect."""
    since = asked.pilot[:, None] & (np.asarray(asked.cells.years)[None, :] >= asked.starts[:, None])
    units = float(asked.cells.persons[since].sum())
    actual = float((asked.cells.persons * asked.cells.mean)[since].sum() / units)
    yearly = float(asked.cells.size[asked.pilot].sum())
    return Saving(actual - effect, actual, units, minimum_rate(yearly))


def _honest(
    asked: Design, events: Mapping[int, Array], spread: Spread, found: Estimate, rules: Rules
) -> tuple[peers.Bounds, ...]:
    first = int(asked.starts[asked.pilot].min()) if is_common(asked.starts) else 0
    ahead, after = [at for at in events if at < first], [at for at in events if at >= first]
    if not ahead or found.error <= 0:
        return ()
    matrix = np.asarray([events[at] for at in (*ahead, *after)])
    values = np.einsum("art,rt->a", matrix, asked.cells.mean)
    both = covariance(matrix, asked.cells, spread)
    return peers.honest_bounds(values[: len(ahead)], values[len(ahead) :], both, found.df, rules.breaches)


def _judged(asked: Design, found: Estimate, checks: Checks, rules: Rules) -> Verdict:
    evidence = Evidence(
        found.low,
        found.high,
        found.error,
        len(asked.comparison),
        int(asked.starts[asked.pilot].min()) - asked.cells.years[0],
        checks.randomised.p,
        checks.randomised.least,
        tuple(one.p for one in checks.earlier.values()),
    )
    return judge(evidence, rules.least_regions, rules.least_before)


def _detectable(asked: Design, changes: Changes, found: Estimate) -> Detectable:
    sizes = asked.cells.size[np.isin(asked.cells.regions, changes.regions)]
    table = {(size, count): detectable_at(changes, sizes, size, count) for size in SIZES for count in REGIONS}
    return Detectable(detectable(found.error, found.df), table)


def _course(cells: Cells, rows: np.ndarray) -> tuple[float, ...]:
    persons = cells.persons[rows]
    return tuple(((persons * cells.mean[rows]).sum(axis=0) / persons.sum(axis=0)).tolist())


def _possible(cells: Cells, asked: Design) -> tuple[str, ...]:
    """The regions that could have been compared, and the pilots."""
    return tuple(region for region in cells.regions if region not in asked.dropped)


def _peers(asked: Design, rules: Rules) -> Peers:
    common, pilots = is_common(asked.starts), int(asked.pilot.sum())
    before = int(asked.starts[asked.pilot].min()) - asked.cells.years[0]
    bootstrapped = common and pilots >= rules.least_bootstrap
    return Peers(
        clustered=peers.two_way(asked.cells, asked.starts) if common and pilots >= rules.least_clustered else None,
        bootstrap=peers.wild_bootstrap(asked.cells, asked.starts, rules.bootstraps, rules.seed)
        if bootstrapped
        else None,
        group_time=peers.callaway_santanna(asked.cells, asked.starts),
        steady=pilots >= rules.least_clustered,
        synthetic=peers.synthetic_control(asked.cells, asked.starts) if common and before > 1 else None,
    )
