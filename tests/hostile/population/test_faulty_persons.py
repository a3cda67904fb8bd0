"""Every faulty file of persons is told by its code, with counts and no value, and nothing is written."""

from __future__ import annotations

import hashlib
import os
from itertools import product

import pyarrow.parquet as pq
import pytest
from faulty_persons import CASES
from spoilt_persons import SECRET_NUMBER, SECRET_TEXT, linked, pipe, write

from selfeval.errors import Severity
from selfeval.population.intake import PersonsError, check_persons, refuse_faulty_persons
from selfeval.population.synthetic import Recipe, write_persons
from selfeval.texts import LANGUAGES, problem_texts, read_texts

PERSONS = 400


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """The table of a good folder: three years of invented persons."""
    folder = tmp_path_factory.mktemp("good")
    write_persons(folder, Recipe(PERSONS, (2017, 2018, 2019), regions=4, seed=5))
    return pq.read_table(folder)


def state(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_fault_is_told_and_nothing_is_written(case, good, tmp_path, monkeypatch):
    """The code, the column and the count are those of the catalogue; no value is told; the folder stays as it was."""
    folder, elsewhere = tmp_path / "input", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    if case.spoil in (linked, pipe) and os.name == "nt":
        pytest.skip("Windows has no such files")
    case.spoil(good, folder)
    monkeypatch.chdir(elsewhere)
    before = state(folder)
    problems = check_persons(folder)
    assert state(folder) == before
    assert not list(elsewhere.iterdir())
    wanted = [problem for problem in problems if fits(problem, case)]
    assert wanted, problems
    assert {problem.severity for problem in wanted} == {Severity.WARNING if case.warning else Severity.ERROR}
    assert_no_value_is_told(problems)


def fits(problem, case):
    """Whether a problem is the one the catalogue expects."""
    details = problem.details
    named = case.column in ("", details.get("column")) and case.count in ("", details.get("count"))
    return problem.code == case.code and named


def assert_no_value_is_told(problems):
    """What stands in the spoilt cells appears in no sentence, in no language, and every sentence is complete."""
    for problem, language in product(problems, LANGUAGES):
        told = " ".join(problem_texts(problem, read_texts(language)))
        assert SECRET_TEXT not in told
        assert str(SECRET_NUMBER) not in told
        assert "{" not in (told.replace(problem.expected, "") if problem.expected else told)


def test_a_good_folder_has_no_error(good, tmp_path):
    """Without this every case above could pass for the wrong reason."""
    write(good, tmp_path)
    assert [problem for problem in check_persons(tmp_path) if problem.severity is Severity.ERROR] == []


def test_errors_stop_the_computation(good, tmp_path):
    """Whoever computes asks first, and gets all problems at once."""
    write(good.drop_columns(["sex"]), tmp_path)
    with pytest.raises(PersonsError) as refused:
        refuse_faulty_persons(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["persons_column_missing"]


def test_diagnoses_may_be_left_out(good, tmp_path):
    """Not every supplier has them."""
    write(good.drop_columns(["diagnoses"]), tmp_path)
    assert [problem for problem in check_persons(tmp_path) if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SERVER_SOFTWARE", "voila/0.5.8"), ("BINDER_LAUNCH_HOST", "https://example.org"), ("GITHUB_ACTIONS", "true")],
)
def test_persons_are_not_read_in_public(variable, value, good, tmp_path, monkeypatch):
    """On a page or machine of others the files stay shut, unless they say that their persons are invented."""
    monkeypatch.setenv(variable, value)
    write(good, tmp_path)
    assert "persons_public_place" not in {problem.code for problem in check_persons(tmp_path)}
    write(good.replace_schema_metadata(None), tmp_path)
    assert [problem.code for problem in check_persons(tmp_path)] == ["persons_public_place"]


def test_sixty_cases_and_more():
    """The catalogue is as long as it was promised to be, and tells each case once."""
    assert len(CASES) >= 100
    assert len({case.name for case in CASES}) == len(CASES)
