"""The cube of all indicators against only reading its columns, and against other engines, side by side in one run.

Each measurement is a process of its own, in shuffled rounds; told are medians of wall and processor seconds, the
highest memory, and ratios to the reading. `--rows` are person-years (11,650,000 is a fifth of Belgium over five years);
`--twice` adds the same with twice as many, for growth.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from selfeval.population.cube import BANDS, DIABETES, measure_cube, products_of, read_cube
from selfeval.population.engine import Limits, open_persons, person_files
from selfeval.population.indicators import Condition, Product, Term, read_indicators
from selfeval.population.tally import columns_to_read

YEARS = (2015, 2016, 2017, 2018, 2019)
ROUTES = ("read", "cube", "engine", "polars", "pandas")
KEYS = ["region", "year", "band", "sex", "increased_reimbursement", "diabetes"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=2_000_000)
    options.add_argument("--regions", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--routes", nargs="*", default=list(ROUTES))
    options.add_argument("--twice", action="store_true")
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one[0], Path(chosen.one[1]))))
        return
    with tempfile.TemporaryDirectory() as name:
        found = compare(Path(name) / "once", chosen.rows, chosen)
        if chosen.twice:
            twice = compare(Path(name) / "twice", 2 * chosen.rows, chosen)
            for route in chosen.routes:
                print(f"{route}: twice the rows takes {twice[route] / found[route]:.2f} x the processor time")


def compare(folder: Path, rows: int, chosen: argparse.Namespace) -> dict[str, float]:
    from selfeval.population.synthetic import Recipe, write_persons

    truth = write_persons(folder, Recipe(persons=rows // len(YEARS), years=YEARS, regions=chosen.regions))
    print(f"{sum(truth.rows.values()):,} person-years, {len(read_indicators())} indicators")
    runs: dict[str, list[dict[str, float]]] = {route: [] for route in chosen.routes}
    for _ in range(chosen.rounds):
        for route in random.sample(chosen.routes, len(chosen.routes)):
            command = [sys.executable, __file__, "--one", route, str(folder)]
            runs[route].append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    return {route: report(route, of, runs[chosen.routes[0]]) for route, of in runs.items()}


def report(route: str, runs: list[dict[str, float]], limit: list[dict[str, float]]) -> float:
    wall, cpu = (statistics.median(run[key] for run in runs) for key in ("wall", "cpu"))
    limit_wall, limit_cpu = (statistics.median(run[key] for run in limit) for key in ("wall", "cpu"))
    memory = max(run["memory"] for run in runs)
    print(
        f"{route:8} {wall:7.2f} s ({wall / limit_wall:5.2f} x)  processor {cpu:7.2f} s ({cpu / limit_cpu:5.2f} x)"
        f"  {memory:6.0f} MB, of which {memory - min(run['before'] for run in runs):.0f} MB for this"
    )
    return cpu


def measure(route: str, folder: Path) -> dict[str, float]:
    files = [str(path) for path in person_files(folder)]
    job = {"read": read, "cube": cube, "engine": engine, "polars": by_polars, "pandas": by_pandas}[route]
    # What a first import costs is no part of the work.
    for name in ("pyarrow.parquet", *{"polars": ["polars"], "pandas": ["pandas"]}.get(route, ["ibis", "duckdb"])):
        import_module(name)
    before, wall, cpu = memory_used(), time.perf_counter(), time.process_time()
    job(files)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": wall, "cpu": cpu, "memory": memory_used(), "before": before}


def memory_used() -> float:
    """The most memory of this process so far, in MB; elsewhere than on Linux it may count that of the parent too."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def wanted(files: list[str]) -> list[str]:
    import pyarrow.parquet as pq

    return columns_to_read(read_indicators(), pq.read_schema(files[0]).names)


def read(files: list[str]) -> None:
    """Every column decoded, nothing kept."""
    import pyarrow.parquet as pq

    columns = wanted(files)
    for file in files:
        for _ in pq.ParquetFile(file).iter_batches(100_000, columns=columns):
            pass


def cube(files: list[str]) -> None:
    with open_persons(Path(files[0]).parent, limits=Limits("500MB")) as persons:
        read_cube(persons, read_indicators())


def engine(files: list[str]) -> None:
    with open_persons(Path(files[0]).parent, limits=Limits("4GB")) as persons:
        measure_cube(persons.table, read_indicators())


def by_polars(files: list[str]) -> None:
    import polars as pl

    def condition(one: Condition) -> Any:
        counted = pl.sum_horizontal([pl.col(name).cast(pl.Float64) for name in one.columns])
        return counted < one.limit if one.below else counted >= one.limit

    def term(one: Term) -> Any:
        value = pl.lit(1.0) if one.of == "persons" else pl.col("days_entitled") / 365.25
        if one.columns:
            value = pl.sum_horizontal([pl.col(name).cast(pl.Float64) for name in one.columns])
        for held in one.where:
            value = pl.when(condition(held)).then(value).otherwise(0.0)
        return value

    def product(one: Product) -> Any:
        return term(one.first) * term(one.second) if one.second else term(one.first)

    frame = pl.scan_parquet(files).with_columns(
        band=pl.min_horizontal(pl.col("age") // 5, pl.lit(len(BANDS) - 1)), diabetes=condition(DIABETES)
    )
    sums = [product(one).sum().alias(name) for name, one in products_of(read_indicators(), wanted(files)).items()]
    frame.group_by(KEYS).agg(sums).collect(engine="streaming")


def by_pandas(files: list[str]) -> None:
    import pandas as pd

    def condition(one: Condition) -> Any:
        counted = sum(frame[name].astype(float) for name in one.columns)
        return counted < one.limit if one.below else counted >= one.limit

    def term(one: Term) -> Any:
        value = frame["days_entitled"] / 365.25 if one.of == "person_years" else pd.Series(1.0, frame.index)
        if one.columns:
            value = sum(frame[name].astype(float) for name in one.columns)
        for held in one.where:
            value = value.where(condition(held), 0.0)
        return value

    parts = []
    for file in files:
        frame = pd.read_parquet(file, columns=wanted(files))
        found = {
            name: term(one.first) * term(one.second) if one.second else term(one.first)
            for name, one in products_of(read_indicators(), wanted(files)).items()
        }
        keys = [frame["region"], frame["year"], (frame["age"] // 5).clip(upper=len(BANDS) - 1).rename("band")]
        keys += [frame["sex"], frame["increased_reimbursement"], condition(DIABETES).rename("diabetes")]
        parts.append(pd.DataFrame(found).groupby(keys, observed=True).sum())
    pd.concat(parts).groupby(KEYS).sum()


if __name__ == "__main__":
    main()
