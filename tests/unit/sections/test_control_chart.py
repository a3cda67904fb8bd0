"""A control chart in a report: its picture, its table and what it says in words."""

from __future__ import annotations

import pytest

from selfeval.sections.control_chart import control_blocks
from selfeval.statistics.control import Scope, individuals_chart, xmr_chart
from selfeval.texts import read_texts

STEADY = [4.0, 6.0] * 6


def names(number: int) -> list[str]:
    return [f"M{at}" for at in range(1, number + 1)]


def test_the_rule_set_and_its_constant_stand_on_the_chart() -> None:
    """Two published sets of rules differ, so a reader sees which one it is."""
    texts = read_texts("nl")
    ours, _ = control_blocks(xmr_chart(STEADY), names(12), "T", texts)
    theirs, _ = control_blocks(individuals_chart(STEADY), names(12), "T", texts)
    assert ours.options["rules_label"] == "Regels: Making Data Count. Constante: 2,66."
    assert theirs.options["rules_label"] == "Regels: Anhøj. Constante: 2,660."


def test_the_words_name_every_signal_and_its_moments() -> None:
    """A point far out is told with its month, in picture, table and alt text."""
    found = xmr_chart([*STEADY, 30.0], scope=Scope(baseline=12))
    chart, table = control_blocks(found, names(13), "T", read_texts("fr"))
    assert chart.alt.replace("\u00a0", " ") == "Signaux : hors des limites (M13)."
    assert [row["order"] for row in chart.rows if row["signal"]] == [12]
    assert [row[4][0].text for row in table.rows][-2:] == ["", "hors des limites"]


def test_a_steady_series_says_so() -> None:
    """No signal is a finding too."""
    chart, _ = control_blocks(xmr_chart(STEADY), names(12), "T", read_texts("en"))
    assert chart.alt == "No signals: the series varies as expected."


def test_limits_on_ten_points_are_called_trial() -> None:
    """The picture dashes them and the words say it."""
    chart, _ = control_blocks(xmr_chart(STEADY[:10]), names(10), "T", read_texts("nl"))
    assert all(row["trial"] for row in chart.rows)
    assert "voorlopig" in chart.alt


def test_a_break_parts_the_series() -> None:
    """Each stretch has limits of its own, and the rows say where the next one starts."""
    found = xmr_chart([*STEADY, *(value + 10 for value in STEADY)], scope=Scope(breaks=(12,)))
    chart, table = control_blocks(found, names(24), "T", read_texts("nl"))
    assert [row["stretch"] for row in chart.rows] == [0] * 12 + [1] * 12
    assert {table.rows[at][2][0].text for at in (0, 12)} == {"5,0", "15,0"}


def test_a_missing_moment_stays_open() -> None:
    """It has a row without a value, in the picture and in the table."""
    chart, table = control_blocks(xmr_chart([*STEADY[:6], None, *STEADY]), names(19), "T", read_texts("nl"))
    assert chart.rows[6]["value"] is None
    assert table.rows[6][1][0].text == "–"


def test_nine_points_get_no_chart() -> None:
    """Below ten points the plain verdict takes its place."""
    with pytest.raises(ValueError, match="too short"):
        control_blocks(xmr_chart(STEADY[:9]), names(9), "T", read_texts("nl"))


def test_every_moment_needs_a_name() -> None:
    """A chart whose months are shifted would lie."""
    with pytest.raises(ValueError, match="12 names of moments are expected, found 11"):
        control_blocks(xmr_chart(STEADY), names(11), "T", read_texts("nl"))
