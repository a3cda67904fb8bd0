"""What patients and professionals said: response, mean with its interval, and change since last year."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results.figures import Tally, difference_of_means, missing, rows_of_year, years_of
from selfeval.statistics import Direction, compare, mean_interval, wilson_interval

SURVEYS = {"patient_surveys": "patient_survey_scale", "professional_surveys": "professional_survey_scale"}
RESPONSE = {
    "patient_surveys": "indicators/patient_survey_response",
    "professional_surveys": "indicators/professional_survey_response",
}


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Response and mean of each scale and year, and the verdict on the change since the year before."""
    for sheet, scales in SURVEYS.items():
        for year in years_of(project, sheet):
            for row in rows_of_year(project, sheet, year):
                _response(row, sheet, tally)
                _mean(row, sheet, tally)
        for scale in guide.codes(scales):
            _change(project, sheet, scale["id"], scale["smallest_change"], tally)


def _response(row: Row, sheet: str, tally: Tally) -> None:
    key = Key("survey.response", row.text("scale"), year=row.count("year") or 0)
    invited, responded = row.count("invited"), row.count("responded")
    if not invited or responded is None:
        answers = row.answer("responded"), row.answer("invited")
        tally.add(missing(key, *answers, unit="percent", definition=RESPONSE[sheet]))
        return
    interval = wilson_interval(responded, invited)
    share = responded / invited
    tally.add(
        Figure(
            key, share, State.KNOWN, "percent", responded, invited, interval.low, interval.high, RESPONSE[sheet], True
        )
    )


def _mean(row: Row, sheet: str, tally: Tally) -> None:
    key = Key("survey.mean", row.text("scale"), year=row.count("year") or 0)
    mean, n, deviation = row.number_in("mean"), row.count("responded"), row.number_in("standard_deviation")
    if mean is None or n is None:
        tally.add(missing(key, row.answer("mean"), row.answer("responded"), unit="score", definition=f"sheets/{sheet}"))
        return
    interval = mean_interval(mean, deviation, n) if deviation is not None and n > 1 else None
    low, high = (interval.low, interval.high) if interval else (None, None)
    tally.add(Figure(key, mean, State.KNOWN, "score", None, n, low, high, f"sheets/{sheet}", True))


def _change(project: ProjectFile, sheet: str, scale: str, smallest: float | None, tally: Tally) -> None:
    rows = {row.count("year"): row for row in project.rows(sheet) if row.text("scale") == scale}
    now, before = rows.get(project.year), rows.get(project.year - 1)
    columns = ("mean", "standard_deviation", "responded")
    interval = difference_of_means(now, before, columns) if now and before else None
    bases = tuple(Key("survey.mean", scale, year=year) for year in (project.year, project.year - 1))
    known = tuple(key for key in bases if key in tally.figures)
    tally.find(Key("survey.verdict", scale, year=project.year), compare(interval, smallest, Direction.HIGHER), *known)
