"""Whom the project reaches: how many joined and left, which part of the target group, which groups, year by year."""

from __future__ import annotations

from selfeval.document import Align, Block, Bullets, Chart, Inline, Paragraph, Table, plain
from selfeval.model import Figure, State
from selfeval.reading import reading
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, interval_cell
from selfeval.texts import Texts
from selfeval.wording import cell, number_text, state_word

_STEPS = {
    "start": "stock",
    "inflow": "inflow",
    "deceased": "outflow",
    "moved": "outflow",
    "stopped": "outflow",
    "end": "stock",
}
_COUNTS = ("target_group", "start", "inflow", "outflow", "end", "share")
_BY_GROUP: tuple[Heading, ...] = (
    ("group", 0.21, Align.TEXT),
    *((name, 0.1, Align.NUMBER) for name in _COUNTS),
    ("interval", 0.19, Align.NUMBER),
)
_OF_YEAR = ("end", "inflow", "outflow", "target_group", "share")
_BY_YEAR: tuple[Heading, ...] = (
    ("year", 0.12, Align.TEXT),
    *((name, 0.14, Align.NUMBER) for name in _OF_YEAR),
    ("interval", 0.18, Align.NUMBER),
)
_SHORT = {"total", "sex", "age"}


def compose(context: Context) -> tuple[Block, ...]:
    """How many patients are included, against target group and own target; which groups; and over the years."""
    filled = [group for group in _groups(context) if _has_something(group, context)]
    if not filled:
        return (context.nothing(),)
    self_evaluation = context.document == "self_evaluation"
    return (
        *_flow(context),
        *_key_sentences(context),
        *_by_group(context, filled),
        *(_share_chart(context, filled) if self_evaluation else ()),
        *_years(context),
    )


def _has_something(group: str, context: Context) -> bool:
    return any(_about(context, name, group).state is not State.EMPTY for name in _COUNTS)


def _about(context: Context, measure: str, group: str = "total", year: int | None = None) -> Figure:
    return context.result.figure(f"reach.{measure}", group=group, year=year)


def _groups(context: Context) -> list[str]:
    """All groups, or in the annual report those of sex and age."""
    entries = context.guide.codes("patient_group")
    return [entry["id"] for entry in entries if context.document == "self_evaluation" or entry["group"] in _SHORT]


def _words(context: Context, *measures: str) -> dict[str, str]:
    return {name: number_text(_about(context, name), context.texts) for name in measures}


def _flow(context: Context) -> tuple[Block, ...]:
    finding = context.texts("flow.finding", **_words(context, "start", "inflow", "outflow", "end"))
    rows = tuple(
        {"label": context.texts(f"step.{name}"), "order": order, "kind": kind, "value": _about(context, name).value}
        for order, (name, kind) in enumerate(_STEPS.items())
    )
    sentence = Paragraph(plain(finding))
    if sum(row["value"] is not None for row in rows) < 2:
        return (sentence, context.say("flow.no_chart"))
    options = {"y_title": context.texts("flow.axis")}
    chart = Chart("flow", context.texts("flow.caption", year=context.result.year), finding, rows, options)
    gaps = any(row["value"] is None for row in rows)
    return (sentence, chart, *((context.say("flow.gap"),) if gaps else ()))


def _key_sentences(context: Context) -> tuple[Block, ...]:
    share, texts = _about(context, "share"), context.texts
    if share.state is State.KNOWN:
        words = {"share": number_text(share, texts), "reading": reading(share, "", texts)}
        of_target_group = context.say("share.known", **words)
    else:
        of_target_group = context.say("share.missing", state=state_word(share.state, texts))
    return (of_target_group, _against_own_target(context), _criterion(context))


def _against_own_target(context: Context) -> Paragraph:
    part = context.result.figure("reach.of_inclusion_target")
    aimed = number_text(context.result.figure("reach.inclusion_target"), context.texts)
    key = {State.KNOWN: "known", State.HIDDEN: "hidden"}.get(part.state, "missing")
    words = {"part": number_text(part, context.texts), **_words(context, "end")}
    return context.say(f"target.{key}", aimed=aimed, **words)


def _criterion(context: Context) -> Paragraph:
    minimum = context.guide.item("criteria", "target_group_minimum")["minimum"]
    size = context.result.figure("reach.target_group_size")
    outcome = "missing" if size.value is None else "met" if size.value >= minimum else "not_met"
    words = {"minimum": context.texts.number(minimum), "size": number_text(size, context.texts)}
    return context.say(f"criterion.{outcome}", **words)


def _by_group(context: Context, filled: list[str]) -> tuple[Block, ...]:
    texts = context.texts
    rows = tuple(
        (
            plain(context.code("patient_group", group)),
            *(cell(_about(context, name, group), texts) for name in _COUNTS),
            interval_cell(_about(context, "share", group), texts),
        )
        for group in filled
    )
    caption = texts("groups.caption", year=context.result.year)
    table = Table(caption, columns(_BY_GROUP, context), rows, texts("groups.note"))
    open_breakdowns = _open_breakdowns(context, filled)
    if not open_breakdowns:
        return (table,)
    return (table, context.say("groups.open", names=texts.listing(open_breakdowns)))


def _open_breakdowns(context: Context, filled: list[str]) -> list[str]:
    """The names of the breakdowns of which nothing was filled in."""
    entries = [entry for entry in context.guide.codes("patient_group") if entry["id"] in _groups(context)]
    found = {entry["group"] for entry in entries if entry["id"] in filled}
    asked = dict.fromkeys(entry["group"] for entry in entries)
    return [context.code("stratifier", name) for name in asked if name not in found]


def _share_chart(context: Context, filled: list[str]) -> tuple[Block, ...]:
    texts = context.texts
    shares = [(context.code("patient_group", group), _about(context, "share", group)) for group in filled]
    known = [entry for entry in shares if entry[1].value is not None]
    if len(known) < 2:
        return (context.say("by_share.too_few"),)
    words: dict[str, str] = {}
    ends = {"low": min(known, key=_share_of), "high": max(known, key=_share_of)}
    for end, (name, share) in ends.items():
        words |= {end: number_text(share, texts), f"{end}_group": name}
    rows = tuple(_share_row(name, share, order, context) for order, (name, share) in enumerate(shares))
    labels = {key: texts(f"by_share.{key}") for key in ("value_label", "interval_label")}
    finding = texts("by_share.finding", **words)
    chart = Chart("intervals", texts("by_share.caption"), finding, rows, {"percent": True, **labels})
    return (Paragraph(plain(finding)), Bullets(tuple(_read(*entry, texts) for entry in ends.values())), chart)


def _read(name: str, share: Figure, texts: Texts) -> Inline:
    """A group with the sentence that reads its share."""
    return plain(texts("by_share.read", name=name, reading=reading(share, "", texts)))


def _share_of(entry: tuple[str, Figure]) -> float:
    return entry[1].value or 0.0


def _share_row(name: str, share: Figure, order: int, context: Context) -> dict[str, object]:
    ends = {"value": share.value, "low": share.low, "high": share.high, "target": None, "previous": None}
    label = name if share.value is not None else f"{name} ({state_word(share.state, context.texts)})"
    return {"label": label, "order": order, "unit_label": "", **ends}


def _years(context: Context) -> tuple[Block, ...]:
    years = [figure.key.year for figure in context.result.about("reach.end") if figure.key.group == "total"]
    known = [year for year in years if _about(context, "end", year=year).state is not State.EMPTY]
    if len(known) < 2:
        return (context.say("years.too_few"),)
    texts = context.texts
    rows = tuple(
        (
            plain(str(year)),
            *(cell(_about(context, name, year=year), texts) for name in _OF_YEAR),
            interval_cell(_about(context, "share", year=year), texts),
        )
        for year in known
    )
    ends = (f"{number_text(_about(context, 'end', year=year), texts)} ({year})" for year in known)
    finding = texts("years.finding", ends=", ".join(ends))
    points = _year_rows(context, range(known[0], known[-1] + 1))
    chart = Chart("years", texts("years.chart"), finding, points, {"columns": 3})
    return (Paragraph(plain(finding)), chart, Table(texts("years.caption"), columns(_BY_YEAR, context), rows))


def _year_rows(context: Context, years: range) -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "label": context.texts(f"column.{name}"),
            "order": order,
            "year": year,
            "value": _about(context, name, year=year).value,
            "low": None,
            "high": None,
            "break": False,
        }
        for order, name in enumerate(("end", "inflow", "outflow"))
        for year in years
    )
