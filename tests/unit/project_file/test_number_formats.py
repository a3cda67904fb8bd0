"""What a number format of Excel makes of a number, told from the format alone."""

from __future__ import annotations

import pytest

from selfeval.project_file.number_formats import as_time, hides, shows_percent, shows_time

PLAIN = ("General", "@", "#,##0", "0.00E+00", "[Red]0", '0" uur en s"', '_-* #,##0.00\\ "€"_-;-* #,##0', "#,##0_h")


@pytest.mark.parametrize("number_format", [*PLAIN, "dd/mm/yyyy", "mmm-yy"])
def test_a_number_an_amount_and_a_date_show_no_time(number_format: str) -> None:
    assert not shows_time(number_format)


@pytest.mark.parametrize("number_format", ["h:mm", "[h]:mm", "[mm]", "[$-F400]h:mm:ss AM/PM", "dd/mm/yyyy hh:mm"])
def test_hours_minutes_and_seconds_are_a_time(number_format: str) -> None:
    assert shows_time(number_format)


def test_a_percent_sign_counts_unless_it_is_decoration() -> None:
    assert [shows_percent(text) for text in ("0%", "0.0%;-0.0%", '0"%"', "0\\%", "General")] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("number_format", "hidden"),
    [(";;;", {1, -1, 0, "x"}), (";;", {1, -1, 0}), ("0;;", {-1, 0}), ("0;-0;;@", {0}), (";", {1, -1, 0}), ("0", set())],
)
def test_a_value_is_hidden_when_the_part_for_its_kind_is_empty(number_format: str, hidden: set[object]) -> None:
    assert {value for value in (1, -1, 0, "x") if hides(number_format, value)} == hidden


@pytest.mark.parametrize("number_format", PLAIN)
def test_an_ordinary_format_hides_nothing(number_format: str) -> None:
    assert not any(hides(number_format, value) for value in (1, -1, 0, "x"))


def test_a_fraction_of_days_is_shown_as_hours_and_minutes() -> None:
    assert [as_time(days) for days in (0, 0.5, 8.5 / 24, 1.5, 0.5 + 5 / 86400)] == [
        "0:00",
        "12:00",
        "8:30",
        "36:00",
        "12:00:05",
    ]
