"""The slope of the share reached: between two groups their difference, over ranked groups the slope index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from selfeval.document import Block, Chart, Paragraph
from selfeval.model import Figure, State
from selfeval.reading import reading
from selfeval.results.inequality import RANKED
from selfeval.sections import Context
from selfeval.wording import signed, state_word

_REIMBURSEMENT = "increased_reimbursement"


def slope_blocks(context: Context) -> tuple[Block, ...]:
    """What may be said of the slope, a chart of both breakdowns, and where the rule comes from."""
    slope = context.result.figure("equity.slope", group=RANKED)
    panels = [*_two_groups(context), *_ranked_groups(slope, context)]
    said = [] if slope.state is State.EMPTY else [_said(slope, context)]
    if not panels:
        return tuple(said)
    rows = tuple(row | {"panel_order": order} for order, panel in enumerate(panels) for row in panel)
    return *said, _chart(rows, context), *([context.proposal("slope.proposal")] if slope.value is not None else [])


def _said(slope: Figure, context: Context) -> Paragraph:
    if slope.value is None:
        return context.say("slope.missing", state=state_word(slope.state, context.texts))
    verdict = context.result.finding("equity.slope_verdict", group=RANKED)
    return context.say("slope.said", reading=reading(slope, verdict, context.texts))


def _chart(rows: tuple[dict[str, object], ...], context: Context) -> Chart:
    """The alt text says each panel's difference or slope with its interval."""
    texts = context.texts
    titles = dict.fromkeys(str(row["panel"]) for row in rows)
    labels = {name: texts(f"slope.{name}") for name in ("value_label", "interval_label", "line_label")}
    return Chart("slope", texts("slope.caption"), f"{'. '.join(titles)}.", rows, {"percent": True, **labels})


def _shares(stratifier: str, context: Context) -> list[Figure]:
    """The shares of a breakdown in their order, none when one of them is not known."""
    groups = [entry["id"] for entry in context.guide.codes("patient_group") if entry["group"] == stratifier]
    found = [context.result.figure("reach.share", group=group) for group in groups]
    return found if all(figure.value is not None and figure.denominator for figure in found) else []


def _two_groups(context: Context) -> list[list[dict[str, object]]]:
    """With and without increased reimbursement, joined by a line."""
    shares = _shares(_REIMBURSEMENT, context)
    gap = context.result.figure("equity.gap", group="reimbursement_yes")
    if not shares or gap.value is None:
        return []
    title, places = _title(_REIMBURSEMENT, gap, context), _places(shares)
    ends = [(share.value or 0.0, place) for share, (place, _) in zip(shares, places, strict=True)]
    return [[*_groups(title, shares, places, context), *_line(title, ends)]]


def _ranked_groups(slope: Figure, context: Context) -> list[list[dict[str, object]]]:
    """The strata from low to complex, with the line whose ends make the slope."""
    shares = _shares(RANKED, context)
    if not shares or slope.value is None:
        return []
    title, places = _title(RANKED, slope, context), _places(shares)
    bottom, top = (context.result.figure("equity.slope_end", end, RANKED).value or 0.0 for end in ("bottom", "top"))
    ends = [_within(bottom, 0.0, top - bottom), _within(top, 1.0, top - bottom)]
    return [[*_groups(title, shares, places, context), *_line(title, ends)]]


def _within(value: float, place: float, slope: float) -> tuple[float, float]:
    """An end of the line, or where it meets none or all: a straight line may run out of what a share can be."""
    kept = min(max(value, 0.0), 1.0)
    return kept, place if kept == value else place + (kept - value) / slope


def _title(stratifier: str, difference: Figure, context: Context) -> str:
    texts = context.texts
    numbers = {"gap": difference.value, "low": difference.low, "high": difference.high}
    words = {name: signed(100 * (value or 0.0), 1, texts) for name, value in numbers.items()}
    return texts("slope.panel", name=context.code("stratifier", stratifier), **words)


def _places(shares: Sequence[Figure]) -> list[tuple[float, float]]:
    """The middle of each group's part of all people, and that part."""
    sizes = [share.denominator or 0 for share in shares]
    ends = accumulate(sizes)
    return [((end - size / 2) / sum(sizes), size / sum(sizes)) for end, size in zip(ends, sizes, strict=True)]


def _groups(
    title: str, shares: Sequence[Figure], places: Sequence[tuple[float, float]], context: Context
) -> list[dict[str, object]]:
    return [
        {"panel": title, "label": context.code("patient_group", share.key.group), "order": order}
        | {"place": place, "part": part, "value": share.value, "low": share.low, "high": share.high}
        for order, (share, (place, part)) in enumerate(zip(shares, places, strict=True))
    ]


def _line(title: str, ends: Sequence[tuple[float, float]]) -> list[dict[str, object]]:
    empty = {"panel": title, "label": "", "part": None, "low": None, "high": None}
    return [empty | {"order": order, "value": value, "place": place} for order, (value, place) in enumerate(ends)]
