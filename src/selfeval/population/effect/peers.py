"""The same effect by the library's estimators (diff-diff), from the same cells.

Traps, tested: `aweight` ignores the cluster of the constructor unless the design names it too (psu); the static two-way
estimator takes weights only through DifferenceInDifferences(absorb=...).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from selfeval.population.effect.cells import Array, Cells
from selfeval.population.effect.inference import Estimate, student


@dataclass(frozen=True, slots=True)
class Bootstrapped:
    """Wild cluster bootstrap, null imposed: its p-value and the interval of the test turned round."""

    p: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Synthetic:
    """Synthetic control: the weight of each comparison region, the mean effect, and its rank among placebo regions."""

    value: float
    p: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """HonestDiD: the interval of the mean effect when trends may part by `breach` times their largest earlier step."""

    breach: float
    low: float
    high: float


def frame_of(cells: Cells, starts: Array) -> pd.DataFrame:
    """One row a cell: region, year, mean, persons, start (0: never), treated, weight (the mean size of the region)."""
    regions, years = cells.mean.shape
    frame = pd.DataFrame(
        {
            "region": np.repeat(np.arange(regions), years),
            "year": np.tile(np.asarray(cells.years), regions),
            "mean": cells.mean.ravel(),
            "persons": cells.persons.ravel(),
            "start": np.repeat(starts.astype(int), years),
            "weight": np.repeat(cells.size, years),
        }
    )
    frame["treated"] = (frame["start"] > 0).astype(int)
    frame["on"] = ((frame["start"] > 0) & (frame["year"] >= frame["start"])).astype(int)
    return frame


def two_way(cells: Cells, starts: Array) -> Estimate:
    """Difference-in-differences with region and year effects, clustered by region (t with clusters less one)."""
    import diff_diff

    frame = frame_of(cells, starts)
    frame["late"] = (frame["year"] >= int(starts.max())).astype(int)
    design = diff_diff.SurveyDesign(weights="persons", weight_type="fweight", psu="region")
    model = diff_diff.DifferenceInDifferences(cluster="region")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit(frame, "mean", "treated", "late", absorb=["region", "year"], survey_design=design)
    return student(float(found.att), float(found.se), len(cells.regions) - 1)


def event_study(cells: Cells, starts: Array) -> dict[int, Estimate]:
    """The difference in each year against the year before the common start, clustered by region.

    Cells that all count alike are fitted without weights: only so are the errors those of other programs.
    """
    import diff_diff

    frame, first = frame_of(cells, starts), int(starts.max())
    weighed = np.ptp(cells.persons) > 0
    design = diff_diff.SurveyDesign(weights="persons", weight_type="fweight", psu="region") if weighed else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = diff_diff.TwoWayFixedEffects(cluster="region").fit(
            frame,
            "mean",
            "treated",
            unit="region",
            time="year",
            event_study=True,
            reference_period=first - 1,
            post_periods=[year for year in cells.years if year >= first],
            survey_design=design,
        )
    rows = zip(found.event_time, found.att, found.se, strict=True)
    df = len(cells.regions) - 1
    return {int(at): student(float(att), float(se), df) for at, att, se in rows if int(at) != first - 1}


def callaway_santanna(cells: Cells, starts: Array, not_yet: bool = False) -> Estimate:
    """The mean of ATT(g, t) of Callaway and Sant'Anna, influence functions by region."""
    import diff_diff

    group = "not_yet_treated" if not_yet else "never_treated"
    model = diff_diff.CallawaySantAnna(control_group=group, base_period="universal")
    design = diff_diff.SurveyDesign(weights="weight")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit(frame_of(cells, starts), "mean", "region", "year", "start", survey_design=design)
    return student(float(found.overall_att), float(found.overall_se), len(cells.regions) - 1)


def wild_bootstrap(cells: Cells, starts: Array, number: int, seed: int) -> Bootstrapped:
    """Wild cluster bootstrap of the two-way estimate with Webb's six points (Webb 2023, Can J Econ 56:839-858)."""
    from diff_diff.utils import wild_bootstrap_se

    frame = frame_of(cells, starts)
    dummies = pd.get_dummies(frame[["region", "year"]].astype("category"), drop_first=True, dtype=float)
    design = np.column_stack([frame["on"], np.ones(len(frame)), dummies])
    root = np.sqrt(frame["persons"].to_numpy(float))
    outcome = frame["mean"].to_numpy(float) * root
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = wild_bootstrap_se(
            design * root[:, None], outcome, outcome, frame["region"].to_numpy(), 0, number, "webb", seed=seed
        )
    return Bootstrapped(float(found.p_value), float(found.ci_lower), float(found.ci_upper))


def synthetic_control(cells: Cells, starts: Array) -> Synthetic:
    """The pilots as one region against a weighted mix of comparison regions that ran alike before the start.

    (Abadie, Diamond and Hainmueller 2010, J Am Stat Assoc 105:493-505.) The weights rest on every year before the
    start; each comparison region is treated as a pilot in turn. Ranked by the mean squared gap after the start: with
    few earlier years nearly every region is met exactly before it, and the usual ratio to that has no meaning.
    """
    import diff_diff

    pilot = starts > 0
    share = cells.persons[pilot] / cells.persons[pilot].sum(axis=0)
    together = (share * cells.mean[pilot]).sum(axis=0)
    names = [region for region, is_pilot in zip(cells.regions, pilot, strict=True) if not is_pilot]
    rows = [together, *cells.mean[~pilot]]
    frame = pd.DataFrame(
        [(at, year, rows[at][when]) for at in range(len(rows)) for when, year in enumerate(cells.years)],
        columns=["unit", "year", "mean"],
    )
    frame["on"] = ((frame["unit"] == 0) & (frame["year"] >= int(starts.max()))).astype(int)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = diff_diff.SyntheticControl(v_method="inverse_variance", seed=0)
        found = model.fit(frame, "mean", "on", "unit", "year")
        placebos = found.in_space_placebo()
    gaps = placebos.loc[placebos["post_mspe"].notna(), ["is_treated", "post_mspe"]]
    own = float(gaps.loc[gaps["is_treated"], "post_mspe"].iloc[0])
    rank = float((gaps["post_mspe"] >= own * (1 - 1e-12)).mean())
    weights = {names[int(unit) - 1]: float(weight) for unit, weight in found.donor_weights.items()}
    kept = [(name, weight) for name, weight in weights.items() if weight > 0.005]
    in_order = tuple(sorted(kept, key=lambda one: (-one[1], one[0])))
    return Synthetic(float(found.att), rank, in_order)


def honest_bounds(
    before: Array, after: Array, covariance: Array, df: int, breaches: Sequence[float]
) -> tuple[Bounds, ...]:
    """Rambachan and Roth 2023, Rev Econ Stud 90:2555-2591: how far trends may part before the finding is gone.

    `before` and `after` are the effects by year around the base year, `covariance` of both in this order, reckoned
    between regions (inference.covariance): the library's own would be clustered on a handful of pilots.
    """
    from diff_diff import HonestDiD
    from diff_diff.results import MultiPeriodDiDResults, PeriodEffect

    values = np.concatenate([before, after])
    errors = np.sqrt(np.diag(covariance))
    labels = [*range(-len(before), 0), *range(1, len(after) + 1)]
    effects = {
        label: PeriodEffect(label, float(value), float(error), 0.0, 1.0, (0.0, 0.0))
        for label, value, error in zip(labels, values, errors, strict=True)
    }
    results = MultiPeriodDiDResults(
        effects, float(after.mean()), 1.0, 0.0, 1.0, (0.0, 0.0), 0, 0, 0, labels[: len(before)], labels[len(before) :]
    )
    results.vcov, results.interaction_indices = covariance, {label: at for at, label in enumerate(labels)}
    results.inference_df = float(df)
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for breach in breaches:
            bounds = HonestDiD(method="relative_magnitude", M=breach).fit(results)
            found.append(Bounds(breach, float(bounds.ci_lb), float(bounds.ci_ub)))
    return tuple(found)
