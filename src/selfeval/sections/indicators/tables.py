"""The tables of the indicators: figures with their interval, and what is present or not."""

from __future__ import annotations

from selfeval.document import Align, Inline, Run, Table, plain
from selfeval.guide import Item
from selfeval.model import Figure, State
from selfeval.reading import change_of
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, interval_cell, reading_cell, verdict_text
from selfeval.wording import cell, run, state_word

_FIGURES: tuple[Heading, ...] = (
    ("indicator", 0.22, Align.TEXT),
    ("reading", 0.29, Align.TEXT),
    ("value", 0.12, Align.NUMBER),
    ("interval", 0.15, Align.NUMBER),
    ("previous", 0.12, Align.NUMBER),
    ("target", 0.1, Align.NUMBER),
)
_STRUCTURE: tuple[Heading, ...] = (
    ("indicator", 0.5, Align.TEXT),
    ("now", 0.32, Align.TEXT),
    ("previous", 0.18, Align.TEXT),
)
# Units that a bare number does not show.
_NAMED_UNITS = {"per_1000", "days"}


def is_structure(indicator: Item) -> bool:
    """Whether an indicator asks for yes or no."""
    return bool(indicator["calculation"] == "yes_no")


def figure_of(indicator: Item, context: Context, year: int | None = None) -> Figure:
    """The value of an indicator, in the report year unless another is named."""
    return context.result.figure("indicator.value", indicator["id"], year=year)


def last_year(indicator: Item, context: Context) -> Figure:
    """The value of an indicator the year before."""
    return figure_of(indicator, context, context.result.year - 1)


def verdict_of(indicator: Item, context: Context) -> str:
    """The word that may be said about the change of an indicator since the year before."""
    finding = context.result.finding("indicator.verdict", indicator["id"])
    now, before = figure_of(indicator, context), last_year(indicator, context)
    return verdict_text(context, finding, now, before, indicator["smallest_denominator"])


def figures_table(aim: Item, indicators: list[Item], context: Context) -> Table:
    """One row for each indicator of an aim."""
    caption = context.texts("table.caption", aim=context.texts.of(aim["name"]), year=context.result.year)
    rows = tuple(_row(indicator, context) for indicator in indicators)
    return Table(caption, columns(_FIGURES, context), rows, context.texts("table.note"))


def _row(indicator: Item, context: Context) -> tuple[Inline, ...]:
    texts, figure = context.texts, figure_of(indicator, context)
    target = context.result.figure("indicator.target", indicator["id"])
    return (
        context.link("indicators", indicator["id"]),
        reading_of(indicator, context),
        _value(figure, context),
        interval_cell(figure, texts),
        cell(last_year(indicator, context), texts),
        cell(target, texts) if indicator["asked"] else plain(texts("wording.no_interval")),
    )


def reading_of(indicator: Item, context: Context) -> Inline:
    """The sentence that reads an indicator of the report year, and its change since the year before."""
    limits = indicator.get("range")
    return reading_cell(
        figure_of(indicator, context),
        change_since(indicator, context),
        context.texts,
        tuple(limits) if limits else None,
    )


def change_since(indicator: Item, context: Context) -> str:
    """What may be said of the change of an indicator since the year before, as `reading.change_of` names it."""
    finding = context.result.finding("indicator.verdict", indicator["id"])
    now, before = figure_of(indicator, context), last_year(indicator, context)
    return change_of(finding, now, before, indicator["smallest_denominator"])


def _value(figure: Figure, context: Context) -> Inline:
    """The number with its unit."""
    texts = context.texts
    pieces = [run(figure, texts)]
    if figure.state is State.KNOWN and figure.unit in _NAMED_UNITS:
        pieces.append(Run(f" {texts(f'sheet.unit_{figure.unit}')}"))
    return tuple(pieces)


def structure_table(indicators: list[Item], context: Context) -> Table:
    """What is present or not, this year and the year before."""
    rows = tuple(
        (
            context.link("indicators", indicator["id"]),
            reading_of(indicator, context),
            _presence(last_year(indicator, context), context),
        )
        for indicator in indicators
    )
    return Table(context.texts("structure.caption", year=context.result.year), columns(_STRUCTURE, context), rows)


def _presence(figure: Figure, context: Context) -> Inline:
    if figure.value is None:
        return plain(state_word(figure.state, context.texts))
    return plain(context.texts("structure.present" if figure.value else "structure.absent"))
