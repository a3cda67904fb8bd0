"""Whether each group of the target group is reached as well as the rest of it."""

from __future__ import annotations

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import Align, Block, Chart, Inline, Paragraph, Table, plain
from selfeval.model import Figure, State
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, interval_cell, reading_cell, signed_cell
from selfeval.sections.equity.slope import slope_blocks
from selfeval.wording import cell, state_word

_COLUMNS: tuple[Heading, ...] = (
    ("group", 0.22, Align.TEXT),
    ("reading", 0.32, Align.TEXT),
    ("share", 0.11, Align.NUMBER),
    ("gap", 0.17, Align.NUMBER),
    ("interval", 0.18, Align.NUMBER),
)
# A gap above nothing is a group reached more, whatever the direction of the indicator says.
_WORDS = {"improved": "higher", "worse": "lower", "same": "same"}


def compose(context: Context) -> tuple[Block, ...]:
    """The share reached in each group against the rest of the target group, in words, table and chart."""
    entries = [entry["id"] for entry in context.guide.codes("patient_group") if entry["group"] != "total"]
    groups = [group for group in entries if _share(group, context).state is not State.EMPTY]
    if not groups:
        return (context.nothing(),)
    rows = tuple(_row(group, context) for group in groups)
    return (
        _finding(groups, context),
        *_chart(groups, context),
        Table(context.texts("table.caption"), columns(_COLUMNS, context), rows, context.texts("table.note")),
        *slope_blocks(context),
        context.warning("reimbursement"),
        context.proposal("proposal", points=_smallest(context)),
    )


def _share(group: str, context: Context) -> Figure:
    return context.result.figure("reach.share", group=group)


def _gap(group: str, context: Context) -> Figure:
    return context.result.figure("equity.gap", group=group)


def _smallest(context: Context) -> str:
    """The smallest gap worth speaking of, in percentage points."""
    smallest: float = context.guide.item("indicators", "reach_gap_increased_reimbursement")["smallest_change"]
    return context.texts.number(smallest, 0 if float(smallest).is_integer() else 1)


def _word(group: str, context: Context) -> str:
    """The id of what may be said about a group: higher, lower, same, cannot_tell or hidden."""
    finding = context.result.finding("equity.verdict", group=group)
    return finding if finding == HIDDEN_FINDING else _WORDS.get(finding, "cannot_tell")


def _finding(groups: list[str], context: Context) -> Paragraph:
    """The groups reached less and more than the rest, by name."""
    named = {word: [group for group in groups if _word(group, context) == word] for word in ("lower", "higher")}
    names = {
        word: context.texts("wording.separator").join(context.code("patient_group", group) for group in found)
        or context.texts("none")
        for word, found in named.items()
    }
    return context.say("finding", **names)


def _row(group: str, context: Context) -> tuple[Inline, ...]:
    texts, gap = context.texts, _gap(group, context)
    name, share = plain(context.code("patient_group", group)), cell(_share(group, context), texts)
    said = reading_cell(gap, context.result.finding("equity.verdict", group=group), texts)
    return name, said, share, signed_cell(gap, texts), interval_cell(gap, texts)


def _chart(groups: list[str], context: Context) -> tuple[Chart, ...]:
    if not any(_gap(group, context).value is not None for group in groups):
        return ()
    texts = context.texts
    rows = tuple(_chart_row(group, order, context) for order, group in enumerate(groups))
    labels = {name: texts(f"chart.{name}") for name in ("value_label", "interval_label", "x_title")}
    alt = "".join(run.text for run in _finding(groups, context).runs)
    return (Chart("intervals", texts("chart.caption"), alt, rows, {"digits": 1, **labels}),)


def _chart_row(group: str, order: int, context: Context) -> dict[str, object]:
    """Percentage points, not fractions: a difference of shares is no share."""
    gap = _gap(group, context)
    ends = {"value": gap.value, "low": gap.low, "high": gap.high}
    points = {name: None if end is None else end * 100 for name, end in ends.items()}
    name = context.code("patient_group", group)
    label = name if gap.value is not None else f"{name} ({state_word(gap.state, context.texts)})"
    return {"label": label, "order": order, "unit_label": "", **points, "target": None, "previous": None}
