"""Next year's file starts from last year's: what still holds is taken over, the rest is left to be filled in."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from selfeval.errors import ProjectFileError, RequestError
from selfeval.guide import read_guide
from selfeval.model import ProjectFile, State
from selfeval.project_file.opening import inspect_project_file
from selfeval.project_file.renewal import new_project_file
from selfeval.project_file.template import Content, Request, write_project_file
from selfeval.texts import read_texts

NL, FR = read_texts("nl"), read_texts("fr")
POINT = {"component": "prevention", "gap": "Weinig gedeeld", "measure": "Delen", "owner": "Ziekenhuis"}
CONTENT: Content = {
    "project": [{"project_name": "Voorbeeld", "inclusion_target": 450, "target_group_size": State.UNKNOWN}],
    "partners": [
        {"partner": "Huisartsenkring", "kind": "general_practitioners", "joined": datetime.date(2018, 1, 1)},
        {"partner": "Ziekenhuis", "kind": "hospital", "left": datetime.date(2020, 6, 30)},
    ],
    "municipalities": [{"municipality": "44013"}],
    "objectives": [
        {"objective_id": "D1", "title": "Delen", "baseline": 10, "target": 50, "previous_value": 15, "value": 20}
        | {"decision": "adapt", "reason": "Te traag"},
        {"objective_id": "D2", "title": "Meten", "value": State.NOT_APPLICABLE},
    ],
    "actions": [
        {"action_id": "A1", "title": "Zorgplan", "component": "prevention", "status": "running"}
        | {"patients_reached": 85, "result": "Goed", "decision": "continue"}
    ],
    "individual_scores": [{"respondent": "R1", "group": "nurse", "prevention": 3}],
    "agreed_scores": [{"component": "prevention", "agreed_score": 2, "ambition": 4}],
    "patients": [
        {"group": "total", "start": 300, "inflow": 120, "deceased": 5, "moved": 5, "stopped": 10, "end": 400},
        {"group": "total", "year": 2019, "end": 300},
        {"group": "female", "end": State.UNKNOWN},
    ],
    "events": [{"title": "Nieuwe partner", "event_date": datetime.date(2020, 5, 4)}],
    "own_words": [{"topic": "introduction", "text": "Een zin."}],
    "improvement_plan": [
        {"point": "V1", "plan_year": 2021, "status": "planned", **POINT},
        {"point": "V2", "plan_year": 2020, "status": "done", "outcome": "Klaar", **POINT},
    ],
}


def last_year(folder: Path, year: int = 2020, content: Content = CONTENT, synthetic: bool = True) -> Path:
    request = Request("tiny", year, read_guide("2019-09-24"), NL, synthetic, (), content)
    path = folder / f"tiny-{year}.xlsx"
    path.write_bytes(write_project_file(request))
    return path


def renewed(folder: Path) -> tuple[ProjectFile, tuple[str, ...]]:
    data, said = new_project_file("tiny", 2021, FR, last_year(folder))
    (folder / "tiny-2021.xlsx").write_bytes(data)
    return inspect_project_file(folder / "tiny-2021.xlsx"), said


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProjectFile, tuple[str, ...]]:
    return renewed(tmp_path_factory.mktemp("renewal"))


def rows(project: ProjectFile, sheet: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.answer(name).value or row.answer(name).state for name in columns) for row in project.rows(sheet)]


def test_the_new_file_is_of_the_new_year_in_the_new_language_under_the_new_revision(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    assert (project.project_id, project.year, project.language, project.revision) == ("tiny", 2021, "fr", "2021-05-30")
    assert project.synthetic


def test_the_form_the_partners_and_the_region_are_taken_over(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    assert project.form.text("project_name") == "Voorbeeld"
    assert project.form.answer("target_group_size").state is State.UNKNOWN
    assert rows(project, "partners", "partner", "kind", "left") == [
        ("Huisartsenkring", "general_practitioners", State.EMPTY),
        ("Ziekenhuis", "hospital", datetime.date(2020, 6, 30)),
    ]
    assert rows(project, "municipalities", "municipality") == [("44013",)]


def test_this_year_s_value_of_an_objective_becomes_last_year_s_and_the_decision_is_asked_again(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    columns = ("objective_id", "baseline", "target", "previous_value", "value", "decision", "reason")
    empty = State.EMPTY
    assert rows(project, "objectives", *columns) == [
        ("D1", 10, 50, 20, empty, empty, empty),
        ("D2", empty, empty, State.NOT_APPLICABLE, empty, empty, empty),
    ]


def test_an_action_goes_on_without_its_results(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    columns = ("action_id", "status", "patients_reached", "result", "decision")
    assert rows(project, "actions", *columns) == [("A1", "running", *[State.EMPTY] * 3)]


def test_last_year_s_scores_become_history_and_this_year_s_are_empty(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    found = {row.count("year"): row for row in project.rows("agreed_scores") if row.text("component") == "prevention"}
    assert (found[2020].count("agreed_score"), found[2020].count("ambition")) == (2, 4)
    assert found[2021].answer("agreed_score").state is State.EMPTY


def test_the_patients_at_the_end_of_the_year_are_those_at_the_start_of_the_next(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    found = {(row.text("group"), row.count("year")): row for row in project.rows("patients")}
    assert found["total", 2021].count("start") == 400
    assert found["total", 2021].answer("end").state is State.EMPTY
    assert (found["total", 2020].count("end"), found["total", 2019].count("end")) == (400, 300)
    assert found["female", 2021].answer("start").state is State.UNKNOWN
    assert found["male", 2021].answer("start").state is State.EMPTY


def test_the_improvement_plan_stays_and_events_words_and_members_scores_do_not(carried) -> None:  # type: ignore[no-untyped-def]
    project, _ = carried
    assert [row.text("point") for row in project.rows("improvement_plan")] == ["V1", "V2"]
    assert project.rows("events") == ()
    assert project.rows("individual_scores") == ()
    assert {row.answer("text").state for row in project.rows("own_words")} == {State.EMPTY}


def test_what_was_taken_over_is_said_by_sheet_in_the_reader_s_language(carried) -> None:  # type: ignore[no-untyped-def]
    _, said = carried
    assert "Partenaires : 2" in said or "Partenaires\u00a0: 2" in said
    assert not [sentence for sentence in said if "Événements" in sentence or "vos mots" in sentence]


def test_the_same_file_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    source = last_year(tmp_path)
    before = source.read_bytes()
    assert new_project_file("tiny", 2021, FR, source) == new_project_file("tiny", 2021, FR, source)
    assert source.read_bytes() == before


def test_two_years_on_the_history_has_every_year_once(tmp_path: Path) -> None:
    renewed(tmp_path)
    data, _ = new_project_file("tiny", 2022, FR, tmp_path / "tiny-2021.xlsx")
    (tmp_path / "tiny-2022.xlsx").write_bytes(data)
    project = inspect_project_file(tmp_path / "tiny-2022.xlsx")
    years = [row.count("year") for row in project.rows("patients") if row.text("group") == "total"]
    assert sorted(years) == [2019, 2020, 2021, 2022]
    assert [row.number_in("previous_value") for row in project.rows("objectives")] == [None, None]


def test_without_last_year_s_file_nothing_is_carried(tmp_path: Path) -> None:
    data, said = new_project_file("tiny", 2021, FR, None)
    assert said == ()
    (tmp_path / "new.xlsx").write_bytes(data)
    assert inspect_project_file(tmp_path / "new.xlsx").rows("partners") == ()


def test_another_project_s_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        new_project_file("other", 2021, NL, last_year(tmp_path))
    assert (caught.value.code, caught.value.details) == ("other_project", {"found": "tiny", "expected": "other"})


@pytest.mark.parametrize("year", [2020, 2022])
def test_a_file_that_is_not_of_the_year_before_is_refused(tmp_path: Path, year: int) -> None:
    with pytest.raises(RequestError) as caught:
        new_project_file("tiny", year, NL, last_year(tmp_path))
    assert caught.value.code == "not_the_year_before"
    assert caught.value.details == {"found": "2020", "expected": str(year - 1)}


def test_a_file_that_is_no_project_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.xlsx").write_bytes(b"Beste collega")
    with pytest.raises(ProjectFileError):
        new_project_file("tiny", 2021, NL, tmp_path / "letter.xlsx")
