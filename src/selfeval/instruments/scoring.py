"""The scores of an instrument's scales, each respondent's and the group's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from selfeval.guide import Item
from selfeval.instruments.answers import Answer, checked_answers
from selfeval.instruments.health_state import HealthState, limits_of, utility, value_set_of
from selfeval.instruments.summary import Summary, summarise

Answers = tuple[tuple[int | None, ...], ...]
Scores = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ScaleScores:
    """One scale: the score of each respondent in the order handed in (None: no score), and their summary."""

    scale: str
    scores: Scores
    summary: Summary


def score_instrument(
    instrument: Item,
    answers: Iterable[Sequence[Answer]],
    *,
    value_set: str | None = None,
    invited: int | None = None,
    confidence: float = 0.95,
) -> dict[str, ScaleScores]:
    """The scales of an instrument by their id, in the order of the Gids.

    `instrument` is an item of gids/instruments; `answers` has one row a respondent, one answer an item, None or nan for
    blank. A scale's score is the mean (or sum) of its completed items. It is None when more items are blank than the
    published rule allows, and where no rule is known (missing_allowed: null) when any is: a blank is never a zero.
    A scale whose items are unknown here (items: null) is not scored and left out.
    An instrument with value sets needs the name of one of its own in `value_set`.
    Sources: those of the instrument; the interval as in `summarise`.
    ValueError: answers as in `checked_answers`, value_set as in `value_set_of`, invited as in `summarise`.
    """
    chosen = value_set_of(instrument, value_set)
    rows = checked_answers(instrument, answers)
    found: dict[str, Scores] = {}
    for scale in instrument["scales"]:
        if scale["calculation"] == "mean_of_scales":
            found[scale["id"]] = _mean_of_scales(scale, found)
        elif scale["items"] is not None:
            found[scale["id"]] = tuple(_score(instrument, scale, row, chosen) for row in rows)
    limits = {scale["id"]: scale["range"] or (limits_of(chosen) if chosen else None) for scale in instrument["scales"]}
    return {
        name: ScaleScores(name, scores, summarise(scores, limits[name], invited, confidence))
        for name, scores in found.items()
    }


def _score(instrument: Item, scale: Item, row: Sequence[int | None], value_set: Item | None) -> float | None:
    asked = [row[item - 1] for item in scale["items"]]
    completed = [answer for answer in asked if answer is not None]
    if len(asked) - len(completed) > (scale["missing_allowed"] or 0) or not completed:
        return None
    if value_set is not None:
        return utility(instrument, HealthState(instrument["id"], tuple(completed)), value_set["id"])
    return fmean(completed) if scale["calculation"] == "mean" else float(sum(completed))


def _mean_of_scales(scale: Item, found: Mapping[str, Scores]) -> Scores:
    """The mean of the scales of each respondent who has them all."""
    by_respondent = zip(*(found[name] for name in scale["of"]), strict=True)
    return tuple(
        fmean(known) if len(known := [score for score in scores if score is not None]) == len(scores) else None
        for scores in by_respondent
    )
