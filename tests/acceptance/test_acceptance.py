"""The wheel that is shipped, installed where nothing of the repository is in sight, does the whole job rightly."""

from __future__ import annotations

import csv
import json
import math
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
FROZEN = Path(__file__).parent / "frozen" / "ex_val_de_brume_2022.csv"


@dataclass(frozen=True)
class Installed:
    """A wheel, the folder of programs where it was installed, and an empty folder to work in."""

    wheel: Path
    programs: Path
    folder: Path

    def selfeval(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs the installed command as a user does, with nothing of the developer's environment."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP") if name in os.environ}
        command = [str(self.programs / "selfeval"), *arguments]
        environment = {**kept, "SELFEVAL_LANGUAGE": "en", "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8")


def run(*command: str | Path, folder: Path) -> None:
    finished = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, that borrows the dependencies but not the source."""
    folder = tmp_path_factory.mktemp("acceptance")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist", folder=ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(
        sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel, folder=folder
    )
    # A path in a .pth file is searched, but the .pth files in it are not read: the editable install stays out of sight.
    where = sysconfig.get_path("purelib", vars={"base": str(folder / "env")})
    (Path(where) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    (folder / "work").mkdir()
    return Installed(wheel, python.parent, folder / "work")


@pytest.fixture(scope="module")
def wheel_files(installed: Installed) -> list[str]:
    with zipfile.ZipFile(installed.wheel) as wheel:
        return wheel.namelist()


def tracked(folder: str, *endings: str) -> set[str]:
    """The files of the repository below a folder, by their path inside it."""
    return {
        path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*") if path.name.endswith(endings)
    }


@pytest.mark.parametrize(
    ("folder", "inside", "endings"),
    [
        ("src/selfeval/gids", "selfeval/gids", (".yml", ".bib")),
        ("src/selfeval/sections", "selfeval/sections", (".yml",)),
        ("src/selfeval/session", "selfeval/session", (".yml",)),
        ("src/selfeval/texts", "selfeval/texts", (".yml",)),
        ("src/selfeval/territory", "selfeval/territory", (".gz", ".csv", ".yml")),
        ("src/selfeval/report/templates", "selfeval/report/templates", (".html", ".typ")),
        ("src/selfeval/examples", "selfeval/examples", (".yml",)),
        ("workbooks", "selfeval/workbooks/notebooks", (".ipynb",)),
    ],
)
def test_what_is_no_python_travels_along(wheel_files, folder, inside, endings):
    """Data of the Gids, texts, municipalities, templates, the invented projects and the workbooks are in the wheel."""
    wanted = {f"{inside}/{name}" for name in tracked(folder, *endings) if ".ipynb_checkpoints" not in name}
    assert wanted
    assert sorted(wanted - set(wheel_files)) == []


def test_nothing_else_travels_along(wheel_files):
    """No test, no Excel file, no output, no compiled file; the licences are there."""
    assert {PurePosixPath(name).parts[0].partition("-")[0] for name in wheel_files} == {"selfeval"}
    unwanted = (".xlsx", ".pyc", ".html.bak", ".log", ".docx", ".pdf")
    assert [name for name in wheel_files if name.endswith(unwanted) or "/tests/" in name or "/test_" in name] == []
    assert {"LICENSE", "LICENSE-CONTENT"} <= {PurePosixPath(name).name for name in wheel_files}


def test_a_new_file_can_be_made_and_checked(installed):
    """What `new` writes is a project file: nothing in it is wrong, only not yet filled in."""
    made = installed.selfeval("new", "--project", "vb_proef", "--year", "2019", "--language", "nl", "--to", "new")
    assert made.returncode == 0, made.stderr
    assert (installed.folder / "new" / "vb_proef-2019.xlsx").is_file()
    again = installed.selfeval("new", "--project", "vb_proef", "--year", "2019", "--to", "new")
    assert (again.returncode, "file_exists" in again.stderr) == (2, True)
    checked = installed.selfeval("check", "new/vb_proef-2019.xlsx", "--language", "en")
    assert checked.returncode == 3
    assert "Errors" in checked.stdout
    assert "refused 0" in checked.stdout


@pytest.fixture(scope="module")
def figures(installed: Installed) -> dict[tuple[str, ...], dict[str, object]]:
    """The figures of the demonstration project in one language, made by the installed commands."""
    made = installed.selfeval("demo", "--to", "demo", "--date", "2023-03-31", "--language", "fr")
    assert made.returncode == 0, made.stdout + made.stderr
    (path,) = (installed.folder / "demo").rglob("*.json")
    found = json.loads(path.read_text("utf-8"))["figures"]
    return {(one["measure"], one["subject"], one["group"], str(one["year"])): one for one in found}


def test_the_installed_program_ran_from_the_wheel(installed, figures):
    """Nothing of the repository took part: its folder is not among the places the program knows."""
    lines = ["import selfeval, pathlib; print(pathlib.Path(selfeval.__file__).resolve())"]
    told = subprocess.run(
        [installed.programs / "python", "-I", "-c", *lines], cwd=installed.folder, capture_output=True, text=True
    )
    assert Path(told.stdout.strip()).is_relative_to(installed.programs.parent.resolve())


def test_the_documents_are_unchanged_since_they_were_made(installed, figures):
    """`verify` finds every file as its list of SHA-256 says."""
    (listed,) = (installed.folder / "demo").rglob("SHA256SUMS")
    assert len(listed.read_text("utf-8").splitlines()) == 10
    assert installed.selfeval("verify", str(listed.parent)).returncode == 0


def frozen() -> list[dict[str, str]]:
    lines = [line for line in FROZEN.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@pytest.mark.parametrize("expected", frozen(), ids=lambda row: "-".join(filter(None, list(row.values())[:5])))
def test_figures_are_those_worked_out_by_hand(figures, expected):
    """Each figure equals what the Excel file's own numbers give (see the header of the frozen file)."""
    key = tuple(expected[name] for name in ("measure", "subject", "group", "year"))
    found = figures[key].get(expected["field"])
    if expected["field"] in ("state", "finding"):
        assert found == expected["expected"]
    else:
        assert math.isclose(found, float(expected["expected"]), rel_tol=1e-8), expected["how"]
