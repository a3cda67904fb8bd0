"""The region: its municipalities, and its inhabitants by age and sex."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Block, Callout, Chart, Column, Paragraph, Run, Table, Tone, plain
from selfeval.model import Figure
from selfeval.sections import Context
from selfeval.territory import Municipality, Region, municipality
from selfeval.wording import linked, listed_text, number_text, numbered, run

SEXES = ("female", "male")


def municipality_blocks(context: Context) -> tuple[Block, ...]:
    """The municipalities by province; the annual report only says how many there are."""
    if not context.result.rows("municipalities"):
        return (context.say("municipalities.not_filled_in"),)
    texts, count = context.texts, context.result.figure("region.municipalities")
    key = numbered("municipalities.sentence", round(count.value or 0), texts)
    sentence = Paragraph(linked(key, texts, count=run(count, texts, strong=True)))
    if context.document == "annual_report":
        return (sentence,)
    columns = (Column(texts("municipalities.province"), share=0.34), Column(texts("municipalities.names"), share=0.66))
    rows = tuple(
        (plain(province), plain(listed_text(sorted(names), texts)))
        for province, names in sorted(_by_province(context).items())
    )
    return sentence, Table(texts("municipalities.caption"), columns, rows)


def _by_province(context: Context) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    codes = (row.text("municipality") for row in context.result.rows("municipalities"))
    for code in dict.fromkeys(code for code in codes if code):
        found = municipality(code, context.result.year)
        province, name = _places(found, context) if found else (context.texts("municipalities.elsewhere"), code)
        grouped.setdefault(province, []).append(name)
    return grouped


def _places(found: Municipality, context: Context) -> tuple[str, str]:
    """Province and name in the reader's language; in English the local ones."""
    language = context.texts.language
    dutch = language == "nl" or (language == "en" and found.region is Region.FLANDERS)
    province = found.province_nl if dutch else found.province_fr
    return province or context.texts("municipalities.brussels"), found.name(language)


def population_blocks(context: Context) -> tuple[Block, ...]:
    """The inhabitants of the region against the size the call had in mind, with a pyramid."""
    figures = context.result.about("region.population")
    total = next((figure for figure in figures if not figure.key.subject), None)
    if total is None:
        return (context.say("population.unknown"),) if context.result.rows("municipalities") else ()
    sentence = linked(
        "population.sentence",
        context.texts,
        total=run(total, context.texts, strong=True),
        year=str(total.key.year),
        share=run(_older(total, context), context.texts),
    )
    return Paragraph(sentence), *_against_criterion(total, context), _pyramid(figures, total, context)


def _older(total: Figure, context: Context) -> Figure:
    return context.result.figure("region.older_share", year=total.key.year)


def _against_criterion(total: Figure, context: Context) -> Iterator[Callout]:
    criterion = context.guide.item("criteria", "region_size")
    low, high, value = criterion["minimum"], criterion["maximum"], total.value or 0
    if context.document == "annual_report" or low <= value <= high:
        return
    name = Run(context.texts("population.criterion"), definition="criteria/region_size")
    limits = {"low": context.texts.number(low), "high": context.texts.number(high)}
    side = "population.larger" if value > high else "population.smaller"
    yield Callout(Tone.NOTE, context.texts("document.note"), linked(side, context.texts, criterion=name, **limits))


def _pyramid(figures: list[Figure], total: Figure, context: Context) -> Chart:
    texts = context.texts
    bands = sorted(
        {figure.key.group for figure in figures if figure.key.group}, key=lambda band: int(band.split("_")[1])
    )
    rows = [
        {
            "band": texts(f"population.{figure.key.group}"),
            "order": bands.index(figure.key.group),
            "sex": texts(f"population.{figure.key.subject}"),
            "sex_order": SEXES.index(figure.key.subject),
            "value": figure.value,
        }
        for figure in figures
        if figure.key.subject
    ]
    share = number_text(_older(total, context), texts)
    alt = texts("population.alt", total=number_text(total, texts), share=share, year=total.key.year)
    options = {"x_title": texts("population.inhabitants"), "y_title": texts("population.age")}
    return Chart("pyramid", texts("population.caption", year=total.key.year), alt, tuple(rows), options)
