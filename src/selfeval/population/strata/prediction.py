"""How well the strata tell who will need much care in the year itself: discrimination and calibration, from counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from selfeval.population.release import Aggregate, Cell, Kind, Released, release_aggregate
from selfeval.population.strata.definitions import STRATUM, Definitions
from selfeval.population.strata.result import Prediction
from selfeval.statistics.arrays.calibration import calibration, risk_groups
from selfeval.statistics.arrays.discrimination import c_statistic

OUTCOMES = ("unplanned", "costly")
SCORES = ("age_and_sex", "stratum", "together")
# A group of persons counts beside this many of its level as a whole, so that no group is predicted to have nobody.
PRIOR_PERSONS = 20.0
# Below this many persons with the outcome, no statement is made about a prediction.
FEWEST = 10
_BY_SCORE = {"age_and_sex": ["age_band", "sex"], "together": [STRATUM, "age_band", "sex"]}


def predict(cells: pd.DataFrame, year: int, outcome: str, definitions: Definitions, smallest: int) -> Prediction | None:
    """The prediction of an outcome in a year, by what was seen in the year before in the same group of persons.

    cells: those of `population_cells`. Only persons who are placed in a level count. None when fewer than FEWEST had
    the outcome, or fewer than FEWEST had it not.
    """
    placed = cells[cells[STRATUM] != definitions.elsewhere]
    now, before = placed[placed["year"] == year], placed[placed["year"] == year - 1]
    events, persons = int(now[outcome].sum()), int(now["persons"].sum())
    if not FEWEST <= events <= persons - FEWEST:
        return None
    level = now[STRATUM].map({name: order for order, name in enumerate(definitions.names)})
    found = {"stratum": c_statistic(level, now[outcome], now["persons"])}
    if not before[outcome].sum():
        return Prediction(outcome, events, found)
    risks = {score: _risk(now, before, outcome, by) for score, by in _BY_SCORE.items()}
    found |= {score: c_statistic(risk, now[outcome], now["persons"]) for score, risk in risks.items()}
    discriminated = {score: found[score] for score in SCORES}
    risk = risks["together"]
    expected, observed = _tenths(risk, now[outcome].to_numpy(), now["persons"].to_numpy(), smallest)
    fitted = calibration(risk, now[outcome], now["persons"]) if len(np.unique(risk)) > 1 else None
    return Prediction(outcome, events, discriminated, fitted, expected, observed)


def _risk(now: pd.DataFrame, before: pd.DataFrame, outcome: str, by: list[str]) -> np.ndarray:
    """The share of the year before in the same group, pulled a little towards that of its first feature as a whole."""
    wide = before.groupby(by[:1])[[outcome, "persons"]].sum()
    overall = before[outcome].sum() / before["persons"].sum()
    prior = (wide[outcome] + overall) / (wide["persons"] + 1)
    fine = before.groupby(by)[[outcome, "persons"]].sum()
    keys = now[by].merge(fine.reset_index(), on=by, how="left").fillna(0)
    start = keys[by[0]].map(prior).fillna(overall).to_numpy()
    risk = (keys[outcome].to_numpy() + PRIOR_PERSONS * start) / (keys["persons"].to_numpy() + PRIOR_PERSONS)
    return np.asarray(risk, dtype=float)


def _tenths(
    risk: np.ndarray, events: np.ndarray, persons: np.ndarray, smallest: int
) -> tuple[tuple[float, ...], Released]:
    tenth = risk_groups(risk, persons)
    cells, expected = [], []
    for number in sorted(set(tenth.tolist())):
        chosen = tenth == number
        people, happened = int(persons[chosen].sum()), int(events[chosen].sum())
        cells.append(Cell((f"{number + 1:02d}",), people, cases=happened))
        expected.append(float((risk[chosen] * persons[chosen]).sum() / people))
    return tuple(expected), release_aggregate(Aggregate("calibration", Kind.SHARE, ("tenth",), tuple(cells)), smallest)
