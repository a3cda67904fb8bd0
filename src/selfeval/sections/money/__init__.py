"""What was granted and spent under each heading, beside the maximum where a source gives one."""

from __future__ import annotations

import datetime

from selfeval.document import Align, Block, Bullets, Chart, Inline, Paragraph, Run, Table, plain
from selfeval.guide import Item
from selfeval.guide.references import references
from selfeval.model import Figure, State
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, own_sentence
from selfeval.wording import cell, number_text

_AMOUNTS = ("granted", "spent", "unspent", "maximum")
_COLUMNS: tuple[Heading, ...] = (("heading", 0.32, Align.TEXT), *((name, 0.17, Align.NUMBER) for name in _AMOUNTS))


def compose(context: Context) -> tuple[Block, ...]:
    """Amounts by heading, the project's own remarks, and where the maxima come from."""
    headings = list(context.guide.items("amounts"))
    filled = [item for item in headings if any(_known(name, item, context) for name in ("granted", "spent"))]
    if not filled:
        return (context.nothing(),)
    return (
        _finding(context),
        *_chart(headings, context),
        Table(
            context.texts("table.caption", year=context.result.year),
            columns(_COLUMNS, context),
            (*(_row(item, context) for item in headings), _totals(context)),
            context.texts("table.note"),
        ),
        *_unlike_totals(headings, context),
        *_above(headings, context),
        *_remarks(headings, context),
        *_sources(headings, context),
    )


def _amount(name: str, item: Item, context: Context) -> Figure:
    return context.result.figure(f"money.{name}", item["id"])


def _known(name: str, item: Item, context: Context) -> bool:
    return _amount(name, item, context).state is not State.EMPTY


def _total(name: str, context: Context) -> Figure:
    return context.result.figure(f"money.{name}_total")


def _finding(context: Context) -> Paragraph:
    words = {name: number_text(_total(name, context), context.texts) for name in ("granted", "spent")}
    return context.say("finding", year=context.result.year, **words)


def _chart(headings: list[Item], context: Context) -> tuple[Chart, ...]:
    rows = [_chart_row(item, order, context) for order, item in enumerate(headings)]
    shown = tuple(row for row in rows if row["granted"] is not None or row["spent"] is not None)
    if not shown:
        return ()
    options = {name: context.texts(f"chart.{name}") for name in ("granted_label", "spent_label", "maximum_label")}
    words = {name: number_text(_total(name, context), context.texts) for name in ("granted", "spent")}
    alt = context.texts("finding", year=context.result.year, **words)
    return (Chart("money", context.texts("chart.caption", year=context.result.year), alt, shown, options),)


def _chart_row(item: Item, order: int, context: Context) -> dict[str, object]:
    amounts = {name: _amount(name, item, context).value for name in ("granted", "spent", "maximum")}
    return {"label": context.texts.of(item["name"]), "order": order, **amounts}


def _row(item: Item, context: Context) -> tuple[Inline, ...]:
    cells = (cell(_amount(name, item, context), context.texts) for name in _AMOUNTS)
    return (context.link("amounts", item["id"]), *cells)


def _totals(context: Context) -> tuple[Inline, ...]:
    """The sums of the headings that are known; what is unspent and the maximum have no sum."""
    sums = ((Run(number_text(_total(name, context), context.texts), strong=True),) for name in ("granted", "spent"))
    none = plain(context.texts("table.no_total"))
    return ((Run(context.texts("table.total"), strong=True),), *sums, none, none)


def _unlike_totals(headings: list[Item], context: Context) -> tuple[Block, ...]:
    """A word of care where the two totals are not about the same headings."""
    granted, spent = (
        {item["id"] for item in headings if _amount(name, item, context).value is not None}
        for name in ("granted", "spent")
    )
    return () if granted == spent else (context.warning("unlike_totals"),)


def _above(headings: list[Item], context: Context) -> tuple[Block, ...]:
    """A word of care for every heading granted more than its maximum."""
    above = []
    for item in headings:
        granted, most = _amount("granted", item, context).value, _amount("maximum", item, context).value
        if granted is not None and most is not None and granted > most:
            above.append(context.texts.of(item["name"]))
    return (context.warning("above", names=context.texts.listing(above)),) if above else ()


def _remarks(headings: list[Item], context: Context) -> tuple[Block, ...]:
    texts, year = context.texts, context.result.year
    rows = {row.text("heading"): row for row in context.result.rows("money") if row.count("year") == year}
    lines = tuple(
        (Run(texts.of(item["name"]), strong=True), Run(f". {own_sentence(row.answer('remark'), texts)}"))
        for item in headings
        if (row := rows.get(item["id"])) and row.text("remark")
    )
    return (context.say("remarks"), Bullets(lines)) if lines else ()


def _sources(headings: list[Item], context: Context) -> tuple[Block, ...]:
    """The revision the maxima come from, and for each heading with an amount its condition and sources."""
    date = context.texts.date(datetime.date.fromisoformat(context.guide.revision))
    first = context.say("sources.revision", date=date, year=context.result.year)
    if context.document == "annual_report":
        return (first,)
    lines = tuple(_source(item, context) for item in headings if item["euro_per_year"] is not None)
    return (first, Bullets(lines)) if lines else (first,)


def _source(item: Item, context: Context) -> Inline:
    titles = context.texts("wording.separator").join(references()[key].title for key in item["sources"])
    words = {"amount": context.texts.euro(item["euro_per_year"]), "condition": context.texts.of(item["condition"])}
    name = Run(context.texts.of(item["name"]), strong=True)
    return (name, Run(context.texts("sources.line", titles=titles, **words)))
