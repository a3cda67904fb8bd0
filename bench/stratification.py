"""Time and memory of the risk stratification beside reading its columns, polars and pandas, in one run.

Everything runs on the same files of invented persons, each in a process of its own, several times in turns; what is
printed is the median of the ratios to reading the columns that the rules need. Ours and the peers do the same: the
chronic conditions and the Charlson index of every person-year, the level of the year before by a self-join, and a file
with person, year, conditions, charlson and stratum for each year. `copy` is reading and writing all columns once, which
the file with every column has as its floor.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import reduce
from operator import add, and_, or_
from pathlib import Path

YEARS = (2015, 2016, 2017, 2018, 2019)
ROUNDS = 3


def columns_needed() -> list[str]:
    from selfeval.population.strata.definitions import read_definitions

    found = read_definitions()
    doses = {name for one in found.conditions for name in one.columns}
    used = {measure for measure in found.measures if measure not in ("conditions", "charlson")}
    return ["person", "year", "diagnoses", *sorted(doses | used)]


def read(folder: Path, _out: Path) -> None:
    """The limit: every value of the columns needed is decoded."""
    import duckdb

    chosen = ", ".join(f"max({name})" for name in columns_needed())
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"SELECT {chosen} FROM read_parquet('{folder}/*.parquet')").fetchall()


def copy(folder: Path, out: Path) -> None:
    import duckdb

    with duckdb.connect(config={"threads": 2, "preserve_insertion_order": False}) as connection:
        target = out / "copy.parquet"
        connection.execute(f"COPY (FROM read_parquet('{folder}/*.parquet')) TO '{target}' (FORMAT parquet)")


def ours(folder: Path, out: Path) -> None:
    _ours(folder, out, ("person", "year"))


def ours_with_all_columns(folder: Path, out: Path) -> None:
    _ours(folder, out, None)


def _ours(folder: Path, out: Path, columns: tuple[str, ...] | None) -> None:
    from selfeval.population.engine import open_persons
    from selfeval.population.strata.definitions import read_definitions
    from selfeval.population.strata.write import write_strata

    with open_persons(folder) as persons:
        write_strata(persons.table, out, read_definitions(), columns)


def polars(folder: Path, out: Path) -> None:
    import polars as pl

    from selfeval.population.strata.definitions import read_definitions

    found = read_definitions()
    frame = pl.scan_parquet(folder / "*.parquet").select(columns_needed())
    held = [reduce(add, map(pl.col, one.columns)) >= max(one.minimum, 1e-9) for one in found.conditions]
    points = []
    for one in found.comorbidities:
        here = pl.col("diagnoses").str.contains(_pattern(one.prefixes))
        above = [o for o in found.comorbidities if o.id in one.outranked_by]
        for other in above:
            here &= ~pl.col("diagnoses").str.contains(_pattern(other.prefixes))
        points.append(here.cast(pl.Int8) * one.weight)
    frame = frame.with_columns(
        conditions=reduce(add, (one.cast(pl.Int8) for one in held)), charlson=reduce(add, points)
    )
    level = pl.lit(1, pl.Int8)
    for stratum in reversed(found.levels[:-1]):
        rules = [reduce(and_, (pl.col(t.measure) >= t.at_least for t in rule)) for rule in stratum.rules]
        level = pl.when(reduce(or_, rules)).then(pl.lit(stratum.order, pl.Int8)).otherwise(level)
    after = frame.select("person", (pl.col("year") + 1).alias("year"), level.alias("level"))
    joined = frame.join(after, on=["person", "year"], how="left")
    named = pl.col("level").fill_null(0).replace_strict(dict(enumerate(found.names)), return_dtype=pl.String)
    shown = joined.select("person", "year", "conditions", "charlson", named.alias("stratum"))
    for year in YEARS:
        shown.filter(pl.col("year") == year).sink_parquet(out / f"{year}.parquet")


def pandas(folder: Path, out: Path) -> None:
    import numpy as np
    import pandas as pd

    from selfeval.population.strata.definitions import read_definitions

    found = read_definitions()
    frame = pd.concat(pd.read_parquet(path, columns=columns_needed()) for path in sorted(folder.glob("*.parquet")))
    sums = [frame[list(one.columns)].sum(axis=1) >= max(one.minimum, 1e-9) for one in found.conditions]
    frame["conditions"] = np.sum(sums, axis=0, dtype="int8")
    has = {one.id: frame["diagnoses"].str.contains(_plain(one.prefixes)) for one in found.comorbidities}
    frame["charlson"] = 0
    for one in found.comorbidities:
        here = has[one.id] & ~np.logical_or.reduce([has[o] for o in one.outranked_by] or [np.zeros(len(frame), bool)])
        frame["charlson"] += here * one.weight
    level = np.ones(len(frame), "int8")
    for stratum in reversed(found.levels[:-1]):
        rules = [reduce(and_, (frame[t.measure] >= t.at_least for t in rule)) for rule in stratum.rules]
        level = np.where(reduce(or_, rules), stratum.order, level)
    after = pd.DataFrame({"person": frame["person"], "year": frame["year"] + 1, "level": level})
    joined = frame.merge(after, on=["person", "year"], how="left")
    joined["stratum"] = pd.Categorical.from_codes(joined["level"].fillna(0).astype(int), list(found.names)).astype(str)
    for year, rows in joined.groupby("year"):
        rows[["person", "year", "conditions", "charlson", "stratum"]].to_parquet(out / f"{year}.parquet")


def _pattern(prefixes: tuple[str, ...]) -> str:
    return f"(^| )({'|'.join(prefixes)})"


def _plain(prefixes: tuple[str, ...]) -> str:
    return f"(?:^| )(?:{'|'.join(prefixes)})"


ENTRIES = {one.__name__: one for one in (read, copy, ours, ours_with_all_columns, polars, pandas)}


def measured(entry: str, folder: Path) -> dict[str, float]:
    """Seconds of the work in a fresh process (imports and the first, small run left out), and its peak memory."""
    done = subprocess.run(
        [sys.executable, __file__, "--entry", entry, "--folder", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def run_entry(entry: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as room:
        small = folder / "small"
        if small.is_dir():
            ENTRIES[entry](small, Path(room))
        start, cpu = time.perf_counter(), time.process_time()
        ENTRIES[entry](folder, Path(room))
        seconds, used = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": used, "memory": memory}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--entry")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.entry:
        run_entry(given.entry, given.folder)
        return
    from selfeval.population.synthetic import Recipe, write_persons

    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        rows = write_persons(folder, Recipe(persons=given.persons, years=YEARS, regions=20)).rows
        write_persons(folder / "small", Recipe(persons=2_000, years=YEARS, regions=2))
        print(f"{sum(rows.values()):,} person-years, {given.rounds} rounds")
        rounds = [{entry: measured(entry, folder) for entry in ENTRIES} for _ in range(given.rounds)]
    for entry in ENTRIES:
        wall = statistics.median(one[entry]["seconds"] / one["read"]["seconds"] for one in rounds)
        cpu = statistics.median(one[entry]["cpu"] / one["read"]["cpu"] for one in rounds)
        memory = statistics.median(one[entry]["memory"] for one in rounds)
        print(f"{entry:24} {wall:6.2f} x the read   cpu {cpu:6.2f} x   {memory:6.0f} MB")


if __name__ == "__main__":
    main()
