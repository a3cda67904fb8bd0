"""Opens a scoring session in JupyterLab: a folder with the notebook set to the file, and the program that shows it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell

from selfeval.errors import RequestError
from selfeval.session.words import session_texts
from selfeval.workbooks.locate import notebook_path, read_notebook

NOTEBOOK = "scoring_session"
_KERNEL = "selfeval"
# The keys of a notebook's own commands: on a focused list, "0" twice would stop the session and "d" twice its cell.
_COMMAND_KEYS = ".jp-mod-commandMode"
_NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}


def require_jupyterlab() -> None:
    """Raises RequestError `jupyterlab_missing` when JupyterLab is not installed beside this package."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise RequestError("jupyterlab_missing")


def prepare_notebook(room: Path, source: Path, language: str, folder: Path) -> Path:
    """Writes the notebook of a session into `room`, set to the file, with one line that says how to start it.

    A kernel of this very interpreter goes with it, whatever kernels the user has under the name python3.
    """
    notebook = read_notebook(notebook_path(NOTEBOOK))
    values = {"project_file": str(source.resolve()), "language": language, "folder": str(folder.resolve())}
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    cell.source = "\n".join(f"{name}: str = {value!r}" for name, value in values.items())
    notebook.cells.insert(0, new_markdown_cell(session_texts(language)("notebook"), id="start"))
    notebook.metadata.kernelspec = {"name": _KERNEL, "display_name": "selfeval", "language": "python"}
    path = room / f"{source.stem}-session.ipynb"
    path.write_text(nbformat.writes(notebook) + "\n", "utf-8", newline="\n")
    kernel = room / "kernels" / _KERNEL
    kernel.mkdir(parents=True)
    start = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]}
    spec = {**start, "display_name": "selfeval", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec), "utf-8")
    return path


def prepare_lab(room: Path, schemas: Path) -> None:
    """Writes JupyterLab's settings into `room`: no news, and no key that means something else inside the form.

    `schemas` is where JupyterLab describes its own settings, keys included.
    """
    described = [json.loads(path.read_text("utf-8")) for path in sorted(schemas.rglob("*.json"))]
    keys = [key for one in described for key in one.get("jupyter.lab.shortcuts", [])]
    off = [{**key, "disabled": True} for key in keys if _is_in_the_way(key)]
    _write_setting(room, "shortcuts-extension/shortcuts", {"shortcuts": off})
    _write_setting(room, "apputils-extension/notification", _NO_NEWS)


def _is_in_the_way(key: Mapping[str, Any]) -> bool:
    """Whether a shortcut listens outside text fields, or is a bare letter or digit."""
    typed = key.get("keys") or [""]
    return bool(typed[0]) and (_COMMAND_KEYS in key.get("selector", "") or len(typed[0]) == 1)


def lab_schemas() -> Path:
    """Where the JupyterLab that is installed here describes its settings."""
    from jupyterlab.commands import get_app_dir

    return Path(get_app_dir()) / "schemas" / "@jupyterlab"


def _write_setting(room: Path, name: str, setting: object) -> None:
    path = room / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(setting), "utf-8")


def lab_command(notebook: Path) -> list[str]:
    """The command that opens the notebook in JupyterLab, in its own folder; Ctrl+C ends it without a question."""
    room = notebook.parent
    options = [f"--ServerApp.root_dir={room}", f"--LabApp.user_settings_dir={room / 'settings'}"]
    return [sys.executable, "-m", "jupyterlab", str(notebook), *options, "--ServerApp.answer_yes=True"]


def lab_environment(room: Path) -> dict[str, str]:
    """The environment in which JupyterLab finds the kernel beside the notebook."""
    known = os.environ.get("JUPYTER_PATH", "")
    return {**os.environ, "JUPYTER_PATH": os.pathsep.join([str(room), known] if known else [str(room)])}


def run_lab(command: Sequence[str], room: Path) -> int:
    """Runs JupyterLab until the user ends it; its exit code. Ctrl+C is for JupyterLab, which then ends by itself."""
    with subprocess.Popen(command, env=lab_environment(room), cwd=room) as lab:  # noqa: S603 (our own interpreter)
        while True:
            with suppress(KeyboardInterrupt):
                return lab.wait()
