"""What a questionnaire's document shows, as tidy data: the same columns as the figures of a project."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.export import COLUMNS, Record
from selfeval.statistics.arrays.cronbach import Alpha
from selfeval.survey.results import ScaleResult, SurveyResult


def survey_records(result: SurveyResult) -> list[Record]:
    """A record for each released figure, in the order of the scales; a hidden scale has one record that says so.

    Measures: instrument.mean (low, high: interval), instrument.standard_deviation, instrument.median (low, high:
    quartiles), instrument.floor and instrument.ceiling (fractions of 1), instrument.response, instrument.cronbach_alpha
    and instrument.ordinal_alpha (low, high: interval). The subject is instrument/scale, the group a value set, the
    denominator how many people.
    """
    return [record for one in result.scales for record in _of_scale(one, result)]


def _of_scale(one: ScaleResult, result: SurveyResult) -> Iterator[Record]:
    if one.hidden or one.summary is None:
        yield _record("mean", one, result, state="hidden")
        return
    summary, n = one.summary, one.summary.n
    low, high = (summary.interval.low, summary.interval.high) if summary.interval else (None, None)
    yield _record("mean", one, result, value=summary.mean, low=low, high=high, denominator=n)
    if summary.standard_deviation is not None:
        yield _record("standard_deviation", one, result, value=summary.standard_deviation, denominator=n)
    if one.quartiles:
        first, median, third = one.quartiles
        yield _record("median", one, result, value=median, low=first, high=third, denominator=n)
    for name, share in (("floor", one.floor), ("ceiling", one.ceiling)):
        if one.limits and not result.agreed:
            state = "hidden" if share is None else "known"
            yield _record(name, one, result, value=share, unit="percent", denominator=n, state=state)
    if summary.response is not None and summary.response_interval is not None:
        ends = {"low": summary.response_interval.low, "high": summary.response_interval.high}
        counts = {"numerator": n, "denominator": summary.invited}
        yield _record("response", one, result, value=summary.response, unit="percent", **ends, **counts)
    if one.alpha is not None:
        yield from _of_alpha("cronbach_alpha", one.alpha.cronbach, one, result)
        yield from _of_alpha("ordinal_alpha", one.alpha.ordinal, one, result)


def _of_alpha(name: str, alpha: Alpha | None, one: ScaleResult, result: SurveyResult) -> Iterator[Record]:
    if alpha is not None:
        ends = {"low": alpha.interval.low, "high": alpha.interval.high}
        yield _record(name, one, result, value=alpha.value, denominator=alpha.n, finding=str(alpha.missing), **ends)


def _record(measure: str, one: ScaleResult, result: SurveyResult, **told: str | float | None) -> Record:
    about: Record = {"measure": f"instrument.{measure}", "subject": f"{result.instrument['id']}/{one.scale['id']}"}
    value_set = result.value_set["id"] if result.value_set else ""
    known: Record = {"group": value_set, "year": result.year or None, "report_year": result.year or None}
    standing: Record = {"state": "known", "unit": "score", "definition": f"instruments/{result.instrument['id']}"}
    empty: Record = dict.fromkeys(COLUMNS)
    return empty | about | known | standing | {"revision": result.guide.revision} | told
