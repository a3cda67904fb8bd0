"""Every value of a file lands under a later revision exactly once: carried, changed by a named rule, or asked again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "fixtures"))

from gids_copy import forget, gids_copy

from selfeval.errors import RequestError
from selfeval.examples import write_demo
from selfeval.guide import read_guide
from selfeval.guide.check import check_guide
from selfeval.making.migrating import new_content
from selfeval.migration.entry import Entry, Outcome, Reason
from selfeval.migration.landing import Migrated, migrate_file
from selfeval.model import ProjectFile, State
from selfeval.project_file.opening import errors_of, inspect_project_file
from selfeval.texts import read_texts

LATER = "2031-01-01"
MOVES = {
    "prevention": ("renamed", ["health_promotion"]),
    "case_management": ("split", ["individual_case_management", "regional_case_management"]),
    "change_management": ("merged", ["quality_culture"]),
    "job_retention": ("dropped", []),
}
NEW = {"health_promotion": "prevention", "individual_case_management": "case_management"}
NEW |= {"regional_case_management": "case_management"}
REASON = "{nl: Proef., fr: Essai., en: Trial.}"
SCALE = f"item: scales/maturity, rule: rescaled, becomes: [scales/maturity], reason: {REASON}"
RESCALED = f"  - {{{SCALE}, scores: {{'0': 0, '1': 1, '2': 1, '3': 2, '4': 3}}}}"


def write_revision(gids: Path, moves: list[str], new: Iterable[str] = tuple(NEW)) -> None:
    adds = ", ".join(f"components/{name}" for name in new)
    removes = ", ".join(f"components/{name}" for name in MOVES)
    text = "{nl: Proef, fr: Essai, en: Trial}"
    lines = [f'id: "{LATER}"', f"name: {text}", f"summary: {text}", f"adds: [{adds}]", f"removes: [{removes}]"]
    lines += ["changes: {}", "moves:", *moves, "proposal: true", "sources: []"]
    (gids / "revisions" / f"{LATER}.yml").write_text("\n".join(lines) + "\n", "utf-8")


def move(name: str, rule: str, becomes: list[str]) -> str:
    ends = ", ".join(f"components/{end}" for end in becomes)
    return f"  - {{item: components/{name}, rule: {rule}, becomes: [{ends}], reason: {REASON}}}"


@pytest.fixture
def gids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The Gids with an invented revision that renames, splits, merges and drops a component and shortens the scale."""
    with gids_copy(tmp_path / "gids", monkeypatch) as folder:
        for name, model in NEW.items():
            text = (folder / "components" / f"{model}.yml").read_text("utf-8")
            text = text.replace(f"id: {model}", f"id: {name}", 1).replace("  nl: ", f"  nl: {name} ", 1)
            (folder / "components" / f"{name}.yml").write_text(text, "utf-8")
        write_revision(folder, [*(move(name, *rule) for name, rule in MOVES.items()), RESCALED])
        forget()
        yield folder


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> ProjectFile:
    return inspect_project_file(write_demo(tmp_path_factory.mktemp("demo")))


def migrated(project: ProjectFile, revision: str = LATER) -> Migrated:
    return migrate_file(project, read_guide(project.revision), read_guide(revision))


def of_component(found: Migrated, name: str, sheet: str = "agreed_scores") -> list[Entry]:
    return [entry for entry in found.entries if (entry.sheet, entry.key) == (sheet, name) and entry.before]


def scores_of(file: ProjectFile, component: str) -> dict[int, object]:
    """The agreed scores of the file, by year."""
    rows = [row for row in file.rows("agreed_scores") if row.text("component") == component]
    return {row.count("year") or 0: row.answer("agreed_score").value for row in rows}


def written(found: Migrated, component: str) -> dict[object, object]:
    rows = [cells for cells in found.content["agreed_scores"] if cells["component"] == component]
    return {cells["year"]: cells.get("agreed_score") for cells in rows}


def test_without_a_move_every_value_is_carried_and_the_file_says_the_same(file: ProjectFile, tmp_path: Path) -> None:
    """Also known missing answers; and what the new file says is what the old one said."""
    later = "2024-03-29"
    found = migrated(file, later)
    assert {entry.outcome for entry in found.entries} == {Outcome.CARRIED}
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(new_content(file, found, later, read_texts(file.language)))
    again = inspect_project_file(copy)
    assert again.revision == later
    assert errors_of(again.problems) == []
    for sheet in file.sheets:
        now, before = ([answers(row) for row in one.rows(sheet)] for one in (again, file))
        assert [row for row in now if row] == [row for row in before if row], sheet


def answers(row: object) -> dict[str, object]:
    """What a row says beside which entry and year it is of."""
    said = {name: (one.state, one.value) for name, one in row.answers.items() if one.state is not State.EMPTY}  # type: ignore[attr-defined]
    return {} if set(said) <= {"indicator", "component", "group", "measure", "year"} else said


def test_twice_is_the_same_as_once(gids: Path, file: ProjectFile, tmp_path: Path) -> None:
    """Bringing the new file under the same revision again carries everything and gives the same bytes."""
    texts = read_texts(file.language)
    once = new_content(file, migrated(file), LATER, texts)
    (tmp_path / "once.xlsx").write_bytes(once)
    new = inspect_project_file(tmp_path / "once.xlsx")
    found = migrated(new)
    assert {entry.outcome for entry in found.entries} == {Outcome.CARRIED}
    assert new_content(new, found, LATER, texts) == once


def test_every_answer_has_exactly_one_outcome(gids: Path, file: ProjectFile) -> None:
    """Nothing is lost: each filled cell of the file, apart from those that name a fixed row, is told of once."""
    named = {"agreed_scores": "component", "measurements": "indicator", "patients": "group"}
    told = Counter((entry.sheet, entry.row, entry.column) for entry in migrated(file).entries if entry.before)
    assert set(told.values()) == {1}
    for sheet, fixed in named.items():
        cells = {
            (sheet, row.number, name)
            for row in file.rows(sheet)
            for name, one in row.answers.items()
            if one.state is not State.EMPTY and name not in {fixed, "year"}
        }
        assert {place for place in told if place[0] == sheet} == cells
    free = {
        ("actions", row.number, name)
        for row in file.rows("actions")
        for name, one in row.answers.items()
        if one.state is not State.EMPTY
    }
    assert {place for place in told if place[0] == "actions"} == free


def test_a_renamed_component_takes_its_scores_along(gids: Path, file: ProjectFile) -> None:
    found = migrated(file)
    scores = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}
    wanted = {year: scores[score] for year, score in scores_of(file, "prevention").items() if score in scores}
    assert wanted
    assert {year: score for year, score in written(found, "health_promotion").items() if score is not None} == wanted
    changed = [one for one in of_component(found, "prevention") if one.outcome is Outcome.CHANGED]
    assert {one.moves[0].rule for one in changed} == {"renamed"}
    assert written(found, "prevention") == {}


def test_a_split_component_is_asked_again_and_names_the_choices(gids: Path, file: ProjectFile) -> None:
    """No number is invented: nothing of it stands in the new file."""
    found = migrated(file)
    entries = of_component(found, "case_management")
    assert entries
    assert {(one.outcome, one.reason, one.after) for one in entries} == {(Outcome.ASKED, Reason.SPLIT, None)}
    assert {one.candidates for one in entries} == {tuple(MOVES["case_management"][1])}
    assert written(found, "individual_case_management") == {}


def test_two_components_that_become_one_keep_what_they_agree_on(gids: Path, file: ProjectFile) -> None:
    """Where their scores on the new scale are equal one stays; where they differ both are asked again."""
    found = migrated(file)
    scores = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}
    one, other = scores_of(file, "change_management"), scores_of(file, "quality_culture")
    pairs = {year: (scores.get(one[year]), scores.get(other[year])) for year in one.keys() & other.keys()}  # type: ignore[call-overload]
    equal = {year: pair[0] for year, pair in pairs.items() if pair[0] == pair[1] and pair[0] is not None}
    torn = {year for year, pair in pairs.items() if None not in pair and pair[0] != pair[1]}
    assert equal or torn
    now = written(found, "quality_culture")
    assert {year: now.get(year) for year in equal} == equal
    assert [now.get(year) for year in torn] == [None] * len(torn)
    asked = [entry for entry in found.entries if entry.reason is Reason.CONFLICT and entry.column == "agreed_score"]
    assert len(asked) == 2 * len(torn)


def test_a_dropped_component_is_told_with_its_rule(gids: Path, file: ProjectFile) -> None:
    found = migrated(file)
    entries = of_component(found, "job_retention")
    assert entries
    assert {(one.outcome, one.after, one.moves[0].rule) for one in entries} == {(Outcome.CHANGED, None, "dropped")}


def test_a_score_without_a_place_on_the_new_scale_is_asked_again(gids: Path, file: ProjectFile) -> None:
    """Five is not on the shortened scale: nobody guesses a four."""
    fives = [
        (row.number, name)
        for row in file.rows("individual_scores")
        for name, one in row.answers.items()
        if one.value == 5 and name not in MOVES
    ]
    assert fives
    found = {(one.row, one.column) for one in migrated(file).entries if one.reason is Reason.NOT_ON_SCALE}
    assert set(fives) <= found


def test_what_is_new_is_asked(gids: Path, file: ProjectFile) -> None:
    """A component that comes from none is a question on each sheet; one that comes from another is not."""
    assert [one for one in migrated(file).entries if one.before is None] == []
    model = (gids / "components" / "prevention.yml").read_text("utf-8")
    (gids / "components" / "digital_care.yml").write_text(model.replace("prevention", "digital_care", 1), "utf-8")
    write_revision(gids, [move(name, *rule) for name, rule in MOVES.items()], (*NEW, "digital_care"))
    forget()
    new = [one for one in migrated(file).entries if one.before is None]
    assert {(one.sheet, one.key or one.column, one.reason) for one in new} == {
        ("agreed_scores", "digital_care", Reason.NEW),
        ("individual_scores", "digital_care", Reason.NEW),
    }


def test_an_older_revision_is_refused(file: ProjectFile) -> None:
    with pytest.raises(RequestError, match="revision_not_later"):
        migrated(file, "2016-02-02")


def test_an_item_removed_without_a_rule_is_a_fault_of_the_gids(gids: Path) -> None:
    """Whoever takes away what projects wrote about must say what becomes of it."""
    write_revision(gids, [move(name, *rule) for name, rule in MOVES.items() if name != "prevention"])
    forget()
    faults = [one for one in check_guide() if one.key == "moves"]
    assert [(one.file, one.found) for one in faults] == [(f"revisions/{LATER}.yml", "components/prevention")]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (move("prevention", "renamed", []), "0"),
        (move("prevention", "split", ["health_promotion"]), "1"),
        (move("prevention", "renamed", ["dancing"]), "components/dancing"),
        (move("quality_culture", "dropped", []), "components/quality_culture"),
        (f"  - {{{SCALE}}}", "rescaled"),
    ],
)
def test_a_rule_that_leads_nowhere_is_a_fault_of_the_gids(gids: Path, wrong: str, found: str) -> None:
    write_revision(gids, [*(move(name, *rule) for name, rule in MOVES.items() if name not in wrong), wrong])
    forget()
    assert found in [one.found for one in check_guide() if one.file == f"revisions/{LATER}.yml"]
