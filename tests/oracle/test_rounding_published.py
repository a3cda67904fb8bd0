"""Rounding against tables that print their parts and their means."""

from __future__ import annotations

from statistics import fmean

import pytest

from selfeval.statistics import round_half_up

# PACIC in Slovenia (10.5334/ijic.6010, table 2): item means, and the printed mean of the scale.
PACIC = [
    ([3.17, 3.08, 3.71], "3.32"),
    ([3.05, 3.85, 3.68], "3.53"),
    ([3.24, 3.23, 2.81, 2.77, 2.91], "2.99"),
    ([3.00, 3.13, 3.40, 3.40], "3.23"),
]


@pytest.mark.parametrize(("items", "printed"), PACIC)
def test_scale_means_round_to_the_printed_ones(items: list[float], printed: str) -> None:
    """The mean of the printed item means rounds to the printed scale mean."""
    assert str(round_half_up(fmean(items), 2)) == printed
