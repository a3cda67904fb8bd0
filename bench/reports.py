"""Time of one project's documents and of twelve, against plain papermill command lines, side by side in one run.

The papermill side only executes the notebooks; ours also checks the file, renders HTML, PDF and Word and publishes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selfeval.examples import SEED, write_examples
from selfeval.making.batch import run_batch
from selfeval.making.documents import make_documents
from selfeval.making.order import Order
from selfeval.workbooks.locate import notebook_path

WORKBOOKS = ("self_evaluation", "annual_report")
DATE = "2023-03-31"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_examples(folder / "in", SEED, [2022])
        workers = os.cpu_count() or 1
        order = Order(DATE)
        rounds = [
            ("1 project, papermill command lines (notebooks)", lambda: papermill(files[:1], folder / "a")),
            ("1 project, selfeval run (check, notebooks, 6 documents)", lambda: ours(files[0], folder / "one", order)),
            (f"{len(files)} projects, papermill command lines (notebooks)", lambda: papermill(files, folder / "b")),
            (f"{len(files)} projects, selfeval batch, {workers} workers", lambda: batch(folder, order, workers)),
        ]
        seconds = [report(label, job) for label, job in rounds]
    print(f"one project:  {seconds[1] / seconds[0]:.2f} x the papermill command lines")
    print(f"{len(files)} projects: {seconds[3] / seconds[2]:.2f} x the papermill command lines")


def report(label: str, job: Callable[[], None]) -> float:
    started = time.perf_counter()
    job()
    seconds = time.perf_counter() - started
    print(f"{seconds:8.1f} s  {label}", flush=True)
    return seconds


def papermill(files: list[Path], target: Path) -> None:
    target.mkdir(parents=True)
    for file in files:
        for workbook in WORKBOOKS:
            output = target / f"{file.stem}-{workbook}.ipynb"
            command = [sys.executable, "-m", "papermill", str(notebook_path(workbook)), str(output)]
            command += ["-p", "project_file", str(file), "-p", "run_date", DATE, "--no-progress-bar"]
            subprocess.run(command, check=True, capture_output=True)


def ours(file: Path, target: Path, order: Order) -> None:
    make_documents(file, target, order)


def batch(folder: Path, order: Order, workers: int) -> None:
    failed = [outcome.name for outcome in run_batch(folder / "in", folder / "ours", order, workers) if outcome.failure]
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
