"""What may be told of a group's answers: every figure of a scale, or nothing where too few people stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from selfeval.disclosure import SMALLEST_FOR_QUARTILES, Policy, Release
from selfeval.errors import RequestError
from selfeval.guide import Guide, Item
from selfeval.instruments import Summary, score_instrument, value_set_of
from selfeval.instruments.health_state import limits_of
from selfeval.survey.answers import AnswerRows
from selfeval.survey.reliability import Reliability, reliability

PREFERRED_VALUE_SET = "belgium"


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """One scale. Hidden: fewer people than may be shown have a score, and then no figure is here.

    `quartiles` are low, median and high, None for too few people. `floor` and `ceiling` are shares; None is hidden or
    unknown (`limits` says which).
    """

    scale: Item
    limits: tuple[float, float] | None
    hidden: bool
    summary: Summary | None = None
    quartiles: tuple[float, float, float] | None = None
    floor: float | None = None
    ceiling: float | None = None
    alpha: Reliability | None = None

    @property
    def figures(self) -> Summary:
        """The summary of a scale that is shown; raises ValueError for a hidden one."""
        if self.summary is None:
            raise ValueError(f"a scale that may be shown is expected, found {self.scale['id']}")
        return self.summary


@dataclass(frozen=True)
class SurveyResult:
    """What may be told of the answers to one instrument.

    `respondents` is None when it is hidden. `agreed`: one set of scores that a panel agreed on, which has no spread.
    """

    instrument: Item
    guide: Guide
    scales: tuple[ScaleResult, ...]
    respondents: int | None
    invited: int | None
    value_set: Item | None
    agreed: bool
    year: int
    smallest: int
    synthetic: bool = False

    def shown(self) -> tuple[ScaleResult, ...]:
        """The scales of which figures may be told."""
        return tuple(one for one in self.scales if not one.hidden)


def release_scores(
    instrument: Item,
    guide: Guide,
    rows: AnswerRows,
    *,
    value_set: str = "",
    invited: int = 0,
    year: int = 0,
    smallest: int = 5,
    synthetic: bool = False,
) -> SurveyResult:
    """The figures of every scale that at least `smallest` people have a score on.

    Quartiles, median included, need SMALLEST_FOR_QUARTILES people; a share at the lowest or highest score is hidden
    when it counts, or leaves, 1 to smallest - 1 people. One row of an instrument that a panel fills in is a group's
    agreed score and no person's: it is shown. 0 invited means unknown.
    Raises RequestError: invited_too_few (found, expected), unknown_value_set (found, accepted), and as Policy does.
    """
    Policy(Release.PUBLIC, smallest)
    chosen = chosen_value_set(instrument, value_set)
    if invited < 0 or 0 < invited < len(rows):
        raise RequestError("invited_too_few", found=invited, expected=len(rows))
    agreed = instrument["respondents"] == "panel" and len(rows) == 1
    least = 1 if agreed else smallest
    named = chosen["id"] if chosen else None
    scored = score_instrument(instrument, rows, value_set=named, invited=invited or None)
    scales = [
        _released(instrument, scale, scored[scale["id"]].scores, scored[scale["id"]].summary, rows, chosen, least)
        for scale in instrument["scales"]
        if scale["id"] in scored
    ]
    told = len(rows) if len(rows) >= least else None
    return SurveyResult(
        instrument, guide, tuple(scales), told, invited or None, chosen, agreed, year, smallest, synthetic
    )


def chosen_value_set(instrument: Item, name: str) -> Item | None:
    """The value set of that name, the Belgian one for none; None for an instrument that has none.

    Raises RequestError for a name the instrument does not have.
    """
    names = [one["id"] for one in instrument["value_sets"]]
    if name and name not in names:
        raise RequestError("unknown_value_set", found=name, accepted=", ".join(names) or "–")
    preferred = PREFERRED_VALUE_SET if PREFERRED_VALUE_SET in names else next(iter(names), None)
    return value_set_of(instrument, name or preferred)


def _released(
    instrument: Item,
    scale: Item,
    scores: Sequence[float | None],
    summary: Summary,
    rows: AnswerRows,
    chosen: Item | None,
    least: int,
) -> ScaleResult:
    limits = tuple(scale["range"]) if scale["range"] else limits_of(chosen) if chosen else None
    known = [score for score in scores if score is not None]
    if len(known) < least:
        return ScaleResult(scale, limits, hidden=True)
    return ScaleResult(
        scale,
        limits,
        hidden=False,
        summary=summary,
        quartiles=_quartiles(known),
        floor=_share(summary.floor, len(known), least),
        ceiling=_share(summary.ceiling, len(known), least),
        alpha=reliability(instrument, scale, rows, least),
    )


def _quartiles(known: Sequence[float]) -> tuple[float, float, float] | None:
    """First quartile, median, third quartile (inclusive method, as for projects side by side)."""
    if len(known) < SMALLEST_FOR_QUARTILES:
        return None
    low, median, high = quantiles(known, n=4, method="inclusive")
    return low, median, high


def _share(share: float | None, n: int, least: int) -> float | None:
    if share is None:
        return None
    count = round(share * n)
    return None if any(0 < part < least for part in (count, n - count)) else share
