"""What a document on an effect shows, as tidy data with the columns of every other document."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.export import COLUMNS, Record
from selfeval.population.effect.inference import Estimate
from selfeval.population.effect.words import Frame

PILOTS, COMPARISON = "pilots", "comparison"
# More digits differ between machines.
_DIGITS = 6


def effect_records(frame: Frame) -> list[Record]:
    """A record for each figure, in a fixed order.

    Measures: effect.difference (`finding`: the finding), effect.event (by year, or by years since the start),
    effect.earlier_start, effect.placebo_regions (value: p), effect.detectable (group: persons x regions),
    effect.balance, effect.course.
    """
    return [
        *_answer(frame),
        *(_estimated(frame, "effect.event", one, at) for at, one in sorted(frame.effect.events.items())),
        *(
            _estimated(frame, "effect.earlier_start", one, at)
            for at, one in sorted(frame.effect.checks.earlier.items())
        ),
        *_further(frame),
    ]


def _base(frame: Frame, measure: str, unit: str, year: int | None = None, group: str = PILOTS) -> Record:
    question = frame.effect.question
    empty: Record = dict.fromkeys(COLUMNS)
    known: Record = {
        "project": "+".join(question.pilots),
        "report_year": frame.effect.course.years[-1],
        "measure": measure,
        "subject": question.outcome,
        "group": group,
        "year": year,
        "state": "known",
        "unit": unit,
    }
    return empty | known


def _estimated(frame: Frame, measure: str, found: Estimate, year: int | None = None) -> Record:
    ends = {"value": found.value, "low": found.low, "high": found.high}
    numbers: Record = {name: round(value, _DIGITS) for name, value in ends.items()}
    return _base(frame, measure, frame.unit, year) | numbers


def _answer(frame: Frame) -> Iterator[Record]:
    effect = frame.effect
    known: Record = {"denominator": round(effect.persons), "finding": str(effect.verdict.finding)}
    yield _estimated(frame, "effect.difference", effect.estimate, effect.question.first) | known
    drawn: Record = {
        "value": round(effect.checks.randomised.p, _DIGITS),
        "denominator": len(effect.checks.randomised.estimates),
    }
    yield _base(frame, "effect.placebo_regions", "p") | drawn


def _further(frame: Frame) -> Iterator[Record]:
    effect = frame.effect
    for (persons, regions), least in effect.detectable.by.items():
        found: Record = {"value": round(least, _DIGITS)}
        yield _base(frame, "effect.detectable", frame.unit, None, f"{persons}x{regions}") | found
    for one in effect.checks.balance:
        apart: Record = {"value": round(one.difference, _DIGITS), "definition": one.name}
        yield _base(frame, "effect.balance", "standard_deviations") | apart
    for group, values in ((PILOTS, effect.course.pilots), (COMPARISON, effect.course.others)):
        for year, value in zip(effect.course.years, values, strict=True):
            shown: Record = {"value": value if value is None else round(value, _DIGITS)}
            hidden: Record = {} if value is not None else {"state": "hidden"}
            yield _base(frame, "effect.course", frame.unit, year, group) | shown | hidden
