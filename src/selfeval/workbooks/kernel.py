"""One kernel in its own room: pinned environment, private folder, a time limit, nothing left behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

PINNED = {
    "PYTHONHASHSEED": "0",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    # One thread: sums don't depend on the number of cores, and two workers don't fight over them.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}
DROPPED = ("PYTHON", "JUPYTER", "JPY_", "IPYTHON", "IPY_", "LC_", "LANGUAGE", "PAPERMILL", "PYDEVD")
PRIVATE = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
LONGEST_SOCKET_PATH = 90


class WorkbookKernelManager(AsyncKernelManager):
    """A kernel of this very interpreter, whatever kernels the user has registered under the name python3."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """Our own start command; other kernel specifications on the machine are not looked at."""
        argv = [sys.executable, "-m", "selfeval.workbooks.launch", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


def pinned_environment(folder: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """The kernel's environment: the machine's paths, our settings, none of the user's start-up files."""
    kept = {key: value for key, value in inherited.items() if not key.upper().startswith(DROPPED)}
    return {**kept, **PINNED, **{key: str(folder / key.lower()) for key in PRIVATE}}


def kernel_manager(folder: Path) -> WorkbookKernelManager:
    """A manager whose connection lies in the private folder; sockets in files where the system has them.

    File sockets are out of other users' reach, and two runs starting at once cannot pick the same port.
    """
    connection = str(folder / "kernel.json")
    if os.name == "posix" and len(connection) < LONGEST_SOCKET_PATH:
        return WorkbookKernelManager(connection_file=connection, transport="ipc")
    return WorkbookKernelManager(connection_file=connection)


def end_process_tree(process: psutil.Process) -> None:
    """Kill a process and all it started: its children, and what is left of its process group after its own death."""
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        family = []
    for member in family:
        with suppress(psutil.NoSuchProcess):
            member.kill()
    if os.name == "posix":
        # A kernel leads its own group, so its number is the group's; never our own group.
        with suppress(ProcessLookupError, PermissionError):
            if process.pid != os.getpgrp():
                os.killpg(process.pid, signal.SIGKILL)


class Deadline:
    """Whether the run's time was up; `expired` stays readable after the run."""

    def __init__(self) -> None:
        self.expired = False


@contextmanager
def time_limit(pid: int, seconds: float, deadline: Deadline) -> Iterator[None]:
    """Kill a kernel and its children when a run lasts longer than `seconds`; they never outlive the block."""
    try:
        process = psutil.Process(pid)
    except psutil.NoSuchProcess:  # it died at once; whoever talks to it will notice
        yield
        return

    def expire() -> None:
        deadline.expired = True
        end_process_tree(process)

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        end_process_tree(process)
