"""Many jobs side by side in processes of their own: one that fails, hangs or dies takes no other with it."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

import psutil  # type: ignore[import-untyped]

from selfeval.errors import RequestError
from selfeval.workbooks.kernel import end_process_tree
from selfeval.workbooks.outcome import Failure, JobOutcome, failure_of
from selfeval.workbooks.warm import warm_kernels

# Spawn on every system: a fork of a process with threads may stand still for ever.
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do: a unique name, a function of a module and its arguments, all of which must be picklable."""

    name: str
    function: Callable[..., object]
    arguments: tuple[Any, ...] = ()


@dataclass(slots=True)
class _Worker:
    """A process that does one job at a time, and what it is at."""

    process: SpawnProcess
    line: Connection
    number: int | None = None
    since: float = field(default_factory=time.monotonic)


def run_many(
    jobs: Sequence[Job], workers: int, timeout_seconds: float | None = None, warm: bool = True
) -> Iterator[JobOutcome]:
    """Do all jobs, at most `workers` at once; give the outcomes in the order of the jobs, each as soon as it can be.

    A job that raises, lasts longer than `timeout_seconds` or whose process dies has a failure in its outcome: the
    error's own code, `job_failed` (error), `job_time_limit` (seconds) or `job_stopped`. Closing the iterator, or
    Ctrl-C, ends all processes. With `warm`, workers start kernels from a prepared process where the system can.
    Raises RequestError `duplicate_job` (name).
    """
    names = [job.name for job in jobs]
    if double := sorted({name for name in names if names.count(name) > 1}):
        raise RequestError("duplicate_job", name=", ".join(double))
    return _in_order(jobs, max(1, workers), timeout_seconds, warm)


def _in_order(jobs: Sequence[Job], workers: int, limit: float | None, warm: bool) -> Iterator[JobOutcome]:
    waiting = list(range(len(jobs)))
    crew: list[_Worker] = []
    done: dict[int, JobOutcome] = {}
    try:
        for number in range(len(jobs)):
            while number not in done:
                _hand_out(jobs, waiting, crew, workers, warm)
                done |= _collect(jobs, crew, limit)
            yield done.pop(number)
    finally:
        while crew:
            _dismiss(crew, crew[-1])


def _hand_out(jobs: Sequence[Job], waiting: list[int], crew: list[_Worker], workers: int, warm: bool) -> None:
    """Give every free hand a job, hiring up to `workers`."""
    while waiting and len(crew) < min(workers, len(jobs)):
        crew.append(_hire(warm))
    # A list kept by the loop: handing out changes who is free.
    for worker in [worker for worker in crew if worker.number is None]:
        if waiting:
            worker.number, worker.since = waiting.pop(0), time.monotonic()
            job = jobs[worker.number]
            worker.line.send((job.name, job.function, job.arguments))


def _hire(warm: bool) -> _Worker:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(theirs, warm), daemon=False)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A worker born in this block ignores Ctrl-C from its first moment: ending it is our task, without noise."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _collect(jobs: Sequence[Job], crew: list[_Worker], limit: float | None) -> dict[int, JobOutcome]:
    """The outcomes that came in, after waiting for at least one or for the next time limit."""
    busy = [worker for worker in crew if worker.number is not None]
    pause = None if limit is None else max(0.0, min(worker.since for worker in busy) + limit - time.monotonic())
    ready = wait([worker.line for worker in busy], pause)
    done: dict[int, JobOutcome] = {}
    for worker in busy:
        number = worker.number
        if number is None:
            continue
        if worker.line in ready:
            done[number] = _receive(jobs[number].name, crew, worker)
        elif limit is not None and time.monotonic() - worker.since >= limit:
            _dismiss(crew, worker)
            failure = Failure("job_time_limit", {"seconds": f"{limit:g}"})
            done[number] = JobOutcome(jobs[number].name, failure=failure)
    return done


def _receive(name: str, crew: list[_Worker], worker: _Worker) -> JobOutcome:
    try:
        outcome: JobOutcome = worker.line.recv()
    except (EOFError, OSError):
        _dismiss(crew, worker)
        return JobOutcome(name, failure=Failure("job_stopped"))
    worker.number = None
    return outcome


def _dismiss(crew: list[_Worker], worker: _Worker) -> None:
    """End a worker, its kernels included; one that is idle sees its line close and leaves by itself."""
    crew.remove(worker)
    worker.line.close()
    if worker.number is None:
        worker.process.join(2.0)
    if worker.process.is_alive() and worker.process.pid is not None:
        end_process_tree(psutil.Process(worker.process.pid))
    worker.process.join()


def _work(line: Connection, warm: bool) -> None:
    """A worker's whole life. Ctrl-C is for the one who gave the jobs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with warm_kernels() if warm else nullcontext():
        while True:
            try:
                name, function, arguments = line.recv()
                line.send_bytes(_answer(name, function, arguments))
            except (EOFError, OSError):
                return


def _answer(name: str, function: Callable[..., object], arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps(JobOutcome(name, value=function(*arguments)))
    except Exception as error:  # whatever a job raises belongs to that job
        return pickle.dumps(JobOutcome(name, failure=failure_of(error)))
