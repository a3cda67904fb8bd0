"""The page of maturity: the agreed scores of all projects on each component, as a distribution."""

from __future__ import annotations

from collections import Counter

from selfeval.benchmark.comparison import Distribution
from selfeval.benchmark.words import Frame, Heading
from selfeval.document import Align, Block, Chart, Inline, Table, plain
from selfeval.guide import Item

HIGHEST = 5
_COLUMNS: tuple[Heading, ...] = (
    ("component", 0.44, Align.TEXT),
    ("projects", 0.12, Align.NUMBER),
    ("median", 0.12, Align.NUMBER),
    ("middle", 0.18, Align.NUMBER),
)
_OWN: tuple[Heading, ...] = (("own", 0.14, Align.NUMBER),)


def maturity_blocks(frame: Frame) -> tuple[Block, ...]:
    """What the middle of the projects scored on each component, with the reader's own score."""
    components = frame.benchmark.guide.pilot_components()
    found = {item["id"]: frame.benchmark.distribute(item["id"]) for item in components}
    shown = [(item, one) for item in components if (one := found[item["id"]]) is not None]
    if not shown:
        return (frame.paragraph("maturity.nothing"),)
    rows = tuple(_row(one, frame) for _, one in shown)
    headings = _COLUMNS + (_OWN if frame.benchmark.own else ())
    missing = len(components) - len(shown)
    return (
        frame.paragraph("maturity.reading"),
        *((frame.paragraph("maturity.missing", number=missing),) if missing else ()),
        _chart(shown, frame),
        Table(frame.say("maturity.table"), frame.columns(headings), rows, frame.say("maturity.note")),
    )


def _row(found: Distribution, frame: Frame) -> tuple[Inline, ...]:
    low, median, high = (_score(value, frame) for value in found.quartiles)
    cells = (
        frame.link("components", found.component),
        plain(str(len(found.scores))),
        plain(median),
        plain(frame.texts("wording.interval", low=low, high=high)),
    )
    own = found.scores.get(frame.benchmark.own)
    none = frame.texts("wording.no_interval")
    return (*cells, plain(none if own is None else _score(own, frame))) if frame.benchmark.own else cells


def _score(value: float, frame: Frame) -> str:
    digits = next((digits for digits in (0, 1) if abs(round(value, digits) - value) < 1e-9), 2)
    return frame.texts.number(value, digits)


def _chart(shown: list[tuple[Item, Distribution]], frame: Frame) -> Chart:
    rows = tuple(row for item, found in shown for row in _lane(item, found, frame))
    names = ("x_title", "count_label", "median_label", "middle_label")
    options: dict[str, object] = {name: frame.say(f"maturity.{name}") for name in names}
    own = any(row["own"] is not None for row in rows)
    options |= {"maximum": HIGHEST} | ({"own_label": frame.say("chart.own_label")} if own else {})
    return Chart("dots", frame.say("maturity.caption", year=frame.benchmark.year), _alt(shown, frame), rows, options)


def _lane(item: Item, found: Distribution, frame: Frame) -> list[dict[str, object]]:
    """A row for each score that a project has; the reader's own stands beside it."""
    low, median, high = found.quartiles
    base: dict[str, object] = {"axis": frame.texts.of(item["name"]), "order": item["order"], "outcome": "", "mark": ""}
    base |= {"median": median, "low": low, "high": high, "own": found.scores.get(frame.benchmark.own)}
    counts = sorted(Counter(found.scores.values()).items())
    return [base | {"value": score, "count": count} for score, count in counts]


def _alt(shown: list[tuple[Item, Distribution]], frame: Frame) -> str:
    medians = [found.quartiles[1] for _, found in shown]
    low, high = _score(min(medians), frame), _score(max(medians), frame)
    said = [frame.say("maturity.alt", components=len(shown), low=low, high=high)]
    pairs = [(own, found.quartiles) for _, found in shown if (own := found.scores.get(frame.benchmark.own)) is not None]
    if pairs:
        below = sum(own < quartiles[0] for own, quartiles in pairs)
        above = sum(own > quartiles[2] for own, quartiles in pairs)
        within = len(pairs) - below - above
        label = frame.benchmark.own
        said.append(frame.say("maturity.alt_own", label=label, below=below, within=within, above=above))
    return " ".join(said)
