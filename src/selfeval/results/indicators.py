"""The indicators of the Gids: value, interval, target, and what may be said about the change since last year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selfeval.guide import Guide, Item
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results.breaks import SERIES_BREAK, starts_anew
from selfeval.results.figures import Tally, difference_of_means, from_answer, missing, rows_of_year, years_of
from selfeval.statistics import (
    Direction,
    Interval,
    Verdict,
    compare,
    mean_interval,
    proportion_difference,
    rate_difference,
    rate_interval,
    wilson_interval,
)

PER = 1000
# Indicators that are read from other sheets, and the figure each one is.
COMPUTED = {
    "included_patients_of_target_group": Key("reach.share", group="total"),
    "patient_survey_response": Key("survey.response", "overall_experience"),
    "professional_survey_response": Key("survey.response", "job_satisfaction"),
    "reach_gap_increased_reimbursement": Key("equity.gap", group="reimbursement_yes"),
    "patient_activation_score": Key("survey.mean", "pacic_activation"),
    "patient_assessment_of_care_score": Key("survey.mean", "pacic_total"),
    "professional_job_satisfaction_score": Key("survey.mean", "job_satisfaction"),
    "professional_collaboration_score": Key("survey.mean", "collaboration"),
}


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Value of each indicator and year, target and verdict of the report year."""
    years = years_of(project, "measurements")
    rows = {(row.text("indicator"), year): row for year in years for row in rows_of_year(project, "measurements", year)}
    for indicator in guide.items("indicators"):
        if not indicator["asked"]:
            _from_other_sheets(indicator, project, guide, tally)
            continue
        for year in years:
            if (indicator["id"], year) in rows:
                tally.add(value_of(rows[indicator["id"], year], indicator, year))
        _verdict(indicator, rows, project.year, guide, tally)
        if (indicator["id"], project.year) in rows:
            _target(rows[indicator["id"], project.year], indicator, project.year, tally)


def definition_of(indicator: Item) -> str:
    """Where the indicator is defined."""
    return f"indicators/{indicator['id']}"


def _counts_persons(indicator: Item) -> bool:
    return bool(indicator["population"] != "organisations" and indicator["calculation"] != "yes_no")


def value_of(row: Row, indicator: Item, year: int) -> Figure:
    """The figure in one row of the sheet "measurements", by the indicator's calculation."""
    key = Key("indicator.value", indicator["id"], year=year)
    calculation = indicator["calculation"]
    if calculation == "mean":
        figure = _mean(row, key, indicator.get("range"))
    else:
        figure = {"proportion": _proportion, "rate": _rate, "count": _count, "yes_no": _yes_no}[calculation](row, key)
    return replace(
        figure, unit=indicator["unit"], definition=definition_of(indicator), persons=_counts_persons(indicator)
    )


def _proportion(row: Row, key: Key) -> Figure:
    numerator, denominator = row.count("numerator"), row.count("denominator")
    if numerator is None or not denominator:
        return missing(key, row.answer("numerator"), row.answer("denominator"))
    interval = wilson_interval(numerator, denominator)
    return _of_counts(key, numerator / denominator, numerator, denominator, interval)


def _rate(row: Row, key: Key) -> Figure:
    numerator, denominator = row.count("numerator"), row.count("denominator")
    if numerator is None or not denominator:
        return missing(key, row.answer("numerator"), row.answer("denominator"))
    interval = rate_interval(numerator, denominator, PER)
    return _of_counts(key, PER * numerator / denominator, numerator, denominator, interval)


def _of_counts(key: Key, value: float, numerator: int, denominator: int, interval: Interval) -> Figure:
    low, high = interval.low, interval.high
    return Figure(key, value, numerator=numerator, denominator=denominator, low=low, high=high)


def _mean(row: Row, key: Key, limits: Sequence[float] | None) -> Figure:
    mean, deviation, n = row.number_in("value"), row.number_in("standard_deviation"), row.count("observations")
    if mean is None:
        return missing(key, row.answer("value"))
    if deviation is None or n is None or n < 2:
        return Figure(key, mean, denominator=n)
    interval = mean_interval(mean, deviation, n, limits=limits)
    return Figure(key, mean, denominator=n, low=interval.low, high=interval.high)


def _count(row: Row, key: Key) -> Figure:
    return from_answer(key, row.answer("value"))


def _yes_no(row: Row, key: Key) -> Figure:
    answer = row.answer("present")
    if answer.state is not State.KNOWN:
        return missing(key, answer)
    return Figure(key, 1.0 if answer.value == "yes" else 0.0)


def _target(row: Row, indicator: Item, year: int, tally: Tally) -> None:
    figure = from_answer(Key("indicator.target", indicator["id"], year=year), row.answer("target"), indicator["unit"])
    value = figure.value / 100 if figure.value is not None and indicator["unit"] == "percent" else figure.value
    tally.add(replace(figure, value=value, definition=definition_of(indicator)))


def breaks_in(indicator: Item, year: int, guide: Guide) -> bool:
    """Whether the series of an indicator starts anew in a year."""
    return starts_anew(definition_of(indicator), year, guide, _counts_persons(indicator))


def _verdict(indicator: Item, rows: dict[tuple[str, int], Row], year: int, guide: Guide, tally: Tally) -> None:
    key = Key("indicator.verdict", indicator["id"], year=year)
    now, before = rows.get((indicator["id"], year)), rows.get((indicator["id"], year - 1))
    if now is None:
        tally.find(key, Verdict.CANNOT_TELL)
        return
    bases = tuple(Key("indicator.value", indicator["id"], year=y) for y in (year, year - 1))
    known = tuple(base for base in bases if base in tally.figures)
    if before and breaks_in(indicator, year, guide):
        tally.find(key, SERIES_BREAK, *known)
        return
    interval = _difference(now, before, indicator) if before else None
    if interval is None:
        tally.find(key, _without_interval(now, before, indicator), *known)
        return
    tally.find(key, _judge(interval, indicator), *known)


def _judge(interval: Interval, indicator: Item) -> Verdict:
    """The verdict by the indicator's own smallest change and direction; shares are fractions of 1."""
    scale = 100 if indicator["unit"] == "percent" else 1
    smallest = None if indicator["smallest_change"] is None else indicator["smallest_change"] / scale
    return compare(interval, smallest, Direction(indicator["direction"]))


def _without_interval(now: Row, before: Row | None, indicator: Item) -> str:
    """Yes or no has no interval: from no to yes is better when it should be there."""
    if indicator["calculation"] != "yes_no" or before is None:
        return Verdict.CANNOT_TELL
    words = before.text("present"), now.text("present")
    verdicts = {("no", "yes"): Verdict.IMPROVED, ("yes", "no"): Verdict.WORSE}
    return verdicts.get(words, Verdict.SAME if words[0] == words[1] != "" else Verdict.CANNOT_TELL)


def _difference(now: Row, before: Row, indicator: Item) -> Interval | None:
    calculation, smallest = indicator["calculation"], indicator["smallest_denominator"]
    if calculation == "mean":
        return difference_of_means(now, before, ("value", "standard_deviation", "observations"), smallest)
    counts = [row.count(name) for row in (now, before) for name in ("numerator", "denominator")]
    if calculation not in {"proportion", "rate"} or None in counts:
        return None
    a, n, b, m = (count or 0 for count in counts)
    if min(n, m) < max(smallest, 1):
        return None
    return proportion_difference(a, n, b, m) if calculation == "proportion" else rate_difference(a, n, b, m, PER)


def _from_other_sheets(indicator: Item, project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """The same figure under the indicator's own name, for every year there is one."""
    source = COMPUTED[indicator["id"]]
    for key, figure in list(tally.figures.items()):
        if (key.measure, key.subject, key.group) == (source.measure, source.subject, source.group):
            own = Key("indicator.value", indicator["id"], year=key.year)
            tally.add(replace(figure, key=own, definition=definition_of(indicator)), key)
    key, years = Key("indicator.verdict", indicator["id"], year=project.year), (project.year, project.year - 1)
    bases = [own for year in years if (own := Key("indicator.value", indicator["id"], year=year)) in tally.figures]
    smallest = indicator["smallest_denominator"]
    if len(bases) < len(years) or any((tally.figures[base].denominator or 0) < max(smallest, 1) for base in bases):
        tally.find(key, Verdict.CANNOT_TELL, *bases)
    elif breaks_in(indicator, project.year, guide):
        tally.find(key, SERIES_BREAK, *bases)
    else:
        tally.find(key, _verdict_elsewhere(indicator, project.year, tally), *bases)


def _verdict_elsewhere(indicator: Item, year: int, tally: Tally) -> str:
    source = COMPUTED[indicator["id"]]
    if source.measure == "survey.mean":
        return tally.findings.get(Key("survey.verdict", source.subject, year=year), Verdict.CANNOT_TELL)
    now, before = (tally.figures[replace(source, year=y)] for y in (year, year - 1))
    interval = proportion_difference(
        now.numerator or 0, now.denominator or 1, before.numerator or 0, before.denominator or 1
    )
    return _judge(interval, indicator)
