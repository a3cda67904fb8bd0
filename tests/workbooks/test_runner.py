"""A workbook gives its result or fails in words for the user, and leaves nothing running."""

from __future__ import annotations

import errno
import functools
import json
import os
from pathlib import Path

import jupyter_client.launcher
import psutil
import pytest

from selfeval.errors import RequestError, RunError
from selfeval.workbooks import runner
from selfeval.workbooks.runner import run_workbook
from selfeval.workbooks.warm import SUPPORTED, warm_kernels

CALM = "seen = dict(file=project_file, years=years)"


@pytest.fixture
def kernels_started(monkeypatch):
    """The process numbers of all kernels started the plain way."""
    started = []
    start = jupyter_client.launcher.Popen

    def record(*arguments, **options):
        process = start(*arguments, **options)
        started.append(process.pid)
        return process

    monkeypatch.setattr(jupyter_client.launcher, "Popen", record)
    return started


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_the_result_is_what_the_last_cell_handed_over(workbook, tmp_path, kernels_started):
    """Given parameters reach the workbook, its result object comes back, and its one kernel is gone."""
    result = run_workbook(workbook(CALM), {"project_file": "/data/my.xlsx", "years": 3}, tmp_path / "out.ipynb")
    assert result.kind == "self_evaluation"
    assert result.data == {
        "document": {"file": "my.xlsx", "years": 3},
        "charts": [],
        "figures": [],
        "provenance": {},
    }
    assert result.notebook_path == tmp_path / "out.ipynb"
    assert len(kernels_started) == 1
    assert not is_running(kernels_started[0])


@pytest.mark.parametrize("given", [{"projekt": "a"}, {}, {"project_file": 3}])
def test_refused_parameters_start_no_kernel(workbook, tmp_path, kernels_started, given):
    """The check comes before anything that costs time."""
    with pytest.raises(RequestError):
        run_workbook(workbook(CALM), given, tmp_path / "out.ipynb")
    assert kernels_started == []


def test_an_unknown_workbook_is_refused_with_the_names_that_exist():
    """A name with a path in it is a name that doesn't exist."""
    with pytest.raises(RequestError, match="unknown_workbook"):
        run_workbook("../secret", {}, Path("out.ipynb"))


def test_same_input_gives_the_same_bytes_wherever_it_lies(workbook, tmp_path, capfd):
    """Neither folder, time nor user is in the executed notebook, and nothing is written on the screen."""
    noisy = "import sys\nprint('warning', file=sys.stderr)\nseen = dict(file=project_file)\nprint(project_file)"
    path = workbook(noisy)
    written = []
    for folder in (tmp_path / "here", tmp_path / "somewhere" / "else"):
        run_workbook(path, {"project_file": str(folder / "my.xlsx")}, folder / "out.ipynb")
        written.append((folder / "out.ipynb").read_bytes())
    assert written[0] == written[1]
    assert b"my.xlsx" in written[0]
    assert str(tmp_path).encode() not in written[0]
    assert capfd.readouterr() == ("", "")


def test_the_users_settings_do_not_reach_the_kernel(workbook, tmp_path, monkeypatch):
    """Start-up files, import paths, time zone, language and modules in the working folder change nothing."""
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("years = 99")
    (tmp_path / "colorsys.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    hostile = {"IPYTHONDIR": tmp_path / "ipython", "PYTHONPATH": tmp_path, "TZ": "Asia/Tokyo", "LC_ALL": "nl_BE"}
    for name, value in {**hostile, "PYTHONSTARTUP": startup / "00.py", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(name, str(value))
    look = "import colorsys, os\nnames = ('TZ', 'LC_ALL', 'PYTHONHASHSEED', 'PYTHONPATH', 'PYTHONSTARTUP')"
    see = "seen = {name: os.environ.get(name) for name in names} | {'years': years, 'here': os.listdir()}"
    result = run_workbook(workbook(look, see), {"project_file": "a"}, tmp_path / "out.ipynb")
    assert result.data["document"] == {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": None,
        "PYTHONSTARTUP": None,
        "years": 1,
        "here": [],
    }


def test_a_failing_cell_gives_a_code_and_a_log_without_values(workbook, tmp_path):
    """The user hears that it failed; the log says where; neither repeats what was in the cell."""
    path = workbook("patient = 'Jan Peeters'", "raise ValueError(f'not a number: {patient}')")
    with pytest.raises(RunError) as failed:
        run_workbook(path, {"project_file": "a"}, tmp_path / "out.ipynb")
    assert failed.value.code == "workbook_failed"
    assert failed.value.details == {"name": "sample", "error": "ValueError", "log": "out.log"}
    assert str(failed.value) == "workbook_failed"
    log = (tmp_path / "out.log").read_text("utf-8")
    assert "ValueError" in log
    assert "line 1" in log
    assert "Peeters" not in log
    assert not (tmp_path / "out.ipynb").exists()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((CALM,), "result_missing"),
        ((CALM, "{result}", "1 + 1"), "result_not_last"),
        ((CALM, "{result}\n{result}"), "result_not_last"),
        ((CALM, "{result without kind}"), "result_malformed"),
    ],
)
def test_a_workbook_without_one_proper_result_at_its_end_has_failed(workbook, tmp_path, result_cell, cells, code):
    """Running to the end isn't enough: one result, in the last cell, that says of what kind it is."""
    written = {"{result}": result_cell, "{result without kind}": result_cell.replace("kind", "sort")}
    filled = [functools.reduce(lambda text, one: text.replace(*one), written.items(), cell) for cell in cells]
    path = workbook(*filled, hand_over=False)
    with pytest.raises(RunError, match=code):
        run_workbook(path, {"project_file": "a"}, tmp_path / "out.ipynb")
    assert not (tmp_path / "out.ipynb").exists()


def endless(workbook, tmp_path):
    """A workbook that starts a child of its own, notes both process numbers and never ends."""
    children = (
        "import os, subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(90)'])"
    )
    note = f"open({str(tmp_path / 'pids')!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')"
    return workbook(children, note, "while True: pass")


def test_an_endless_loop_is_ended_with_its_kernel_and_its_children(workbook, tmp_path):
    """When the time is up nothing of the run is left."""
    with pytest.raises(RunError) as failed:
        run_workbook(endless(workbook, tmp_path), {"project_file": "a"}, tmp_path / "out.ipynb", timeout_seconds=6)
    assert (failed.value.code, failed.value.details) == ("time_limit", {"name": "sample", "seconds": "6"})
    assert [is_running(int(pid)) for pid in (tmp_path / "pids").read_text().split()] == [False, False]


def test_a_kernel_that_dies_is_told_and_logged(workbook, tmp_path):
    """A process that vanishes in the middle of a cell is a failure, not a result."""
    with pytest.raises(RunError, match="workbook_stopped"):
        run_workbook(workbook("import os", "os._exit(0)"), {"project_file": "a"}, tmp_path / "out.ipynb")
    assert (tmp_path / "out.log").exists()


def test_a_full_disk_leaves_the_previous_notebook(workbook, tmp_path, monkeypatch):
    """The executed notebook is replaced whole or not at all."""
    output = tmp_path / "out.ipynb"
    output.write_text("previous")

    def refuse(*_):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(RequestError, match="disk_full"):
        run_workbook(workbook(CALM), {"project_file": "a"}, output)
    assert output.read_text() == "previous"
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.skipif(not SUPPORTED, reason="this system starts kernels the plain way")
def test_a_forked_kernel_gives_what_a_plain_one_gives(workbook, tmp_path, kernels_started):
    """Same bytes, no plain kernel started, and nothing of one run is seen in the next."""
    parameters = {"project_file": "/data/my.xlsx"}
    tidy = (
        "import os, altair, builtins\nseen = {'left': [hasattr(builtins, 'left'), 'LEFT' in os.environ, os.listdir()]}"
    )
    leave = "builtins.left = os.environ['LEFT'] = 'x'\nopen('left', 'w').close()"
    path = workbook(tidy, leave)
    run_workbook(path, parameters, tmp_path / "plain.ipynb")
    kernels_started.clear()
    with warm_kernels():
        results = [run_workbook(path, parameters, tmp_path / f"{number}.ipynb") for number in (1, 2)]
    assert kernels_started == []
    assert [result.data["document"]["left"] for result in results] == [[False, False, []]] * 2
    assert (tmp_path / "1.ipynb").read_bytes() == (tmp_path / "plain.ipynb").read_bytes()


@pytest.mark.skipif(not SUPPORTED, reason="this system starts kernels the plain way")
def test_a_forked_kernel_that_dies_or_hangs_leaves_the_next_run_alone(workbook, tmp_path):
    """Failures stay with their run, and the end of the block ends every process it started."""
    before = set(psutil.Process().children(recursive=True))
    given = {"project_file": "a"}
    with warm_kernels():
        with pytest.raises(RunError, match="workbook_stopped"):
            run_workbook(workbook("import os", "os._exit(3)"), given, tmp_path / "a.ipynb")
        with pytest.raises(RunError, match="time_limit"):
            run_workbook(endless(workbook, tmp_path), given, tmp_path / "b.ipynb", timeout_seconds=5)
        assert [is_running(int(pid)) for pid in (tmp_path / "pids").read_text().split()] == [False, False]
        assert run_workbook(workbook(CALM), given, tmp_path / "c.ipynb").data["document"]["years"] == 1
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.skipif(not SUPPORTED, reason="this system starts kernels the plain way")
def test_without_its_prepared_process_a_run_takes_the_plain_way(workbook, tmp_path, kernels_started):
    """Speed is a courtesy: when the prepared process is gone, the workbook still runs."""
    known = set(psutil.Process().children())
    with warm_kernels():
        (prepared,) = set(psutil.Process().children()) - known
        prepared.kill()
        result = run_workbook(workbook(CALM), {"project_file": "a"}, tmp_path / "out.ipynb")
    assert result.kind == "self_evaluation"
    assert len(kernels_started) == 1


def test_the_executed_notebook_holds_no_second_copy_of_its_result(workbook, tmp_path):
    """The result is handed over once, and the notebook that is kept stays light; what the cells showed is in it."""
    result = run_workbook(workbook(CALM), {"project_file": "a"}, tmp_path / "out.ipynb")
    text = (tmp_path / "out.ipynb").read_text("utf-8")
    assert result.data["document"] == {"file": "a", "years": 1}
    assert runner.RESULT not in "".join(json.dumps(cell["outputs"]) for cell in json.loads(text)["cells"])


@pytest.mark.skipif(os.name != "posix", reason="folder rights are a matter of POSIX systems")
def test_the_kernels_folder_is_closed_to_other_users(workbook, tmp_path):
    """Nobody else on the machine can look into a run."""
    look = "import os\nseen = {'mode': oct(os.stat('..').st_mode & 0o777)}"
    result = run_workbook(workbook(look), {"project_file": "a"}, tmp_path / "out.ipynb")
    assert result.data["document"] == {"mode": "0o700"}
