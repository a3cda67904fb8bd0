"""The house is as its README says: what is named exists, files stay short, nothing of a workplace is written down."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
import typer

from selfeval.cli import app

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "selfeval"
README = (ROOT / "README.md").read_text("utf-8")
LONGEST = 400
PATH = re.compile(r"[\w.-]+(/[\w.-]*)*/|[\w/-]*\.\w+|Makefile|LICENSE[\w-]*|\.ci/run")
MACHINE = re.compile(r"(?<![\w.*-])/(?:home|mnt|private|root|tmp|Users|work)/\w|\b[A-Z]:\\\\?Users")
REGISTRY = re.compile(
    r"https?://[^\s\"')]*(?:artifactory|jfrog|nexus|npmjs|pypi|pythonhosted|/simple\b)", re.IGNORECASE
)


def tree() -> list[str]:
    """The paths in the README's annotated tree; what is indented stands below the folder before it."""
    block = README.partition("```text\n")[2].partition("```")[0]
    found, above = [], ""
    for line in block.splitlines():
        names = [word for word in re.split(r"\s{2,}", line.strip()) if PATH.fullmatch(word)]
        assert names, line
        inside = above if line.startswith(" ") else ""
        above = above if line.startswith(" ") else names[-1]
        found += [inside + name for name in names]
    return found


def tracked() -> list[Path]:
    """The files under version control; those of the last delivery when git or its folder is absent."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git repository: the list of files is not known")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("path", tree())
def test_what_the_tree_names_is_there(path):
    """A reader who follows the README finds what it says."""
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


def test_the_tree_leaves_out_no_part_of_the_source():
    """Whatever stands directly in the package has its line."""
    parts = {path.name + "/" * path.is_dir() for path in SOURCE.iterdir() if not path.name.startswith("__")}
    assert sorted({f"src/selfeval/{part}" for part in parts} - set(tree())) == []


def test_where_to_add_something_exists():
    """Every place that "I want to add ..." sends one to, and every file the README leads to."""
    table = README.partition("### I want to add")[2].partition("\n\nHow to work")[0]
    places = [place for place in re.findall(r"`([^`]+)`", table) if "/" in place]
    linked = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert len(places) >= 8
    assert [path for path in (*places, *linked) if not (ROOT / path).exists()] == []


def test_commands_the_readme_names_are_commands():
    """Each `make` target is in the Makefile, each `selfeval` command in the program."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)`", README)) <= targets
    commands = set(command_names(typer.main.get_command(app)))
    assert set(re.findall(r"`selfeval ([a-z][a-z ]*)`", README)) <= commands


def command_names(command, before=""):
    """The program's commands as one types them."""
    for name, one in getattr(command, "commands", {}).items():
        yield f"{before}{name}"
        yield from command_names(one, f"{before}{name} ")


def test_no_file_of_code_is_too_long():
    """A longer file wants to be a folder."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert len(lengths) > 100
    assert [path.name for path, lines in lengths.items() if lines > LONGEST] == []


def test_nothing_of_a_workplace_is_written_down():
    """No path of a machine and no address of a package registry in any file under version control."""
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit}" for hit in (*MACHINE.findall(text), *REGISTRY.findall(text))]
    assert found == []


@pytest.mark.parametrize("path", sorted((ROOT / "workbooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_workbooks_neither_print_nor_speak(path):
    """They show and hand over by name: every text in their code is an identifier, a date or nothing."""
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell.cell_type == "code"
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not any(isinstance(node, ast.Name) and node.id in {"print", "display"} for node in nodes)
        texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert [text for text in texts if not re.fullmatch(r"[a-z_]*|\d{4}-\d\d-\d\d", text)] == []
