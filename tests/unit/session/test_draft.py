"""A draft holds every change, comes back after a closed window, and is refused where it does not belong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from selfeval.errors import RequestError
from selfeval.model import State
from selfeval.session.draft import draft_path, open_draft, save_draft
from selfeval.session.session import Agreed, Respondent, Session
from selfeval.texts import LANGUAGES, interface_texts

START = Session("vb_toets", 2019, "2019-09-24", (Respondent("R01", "nurse"),), {"R01": {"prevention": 0}})
COMPONENTS = ("prevention", "case_management")
NOW = replace(
    START,
    respondents=(*START.respondents, Respondent("R02", "")),
    scores={"R01": {"prevention": 5, "case_management": State.UNKNOWN}, "R02": {"prevention": 0}},
    agreed={"prevention": Agreed(4, State.NOT_APPLICABLE, "Omdat é\n«ja» \ud800", "")},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return draft_path(Path("elders/vb_toets-2019.xlsx"), tmp_path)


def saved(path: Path, session: Session = NOW) -> None:
    draft, _ = open_draft(path, START, COMPONENTS)
    save_draft(draft, session)


def refusal(path: Path, start: Session = START) -> tuple[str, dict[str, str]]:
    before = path.read_bytes()
    with pytest.raises(RequestError) as refused:
        open_draft(path, start, COMPONENTS)
    assert path.read_bytes() == before
    return refused.value.code, refused.value.details


def test_without_a_draft_the_session_is_that_of_the_file(path):
    """Nothing is written before the first change."""
    assert open_draft(path, START, COMPONENTS)[1] == START
    assert not path.exists()


def test_what_was_saved_comes_back_whole(path):
    """Zero, words instead of scores, several lines and a half-typed character survive a closed window."""
    saved(path)
    assert open_draft(path, START, COMPONENTS)[1] == NOW
    assert [entry.name for entry in path.parent.iterdir()] == ["vb_toets-2019-session.json"]


def test_a_failed_save_leaves_the_draft_before_it(path, monkeypatch):
    """When the disk fails in the middle, the old draft is whole and nothing else lies about."""
    saved(path)
    before = path.read_bytes()
    draft, _ = open_draft(path, START, COMPONENTS)

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("selfeval.session.draft.os.fsync", fail)
    with pytest.raises(RequestError, match="session_draft_not_saved"):
        save_draft(draft, START)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_second_window_does_not_wipe_out_the_first(path):
    """Who has not seen the latest draft may not write over it."""
    first, _ = open_draft(path, START, COMPONENTS)
    second, _ = open_draft(path, START, COMPONENTS)
    save_draft(first, NOW)
    with pytest.raises(RequestError, match="session_draft_elsewhere"):
        save_draft(second, START)
    assert open_draft(path, START, COMPONENTS)[1] == NOW


@pytest.mark.parametrize(
    "change",
    [{"project_id": "vb_ander"}, {"year": 2020}, {"revision": "2021-05-30"}],
    ids=lambda change: next(iter(change)),
)
def test_a_draft_of_another_file_or_year_is_refused(path, change):
    """The refusal names what was found and what was expected."""
    saved(path)
    code, details = refusal(path, replace(START, **change))
    assert code == "session_draft_of_other_file"
    assert "vb_toets 2019 2019-09-24" in details["found"]
    assert str(next(iter(change.values()))) in details["expected"]


def test_a_draft_is_refused_when_the_scores_in_the_file_changed(path):
    """Two different sets of scores are never mixed."""
    saved(path)
    assert refusal(path, replace(START, scores={"R01": {"prevention": 1}}))[0] == "session_draft_outdated"


def test_a_draft_whose_scores_are_in_the_file_by_now_is_spent(path):
    """Who puts the copy in the place of the file goes on from there."""
    saved(path)
    draft, session = open_draft(path, NOW, COMPONENTS)
    assert (session, draft.start) == (NOW, NOW)


def damaged(**fields: object) -> bytes:
    data = {"format": "selfeval-session/1", "start": session_data(), "now": session_data() | fields}
    return json.dumps(data).encode()


def session_data() -> dict[str, object]:
    subject = {"project_id": "vb_toets", "year": 2019, "revision": "2019-09-24", "agreed": {}}
    return {**subject, "respondents": [{"key": "R01", "group": "nurse"}], "scores": {"R01": {"prevention": 0}}}


def test_the_draft_that_the_next_cases_spoil_is_a_good_one(path):
    """Otherwise they would prove nothing."""
    path.write_bytes(damaged())
    assert open_draft(path, START, COMPONENTS)[1] == START


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"PK\x03\x04",
        b'{"format": "selfeval-session/2"}',
        b"[" * 100_000,
        damaged(scores={"R01": {"prevention": 6}}),
        damaged(scores={"R01": {"prevention": -1}}),
        damaged(scores={"R01": {"prevention": True}}),
        damaged(scores={"R01": {"prevention": "known"}}),
        damaged(scores={"R01": {"prevention": 2.5}}),
        damaged(scores={"R09": {"prevention": 1}}),
        damaged(scores={"R01": {"no_component": 1}}),
        damaged(respondents=[{"key": "R01", "group": ""}] * 2),
        damaged(agreed={"prevention": {"score": 1}}),
        damaged(agreed={"no_component": {"score": 1, "ambition": 1, "reason": "", "evidence": ""}}),
    ],
)
def test_what_is_no_draft_is_refused_and_left_alone(path, content):
    """A damaged file is neither guessed at nor overwritten."""
    path.write_bytes(content)
    assert refusal(path)[0] == "session_draft_unreadable"


@pytest.mark.parametrize("code", ["unreadable", "of_other_file", "outdated", "elsewhere", "not_saved"])
def test_every_refusal_is_a_sentence_in_three_languages(code):
    """What was found and how to mend it."""
    for part in ("what", "mend"):
        assert sorted(interface_texts()[f"session_draft_{code}.{part}"]) == sorted(LANGUAGES)
