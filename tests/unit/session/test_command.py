"""`selfeval session`: what it prepares, what it starts, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from selfeval import cli
from selfeval.cli import projects, telling
from selfeval.errors import RequestError
from selfeval.guide import read_guide
from selfeval.project_file.template import Request, write_project_file
from selfeval.session import launch
from selfeval.texts import read_texts
from selfeval.workbooks.locate import read_notebook
from selfeval.workbooks.parameters import read_parameters

Said = tuple[int, str, str]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    request = Request("vb_toets", 2022, read_guide("2021-05-30"), read_texts("fr"))
    path = tmp_path / "vb_toets-2022.xlsx"
    path.write_bytes(write_project_file(request))
    return path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, object]]:
    """Stands in for JupyterLab: remembers what it was given, and ends with code 0."""
    seen: list[dict[str, object]] = []

    def run_lab(command: Sequence[str], room: Path) -> int:
        (path,) = room.glob("*.ipynb")
        values = {name: one.default for name, one in read_parameters(read_notebook(path)).items()}
        seen.append({"values": values, "command": list(command), "room": room})
        return 0

    monkeypatch.setattr(launch, "require_jupyterlab", lambda: None)
    monkeypatch.setattr(launch, "lab_schemas", lambda: tmp_path / "no schemas")
    monkeypatch.setattr(launch, "run_lab", run_lab)
    return seen


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs the program as a user does: code, what it said, and what it said of failures."""

    def run(*typed: object) -> Said:
        for module in (cli, projects, telling):
            monkeypatch.setattr(module, "SAY", read_texts("en"))
        monkeypatch.setattr("sys.argv", ["selfeval", "session", *map(str, typed)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return (ended.value.code if isinstance(ended.value.code, int) else 0), said.out, said.err

    return run


def test_the_notebook_is_opened_on_the_file_in_its_own_language(command, source, started):
    """Draft and copy stay beside the file; the room of the notebook is gone afterwards."""
    code, out, _ = command(source)
    assert code == 0
    assert "menu Run" in out
    assert "vb_toets-2022-session.json" in out
    (seen,) = started
    assert seen["values"] == {"project_file": str(source), "language": "fr", "folder": str(source.parent)}
    assert not seen["room"].exists()
    assert list(source.parent.glob("*.xlsx")) == [source]


def test_another_language_and_folder_are_taken_over(command, source, started, tmp_path):
    """A Dutch-speaking table can score a French file; the sentences follow."""
    code, out, _ = command(source, "--language", "nl", "--to", tmp_path / "tafel")
    assert code == 0
    assert "JupyterLab gaat open" in out
    assert started[0]["values"]["language"] == "nl"
    assert started[0]["values"]["folder"] == str(tmp_path / "tafel")


def test_a_file_that_cannot_be_scored_is_told_before_anything_opens(command, started, tmp_path):
    """The problems of a project file, not an empty browser."""
    code, out, err = command(tmp_path / "nergens.xlsx")
    assert code == 3
    assert "file_not_found" in out + err
    assert started == []


def test_without_jupyterlab_nothing_is_prepared(command, source, monkeypatch):
    """One sentence says what is missing, the next how to get it."""

    def missing() -> None:
        raise RequestError("jupyterlab_missing")

    monkeypatch.setattr(launch, "require_jupyterlab", missing)
    code, _, err = command(source)
    assert code == 2
    assert "JupyterLab is not installed." in err
    assert "selfeval[session]" in err
