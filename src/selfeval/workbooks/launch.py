"""Starts one kernel; run as `python -m selfeval.workbooks.launch`."""

from __future__ import annotations

import sys

ARGUMENTS = (
    "--IPKernelApp.log_level=40",
    "--HistoryManager.enabled=False",
    "--InteractiveShell.xmode=Plain",
    "--InteractiveShell.colors=nocolor",
    # The working folder must not be importable: a file named pandas.py beside the data would run.
    "--InteractiveShellApp.ignore_cwd=True",
)


def without_debugger() -> None:
    """Nobody steps through a workbook here, and importing the debugger costs more than most workbooks."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]


def start_kernel(arguments: list[str]) -> None:
    """Run an IPython kernel until it is told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=[*arguments, *ARGUMENTS])


if __name__ == "__main__":
    without_debugger()
    start_kernel(sys.argv[1:])
