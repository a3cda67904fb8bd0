"""The pandera schema and the check of files say the same of the same table."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandera.errors import SchemaErrors

from selfeval.population.codebook import read_columns
from selfeval.population.schema import person_year_schema
from selfeval.population.synthetic import Recipe, write_persons


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("persons")
    write_persons(folder, Recipe(200, (2018, 2019), regions=3, seed=7))
    return pq.read_table(folder).to_pandas()


def faulty_columns(table):
    with pytest.raises(SchemaErrors) as caught:
        person_year_schema().validate(table, lazy=True)
    return {str(one["column"]) for one in caught.value.failure_cases.to_dict("records")} | set(
        map(str, caught.value.failure_cases["check"])
    )


def test_invented_persons_fit(good):
    """What the generator makes is what the codebook describes."""
    assert len(person_year_schema().validate(good, lazy=True)) == len(good)


@pytest.mark.parametrize(
    ("column", "value"), [("age", 130), ("sex", "X"), ("region", "Région 1"), ("diagnoses", "E11.9")]
)
def test_a_value_outside_the_codebook_is_found(column, value, good):
    """One row is enough."""
    table = good.copy()
    table.loc[table.index[0], column] = value
    assert column in faulty_columns(table)


def test_another_type_is_found(good):
    """Pseudonyms as decimals lose digits."""
    assert "person" in faulty_columns(good.astype({"person": "float64"}))


def test_a_part_larger_than_its_whole_is_found(good):
    """More contacts with the usual GP than contacts cannot be."""
    table = good.assign(gp_contacts_usual=good["gp_contacts"] + 1)
    assert "gp_contacts_usual is part of gp_contacts" in faulty_columns(table)


def test_a_person_has_a_year_once(good):
    """The same rows again are refused."""
    assert faulty_columns(pd.concat([good, good.head(3)], ignore_index=True))


def test_every_column_has_words_in_three_languages():
    """Label and definition of all columns, for the codebook page."""
    for column in read_columns():
        assert set(column.label) == set(column.definition) == {"nl", "fr", "en"}
        assert all(column.definition.values())
