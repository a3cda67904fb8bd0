"""From what an example of disclosure control gives, by one call of the code, to what came out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring_calls import COMPONENT, INDICATOR, answer, respondents, told
from tiny_project import Cells, tiny_evaluation

from selfeval.disclosure import Policy, ReleasableResult, Release, release
from selfeval.errors import RequestError
from selfeval.model import State

Given = Mapping[str, Any]
INDICATORS = {"persons": INDICATOR, "organisations": "partners_taking_active_part"}


def released(kind: str = "public", smallest: int = 5, **sheets: Any) -> ReleasableResult:
    return release(tiny_evaluation(**sheets), Policy(Release(kind), smallest))


def percentage(result: ReleasableResult, indicator: str, year: int | None = None) -> float | str:
    found = told(result.figure("indicator.value", indicator, year=year))
    return found if isinstance(found, str) else 100 * found


def small_counts(given: Given) -> Given:
    rows: list[Cells] = [{"group": "total", "inflow": given["count"]}]
    result = released(given["release"], patients=rows)
    return {"reader_sees": told(result.figure("reach.inflow", group="total"))}


def threshold(given: Given) -> Given:
    rows: list[Cells] = [{"group": "total", "inflow": given["count"]}]
    try:
        result = released(smallest=given["smallest"], patients=rows)
    except RequestError:
        return {"reader_sees": "refused"}
    return {"reader_sees": told(result.figure("reach.inflow", group="total"))}


def sums(given: Given) -> Given:
    rows: list[Cells] = [{"group": group, "end": count} for group, count in given.items()]
    result = released(patients=rows)
    return {group: told(result.figure("reach.end", group=group)) for group in given}


def small_parts(given: Given) -> Given:
    indicator = INDICATORS[given["counted"]]
    rows: list[Cells] = [{"indicator": indicator, "numerator": given["numerator"], "denominator": given["denominator"]}]
    return {"percentage": percentage(released(measurements=rows), indicator)}


def missing(given: Given) -> Given:
    rows: list[Cells] = [{"group": "total", "inflow": answer(given["cell"])}]
    return {"reader_sees": told(released(patients=rows).figure("reach.inflow", group="total"))}


def missing_in_a_sum(given: Given) -> Given:
    rows: list[Cells] = [{"group": "total", **{name: answer(value) for name, value in given.items()}}]
    return {"outflow": told(released("confidential", patients=rows).figure("reach.outflow", group="total"))}


def panels(given: Given) -> Given:
    result = released(individual_scores=respondents(given["ratings"]))
    states = {one.state for one in result.about("maturity.ratings") if one.key.subject == COMPONENT}
    (state,) = states
    region = told(result.figure("maturity.in_region", COMPONENT))
    return {
        "raters": told(result.figure("maturity.panel", COMPONENT)),
        "median": told(result.figure("maturity.median", COMPONENT)),
        "spread": "shown" if state is State.KNOWN else state.value,
        "in_region": region if isinstance(region, str) else 100 * region,
    }


def what_follows(given: Given) -> Given:
    now: Cells = {"indicator": INDICATOR, "numerator": given["numerator"], "denominator": given["denominator"]}
    before: Cells = {
        "indicator": INDICATOR,
        "year": 2021,
        "numerator": given["numerator_before"],
        "denominator": given["denominator_before"],
    }
    result = released(measurements=[now, before])
    shares = {"now": percentage(result, INDICATOR), "before": percentage(result, INDICATOR, 2021)}
    return {**shares, "verdict": result.finding("indicator.verdict", INDICATOR)}


CALLS = {
    "small_counts": small_counts,
    "threshold": threshold,
    "sums": sums,
    "small_parts": small_parts,
    "missing": missing,
    "missing_in_a_sum": missing_in_a_sum,
    "panels": panels,
    "what_follows": what_follows,
}
