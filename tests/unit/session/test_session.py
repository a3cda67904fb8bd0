"""What a group has scored: taken from a file, changed without losing anything, judged as the panel rules say."""

from __future__ import annotations

import pytest
from small_project import project

from selfeval.guide import read_guide
from selfeval.model import State
from selfeval.session.session import (
    Agreed,
    Respondent,
    Session,
    clean_text,
    panel_of,
    session_of,
    shown_number,
    with_agreed,
    with_respondent,
    with_score,
    without_respondent,
)
from selfeval.statistics.panel import Outcome

EMPTY = Session("vb_toets", 2019, "2019-09-24")


def scored(*marks: int | State) -> Session:
    session = EMPTY
    for mark in marks:
        session = with_respondent(session, "nurse")
        session = with_score(session, session.respondents[-1].key, "prevention", mark)
    return session


def test_a_session_begins_with_what_stands_in_the_file():
    """Scores, words instead of scores, and what was agreed this year; the years before are left where they are."""
    found = project(
        {
            "individual_scores": [
                {"respondent": "R01", "group": "nurse", "prevention": 0, "case_management": State.UNKNOWN},
                {"respondent": "R02", "group": State.UNKNOWN, "prevention": State.EMPTY},
            ],
            "agreed_scores": [
                {"component": "prevention", "year": 2019, "agreed_score": 3, "ambition": State.NOT_APPLICABLE}
                | {"reason": "Omdat", "evidence": State.UNKNOWN},
                {"component": "prevention", "year": 2018, "agreed_score": 1, "reason": "Vroeger"},
            ],
        }
    )
    session = session_of(found, read_guide(found.revision))
    assert session.respondents == (Respondent("R01", "nurse"), Respondent("R02", ""))
    assert session.scores == {"R01": {"prevention": 0, "case_management": State.UNKNOWN}}
    assert session.agreed == {"prevention": Agreed(3, State.NOT_APPLICABLE, "Omdat", "onbekend")}


def test_zero_is_a_score_and_empty_is_none():
    """Nothing stands for a missing score, least of all zero."""
    session = scored(0, State.EMPTY)
    assert session.marks("prevention") == {"R01": 0, "R02": State.EMPTY}
    assert with_score(session, "R01", "prevention", State.EMPTY).scores == {}


def test_a_change_leaves_the_session_before_it_as_it_was():
    """A state that was drawn or saved cannot change afterwards."""
    before = scored(2)
    after = with_agreed(with_score(before, "R01", "prevention", 5), "prevention", Agreed(reason="x"))
    assert before == scored(2)
    assert (after.mark("R01", "prevention"), after.agreed_on("prevention").reason) == (5, "x")
    assert with_agreed(after, "prevention", Agreed()).agreed == {}


@pytest.mark.parametrize(
    ("keys", "number"), [((), "R01"), (("R01", "R07"), "R08"), (("3", "R02"), "R04"), (("Verpleging",), "R01")]
)
def test_who_comes_to_the_table_gets_the_next_number(keys, number):
    """Numbers are never given twice, not even when the file has gaps or other keys."""
    session = Session("p", 2019, "2019-09-24", tuple(Respondent(key) for key in keys))
    assert with_respondent(session, "physician").respondents[-1] == Respondent(number, "physician")


def test_only_a_newcomer_without_a_score_leaves_again():
    """Nobody of the file is taken away, and no score with a wrong click."""
    start = scored(1, 2)
    more = with_respondent(start, "other")
    assert without_respondent(more, start) == start
    assert without_respondent(start, start) == start
    with_zero = with_score(more, "R03", "prevention", 0)
    assert without_respondent(with_zero, start) == with_zero


@pytest.mark.parametrize(("key", "shown"), [("R01", "R01"), ("12", "12"), ("Jan Peeters", "#2")])
def test_a_key_that_could_be_a_name_is_not_shown(key, shown):
    """On the screen respondents are numbers."""
    session = Session("p", 2019, "2019-09-24", (Respondent("R77"), Respondent(key)))
    assert shown_number(session, key) == shown


@pytest.mark.parametrize(
    ("marks", "median", "outcome"),
    [
        ((3, 3, 3, 3, 3, 3, 0, 0), 3.0, Outcome.AGREEMENT),
        ((3, 3, 3, 3, 3, 0, 0, 0), 3.0, Outcome.SPLIT),
        ((3, 3, 3, 3, 3, 3, 3), 3.0, Outcome.TOO_FEW),
        ((3, 3, 3, 3, 3, 0, 0, 0, State.UNKNOWN, State.NOT_APPLICABLE), 3.0, Outcome.SPLIT),
        ((0, 0, 0, 0, 0, 0, 0, 0, State.EMPTY), 0.0, Outcome.AGREEMENT),
    ],
)
def test_the_verdict_follows_the_published_table(marks, median, outcome):
    """Eight raters: two may stand outside (10.1186/1472-6947-12-93, table 7); words are no raters."""
    panel = panel_of(scored(*marks), "prevention")
    assert panel is not None
    assert (panel.median, panel.outcome) == (median, outcome)


def test_without_a_score_there_is_no_verdict():
    """Words alone give no median."""
    assert panel_of(scored(State.UNKNOWN, State.EMPTY), "prevention") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  één\r\ntwee \n", "één\ntwee"),
        ("a\u200bb\x00c\ud800d\uffff", "abcd"),
        ("e\u0301", "é"),
        ("=1+1", "=1+1"),
        ("\u00a0", ""),
        ("👍 goed", "👍 goed"),
    ],
)
def test_a_text_is_kept_as_a_file_can_hold_it(typed, kept):
    """What cannot be seen or written in a file goes; what was meant stays."""
    assert clean_text(typed) == kept
