"""What a group of respondents scored on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from selfeval.statistics import Interval, mean_interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Summary:
    """One scale in a group; shares are fractions of 1, everything unknown is None.

    `n` have a score, of `respondents` who handed in answers, of `invited`. `response` is n / invited.
    `floor` and `ceiling` are the shares of the n at the lowest and the highest possible score.
    """

    n: int
    respondents: int
    invited: int | None
    response: float | None
    response_interval: Interval | None
    mean: float | None
    standard_deviation: float | None
    interval: Interval | None
    floor: float | None
    ceiling: float | None


def summarise(
    scores: Sequence[float | None], limits: Sequence[float] | None, invited: int | None = None, confidence: float = 0.95
) -> Summary:
    """Summary of the scores of one scale; None is a respondent without a score and counts nowhere but in respondents.

    `limits` are the lowest and highest possible score, None when they are not known: then no floor and no ceiling.
    The interval is Student's (`mean_interval`), cut at the limits; it needs two scores.
    ValueError: fewer invited than respondents, a score outside the limits, confidence outside (0, 1).
    """
    known = [score for score in scores if score is not None]
    if invited is not None and invited < len(scores):
        raise ValueError(f"at least {len(scores)} invited are expected, found {invited}")
    if limits is not None and (outside := [score for score in known if not limits[0] <= score <= limits[1]]):
        raise ValueError(f"scores from {limits[0]} to {limits[1]} are expected, found {outside[0]}")
    deviation = stdev(known) if len(known) > 1 else None
    mean = fmean(known) if known else None
    return Summary(
        n=len(known),
        respondents=len(scores),
        invited=invited,
        response=len(known) / invited if invited else None,
        response_interval=wilson_interval(len(known), invited, confidence) if invited else None,
        mean=mean,
        standard_deviation=deviation,
        interval=_interval(mean, deviation, len(known), limits, confidence),
        floor=_share(known, limits[0]) if limits else None,
        ceiling=_share(known, limits[1]) if limits else None,
    )


def _interval(
    mean: float | None, deviation: float | None, n: int, limits: Sequence[float] | None, confidence: float
) -> Interval | None:
    return None if mean is None or deviation is None else mean_interval(mean, deviation, n, confidence, limits)


def _share(scores: Sequence[float], at: float) -> float | None:
    return sum(score == at for score in scores) / len(scores) if scores else None
