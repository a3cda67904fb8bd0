"""IPRAS against the worked example of 10.1136/bmjopen-2012-001431 (PMC3467596), table 1."""

from __future__ import annotations

import pytest

from selfeval.statistics.ipras import interpercentile_range

# Fifteen panellists, criterion one, round one; nine-point scale.
RATINGS = [4, 5, 6] + [7] * 5 + [8] * 5 + [9] * 2


def test_the_worked_example_comes_out_as_printed() -> None:
    """P30 7.0, P70 8.0, IPR 1.0, IPRCP 7.5, asymmetry 2.5, IPRAS 6.1, no disagreement."""
    found = interpercentile_range(RATINGS)
    assert (found.percentile_30, found.percentile_70, found.width) == (7.0, 8.0, 1.0)
    assert (found.centre, found.asymmetry) == (7.5, 2.5)
    assert found.adjusted == pytest.approx(6.1, rel=1e-12)
    assert not found.disagreement


def test_the_constant_is_that_of_the_manual_and_not_the_misprint() -> None:
    """The text prints 2.5 + 1.5 x 2.5, which would be 6.25; the manual's 2.35 (RAND MR-1269) gives the printed 6.1."""
    found = interpercentile_range(RATINGS)
    assert found.adjusted - 1.5 * found.asymmetry == pytest.approx(2.35, rel=1e-12)


def test_a_symmetric_panel_disagrees_above_2_35() -> None:
    """RAND MR-1269: 2.35 is the range a symmetric panel needs to disagree, so 4 to 6 does not and 3.8 to 6.2 does."""
    assert not interpercentile_range([4, 4, 4, 5, 5, 5, 6, 6, 6]).disagreement
    assert interpercentile_range([3, 3, 3, 3, 5, 7, 7, 7, 7]).disagreement
