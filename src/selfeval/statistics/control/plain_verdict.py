"""What may be said of a series too short for a chart: improved, same, worse, or that one cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from selfeval.statistics.control.scope import stretches_of
from selfeval.statistics.interval import Interval
from selfeval.statistics.verdict import Direction, Verdict, compare

Numbers = tuple[float, ...]


def plain_verdict(
    points: Sequence[Numbers | None],
    difference: Callable[..., Interval],
    smallest_change: float | None,
    direction: Direction,
    *,
    breaks: Sequence[int] = (),
) -> Verdict:
    """Verdict on the latest known point against the known one before it, in the same stretch.

    points: per moment the numbers that `difference` takes for one side (numerator and denominator for
    proportion_difference, events and person units for rate_difference, mean, standard deviation and n for
    mean_difference), or None when missing. breaks: index of the first point of each new stretch; a point is never
    compared with one before a break. With one known point or none in the latest stretch: cannot_tell.
    The rule is that of `compare`; a choice of ours for series below 10 points, where no control chart is drawn.
    ValueError: no points, breaks that do not rise within the series, or as `difference` and `compare`.
    """
    if not points:
        raise ValueError("at least one point is expected")
    latest = stretches_of(len(points), breaks)[-1]
    known = [point for point in (points[index] for index in latest) if point is not None]
    interval = difference(*known[-1], *known[-2]) if len(known) > 1 else None
    return compare(interval, smallest_change, direction)
