"""The two tables of maturity: what the members scored, and what the group agreed on."""

from __future__ import annotations

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import Align, Inline, Table, plain
from selfeval.model import Figure, State
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, signed_cell
from selfeval.wording import cell

_PANEL: tuple[Heading, ...] = (
    ("component", 0.4, Align.TEXT),
    ("respondents", 0.13, Align.NUMBER),
    ("median", 0.11, Align.NUMBER),
    ("in_region", 0.13, Align.NUMBER),
    ("outcome", 0.23, Align.TEXT),
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


def outcome_text(component: str, context: Context) -> str:
    """Agreement with its level, split, too few, nothing scored, or hidden."""
    outcome = finding_of("outcome", component, context)
    if outcome == HIDDEN_FINDING:
        return context.texts("missing.hidden")
    level = context.level("readiness", finding_of("level", component, context))
    return context.texts(f"outcome.{outcome or 'none'}", level=level)


def last_year(component: str, context: Context) -> Figure:
    """The score agreed on the year before."""
    return context.result.figure("maturity.agreed", component, year=context.result.year - 1)


def panel_table(context: Context) -> Table:
    """Each component with its respondents, their median, the share near it, and what that comes to."""
    rows = tuple(_panel_row(item["id"], context) for item in context.components())
    return Table(context.texts("panel.caption"), columns(_PANEL, context), rows, context.texts("panel.note"))


def _panel_row(component: str, context: Context) -> tuple[Inline, ...]:
    figures = (context.result.figure(f"maturity.{name}", component) for name in ("panel", "median", "in_region"))
    cells = (cell(figure, context.texts) for figure in figures)
    return (context.link("components", component), *cells, plain(outcome_text(component, context)))


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
