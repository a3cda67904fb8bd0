"""The commands say what happened in sentences of the reader's language, and end with a code of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from selfeval import cli
from selfeval.cli import book, gids, projects, telling, words
from selfeval.guide import read_guide
from selfeval.project_file.template import Content, Request, write_project_file
from selfeval.texts import read_texts

Said = tuple[int, str, str]
Command = Callable[..., Said]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs the program as a user does: code, what it said, and what it said of failures."""
    monkeypatch.chdir(tmp_path)

    def run(*typed: object, language: str = "fr") -> Said:
        for module in (cli, book, gids, projects, telling, words):
            monkeypatch.setattr(module, "SAY", read_texts(language))
        monkeypatch.setattr("sys.argv", ["selfeval", *map(str, typed)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return run


def written(folder: Path, language: str = "fr", content: Content | None = None) -> Path:
    request = Request("tiny", 2022, read_guide("2021-05-30"), read_texts(language), True, (), content or {})
    path = folder / "tiny-2022.xlsx"
    path.write_bytes(write_project_file(request))
    return path


def test_new_writes_a_file_that_check_can_read(command: Command, tmp_path: Path) -> None:
    code, out, _ = command(
        "new", "--project", "val_doux", "--year", 2022, "--language", "fr", "--to", tmp_path / "a" / "b"
    )
    assert code == 0
    assert "val_doux-2022.xlsx" in out
    code, out, _ = command("check", tmp_path / "a" / "b" / "val_doux-2022.xlsx")
    assert code == 3
    assert "Erreurs (à corriger d’abord)" in out


def test_new_never_overwrites(command: Command, tmp_path: Path) -> None:
    mine = tmp_path / "tiny-2022.xlsx"
    mine.write_bytes(b"my work")
    code, _, err = command("new", "--project", "tiny", "--year", 2022)
    assert code == 2
    assert "tiny-2022.xlsx existe déjà." in err
    assert mine.read_bytes() == b"my work"


def test_new_from_last_year_says_what_it_took_over(command: Command, tmp_path: Path) -> None:
    partners = {"partners": [{"partner": "Cercle", "kind": "general_practitioners"}]}
    last = written(tmp_path, content=partners)
    code, out, _ = command("new", "--project", "tiny", "--year", 2023, "--language", "fr", "--from", last)
    assert code == 0
    assert "Repris" in out
    assert "Partenaires" in out
    code, _, err = command("new", "--project", "tiny", "--year", 2025, "--from", last)
    assert code == 2
    assert "2022" in err


@pytest.mark.parametrize("project", ["Val Doux", "../x", "1a", "a", "é_tiny"])
def test_a_project_code_that_could_be_anything_is_refused(command: Command, tmp_path: Path, project: str) -> None:
    code, _, err = command("new", "--project", project, "--year", 2022)
    assert code == 2
    assert "ne peut pas être un code de projet" in err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_is_refused_with_the_ones_there_are(command: Command, tmp_path: Path) -> None:
    code, _, err = command("new", "--project", "tiny", "--year", 2022, "--language", "de")
    assert code == 2
    assert "[unknown_language]" in err
    assert "nl, fr, en" in err
    assert list(tmp_path.iterdir()) == []


def test_a_year_without_a_revision_is_refused(command: Command) -> None:
    code, _, err = command("new", "--project", "tiny", "--year", 1999, language="nl")
    assert code == 2
    assert "1999" in err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--revision", "2020-02-02"), "unknown_revision"),
        (("--language", "xx"), "unknown_language"),
        (("--smallest", 3), "smallest_count_outside_limits"),
        (("--public", "--smallest", 11), "smallest_count_outside_limits"),
        (("--date", "31/03/2023"), "date_malformed"),
    ],
)
def test_a_wish_that_cannot_be_honoured_is_refused_before_the_file_is_read(
    command: Command, tmp_path: Path, words: tuple[object, ...], code: str
) -> None:
    ended, _, err = command("run", tmp_path / "nowhere.xlsx", *words)
    assert ended == 2
    assert f"[{code}]" in err
    assert "Comment" in err


@pytest.mark.parametrize("name", ["check", "run"])
def test_a_file_that_is_not_there_is_a_sentence_and_not_a_traceback(
    command: Command, tmp_path: Path, name: str
) -> None:
    code, out, err = command(name, tmp_path / "absent.xlsx")
    assert code == 3
    assert "Le fichier « absent.xlsx » ne se trouve pas à l’endroit indiqué." in (out + err).replace("\u00a0", " ")


def test_check_ends_with_three_names_every_place_and_leaves_the_file_alone(command: Command, tmp_path: Path) -> None:
    patients = [{"group": "total", "start": 10, "inflow": 5, "deceased": 1, "moved": 0, "stopped": 0, "end": 20}]
    file = written(tmp_path, content={"patients": patients})
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    code, out, _ = command("check", file)
    assert code == 3
    assert "[flow_does_not_add_up] feuille Patients, ligne 5, colonne I" in out
    assert "Cellules remplies" in out
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(("language", "word"), [("nl", "Fouten"), ("fr", "Erreurs"), ("en", "Errors")])
def test_check_speaks_the_language_of_the_file_unless_told_otherwise(
    command: Command, tmp_path: Path, language: str, word: str
) -> None:
    file = written(tmp_path, language)
    assert word in command("check", file)[1]
    assert "Errors" in command("check", file, "--language", "en")[1]


def test_gids_check_finds_nothing_wrong_with_the_data_as_they_are(command: Command) -> None:
    code, out, _ = command("gids", "check", language="nl")
    assert (code, out.strip()) == (0, read_texts("nl")("said.gids_good"))


def test_gids_diff_names_what_a_revision_removed_and_refuses_one_it_does_not_know(command: Command) -> None:
    code, out, _ = command("gids", "diff", "2019-09-24", "2021-05-30")
    assert code == 0
    assert "rules/budget_guarantee" in out
    code, _, err = command("gids", "diff", "2019-09-24", "2030-01-01")
    assert code == 2
    assert "2024-03-29" in err


def test_an_empty_folder_has_nothing_to_make_documents_of(command: Command, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    code, _, err = command("batch", tmp_path / "vide")
    assert code == 2
    assert "Le dossier vide ne contient aucun fichier Excel" in err


@pytest.mark.parametrize(
    ("own", "system", "language"),
    [
        ("fr", "nl_BE.UTF-8", "fr"),
        ("", "nl_BE.UTF-8", "nl"),
        ("", "de_DE.UTF-8", "en"),
        ("", "", "en"),
        ("NL", "C", "nl"),
    ],
)
def test_the_commands_speak_the_language_chosen_or_the_system_s(
    monkeypatch: pytest.MonkeyPatch, own: str, system: str, language: str
) -> None:
    monkeypatch.setenv("SELFEVAL_LANGUAGE", own)
    monkeypatch.setenv("LANG", system)
    assert cli.chosen_language() == language


def test_verify_of_a_folder_without_documents_says_so(command: Command, tmp_path: Path) -> None:
    code, _, err = command("verify", tmp_path)
    assert code == 2
    assert "SHA256SUMS" in err
