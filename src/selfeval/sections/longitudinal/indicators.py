"""The indicators over the years: what may be said of the change, what is new or gone, and where a series has a gap."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Align, Block, Column, Inline, Paragraph, Run, Table
from selfeval.guide import Item
from selfeval.model import State
from selfeval.results.breaks import SERIES_BREAK
from selfeval.results.indicators import breaks_in
from selfeval.sections import Context
from selfeval.sections.cells import signed_cell
from selfeval.sections.indicators.tables import change_since, figure_of, reading_of
from selfeval.sections.longitudinal.pictures import charts
from selfeval.wording import cell, linked

# In this order in the sentence that counts them; all other outcomes tell nothing of a change.
_COUNTED = ("improved", "worse", "no_judgement", "same", SERIES_BREAK, "hidden")
_SHOWN = {State.KNOWN, State.HIDDEN}


def indicator_blocks(context: Context) -> tuple[Block, ...]:
    """What may be said of all, then each aim with its series drawn and in a table."""
    years = _years(context)
    listed = [item for item in context.guide.items("indicators") if _shown_years(item, years, context)]
    if not any(year < context.result.year for year in years):
        return (context.say("indicators.no_history", year=context.result.year),)
    return (
        *_compared(listed, context),
        *_appearing(listed, years, context),
        *_gaps(listed, years, context),
        *_breaks(listed, years, context),
        *(block for aim in context.guide.items("aims") for block in _aim(aim, listed, years, context)),
    )


def _years(context: Context) -> list[int]:
    """The years of which an indicator has a figure, the report year always among them."""
    known = {figure.key.year for figure in context.result.about("indicator.value") if figure.state in _SHOWN}
    return sorted(known | {context.result.year})


def _shown_years(indicator: Item, years: list[int], context: Context) -> list[int]:
    return [year for year in years if figure_of(indicator, context, year).state in _SHOWN]


def _compared(listed: list[Item], context: Context) -> Iterator[Block]:
    """How many indicators have a figure of both years, and what may be said of how many."""
    both = {context.result.year, context.result.year - 1}
    found = [
        change_since(item, context) or "hidden"
        for item in listed
        if both <= set(_shown_years(item, sorted(both), context))
    ]
    if not found:
        yield context.say("indicators.no_last_year", before=context.result.year - 1)
        return
    counts = {name: found.count(name) for name in _COUNTED}
    counts["untold"] = len(found) - sum(counts.values())
    said = [context.texts(f"indicators.count.{name}", count=count) for name, count in counts.items() if count]
    yield context.say("indicators.compared", both=len(found), counts=context.texts.listing(said))


def _appearing(listed: list[Item], years: list[int], context: Context) -> Iterator[Block]:
    """What is measured for the first time, again after a gap, and no longer."""
    year = context.result.year
    kinds: dict[str, list[str]] = {"new": [], "again": [], "gone": []}
    for item in listed:
        known = set(_shown_years(item, years, context))
        if year in known and year - 1 not in known:
            kinds["again" if len(known) > 1 else "new"].append(context.texts.of(item["name"]))
        elif year - 1 in known and year not in known:
            kinds["gone"].append(context.texts.of(item["name"]))
    for kind, names in kinds.items():
        if names:
            yield context.say(
                f"indicators.{kind}", names=context.texts("wording.separator").join(names), before=year - 1
            )


def _gaps(listed: list[Item], years: list[int], context: Context) -> Iterator[Block]:
    """The years without a figure between two that have one."""
    found = []
    for item in listed:
        known = _shown_years(item, years, context)
        missing = [str(year) for year in range(known[0], known[-1]) if year not in known]
        if missing:
            found.append(f"{context.texts.of(item['name'])} ({', '.join(missing)})")
    if found:
        yield context.say("indicators.gaps", series=context.texts("wording.separator").join(found))


def _breaks(listed: list[Item], years: list[int], context: Context) -> Iterator[Block]:
    """The years from which on series start anew, with how many do."""
    counts = {year: sum(breaks_in(item, year, context.guide) for item in listed) for year in years[1:]}
    found = [context.texts("indicators.break", year=year, count=count) for year, count in counts.items() if count]
    if found:
        verdict = Run(context.name("scales", "verdict"), definition="scales/verdict")
        yield Paragraph(
            linked("indicators.breaks", context.texts, series=context.texts.listing(found), verdict=verdict)
        )


def _aim(aim: Item, listed: list[Item], years: list[int], context: Context) -> tuple[Block, ...]:
    items = [item for item in listed if item["aim"] == aim["id"]]
    if not items:
        return ()
    title = Paragraph((Run(context.texts.of(aim["name"]), strong=True, definition=f"aims/{aim['id']}"),))
    return (title, *charts(aim, items, years, context), _table(aim, items, years, context))


def _table(aim: Item, items: list[Item], years: list[int], context: Context) -> Table:
    """A column a year, then the sentence that reads this year's figure and its change."""
    texts, wide = context.texts, 0.46 / len(years)
    columns = (
        Column(texts("column.indicator"), share=0.23),
        *(Column(str(year), Align.NUMBER, wide) for year in years),
        Column(texts("column.reading"), share=0.31),
    )
    rows = tuple(_row(item, years, context) for item in items)
    return Table(texts("indicators.caption", aim=texts.of(aim["name"]), first=years[0], last=years[-1]), columns, rows)


def _row(indicator: Item, years: list[int], context: Context) -> tuple[Inline, ...]:
    figures = (figure_of(indicator, context, year) for year in years)
    values = ((signed_cell if figure.unit == "points" else cell)(figure, context.texts) for figure in figures)
    return context.link("indicators", indicator["id"]), *values, reading_of(indicator, context)
