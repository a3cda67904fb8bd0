"""Kernels that start from a prepared process, where the system can fork safely; plain kernels everywhere else."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from selfeval.workbooks.kernel import WorkbookKernelManager, end_process_tree, pinned_environment

# Forking a process that has loaded system frameworks isn't safe on macOS, and Windows cannot fork.
SUPPORTED = sys.platform == "linux"
LONGEST_WAIT = 30.0


class Zygote:
    """The prepared process, seen from the one that asks it for kernels."""

    def __init__(self, folder: Path) -> None:
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "selfeval.workbooks.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=pinned_environment(folder, os.environ),
            cwd=folder,
            start_new_session=True,
        )

    def fork_kernel(self, **request: object) -> int | None:
        """The number of a new kernel's process; None when the prepared process is gone or doesn't answer."""
        write, read = self._process.stdin, self._process.stdout
        if write is None or read is None:
            return None
        with self._turn, suppress(OSError, ValueError):
            write.write(json.dumps(request).encode() + b"\n")
            write.flush()
            ready, _, _ = select.select([read], [], [], LONGEST_WAIT)
            if ready:
                return int(read.readline())
            # A late answer would be taken for the next kernel's.
            self._process.kill()
        return None

    def close(self) -> None:
        """End the prepared process and its kernels."""
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                stream and stream.close()
        with suppress(psutil.NoSuchProcess):
            end_process_tree(psutil.Process(self._process.pid))
        self._process.wait()


class ForkedProcess:
    """A process that isn't our child, with the part of Popen's interface that jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._process = psutil.Process(pid)

    def poll(self) -> int | None:
        """None while it runs. How it ended isn't known: nobody but its parent is told."""
        try:
            return 1 if self._process.status() == psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return 1

    def wait(self) -> int:
        """Wait until it has ended."""
        self._process.wait()
        return 1

    def send_signal(self, number: int) -> None:
        """Signal it, if it still runs."""
        with suppress(psutil.NoSuchProcess):
            self._process.send_signal(number)


class ForkedProvisioner(LocalProvisioner):
    """Asks the zygote for the kernel's process; starts a plain one when that fails."""

    zygote: Zygote | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """As in LocalProvisioner; `stdout` must be a file with a name."""
        pid = self.zygote and self.zygote.fork_kernel(
            connection_file=cmd[-1], cwd=str(kwargs["cwd"]), env=kwargs["env"], noise=kwargs["stdout"].name
        )
        if not pid:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = ForkedProcess(pid)  # type: ignore[assignment]
        # The child may not lead its group yet; it will, under its own number.
        self.pid = self.pgid = pid
        self.cwd = kwargs["cwd"]
        return self.connection_info


_zygotes: list[Zygote] = []


@contextmanager
def warm_kernels() -> Iterator[None]:
    """Inside the block, workbooks run in kernels forked from one prepared process, if the system can."""
    if not SUPPORTED:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="se-", ignore_cleanup_errors=True) as folder:
        _zygotes.append(zygote := Zygote(Path(folder)))
        try:
            yield
        finally:
            _zygotes.remove(zygote)
            zygote.close()


def use_warm_kernel(manager: WorkbookKernelManager) -> None:
    """Let a manager start its kernel the fast way when this process is inside `warm_kernels`."""
    if _zygotes:
        manager.kernel_id = str(uuid.uuid4())
        manager.provisioner = ForkedProvisioner(
            kernel_id=manager.kernel_id, kernel_spec=manager.kernel_spec, parent=manager
        )
        manager.provisioner.zygote = _zygotes[-1]
