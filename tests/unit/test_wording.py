"""How figures are said in Dutch, French and English."""

from __future__ import annotations

import datetime

import pytest

from selfeval.document import Run
from selfeval.model import Figure, Key, State
from selfeval.texts import read_texts
from selfeval.wording import interval_text, linked, listed, number_text, numbered, signed, state_word

NL, FR, EN = (read_texts(language) for language in ("nl", "fr", "en"))
NARROW, NO_BREAK, MINUS = "\u202f", "\u00a0", "\u2212"
KEY = Key("any.measure", year=2022)


def figure(value: float | None, unit: str = "count", **more) -> Figure:  # type: ignore[no-untyped-def]
    return Figure(KEY, value, unit=unit, **more)


@pytest.mark.parametrize(
    ("shown", "nl", "fr", "en"),
    [
        (figure(1234567), "1.234.567", f"1{NARROW}234{NARROW}567", "1,234,567"),
        (figure(0), "0", "0", "0"),
        (figure(0.285, "percent"), f"29{NO_BREAK}%", f"29{NO_BREAK}%", "29%"),
        (figure(0.0005, "percent"), f"0{NO_BREAK}%", f"0{NO_BREAK}%", "0%"),
        (figure(0.125, "percent", denominator=1000), f"12,5{NO_BREAK}%", f"12,5{NO_BREAK}%", "12.5%"),
        (figure(0.125, "percent", denominator=999), f"13{NO_BREAK}%", f"13{NO_BREAK}%", "13%"),
        (figure(2.5, "score"), "2,5", "2,5", "2.5"),
        (figure(3.0, "score"), "3", "3", "3"),
        (figure(2.25, "score"), "2,3", "2,3", "2.3"),
        (figure(12.25, "per_1000"), "12,3", "12,3", "12.3"),
        (figure(152520.0, "euro"), f"€{NO_BREAK}152.520", f"152{NARROW}520{NO_BREAK}€", "€152,520"),
        (figure(0.5, "euro"), f"€{NO_BREAK}1", f"1{NO_BREAK}€", "€1"),
        (figure(1.0, "yes_no"), "ja", "oui", "yes"),
        (figure(0.0, "yes_no"), "nee", "non", "no"),
        (figure(20.5, "own"), "20,5", "20,5", "20.5"),
        (figure(20.0, "own"), "20", "20", "20"),
        (figure(0.125, "own"), "0,13", "0,13", "0.13"),
        (figure(0.056, "points"), "+5,6 procentpunt", "+5,6 points de pourcentage", "+5.6 percentage points"),
        (
            figure(-0.056, "points"),
            f"{MINUS}5,6 procentpunt",
            f"{MINUS}5,6 points de pourcentage",
            f"{MINUS}5.6 percentage points",
        ),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(shown: Figure, nl: str, fr: str, en: str) -> None:
    assert [number_text(shown, texts) for texts in (NL, FR, EN)] == [nl, fr, en]


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.45, 1, "0.5"),
        (1e15, 0, "1,000,000,000,000,000"),
    ],
)
def test_a_tie_goes_up_as_people_are_taught(value: float, digits: int, written: str) -> None:
    assert EN.number(value, digits) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0.125, "13%"), (0.005, "1%"), (0.145, "15%"), (1.0, "100%"), (0.995, "100%")]
)
def test_a_share_is_rounded_half_up_too(value: float, written: str) -> None:
    assert EN.share(value) == written


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.NOT_APPLICABLE, ("n.v.t.", "s.o.", "n/a")),
        (State.UNKNOWN, ("onbekend", "inconnu", "unknown")),
        (State.EMPTY, ("niet ingevuld", "non complété", "not filled in")),
        (State.HIDDEN, ("verborgen", "masqué", "hidden")),
    ],
)
def test_each_reason_for_no_number_has_its_own_word(state: State, words: tuple[str, str, str]) -> None:
    missing = Figure(KEY, None, state)
    assert tuple(number_text(missing, texts) for texts in (NL, FR, EN)) == words
    assert tuple(state_word(state, texts) for texts in (NL, FR, EN)) == words


def test_a_hidden_figure_never_shows_a_value_it_still_carries() -> None:
    assert number_text(Figure(KEY, 3.0, State.HIDDEN), NL) == "verborgen"


def test_an_interval_has_the_unit_on_both_sides() -> None:
    share = figure(0.28, "percent", numerator=28, denominator=100, low=0.201, high=0.375)
    assert interval_text(share, NL) == f"20{NO_BREAK}% tot 38{NO_BREAK}%"
    assert interval_text(share, FR) == f"20{NO_BREAK}% à 38{NO_BREAK}%"
    assert interval_text(share, EN) == "20% to 38%"
    assert interval_text(figure(3), NL) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [(2, "+2"), (-1, f"{MINUS}1"), (0, "0"), (0.04, "0"), (-0.04, "0"), (0.05, "+0,1"), (-0.5, f"{MINUS}0,5")],
)
def test_a_difference_has_its_sign_and_nothing_has_none(value: float, written: str) -> None:
    assert signed(value, 0 if float(value).is_integer() else 1, NL) == written


def test_a_date_is_written_in_words() -> None:
    day = datetime.date(2021, 5, 30)
    assert [texts.date(day) for texts in (NL, FR, EN)] == ["30 mei 2021", "30 mai 2021", "30 May 2021"]


@pytest.mark.parametrize(
    ("names", "row"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_names_stand_in_a_row_with_and_before_the_last(names: list[str], row: str) -> None:
    assert NL.listing(names) == row


def test_what_is_filled_into_a_sentence_keeps_its_definition() -> None:
    pieces = linked("file.carried_rows", NL, sheet="Partners", rows=Run("12", definition="sheets/partners"))
    assert "".join(piece.text for piece in pieces) == "Partners: 12"
    assert [piece.text for piece in pieces if piece.definition] == ["12"]


def test_a_listing_of_pieces_has_semicolons_between_them() -> None:
    pieces = [(Run("a en b"),), (Run("c"),)]
    assert "".join(run.text for run in listed(pieces, NL)) == "a en b; c"
    assert "".join(run.text for run in listed(pieces, FR)) == f"a en b{NO_BREAK}; c"


@pytest.mark.parametrize(("count", "ending"), [(0, "many"), (1, "one"), (7, "many")])
def test_one_and_many_have_their_own_sentence(count: int, ending: str) -> None:
    assert numbered("no.such.key", count, NL) == f"no.such.key.{ending}"


def test_a_number_in_dutch_or_french_never_breaks_over_two_lines() -> None:
    numbers = [
        number_text(figure(value, unit), texts)
        for texts in (NL, FR)
        for value in (0.2, 12345.0)
        for unit in ("percent", "euro", "count")
    ]
    assert [number for number in numbers if " " in number] == []
