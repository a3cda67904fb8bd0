"""Maturity of the fourteen components: every respondent's score, whether they agree, and the score agreed on."""

from __future__ import annotations

from collections import Counter
from statistics import quantiles

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, State
from selfeval.results.figures import Tally, from_answer, rows_of_year, years_of
from selfeval.statistics import Level, panel_agreement

SCALE, READINESS = "scales/maturity", "scales/readiness"
LOWEST, HIGHEST = 0, 5


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Panel figures, agreed scores, ambition, gap and change of each component."""
    for component in guide.pilot_components():
        _panel(project, component["id"], tally)
    for year in years_of(project, "agreed_scores"):
        for row in rows_of_year(project, "agreed_scores", year):
            for column, measure in (("agreed_score", "maturity.agreed"), ("ambition", "maturity.ambition")):
                key = Key(measure, row.text("component"), year=year)
                tally.add(from_answer(key, row.answer(column), "score", SCALE))
    for component in guide.pilot_components():
        _distance(component["id"], project.year, tally)


def _panel(project: ProjectFile, component: str, tally: Tally) -> None:
    rows = project.rows("individual_scores")
    ratings = sorted(rating for row in rows if (rating := row.count(component)) is not None)
    year = project.year
    key = Key("maturity.panel", component, year=year)
    tally.add(Figure(key, len(ratings), definition=READINESS, persons=True))
    counts = Counter(ratings)
    groups = tuple(Key("maturity.ratings", component, f"score_{score}", year) for score in range(LOWEST, HIGHEST + 1))
    for score, group in enumerate(groups, LOWEST):
        # Median and number of raters stay visible, so that the counts can only be shown all or none.
        tally.add(Figure(group, counts[score], definition=READINESS, persons=True), key, *groups)
    if not ratings:
        return
    panel = panel_agreement(ratings)
    median = Figure(
        Key("maturity.median", component, year=year),
        panel.median,
        unit="score",
        denominator=panel.n,
        definition=SCALE,
        persons=True,
    )
    tally.add(median, key)
    for measure, share in (
        ("maturity.at_median", panel.share_at_median),
        ("maturity.in_region", panel.share_in_region),
    ):
        raters = round(share * panel.n)
        share_key = Key(measure, component, year=year)
        tally.add(
            Figure(share_key, share, State.KNOWN, "percent", raters, panel.n, definition=READINESS, persons=True),
            key,
            *groups,
        )
    _quartiles(ratings, component, year, groups, tally)
    tally.find(Key("maturity.outcome", component, year=year), panel.outcome, key)
    level = panel.level or Level.UNCERTAIN
    tally.find(Key("maturity.level", component, year=year), level, key)


def _quartiles(ratings: list[int], component: str, year: int, groups: tuple[Key, ...], tally: Tally) -> None:
    low, _, high = quantiles(ratings, n=4, method="inclusive") if len(ratings) > 1 else (ratings[0],) * 3
    for name, value in (("low", low), ("high", high)):
        key = Key(f"maturity.quartile_{name}", component, year=year)
        quartile = Figure(key, value, State.KNOWN, "score", denominator=len(ratings), definition=SCALE, persons=True)
        tally.add(quartile, *groups)


def _distance(component: str, year: int, tally: Tally) -> None:
    """Gap to the ambition, and change since last year, of the agreed score."""
    agreed = tally.figures.get(Key("maturity.agreed", component, year=year))
    ambition = tally.figures.get(Key("maturity.ambition", component, year=year))
    before = tally.figures.get(Key("maturity.agreed", component, year=year - 1))
    _difference(Key("maturity.gap", component, year=year), ambition, agreed, tally)
    _difference(Key("maturity.change", component, year=year), agreed, before, tally)


def _difference(key: Key, later: Figure | None, earlier: Figure | None, tally: Tally) -> None:
    if later is None or earlier is None or later.value is None or earlier.value is None:
        states = [figure.state for figure in (later, earlier) if figure and figure.state is not State.KNOWN]
        tally.add(Figure(key, None, states[0] if states else State.EMPTY, "score", definition=SCALE))
        return
    tally.add(Figure(key, later.value - earlier.value, unit="score", definition=SCALE), later.key, earlier.key)
