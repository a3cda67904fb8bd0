"""A process that has the imports behind it and forks a kernel on request; `python -m selfeval.workbooks.zygote`.

One request a line on standard input: {"connection_file", "cwd", "env", "noise"}. One answer a line on standard
output: the kernel's process number. The end of the input ends this process and every kernel it started.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from typing import Any, NoReturn

import psutil  # type: ignore[import-untyped]

from selfeval.workbooks.kernel import end_process_tree
from selfeval.workbooks.launch import start_kernel, without_debugger

# What every kernel needs, and what most workbooks do. None of these may start a thread: threads don't survive a fork.
PRELOADED = ("ipykernel.kernelapp", "ipykernel.ipkernel", "altair", "selfeval.notebook.evaluation")


def serve() -> None:
    """Answer requests until the input ends."""
    without_debugger()
    for module in PRELOADED:
        # A module that cannot be imported is for the workbook that wants it to tell.
        with suppress(Exception):
            importlib.import_module(module)
    # Shared memory stays shared: the collector doesn't touch what was there before the fork.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        pid = os.fork()
        if pid == 0:
            _become_kernel(json.loads(line))
        os.write(1, b"%d\n" % pid)
    for child in psutil.Process().children():
        end_process_tree(child)


def _become_kernel(request: dict[str, Any]) -> NoReturn:
    """Leave the template behind: own session, folder, environment, files and random numbers."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.chdir(request["cwd"])
        os.environ.clear()
        os.environ.update(request["env"], JPY_PARENT_PID=str(os.getppid()))
        time.tzset()
        _redirect(request["noise"])
        _reseed()
        start_kernel(["-f", request["connection_file"]])
    finally:
        os._exit(1)


def _redirect(noise: str) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    file = os.open(noise, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, standard in ((nothing, 0), (file, 1), (file, 2)):
        os.dup2(source, standard)
    os.close(nothing)
    os.close(file)


def _reseed() -> None:
    """Or every kernel would draw the same numbers."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


if __name__ == "__main__":
    serve()
