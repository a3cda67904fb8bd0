"""The effect estimate from cells beside pyfixest on the persons: the same coefficient, and how much faster, in one run.

Both start from the same Parquet file. Ours scans it into cells (region and year, with their composition) and
gives the event study with its intervals; pyfixest reads its columns and absorbs the effects of persons and years,
or of regions and years, errors clustered by region. Options: --persons, --years, --regions, --rounds; 10 million rows:
--persons 1250000.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from selfeval.population.effect.estimating import event_weights_of
from selfeval.population.effect.inference import estimate
from selfeval.population.effect.question import Question, design
from selfeval.population.effect.rules import RULES
from selfeval.population.effect.scan import scan

OUTCOME, FIRST, EFFECT = "expenditure_gp", 2014, -5.0
CHUNK = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, size in (("persons", 200_000), ("years", 8), ("regions", 60), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=size)
    given = parser.parse_args()
    pilots = {f"region_{number:02d}": FIRST + given.years // 2 for number in range(1, 1 + given.regions // 5)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "persons.parquet"
        rows = write(path, given.persons, given.years, given.regions, pilots)
        jobs = {
            "cells": lambda: from_cells(path, pilots),
            "persons": lambda: from_persons(path, pilots, "person"),
            "regions": lambda: from_persons(path, pilots, "region"),
        }
        found = {name: job() for name, job in jobs.items()}  # what is loaded or compiled once is not timed
        times = {name: [] for name in jobs}
        for _ in range(given.rounds):
            for name, job in jobs.items():
                times[name].append(seconds(job))
    ours = statistics.median(times["cells"])
    print(f"{rows:,} person-years, {given.regions} regions, {given.rounds} rounds")
    print(f"event study from cells: last year {found['cells'][-1]:.8f}, in {ours:.2f} s")
    for name in ("persons", "regions"):
        theirs, apart = statistics.median(times[name]), float(np.abs(found["cells"] / found[name] - 1).max())
        print(
            f"pyfixest, {name} and years: {found[name][-1]:.8f} (apart {apart:.1e}), {theirs / ours:.1f} times as long"
        )
        if apart > 1e-8:
            raise SystemExit("the coefficients differ")


def write(path: Path, persons: int, years: int, regions: int, pilots: dict[str, int]) -> int:
    """Persons who stay where they are, with an amount that depends on region, year and the planted effect."""
    random = np.random.default_rng(1)
    names = np.asarray([f"region_{number:02d}" for number in range(1, regions + 1)])
    level, rows = random.normal(0, 20, regions), 0
    writer = None
    for year in range(FIRST, FIRST + years):
        for first in range(0, persons, CHUNK):
            count = min(CHUNK, persons - first)
            region = np.arange(first, first + count) % regions
            on = np.isin(names[region], [name for name, start in pilots.items() if start <= year])
            amount = random.gamma(2, 60, count) + level[region] + 3 * (year - FIRST) + EFFECT * on
            table = pa.table(
                {
                    "person": np.arange(first, first + count),
                    "year": np.full(count, year, np.int16),
                    "region": pa.array(names[region]),
                    "age": random.integers(0, 95, count).astype(np.int16),
                    "sex": pa.array(np.asarray(["F", "M"])[random.integers(0, 2, count)]),
                    "increased_reimbursement": random.random(count) < 0.15,
                    "chronic_status": random.random(count) < 0.1,
                    OUTCOME: amount,
                }
            )
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
            rows += count
    if writer:
        writer.close()
    return rows


def from_cells(path: Path, pilots: dict[str, int]) -> np.ndarray:
    asked = design(scan(path, OUTCOME, by_class=False).classes.together(), Question(pilots, OUTCOME), RULES)
    weights = event_weights_of(asked)
    return np.asarray([estimate(weights[year], asked.cells, asked.pilot).value for year in sorted(weights)])


def from_persons(path: Path, pilots: dict[str, int], absorbed: str) -> np.ndarray:
    import pyfixest

    frame = pd.read_parquet(path, columns=["person", "region", "year", OUTCOME])
    start = next(iter(pilots.values()))
    frame["treated"] = frame["region"].isin(list(pilots)).astype(int)
    formula = f"{OUTCOME} ~ i(year, treated, ref={start - 1}) | {absorbed} + year"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pyfixest.feols(formula, frame, vcov={"CRV1": "region"}).coef().to_numpy()


def seconds(job: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
