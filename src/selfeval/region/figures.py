"""Every figure of a profile as tidy data: the same columns as the figures of a project."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.export import COLUMNS, Record
from selfeval.model import Figure
from selfeval.region.funnel import make_funnel
from selfeval.region.measures import Measure
from selfeval.region.profile import Profile, older_people

INDICATOR = "indicator"


def region_records(profile: Profile) -> list[Record]:
    """A record for each figure of each place and year, for the municipalities' share of 65 and over, and the file's.

    Measures: those of `Measure`; indicator (an area's or a municipality's share in the reader's file). `subject` is
    a place ("region", "arrondissement", "province", "country", another region's id) or a NIS code since 2019; the
    finding of a municipality is where it lies in the funnel.
    """
    counts = {code: older_people(code, profile.year) for code in profile.peers}
    return [
        *(_of_figure(figure, profile) for figure in profile.figures.values()),
        *_of_municipalities(Measure.OLDER, counts, profile.year, profile),
        *_of_indicator(profile),
    ]


def _base(measure: str, subject: str, group: str, year: int, profile: Profile) -> Record:
    about: Record = {"measure": f"region.{measure}", "subject": subject, "group": group, "year": year}
    known: Record = {"project": profile.chosen.id, "report_year": profile.year, "state": "known"}
    empty: Record = dict.fromkeys(COLUMNS)
    return empty | known | about | {"revision": profile.guide.revision}


def _of_figure(figure: Figure, profile: Profile) -> Record:
    key = figure.key
    numbers: Record = {"value": figure.value, "numerator": figure.numerator, "denominator": figure.denominator}
    return _base(key.measure, key.subject, key.group, key.year, profile) | {"unit": figure.unit} | numbers


def _of_municipalities(
    measure: str, counts: dict[str, tuple[int, int]], year: int, profile: Profile, group: str = ""
) -> Iterator[Record]:
    shown = {code: pair for code, pair in counts.items() if code in profile.peers and pair[1]}
    funnel = make_funnel(shown)
    for code, (part, whole) in shown.items():
        numbers: Record = {"value": part / whole, "numerator": part, "denominator": whole, "unit": "percent"}
        row = _base(measure, code, group, year, profile) | numbers
        point = funnel.point(code) if funnel else None
        if point:
            row |= {"low": point.inner.low, "high": point.inner.high, "finding": str(point.position)}
        yield row


def _of_indicator(profile: Profile) -> Iterator[Record]:
    found = profile.indicator
    if found is None:
        return
    for place, total in found.totals.items():
        if total.denominator:
            numbers: Record = {"value": total.numerator / total.denominator, "unit": "percent"}
            counted: Record = {"numerator": total.numerator, "denominator": total.denominator}
            yield _base(INDICATOR, place, found.map.id, 0, profile) | numbers | counted
    yield from _of_municipalities(INDICATOR, dict(found.shown), 0, profile, found.map.id)
