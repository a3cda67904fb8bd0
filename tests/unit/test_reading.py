"""What a figure says in one sentence, in Dutch, French and English."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.model import Figure, Key, State
from selfeval.reading import change_of, panel_reading, pieces, reading
from selfeval.statistics import Verdict
from selfeval.texts import LANGUAGES, interface_texts, read_texts

NL, FR, EN = (read_texts(language) for language in ("nl", "fr", "en"))
KEY, NARROW, NO_BREAK = Key("indicator.value", year=2022), "\u202f", "\u00a0"
ELEVEN = Figure(KEY, 0.275, unit="percent", numerator=11, denominator=40, low=0.161, high=0.428)
UNITS = ("percent", "per_1000", "score", "days", "count", "yes_no", "points", "euro", "own")
OWN_CHANGES = ("hidden", "no_previous", "below_smallest", "too_few", "untold")
CHANGES = ("", *OWN_CHANGES, *Verdict)
MEASURES = ("indicator.value", "reach.share", "equity.gap", "objective.progress", "maturity.median", "survey.mean")


def share(numerator: int, denominator: int, low: float, high: float) -> Figure:
    return Figure(KEY, numerator / denominator, State.KNOWN, "percent", numerator, denominator, low, high)


def test_eleven_of_forty_reads_as_the_plan_of_this_project_asks() -> None:
    assert reading(ELEVEN, "too_few", EN) == "11 of 40, so between 16 and 43 in 100; too few to say that it changed."
    assert reading(ELEVEN, "too_few", NL) == (
        "11 van de 40, dus tussen 16 en 43 op 100; te weinig om te zeggen dat het veranderde."
    )
    assert reading(ELEVEN, "too_few", FR) == (
        f"11 sur 40, donc entre 16 et 43 sur 100{NO_BREAK}; trop peu pour dire que cela a changé."
    )


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (share(0, 40, 0.0, 0.0876), "0 of 40, so at most 9 in 100."),
        (share(40, 40, 0.9124, 1.0), "40 of 40, so at least 91 in 100."),
        (share(8, 1000, 0.0041, 0.0157), "8 of 1,000, so between 0.4 and 1.6 in 100."),
        (share(2000, 10000, 0.19227, 0.20795), "2,000 of 10,000, so between 19 and 21 in 100."),
        (share(201000, 10**6, 0.20021, 0.20179), "201,000 of 1,000,000, so between 20.0 and 20.2 in 100."),
        (share(5 * 10**8, 10**9, 0.49997, 0.50003), "500,000,000 of 1,000,000,000, so about 50.00 in 100."),
        (share(0, 10**6, 0.0, 0.00000384), "0 of 1,000,000, so at most 0.01 in 100."),
        (replace(ELEVEN, low=None, high=None), "11 of 40."),
    ],
)
def test_an_interval_has_as_few_decimals_as_keep_its_ends_apart(figure: Figure, said: str) -> None:
    assert reading(figure, "", EN) == said


@pytest.mark.parametrize(
    ("figure", "nl", "fr", "en"),
    [
        (
            Figure(KEY, 75.0, State.KNOWN, "per_1000", 30, 400, 50.6, 107.1),
            "30 bij 400, dus tussen 51 en 107 per 1.000.",
            f"30 pour 400, donc entre 51 et 107 pour 1{NARROW}000.",
            "30 for 400, so between 51 and 107 per 1,000.",
        ),
        (
            Figure(KEY, 12.25, State.KNOWN, "days", None, 45, 9.1, 15.4),
            "Gemiddeld 12,3 dagen (waarnemingen: 45), dus tussen 9,1 en 15,4.",
            f"En moyenne 12,3 jours (observations{NO_BREAK}: 45), donc entre 9,1 et 15,4.",
            "On average 12.3 days (observations: 45), so between 9.1 and 15.4.",
        ),
        (
            Figure(KEY, 3.0, State.KNOWN, "score", None, 1),
            "Gemiddeld 3 (antwoorden: 1), zonder interval.",
            f"En moyenne 3 (réponses{NO_BREAK}: 1), sans intervalle.",
            "On average 3 (answers: 1), without an interval.",
        ),
        (Figure(KEY, 7, State.KNOWN), "7 in totaal.", "7 au total.", "7 in all."),
        (Figure(KEY, 1.0, State.KNOWN, "yes_no"), "Aanwezig.", "Présent.", "Present."),
        (
            Figure(KEY, 152520.0, State.KNOWN, "euro"),
            f"€{NO_BREAK}152.520.",
            f"152{NARROW}520{NO_BREAK}€.",
            "€152,520.",
        ),
        (
            Figure(KEY, 0.02, State.KNOWN, "points", low=0.004, high=0.036),
            "Op 100 mensen tussen 0,4 en 3,6 meer bereikt dan bij de rest.",
            "Sur 100 personnes, entre 0,4 et 3,6 atteintes en plus que dans le reste.",
            "Of 100 people, between 0.4 and 3.6 more reached than in the rest.",
        ),
    ],
)
def test_each_kind_of_figure_has_its_sentence(figure: Figure, nl: str, fr: str, en: str) -> None:
    assert [reading(figure, "", texts) for texts in (NL, FR, EN)] == [nl, fr, en]


def test_a_score_is_read_on_its_own_scale() -> None:
    figure = Figure(KEY, 3.4, State.KNOWN, "score", None, 120, 3.2, 3.6)
    assert reading(figure, "same", EN, (1, 5)) == (
        "On average 3.4 on a scale from 1 to 5 (answers: 120), so between 3.2 and 3.6; about the same as last year."
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "Nothing of the way from start to target is covered yet."),
        (1.0, "The target is reached: 100% of the way is covered."),
        (-0.2, "The figure is further from the target than at the start."),
    ],
)
def test_the_way_to_a_target_is_told_at_its_ends_and_beyond(value: float, said: str) -> None:
    assert reading(Figure(Key("objective.progress"), value, unit="percent"), "", EN) == said


def test_each_reason_for_no_figure_has_its_own_sentence_and_nothing_is_said_of_a_change() -> None:
    states = [state for state in State if state is not State.KNOWN]
    for texts in (NL, FR, EN):
        said = [reading(replace(ELEVEN, value=None, state=state), "improved", texts) for state in states]
        assert said == [reading(replace(ELEVEN, value=None, state=state), "", texts) for state in states]
        assert len(set(said)) == len(states)


@pytest.mark.parametrize(
    ("finding", "now", "before", "smallest", "change"),
    [
        ("improved", ELEVEN, ELEVEN, 30, "improved"),
        ("improved", ELEVEN, ELEVEN, 41, "below_smallest"),
        ("cannot_tell", ELEVEN, ELEVEN, 30, "too_few"),
        ("cannot_tell", replace(ELEVEN, denominator=100), replace(ELEVEN, denominator=100), 30, "cannot_tell"),
        ("cannot_tell", replace(ELEVEN, denominator=100), replace(ELEVEN, denominator=99), 30, "too_few"),
        ("cannot_tell", ELEVEN, replace(ELEVEN, low=None), 30, "untold"),
        ("cannot_tell", ELEVEN, replace(ELEVEN, value=None, state=State.UNKNOWN), 30, "no_previous"),
        ("cannot_tell", ELEVEN, replace(ELEVEN, value=None, state=State.HIDDEN), 30, "hidden"),
        ("hidden", ELEVEN, ELEVEN, 30, "hidden"),
        ("improved", replace(ELEVEN, value=None, state=State.EMPTY), ELEVEN, 30, ""),
    ],
)
def test_what_may_be_said_of_a_change(finding: str, now: Figure, before: Figure, smallest: int, change: str) -> None:
    """Hidden goes before everything, then what is missing, then what is too small, then the verdict."""
    assert change_of(finding, now, before, smallest) == change


def test_a_panel_without_scores_is_empty_and_one_with_a_hidden_median_still_tells_its_outcome() -> None:
    none = Figure(Key("maturity.median"), None, State.EMPTY)
    assert panel_reading(none, (none, none), "", EN) == "Not filled in."
    hidden = replace(none, state=State.HIDDEN)
    assert panel_reading(hidden, (hidden, hidden), "split", EN) == "Hidden to protect people; the members are split."


def test_no_sentence_names_a_cause() -> None:
    """A verdict says that something changed, never why."""
    cause = re.compile(r"\b(doordat|omdat|dankzij|wegens|parce|grâce|because|thanks|caused|due to)\b", re.IGNORECASE)
    said = [text for key, entry in interface_texts().items() if key.startswith("reading.") for text in entry.values()]
    assert len(said) > 100
    assert [text for text in said if cause.search(text)] == []


def test_french_has_its_no_break_spaces() -> None:
    said = [entry["fr"] for key, entry in interface_texts().items() if key.startswith("reading.")]
    assert [text for text in said if re.search(r"\S [:;?!»%]|« ", text)] == []


NUMBERS = st.floats(-1e6, 1e6, allow_nan=False) | st.none()
COUNTS = st.integers(0, 10**7) | st.none()


@st.composite
def figures(draw: st.DrawFn, state: State) -> Figure:
    """Any figure of a state, with whatever numbers it may wrongly still carry."""
    key = Key(draw(st.sampled_from(MEASURES)), year=2022)
    low, high = sorted((draw(st.floats(-1, 1)), draw(st.floats(-1, 1))))
    ends = draw(st.sampled_from([(None, None), (low, high)]))
    value = draw(NUMBERS)
    return Figure(key, value, state, draw(st.sampled_from(UNITS)), draw(COUNTS), draw(COUNTS), *ends)


@given(figures(State.HIDDEN), st.sampled_from(CHANGES), st.sampled_from(LANGUAGES))
def test_the_reading_of_a_hidden_figure_holds_no_digit(figure: Figure, change: str, language: str) -> None:
    """Not even when the figure still carries its numbers."""
    texts = read_texts(language)
    said = [reading(figure, change, texts, (0, 10)), panel_reading(figure, (figure, figure), "agreement", texts, "A")]
    assert [text for text in said if re.search(r"\d", text)] == []


@given(figures(State.KNOWN), st.sampled_from(CHANGES), st.sampled_from(LANGUAGES))
def test_every_figure_reads_as_one_sentence(figure: Figure, change: str, language: str) -> None:
    """One full stop at its end, no placeholder left, no number that is none."""
    texts = read_texts(language)
    said = reading(figure, change, texts)
    assert said.endswith(".") and not said.endswith("..")
    assert not re.search(r"[{}]|nan|inf\b", said)
    assert said == f"{texts('wording.semicolon').join(piece for piece in pieces(figure, change, texts) if piece)}."


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_that_is_told_holds_the_share(numerator: int, rest: int) -> None:
    """The two numbers of the sentence stand on either side of the share, give or take their rounding."""
    total = numerator + rest
    p, z = numerator / total, 1.96
    middle, half = p + z * z / (2 * total), z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    low, high = ((middle + sign * half) / (1 + z * z / total) for sign in (-1, 1))
    said = reading(share(numerator, total, max(low, 0.0) if numerator else 0.0, high), "", EN)
    told = [float(number) for number in re.findall(r"[\d.]+", said.split(", so ")[1].partition(" in 100")[0])]
    ends = told if len(told) == 2 else [0.0, *told]
    assert ends[0] - 0.5 <= 100 * p <= ends[1] + 0.5
