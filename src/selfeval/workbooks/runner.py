"""Runs one workbook and takes its result; without a result the run has failed, whatever the notebook says."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from selfeval.handover import RESULT
from selfeval.workbooks.contract import code_cells
from selfeval.workbooks.engine import ENGINE, Room
from selfeval.workbooks.failure import WorkbookError, trace_places, write_log
from selfeval.workbooks.locate import notebook_path, read_notebook
from selfeval.workbooks.parameters import check_parameters
from selfeval.workbooks.publish import disk_errors
from selfeval.workbooks.tidy import tidy_notebook

@dataclass(frozen=True, slots=True)
class WorkbookResult:
    """What a workbook handed over: its kind, the other keys of its result object, and the executed notebook's file."""

    kind: str
    data: dict[str, Any]
    notebook_path: Path
    seconds: float


def run_workbook(
    workbook: str | Path,
    parameters: Mapping[str, object],
    output: Path,
    timeout_seconds: float = 120.0,
    log: Path | None = None,
) -> WorkbookResult:
    """Execute a workbook, by name or by file, and write the executed notebook to the file `output`.

    Paths among the parameters must be absolute: the kernel works in a private, empty folder. `timeout_seconds` holds
    for the whole run. After a failure `output` isn't written and `log` (default: beside `output`) holds the trace.
    Raises RequestError as `check_parameters` does, and WorkbookError with the code `workbook_failed` (name, error,
    log), `workbook_stopped` (name, log), `time_limit` (name, seconds), `result_missing` (name), `result_not_last`
    (name) or `result_malformed` (name). A disk that refuses `output` raises as `disk_errors` does.
    """
    path = workbook if isinstance(workbook, Path) else notebook_path(workbook)
    check_parameters(read_notebook(path), parameters)
    started = time.monotonic()
    log = log or output.with_suffix(".log")
    # mkdtemp makes the folder readable by this user only.
    with tempfile.TemporaryDirectory(prefix="se-", ignore_cleanup_errors=True) as folder:
        room = Room(Path(folder), timeout_seconds)
        executed = _execute(path, parameters, room, log)
        notebook = tidy_notebook(executed, parameters, room.folder)
    data = take_result(notebook, path.stem)
    _leave_out_result(notebook)
    notebook.metadata["selfeval"] = data.get("provenance", {})
    with disk_errors(output.parent):
        write_notebook(notebook, output)
    return WorkbookResult(data.pop("kind"), data, output, time.monotonic() - started)


def _execute(path: Path, parameters: Mapping[str, object], room: Room, log: Path) -> nbformat.NotebookNode:
    try:
        executed: nbformat.NotebookNode = execute_notebook(
            read_notebook(path),
            None,
            parameters=dict(parameters),
            engine_name=ENGINE,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            room=room,
        )
        return executed
    except PapermillExecutionError as error:
        write_log(log, f"{path.stem}: {error.ename}", trace_places(error.traceback))
        raise WorkbookError("workbook_failed", name=path.stem, error=error.ename, log=log.name) from None
    except RuntimeError as error:
        # nbclient's DeadKernelError, or jupyter_client's plain RuntimeError when the kernel never got ready.
        if room.deadline.expired:
            raise WorkbookError("time_limit", name=path.stem, seconds=f"{room.seconds:g}") from None
        write_log(log, f"{path.stem}: {type(error).__name__}", _last_words(room))
        raise WorkbookError("workbook_stopped", name=path.stem, log=log.name) from None


def _last_words(room: Room) -> list[str]:
    text = room.noise.read_text("utf-8", errors="replace") if room.noise.exists() else ""
    return trace_places([text])


def take_result(notebook: nbformat.NotebookNode, name: str) -> dict[str, Any]:
    """The one result object, from the outputs of the last code cell; raises WorkbookError when it isn't there."""
    cells = code_cells(notebook)
    found = [(cell is cells[-1], output.data[RESULT]) for cell in cells for output in _results(cell)]
    if not found:
        raise WorkbookError("result_missing", name=name)
    if len(found) > 1 or not found[0][0]:
        raise WorkbookError("result_not_last", name=name)
    return _checked(found[0][1], name)


def _results(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for output in cell.outputs if RESULT in output.get("data", {})]


def _leave_out_result(notebook: nbformat.NotebookNode) -> None:
    """The documents hold it already; in the notebook it would only be weight."""
    for output in _results(code_cells(notebook)[-1]):
        del output.data[RESULT]


def _checked(result: object, name: str) -> dict[str, Any]:
    try:
        data = json.loads(json.dumps(result, allow_nan=False))
    except (TypeError, ValueError):
        raise WorkbookError("result_malformed", name=name) from None
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
        raise WorkbookError("result_malformed", name=name)
    return data


def write_notebook(notebook: nbformat.NotebookNode, output: Path) -> None:
    """Write a notebook whole or not at all; raises OSError."""
    output.parent.mkdir(parents=True, exist_ok=True)
    text: str = nbformat.writes(notebook)
    draft = output.with_name(f".{output.name}.new")
    try:
        draft.write_text(text + "\n", encoding="utf-8", newline="\n")
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
