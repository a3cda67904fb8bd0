"""A file is opened for reports only without errors, and tells whose it is in any case."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfeval.errors import ProjectFileError
from selfeval.guide import read_guide
from selfeval.project_file.opening import errors_of, identity_of, inspect_project_file, open_project_file
from selfeval.project_file.template import Request, write_project_file
from selfeval.texts import read_texts

PATIENTS = [{"group": "total", "start": 10, "inflow": 5, "deceased": 1, "moved": 0, "stopped": 0, "end": 20}]


@pytest.fixture
def wrong_file(tmp_path: Path) -> Path:
    request = Request("tiny", 2022, read_guide("2021-05-30"), read_texts("nl"), True, (), {"patients": PATIENTS})
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(write_project_file(request))
    return path


def test_a_file_with_errors_is_inspected_whole_but_not_opened(wrong_file: Path) -> None:
    project = inspect_project_file(wrong_file)
    errors = errors_of(project.problems)
    assert "flow_does_not_add_up" in {problem.code for problem in errors}
    with pytest.raises(ProjectFileError) as caught:
        open_project_file(wrong_file)
    assert caught.value.problems == project.problems


def test_a_file_says_for_which_project_and_year_it_was_made(wrong_file: Path) -> None:
    assert identity_of(wrong_file) == ("tiny", "2022")


def test_what_is_no_project_file_belongs_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "letter.xlsx").write_bytes(b"Beste collega")
    assert identity_of(tmp_path / "letter.xlsx") is None
