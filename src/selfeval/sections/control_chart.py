"""A control chart in words, picture and table; a series without limits gets the plain verdict instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfeval.document import Align, Chart, Column, Inline, Table, plain
from selfeval.statistics.control import ControlChart, Footing, Rule
from selfeval.texts import Texts

_LABELS = ("value", "signal", "centre", "limit", "trial", "break")
_CONSTANT_DIGITS = 3


def control_blocks(
    found: ControlChart, periods: Sequence[str], caption: str, texts: Texts, percent: bool = False, digits: int = 1
) -> tuple[Chart, Table]:
    """The chart of a series with limits, and the table behind it.

    periods: the name of each moment, in the reader's language. percent: the values are fractions of 1.
    The rule set and the constant of the limits are named on the chart, and its alt text says every signal.
    ValueError: no limits in the latest stretch (see ControlChart.has_limits), or not a name for every moment.
    """
    if not found.has_limits:
        raise ValueError("a series with limits is expected, found one that is too short")
    if len(periods) != len(found.values):
        raise ValueError(f"{len(found.values)} names of moments are expected, found {len(periods)}")
    labels = {f"{name}_label": texts(f"control.{name}_label") for name in _LABELS}
    constant = texts.number(found.constant, 2 if round(found.constant, 2) == found.constant else _CONSTANT_DIGITS)
    rules = texts(f"control.rules.{found.rule_set}", constant=constant)
    options = {"percent": percent, "rules_label": rules, **labels}
    chart = Chart("control", caption, told(found, periods, texts), tuple(_rows(found, periods)), options)
    return chart, _table(found, periods, caption, texts, percent, digits)


def told(found: ControlChart, periods: Sequence[str], texts: Texts) -> str:
    """The finding in words: each signal with the moments it covers, and whether limits are on trial."""
    signals = [
        texts("control.signal", rule=texts(f"control.rule.{signal.rule}"), periods=_span(signal.points, periods))
        for signal in found.signals
        if signal.points
    ]
    joined = texts("wording.separator").join(signals)
    said = [texts("control.signals", signals=joined) if signals else texts("control.no_signals")]
    return " ".join([*said, *([texts("control.on_trial")] if found.trial else [])])


def _span(points: Sequence[int], periods: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(periods[point] for point in points))


def _rows(found: ControlChart, periods: Sequence[str]) -> Iterator[dict[str, object]]:
    for number, stretch in enumerate(found.stretches):
        for at in range(stretch.start, stretch.stop):
            levels = {"centre": found.centre[at], "low": found.low[at], "high": found.high[at]}
            yield {
                "label": periods[at],
                "order": at,
                "value": found.values[at],
                **levels,
                "stretch": number,
                "signal": bool(_signals(found, at)),
                "trial": stretch.footing is Footing.TRIAL,
            }


def _signals(found: ControlChart, at: int) -> list[Rule]:
    return [signal.rule for signal in found.signals if at in signal.points]


def _table(
    found: ControlChart, periods: Sequence[str], caption: str, texts: Texts, percent: bool, digits: int
) -> Table:
    def written(value: float | None) -> str:
        if value is None:
            return texts("wording.no_interval")
        return texts.share(value, digits) if percent else texts.number(value, digits)

    def row(at: int) -> tuple[Inline, ...]:
        low, high = found.low[at], found.high[at]
        limits = texts("wording.interval", low=written(low), high=written(high)) if low is not None else written(None)
        signals = texts("wording.separator").join(texts(f"control.rule.{rule}") for rule in _signals(found, at))
        return tuple(
            plain(text) for text in (periods[at], written(found.values[at]), written(found.centre[at]), limits, signals)
        )

    shares = {"period": 0.2, "value": 0.14, "centre": 0.14, "limits": 0.22, "signal": 0.3}
    columns = tuple(
        Column(texts(f"control.column.{name}"), Align.TEXT if name in {"period", "signal"} else Align.NUMBER, share)
        for name, share in shares.items()
    )
    return Table(caption, columns, tuple(row(at) for at in range(len(found.values))))
