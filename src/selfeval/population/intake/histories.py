"""What the rows of one person say of each other: the same year twice, care after death, another birth year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selfeval.errors import Problem
from selfeval.population.codebook import columns_by_name
from selfeval.population.intake.wording import tell, tell_count

# Sickness funds correct birth years and sexes now and then; more than this is two people behind one pseudonym.
_MAX_SHARE_CHANGED = 0.01
_NEVER = 9999


def history_problems(table: Any) -> list[Problem]:
    """Problems of persons over the years, in one pass grouped by person."""
    import ibis

    first = int(columns_by_name()["year"].low or 0)
    year = table.year.cast("int64")
    born = year - table.age
    # One bit a year: bits added up are the bits put together as long as no year comes twice.
    bit = ibis.literal(1, "int64") << (year - first)
    lives = table.group_by("person").aggregate(
        added=bit.sum(),
        together=bit.bit_or(),
        first_sex=table.sex.min(),
        last_sex=table.sex.max(),
        born_first=born.min(),
        born_last=born.max(),
        died=table.deceased.ifelse(year, _NEVER).min(),
        last=year.max(),
    )
    found = lives.aggregate(
        persons=lives.count(),
        twice=(lives.added != lives.together).cast("int64").sum(),
        after_death=(lives.last > lives.died).cast("int64").sum(),
        sexes=(lives.first_sex != lives.last_sex).cast("int64").sum(),
        births=(lives.born_last - lives.born_first > 1).cast("int64").sum(),
    )
    row: dict[str, int] = found.to_pyarrow().to_pylist()[0]
    return [*_problems(row), *_gaps(table)]


def _problems(row: dict[str, int]) -> Iterator[Problem]:
    persons = row["persons"]
    if row["twice"]:
        yield tell_count("persons_duplicated", row["twice"], persons, column="person, year")
    if row["after_death"]:
        yield tell_count("persons_after_death", row["after_death"], persons, column="deceased")
    for name, column in (("sexes", "sex"), ("births", "age")):
        count = row[name]
        if count > _MAX_SHARE_CHANGED * persons:
            yield tell_count("persons_pseudonyms_collide", count, persons, column=column)
        elif count:
            yield tell_count("persons_identity_changes", count, persons, warning=True, column=column)


def _gaps(table: Any) -> Iterator[Problem]:
    years = sorted(int(year) for year in table.select("year").distinct().to_pyarrow()["year"].to_pylist())
    missing = sorted(set(range(years[0], years[-1])) - set(years))
    if missing:
        yield tell("persons_year_gap", warning=True, column="year", years=", ".join(map(str, missing)))
