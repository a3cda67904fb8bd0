"""What patients and professionals said: response, mean with its interval, and change since last year."""

from __future__ import annotations

from selfeval.guide import Guide, Item
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results.breaks import SERIES_BREAK, starts_anew
from selfeval.results.figures import Tally, difference_of_means, missing, rows_of_year, years_of
from selfeval.statistics import Direction, compare, mean_interval, wilson_interval

SURVEYS = {"patient_surveys": "patient_survey_scale", "professional_surveys": "professional_survey_scale"}
RESPONSE = {
    "patient_surveys": "indicators/patient_survey_response",
    "professional_surveys": "indicators/professional_survey_response",
}


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Response and mean of each scale and year, and the verdict on the change since the year before."""
    for sheet, codes in SURVEYS.items():
        scales = {scale["id"]: scale for scale in guide.codes(codes)}
        for year in years_of(project, sheet):
            for row in rows_of_year(project, sheet, year):
                _response(row, sheet, tally)
                if row.text("scale") in scales:
                    _mean(row, scales[row.text("scale")], tally)
        for scale in scales.values():
            _change(project, sheet, scale, guide, tally)


def definition_of(scale: Item) -> str:
    """Where a scale of a survey is defined: with the instrument it belongs to."""
    return f"instruments/{scale['scale'].partition('/')[0]}"


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


def _mean(row: Row, scale: Item, tally: Tally) -> None:
    key, definition = Key("survey.mean", scale["id"], year=row.count("year") or 0), definition_of(scale)
    mean, n, deviation = row.number_in("mean"), row.count("responded"), row.number_in("standard_deviation")
    if mean is None or n is None:
        tally.add(missing(key, row.answer("mean"), row.answer("responded"), unit="score", definition=definition))
        return
    interval = mean_interval(mean, deviation, n, limits=scale["range"]) if deviation is not None and n > 1 else None
    low, high = (interval.low, interval.high) if interval else (None, None)
    tally.add(Figure(key, mean, State.KNOWN, "score", None, n, low, high, definition, True))


def _change(project: ProjectFile, sheet: str, scale: Item, guide: Guide, tally: Tally) -> None:
    rows = {row.count("year"): row for row in project.rows(sheet) if row.text("scale") == scale["id"]}
    now, before = rows.get(project.year), rows.get(project.year - 1)
    columns = ("mean", "standard_deviation", "responded")
    interval = difference_of_means(now, before, columns) if now and before else None
    bases = tuple(Key("survey.mean", scale["id"], year=year) for year in (project.year, project.year - 1))
    known = tuple(key for key in bases if key in tally.figures)
    key = Key("survey.verdict", scale["id"], year=project.year)
    if now and before and starts_anew(definition_of(scale), project.year, guide, persons=True):
        tally.find(key, SERIES_BREAK, *known)
    else:
        tally.find(key, compare(interval, scale["smallest_change"], Direction.HIGHER), *known)
