"""How the share reached rises or falls over the risk strata: the slope index of inequality."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, State
from selfeval.results.figures import Tally
from selfeval.results.reach import INDICATOR, smallest_gap
from selfeval.statistics import Direction, ShareSlope, compare, slope_of_shares

# The one breakdown whose groups have a rank; that of ages is no inequality between people.
RANKED = "stratum"


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Slope over the strata in the report year, the two ends of its line, and whether it differs from a flat one."""
    groups = [entry["id"] for entry in guide.codes("patient_group") if entry["group"] == RANKED]
    keys = [Key("reach.share", group=group, year=project.year) for group in groups]
    shares = [tally.figures[key] for key in keys if key in tally.figures]
    slope = Key("equity.slope", group=RANKED, year=project.year)
    unknown = next((share.state for share in shares if share.value is None), None)
    if len(shares) < len(groups) or unknown is not None:
        tally.add(Figure(slope, None, unknown or State.EMPTY, "points", definition=INDICATOR))
        return
    found = slope_of_shares([(share.numerator or 0, share.denominator or 0) for share in shares])
    low, high = found.interval.low, found.interval.high
    tally.add(Figure(slope, found.slope, State.KNOWN, "points", low=low, high=high, definition=INDICATOR), *keys)
    _line(found, slope, keys, tally)
    verdict = compare(found.interval, smallest_gap(guide) / 100, Direction.HIGHER)
    tally.find(Key("equity.slope_verdict", group=RANKED, year=project.year), verdict, *keys)


def _line(found: ShareSlope, slope: Key, bases: list[Key], tally: Tally) -> None:
    for end, value in (("bottom", found.bottom), ("top", found.top)):
        key = Key("equity.slope_end", end, slope.group, slope.year)
        tally.add(Figure(key, value, State.KNOWN, "percent", definition=INDICATOR), *bases)
