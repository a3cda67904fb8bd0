"""A papermill engine: the same execution, in our kernel, under our time limit, with no files on the way."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from selfeval.workbooks.kernel import Deadline, WorkbookKernelManager, kernel_manager, pinned_environment, time_limit
from selfeval.workbooks.warm import use_warm_kernel

ENGINE = "selfeval"
LOGGER = logging.getLogger("selfeval.workbooks")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False


@dataclass(frozen=True, slots=True)
class Room:
    """Where and how long a workbook may run: a private folder, a limit in seconds, and whether that limit was hit."""

    folder: Path
    seconds: float
    deadline: Deadline = field(default_factory=Deadline)

    @property
    def noise(self) -> Path:
        """What the kernel's process wrote outside the notebook: only of interest when it did not start."""
        return self.folder / "kernel.txt"


class WorkbookEngine(Engine):  # type: ignore[misc]
    """Runs a notebook in a fresh kernel that ends with it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **kwargs: Any) -> None:
        """Execute all cells; raises nbclient's DeadKernelError or RuntimeError when the kernel dies or never starts."""
        room: Room = kwargs["room"]
        manager = kernel_manager(room.folder)
        use_warm_kernel(manager)
        client = PapermillNotebookClient(
            nb_man,
            km=manager,
            kernel_name=kernel_name,
            log=LOGGER,
            startup_timeout=max(1, int(room.seconds)),
            shutdown_kernel="immediate",
            record_timing=False,
            ipython_hist_file="",
        )
        with room.noise.open("wb") as noise:
            client.start_new_kernel(
                cwd=str(_working_folder(room)),
                env=pinned_environment(room.folder, os.environ),
                stdout=noise,
                stderr=noise,
            )
        with time_limit(_pid(manager), room.seconds, room.deadline):
            client.execute(cleanup_kc=True)


def _pid(manager: WorkbookKernelManager) -> int:
    pid = getattr(manager.provisioner, "pid", None)
    if not isinstance(pid, int):
        raise RuntimeError("kernel not started")
    return pid


def _working_folder(room: Room) -> Path:
    folder = room.folder / "work"
    folder.mkdir(exist_ok=True)
    return folder


papermill_engines.register(ENGINE, WorkbookEngine)
