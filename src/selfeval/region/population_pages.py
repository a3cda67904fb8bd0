"""The pages of the population: how old it is, how it changed, what it earns, beside the places around it."""

from __future__ import annotations

from collections.abc import Mapping

from selfeval.document import Align, Block, Chart, Inline, Run, Table, plain
from selfeval.region.measures import AGEING_MEASURES, INCOME_MEASURES, Measure
from selfeval.region.profile import REGION, Place
from selfeval.region.words import Frame, Heading
from selfeval.territory import SEXES, RegionPopulation, income_years, population_years
from selfeval.wording import listed_text

# The first age of each group of the table.
GROUPS = (0, 15, 25, 45, 65, 80)
_NUMBER, _TEXT = Align.NUMBER, Align.TEXT
_AGES: tuple[Heading, ...] = (
    ("age", 0.2, _TEXT),
    ("female", 0.16, _NUMBER),
    ("male", 0.16, _NUMBER),
    ("together", 0.16, _NUMBER),
    ("share", 0.16, _NUMBER),
    ("country", 0.16, _NUMBER),
)
_SERIES: tuple[Heading, ...] = (
    ("year", 0.14, _TEXT),
    ("inhabitants", 0.2, _NUMBER),
    *((str(measure), 0.165, _NUMBER) for measure in AGEING_MEASURES),
)
_PLACES: tuple[Heading, ...] = (("place", 0.4, _TEXT), *((str(measure), 0.15, _NUMBER) for measure in AGEING_MEASURES))
_INCOME: tuple[Heading, ...] = (
    ("place", 0.4, _TEXT),
    ("income_first", 0.2, _NUMBER),
    ("income_last", 0.2, _NUMBER),
    ("declaration_last", 0.2, _NUMBER),
)


def population_blocks(frame: Frame) -> tuple[Block, ...]:
    """The pyramid, the age groups by sex, the years, and the growth beside other places."""
    profile = frame.profile
    population = profile.populations[REGION, profile.year]
    return (
        frame.paragraph("population.intro", year=profile.year),
        _pyramid(population, frame),
        _age_table(population, frame),
        _growth_chart(frame),
        _year_table(frame),
    )


def _pyramid(population: RegionPopulation, frame: Frame) -> Chart:
    bands = sorted({band for _, band in population.counts})
    rows = [
        {
            "band": band.lstrip("0").replace("-0", "-").replace("-", "–") if band != "00-04" else "0–4",
            "order": order,
            "sex": frame.say(f"sex.{sex}"),
            "sex_order": at,
            "value": population.counts[sex, band],
        }
        for order, band in enumerate(bands)
        for at, sex in enumerate(SEXES)
    ]
    figure = frame.profile.figure(Measure.OLDER)
    values = {"total": frame.texts.number(population.total), "share": frame.value(figure), "year": frame.profile.year}
    options = {"x_title": frame.say("chart.inhabitants"), "y_title": frame.say("chart.age")}
    name = frame.place(frame.profile.region)
    caption = frame.say("population.pyramid", name=name, year=frame.profile.year)
    return Chart("pyramid", caption, frame.say("population.alt", **values), tuple(rows), options)


def _age_table(population: RegionPopulation, frame: Frame) -> Table:
    country = frame.profile.populations["country", frame.profile.year] if _has_country(frame) else population
    whole, all_whole = population.total, country.total
    rows = []
    for at, first in enumerate(GROUPS):
        last = GROUPS[at + 1] if at + 1 < len(GROUPS) else None
        female, male = (_persons(population, first, last, sex) for sex in SEXES)
        other = _persons(country, first, last)
        label = (
            frame.say("age.from", first=first) if last is None else frame.say("age.between", first=first, last=last - 1)
        )
        cells = [frame.texts.number(count) for count in (female, male, female + male)]
        cells += [frame.texts.share((female + male) / whole, 1), frame.texts.share(other / all_whole, 1)]
        rows.append((plain(label), *(plain(cell) for cell in cells)))
    caption = frame.say("population.table", name=frame.place(frame.profile.region), year=frame.profile.year)
    return Table(caption, frame.columns(_AGES), tuple(rows))


def _has_country(frame: Frame) -> bool:
    return any(place.id == "country" for place in frame.profile.places)


def _persons(population: RegionPopulation, first: int, last: int | None, sex: str = "") -> int:
    return sum(
        persons
        for (found, band), persons in population.counts.items()
        if (not sex or found == sex) and first <= int(band[:2]) and (last is None or int(band[:2]) < last)
    )


def _growth_chart(frame: Frame) -> Chart:
    values = {"first": population_years()[0], "year": frame.profile.year}
    found = {place: frame.profile.figure(Measure.GROWTH, place.id) for place in frame.profile.places}
    told = [
        frame.say("alt_value", name=frame.place(place), value=frame.change(figure.value or 0.0))
        for place, figure in found.items()
        if figure
    ]
    rows = _bars({place: {"": figure.value if figure else None} for place, figure in found.items()}, frame)
    options = {"percent": True, "digits": 1, "x_title": frame.say("chart.growth", **values)}
    return Chart("bars", frame.say("population.growth", **values), listed_text(told, frame.texts) + ".", rows, options)


def _bars(values: Mapping[Place, Mapping[str, float | None]], frame: Frame) -> tuple[dict[str, object], ...]:
    return tuple(
        {"label": frame.place(place), "order": order, "series": series, "series_order": at, "value": value}
        for order, (place, found) in enumerate(values.items())
        for at, (series, value) in enumerate(found.items())
    )


def _year_table(frame: Frame) -> Table:
    """The years of the region; every year on the ground of today."""
    rows = []
    for year in population_years():
        found = [frame.profile.figure(measure, REGION, year) for measure in (Measure.POPULATION, *AGEING_MEASURES)]
        rows.append((plain(str(year)), *(plain(frame.value(figure)) for figure in found)))
    caption = frame.say("population.years", name=frame.place(frame.profile.region))
    return Table(caption, frame.columns(_SERIES), tuple(rows), frame.say("population.years_note"))


def ageing_blocks(frame: Frame) -> tuple[Block, ...]:
    """The four measures of ageing of every place, and two of them over the years."""
    profile = frame.profile
    rows = tuple(_place_row(place, AGEING_MEASURES, frame) for place in profile.places)
    caption = frame.say("ageing.table", year=profile.year)
    table = Table(caption, frame.columns(_PLACES), rows, frame.say("ageing.note"))
    shares = {
        place: {
            frame.say(f"measure.{measure}"): _value(place, measure, frame)
            for measure in (Measure.OLDER, Measure.OLDEST)
        }
        for place in profile.places
    }
    told = [
        frame.say("alt_value", name=frame.place(place), value=frame.value(profile.figure(Measure.OLDER, place.id)))
        for place in profile.places
    ]
    options = {"percent": True, "digits": 1, "x_title": frame.say("chart.share")}
    alt = frame.say("ageing.alt", values=listed_text(told, frame.texts))
    chart = Chart("bars", frame.say("ageing.chart", year=profile.year), alt, _bars(shares, frame), options)
    return frame.paragraph("ageing.intro"), table, chart, _over_years(frame)


def _value(place: Place, measure: Measure, frame: Frame) -> float | None:
    found = frame.profile.figure(measure, place.id)
    return found.value if found else None


def _place_row(place: Place, measures: tuple[Measure, ...], frame: Frame) -> tuple[Inline, ...]:
    found = (frame.profile.figure(measure, place.id) for measure in measures)
    strong = place.id == REGION
    return (frame.cell(place), *((Run(frame.value(figure), strong=strong),) for figure in found))


def _over_years(frame: Frame) -> Chart:
    """The share of older people, one small chart a place; a gap nowhere, since every year is on one ground."""
    places = frame.profile.places
    rows = [
        {
            "label": frame.place(place),
            "order": order,
            "year": year,
            "value": figure.value if (figure := frame.profile.figure(Measure.OLDER, place.id, year)) else None,
            "low": None,
            "high": None,
            "break": False,
        }
        for order, place in enumerate(places)
        for year in population_years()
    ]
    ends = [frame.profile.figure(Measure.OLDER, REGION, year) for year in (population_years()[0], frame.profile.year)]
    years = {"first": population_years()[0], "last": frame.profile.year}
    alt = frame.say("ageing.years_alt", start=frame.value(ends[0]), end=frame.value(ends[1]), **years)
    return Chart("years", frame.say("ageing.years"), alt, tuple(rows), {"percent": True, "columns": 2})


def income_blocks(frame: Frame) -> tuple[Block, ...]:
    """Net taxable income per inhabitant and per declaration, first and newest year, and what it does not say."""
    first, last = income_years()[0], frame.profile.income_year
    rows = []
    for place in frame.profile.places:
        per_resident, per_declaration = INCOME_MEASURES
        found = [
            frame.profile.figure(per_resident, place.id, first),
            frame.profile.figure(per_resident, place.id, last),
            frame.profile.figure(per_declaration, place.id, last),
        ]
        rows.append((frame.cell(place), *((Run(frame.value(one), strong=place.id == REGION),) for one in found)))
    columns = frame.columns(_INCOME, first=first, last=last)
    table = Table(frame.say("income.table"), columns, tuple(rows), frame.say("income.note"))
    shown = {place: {"": _value(place, Measure.PER_RESIDENT, frame)} for place in frame.profile.places}
    told = [
        frame.say(
            "alt_value",
            name=frame.place(place),
            value=frame.value(frame.profile.figure(Measure.PER_RESIDENT, place.id)),
        )
        for place in frame.profile.places
    ]
    options = {"digits": 0, "x_title": frame.say("chart.euro")}
    chart = Chart(
        "bars", frame.say("income.chart", year=last), listed_text(told, frame.texts) + ".", _bars(shown, frame), options
    )
    return frame.paragraph("income.intro", year=last), table, chart
