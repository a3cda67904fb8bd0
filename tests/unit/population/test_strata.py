"""Levels of persons made by hand: each rule, each way to have none, and what is written of them."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest
from hand_made_persons import write_hand_made, year_of

from selfeval.guide import read_guide
from selfeval.population.codebook import read_columns
from selfeval.population.engine import open_persons
from selfeval.population.strata.assign import stratify
from selfeval.population.strata.definitions import read_definitions
from selfeval.population.strata.write import write_strata

FIVE_CONDITIONS = {f"ddd_{group}": 100 for group in ("thyroid", "gout", "airways", "lipid", "epilepsy")}
THREE = dict(list(FIVE_CONDITIONS.items())[:3])
# What a person had in the year before, and the level that follows by hand from the rules of the Gids.
RULES = {
    "nothing at all": ({}, "prevention"),
    "one admission without disease": ({"admissions": 1, "admissions_unplanned": 1}, "prevention"),
    "one condition": ({"ddd_thyroid": 90}, "self_management"),
    "a dose too few": ({"ddd_thyroid": 89}, "prevention"),
    "two groups of one condition": ({"ddd_insulin": 50, "ddd_diabetes": 50}, "self_management"),
    "any antineoplastic medicine": ({"ddd_antineoplastic": 1}, "self_management"),
    "antibiotics are no condition": ({"ddd_antibiotic": 300}, "prevention"),
    "three conditions": (THREE, "disease_management"),
    "a condition and an admission": ({"ddd_gout": 90, "admissions_unplanned": 1}, "disease_management"),
    "a condition and ten medicines": ({"ddd_gout": 90, "distinct_medicines": 10}, "disease_management"),
    "ten medicines alone": ({"distinct_medicines": 10}, "prevention"),
    "chronic lung disease in hospital": ({"diagnoses": "J449"}, "disease_management"),
    "five conditions at home": (FIVE_CONDITIONS, "disease_management"),
    "five conditions and an admission": (FIVE_CONDITIONS | {"admissions_unplanned": 1}, "case_management"),
    "heart failure and a lung disease": ({"diagnoses": "S720 I500 J449"}, "case_management"),
    "two unplanned admissions": ({"admissions_unplanned": 2}, "case_management"),
    "diagnoses that were not supplied": ({"diagnoses": None, "ddd_gout": 90}, "self_management"),
}


def strata_of(folder, **settings):
    """The stratum of each person and year."""
    with open_persons(folder) as persons:
        rows = stratify(persons.table, read_definitions(**settings)).to_pyarrow().to_pylist()
    return {(row["person"], row["year"]): row for row in rows}


@pytest.fixture(scope="module")
def by_rule(tmp_path_factory):
    rows = [
        row
        for person, (facts, _) in enumerate(RULES.values(), 1)
        for row in (year_of(person, 2018, **facts), year_of(person, 2019))
    ]
    return strata_of(write_hand_made(rows, tmp_path_factory.mktemp("rules")))


@pytest.mark.parametrize(("person", "name"), list(enumerate(RULES, 1)), ids=lambda value: str(value))
def test_a_rule_places_who_meets_it(by_rule, person, name):
    """The level of 2019 follows from 2018; in 2018 itself there is no year before."""
    assert by_rule[person, 2019]["stratum"] == RULES[name][1]
    assert by_rule[person, 2018]["stratum"] == "no_prior_year"


def test_the_year_itself_has_no_say(tmp_path):
    """Who fell ill this year stands where last year put them, and rises next year."""
    rows = [year_of(1, 2017), year_of(1, 2018, **FIVE_CONDITIONS, admissions_unplanned=3), year_of(1, 2019)]
    found = strata_of(write_hand_made(rows, tmp_path))
    assert [found[1, year]["stratum"] for year in (2018, 2019)] == ["prevention", "case_management"]
    assert [found[1, year]["conditions"] for year in (2017, 2018, 2019)] == [0, 5, 0]


def test_a_gap_of_a_year_is_no_year_before(tmp_path):
    """Two years ago says nothing."""
    found = strata_of(write_hand_made([year_of(1, 2016, **FIVE_CONDITIONS), year_of(1, 2018)], tmp_path))
    assert found[1, 2018]["stratum"] == "no_prior_year"


CHARLSON = {
    "": (0, 0),
    "I219": (0, 1),  # infarct
    "Z491 N189": (1, 2),  # kidneys, once
    "E119 E112": (1, 2),  # diabetes with complications outranks that without
    "K746 K766": (4, 3),  # severe liver disease outranks mild
    "C509 C787": (6, 6),  # metastases outrank the tumour
    "B24": (4, 6),
    "S720 J189": (0, 0),
    # a code within a longer word, or with something before it, is another code
    "XI500 AJ44": (0, 0),
    "I50": (2, 1),
}


@pytest.mark.parametrize(("weighting", "place"), [("quan_2011", 0), ("charlson_1987", 1)])
def test_the_charlson_index_by_hand(tmp_path, weighting, place):
    """Weights of both publications, and milder forms that do not count twice; null stays null."""
    rows = [year_of(person, 2018, diagnoses=text) for person, text in enumerate(CHARLSON, 1)]
    found = strata_of(write_hand_made([*rows, year_of(99, 2018, diagnoses=None)], tmp_path), weighting=weighting)
    assert [found[person, 2018]["charlson"] for person in range(1, len(CHARLSON) + 1)] == [
        pair[place] for pair in CHARLSON.values()
    ]
    assert found[99, 2018]["charlson"] is None


def test_an_unknown_weighting_is_refused():
    with pytest.raises(ValueError, match="weighting"):
        read_definitions(weighting="elixhauser")


def test_files_hold_every_row_with_small_types(tmp_path):
    """A file a year with the columns it came with and three more; the levels are those of the one self-join."""
    folder = write_hand_made(
        [year_of(1, 2018, **FIVE_CONDITIONS, admissions_unplanned=1), year_of(1, 2019), year_of(2, 2019)],
        tmp_path / "in",
    )
    with open_persons(folder) as persons:
        files = write_strata(persons.table, tmp_path / "out", read_definitions())
        columns = list(persons.table.columns)
    assert [path.name for path in files] == ["persons_2018.parquet", "persons_2019.parquet"]
    schema = pq.read_schema(files[1])
    assert schema.names == [*columns, "conditions", "charlson", "stratum"]
    assert [str(schema.field(name).type) for name in ("conditions", "charlson")] == ["int8", "int8"]
    rows = pq.read_table(files[1]).sort_by("person").to_pylist()
    assert [row["stratum"] for row in rows] == ["case_management", "no_prior_year"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [path.name for path in files]


def test_only_the_columns_named_are_carried_along(tmp_path):
    folder = write_hand_made([year_of(1, 2018)], tmp_path / "in")
    with open_persons(folder) as persons:
        files = write_strata(persons.table, tmp_path / "out", read_definitions(), ("region",))
    assert pq.read_schema(files[0]).names == ["person", "year", "region", "conditions", "charlson", "stratum"]


def test_a_failure_leaves_no_file(tmp_path, monkeypatch):
    """The second year fails: neither the first nor a half one is there."""
    folder = write_hand_made([year_of(1, 2018), year_of(1, 2019)], tmp_path / "in")
    writer, opened = pq.ParquetWriter, []

    def failing(path, *given, **settings):
        opened.append(path)
        if len(opened) == 2:
            raise OSError("no room")
        return writer(path, *given, **settings)

    monkeypatch.setattr("selfeval.population.strata.write.pq.ParquetWriter", failing)
    with open_persons(folder) as persons, pytest.raises(OSError, match="no room"):
        write_strata(persons.table, tmp_path / "out", read_definitions())
    assert list((tmp_path / "out").iterdir()) == []


def test_the_groups_are_those_of_the_codebook():
    """Each medication group has its column of doses, of the same ATC codes: the two files say one thing."""
    groups = {f"ddd_{item['id']}": tuple(item["atc"]) for item in read_guide().items("medication_groups")}
    assert groups == {column.name: column.codes for column in read_columns() if column.name.startswith("ddd_")}
