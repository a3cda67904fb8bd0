"""The two tables of maturity: what the members scored, and what the group agreed on."""

from __future__ import annotations

from selfeval.document import Align, Inline, Table, plain
from selfeval.model import Figure, State
from selfeval.reading import panel_reading
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, signed_cell
from selfeval.wording import cell

_PANEL: tuple[Heading, ...] = (
    ("component", 0.36, Align.TEXT),
    ("reading", 0.48, Align.TEXT),
    ("in_region", 0.16, Align.NUMBER),
)
_NUMBERS = ("agreed", "ambition", "gap", "previous", "change")
_SHORT = ("agreed", "previous", "change", "ambition")
_SINCE_LAST_YEAR = {"previous", "change"}


def finding_of(name: str, component: str, context: Context) -> str:
    """The outcome or level of a component: the id of it, "hidden", or nothing."""
    return context.result.finding(f"maturity.{name}", component)


def split_components(context: Context) -> list[str]:
    """The components on which the members do not agree."""
    return [item["id"] for item in context.components() if finding_of("outcome", item["id"], context) == "split"]


def last_year(component: str, context: Context) -> Figure:
    """The score agreed on the year before."""
    return context.result.figure("maturity.agreed", component, year=context.result.year - 1)


def panel_table(context: Context) -> Table:
    """Each component with the share of its scores near the median, and median, spread and outcome in a sentence."""
    rows = tuple(_panel_row(item["id"], context) for item in context.components())
    return Table(context.texts("panel.caption"), columns(_PANEL, context), rows, context.texts("panel.note"))


def _panel_row(component: str, context: Context) -> tuple[Inline, ...]:
    share = context.result.figure("maturity.in_region", component)
    return (context.link("components", component), _panel_reading(component, context), cell(share, context.texts))


def _panel_reading(component: str, context: Context) -> Inline:
    names = ("median", "quartile_low", "quartile_high")
    median, low, high = (context.result.figure(f"maturity.{name}", component) for name in names)
    level = context.level("readiness", finding_of("level", component, context))
    return plain(panel_reading(median, (low, high), finding_of("outcome", component, context), context.texts, level))


def agreed_table(context: Context) -> Table:
    """Each component with its agreed score and ambition, and the change where there was a year before."""
    compared = any(last_year(item["id"], context).state is not State.EMPTY for item in context.components())
    wanted = _NUMBERS if context.document == "self_evaluation" else _SHORT
    names = [name for name in wanted if compared or name not in _SINCE_LAST_YEAR]
    headings: list[Heading] = [("component", round(1 - 0.12 * len(names), 2), Align.TEXT)]
    headings += [(name, 0.12, Align.NUMBER) for name in names]
    rows = tuple(
        (context.link("components", item["id"]), *(_number(name, item["id"], context) for name in names))
        for item in context.components()
    )
    caption = context.texts("agreed.caption", year=context.result.year)
    return Table(caption, columns(headings, context), rows, context.texts("agreed.note"))


def _number(name: str, component: str, context: Context) -> Inline:
    if name == "previous":
        return cell(last_year(component, context), context.texts)
    figure = context.result.figure(f"maturity.{name}", component)
    return signed_cell(figure, context.texts) if name == "change" else cell(figure, context.texts)
