"""Persons to Parquet, chunk by chunk: one file a year, the same bytes for the same recipe."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from selfeval.population.codebook import INVENTED, read_columns
from selfeval.population.synthetic.care import Columns, Life, contacts_of, hospital_of, medication_of, prevention_of
from selfeval.population.synthetic.expenditure import expenditure_of
from selfeval.population.synthetic.margins import CONDITIONS, PASSING_DIAGNOSES
from selfeval.population.synthetic.persons import (
    Persons,
    Places,
    conditions_of,
    draw_persons,
    draw_places,
    live_on,
    need_of,
    persistence,
)
from selfeval.population.synthetic.recipe import Recipe, Truth

CHUNK = 250_000
_TYPES = {"string": pa.string(), "bool": pa.bool_()}


@dataclass
class _Tally:
    """What is added up on the way, for the truth."""

    rows: Counter[int] = field(default_factory=Counter)
    deaths: Counter[int] = field(default_factory=Counter)
    effect: float = 0.0
    effect_rows: int = 0
    need: list[NDArray[np.float32]] = field(default_factory=list)
    conditions: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(CONDITIONS), dtype=np.int64))


def arrow_schema() -> pa.Schema:
    """The schema of a file of person-years."""
    fields = [pa.field(column.name, _TYPES.get(column.kind) or getattr(pa, column.kind)()) for column in read_columns()]
    return pa.schema(fields, metadata={INVENTED: "true"})


def write_persons(folder: Path, recipe: Recipe) -> Truth:
    """Writes `persons_<year>.parquet` for every year of the recipe; what was planted comes back.

    Time and size grow with the persons, memory does not: persons are invented 250,000 at a time and followed through
    all years. Raises FileExistsError when a file is there already.
    """
    places, tally = draw_places(recipe), _Tally()
    folder.mkdir(parents=True, exist_ok=True)
    paths = {year: folder / f"persons_{year}.parquet" for year in recipe.years}
    for path in paths.values():
        path.touch(exist_ok=False)
    with ExitStack() as stack:
        writers = {
            year: stack.enter_context(pq.ParquetWriter(path, arrow_schema(), compression="zstd"))
            for year, path in paths.items()
        }
        for start in range(0, recipe.persons, CHUNK):
            _write_chunk(writers, recipe, places, start, tally)
    return _truth(recipe, places, tally)


def _write_chunk(
    writers: dict[int, pq.ParquetWriter], recipe: Recipe, places: Places, start: int, tally: _Tally
) -> None:
    rng = np.random.default_rng([recipe.seed, 1 + start // CHUNK])
    count = min(CHUNK, recipe.persons - start)
    persons = draw_persons(rng, start + 1, count, recipe.years[0], places)
    for year in recipe.years:
        life = _live(rng, persons, year, places)
        writers[year].write_table(_table(life, recipe, places, tally), row_group_size=CHUNK)
        persons = live_on(rng, persons.keep(~life.deceased), places)


def _live(rng: np.random.Generator, persons: Persons, year: int, places: Places) -> Life:
    age = persons.age(year)
    conditions = conditions_of(persons, age)
    need = need_of(persons, age, conditions)
    risk = np.minimum(np.exp(-10.5 + 0.09 * age) * np.sqrt(need), 0.6) * (age > 0) + (age >= 115)
    deceased = rng.random(len(age), dtype=np.float32) < risk
    return Life(rng, persons, year, age, conditions, need, deceased, places.factors[persons.region])


def _table(life: Life, recipe: Recipe, places: Places, tally: _Tally) -> pa.Table:
    emergency = life.count(0.17 * life.need + 0.3 * life.deceased, 100)
    care = {
        **_person(life, places),
        **medication_of(life),
        **contacts_of(life),
        "emergency_visits": emergency,
        **hospital_of(life, emergency),
        **prevention_of(life),
    }
    care |= expenditure_of(life, care, recipe.years[0], _added(life, recipe, places, tally))
    _count(life, recipe, tally)
    arrays = {name: pa.array(values) for name, values in care.items()}
    arrays["diagnoses"] = _diagnoses(life, care) if recipe.diagnoses else pa.nulls(len(life.age), pa.string())
    schema = arrow_schema()
    return pa.table([arrays[name].cast(schema.field(name).type) for name in schema.names], schema=schema)


def _person(life: Life, places: Places) -> Columns:
    persons, count = life.persons, len(life.age)
    short = life.deceased | life.chance(0.01)
    days = np.where(short, life.rng.integers(1, 366, count), 366 if life.year % 4 == 0 else 365)
    ill = life.conditions.sum(axis=0, dtype=np.int16)
    return {
        "person": persons.person,
        "year": np.full(count, life.year, dtype=np.int16),
        "region": np.array(places.names, dtype=object)[persons.region],
        "municipality": persons.municipality,
        "age": life.age.clip(0, 120).astype(np.int16),
        "sex": np.array(["M", "F"], dtype=object)[persons.female.astype(np.int8)],
        "increased_reimbursement": persons.increased_reimbursement,
        "chronic_status": (ill >= 3) & (persons.propensity[:, -1] < 0.6),
        "institution": (life.age > 70) & life.chance(np.where(life.has("dementia"), 0.45, 0.05).astype(np.float32)),
        "days_entitled": days.astype(np.int16),
        "deceased": life.deceased,
    }


def _added(life: Life, recipe: Recipe, places: Places, tally: _Tally) -> NDArray[np.float64]:
    """Euro added to each person: the region's chance of the year and, from its start on, the effect.

    The effect falls where the need is: a person with twice the need gets twice the effect.
    """
    region = life.persons.region
    shock: NDArray[np.float64] = places.shocks[region, recipe.years.index(life.year)].astype(np.float64)
    starts = np.array([recipe.effect.starts.get(name, 9999) for name in places.names])
    treated = starts[region] <= life.year
    effect = np.where(treated, recipe.effect.euro * life.need / life.need.mean(), 0.0)
    tally.effect += float(effect.sum())
    tally.effect_rows += int(treated.sum())
    return shock + effect


def _count(life: Life, recipe: Recipe, tally: _Tally) -> None:
    tally.rows[life.year] += len(life.age)
    tally.deaths[life.year] += int(life.deceased.sum())
    if life.year == recipe.years[0]:
        tally.need.append(life.need)
        tally.conditions += life.conditions.sum(axis=1)


def _diagnoses(life: Life, care: Columns) -> pa.Array:
    """ICD-10 codes of those who were admitted: a passing reason, and most of their conditions."""
    admitted = np.flatnonzero(care["admissions"])
    coded = life.conditions[:, admitted] & (life.rng.random((len(CONDITIONS), len(admitted))) < 0.7)
    bits = (coded * (1 << np.arange(len(CONDITIONS), dtype=np.int64))[:, None]).sum(axis=0)
    reason = life.rng.integers(0, len(PASSING_DIAGNOSES), len(admitted))
    patterns, which = np.unique(bits * len(PASSING_DIAGNOSES) + reason, return_inverse=True)
    index = np.zeros(len(life.age), dtype=np.int32)
    index[admitted] = which + 1
    texts = ["", *(_text(int(pattern)) for pattern in patterns)]
    return pa.DictionaryArray.from_arrays(pa.array(index), pa.array(texts)).cast(pa.string())


def _text(pattern: int) -> str:
    bits, reason = divmod(pattern, len(PASSING_DIAGNOSES))
    found = [condition.diagnosis for row, condition in enumerate(CONDITIONS) if bits >> row & 1]
    return " ".join([PASSING_DIAGNOSES[reason], *found])


def _truth(recipe: Recipe, places: Places, tally: _Tally) -> Truth:
    need = np.sort(np.concatenate(tally.need))[::-1]
    top = need[: max(1, len(need) // 20)].sum() / need.sum()
    shares = tally.conditions / recipe.persons
    return Truth(
        dict(tally.rows),
        dict(tally.deaths),
        tally.effect / tally.effect_rows if tally.effect_rows else 0.0,
        persistence(),
        float(top),
        {condition.name: float(share) for condition, share in zip(CONDITIONS, shares, strict=True)},
        {name: float(factor) for name, factor in zip(places.names, places.factors, strict=True)},
    )
