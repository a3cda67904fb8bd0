"""Parts of the way in that the catalogue of faulty files does not show by itself."""

from __future__ import annotations

import re
from pathlib import Path

import ibis
import pytest
from typer.testing import CliRunner

import selfeval.population.intake as intake
from selfeval.cli import app
from selfeval.errors import RequestError
from selfeval.population.intake.columns import is_identifying
from selfeval.population.intake.national import looks_national
from selfeval.project_file.identifiers import is_national_number
from selfeval.texts import FOLDER, read_catalogue

RUN = CliRunner()
FOLDER_OF_INTAKE = Path(intake.__file__).parent


def on_the_engine(numbers):
    """What the engine says of numbers: a Boolean for each."""
    table = ibis.memtable({"number": numbers}, schema={"number": "int64"})
    rows = ibis.duckdb.connect().to_pyarrow(table.select("number", found=looks_national(table.number)))
    found = dict(zip(rows["number"].to_pylist(), rows["found"].to_pylist(), strict=True))
    return [found[number] for number in numbers]


def test_the_engine_knows_national_numbers():
    """A birth on 30 July 1985, one from 2000 on, a bis number; and neighbours that are none."""
    born_1985, born_2001 = 85073003328, 1_01_01_001_00
    base = born_2001 // 100
    born_2001 = base * 100 + 97 - (2_000_000_000 + base) % 97
    bis = 850_730_033 + 40 * 100_000
    bis = bis * 100 + 97 - bis % 97
    assert on_the_engine([born_1985, born_2001, bis]) == [True, True, True]
    assert on_the_engine([born_1985 + 1, 85133003328, 12, 10**12]) == [False, False, False, False]


def test_the_engine_and_the_rule_for_single_numbers_agree():
    """Twenty thousand numbers in a row, and every valid one of them, are judged alike."""
    numbers = list(range(85_022_800_100, 85_022_810_100)) + list(range(1_022_800_100, 1_022_810_100))
    assert on_the_engine(numbers) == [is_national_number(str(number).zfill(11)) for number in numbers]


@pytest.mark.parametrize(
    "name", ["INSZ", "Numéro national", "E-mail", "voornaam", "Date de naissance", "patient_id", "GSM"]
)
def test_names_that_identify(name):
    """In three languages, with capitals, accents and spaces."""
    assert is_identifying(name)


@pytest.mark.parametrize("name", ["age", "region", "chronic_status", "number_of_contacts", "nomad", "gp_practices"])
def test_names_that_do_not(name):
    """A word inside another word is none."""
    assert not is_identifying(name)


def test_every_problem_has_its_sentences_and_no_sentence_is_idle():
    """The codes in the source are those of the catalogue, each with what is wrong and how to mend it."""
    told = {
        code
        for path in FOLDER_OF_INTAKE.glob("*.py")
        for code in re.findall(r'"(persons_\w+)', path.read_text("utf-8"))
    }
    keys = read_catalogue(FOLDER / "population_problems.yml")
    assert {f"{code}.{part}" for code in told for part in ("what", "mend")} == set(keys)


def test_the_commands_make_an_example_and_find_it_good(tmp_path):
    """Two commands from nothing to checked persons; a second time nothing is overwritten."""
    target = str(tmp_path / "persons")
    assert RUN.invoke(app, ["population", "example", target, "--persons", "300", "--years", "2"]).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "persons").iterdir()) == [
        "persons_2018.parquet",
        "persons_2019.parquet",
    ]
    assert RUN.invoke(app, ["population", "check", target]).exit_code == 0
    assert RUN.invoke(app, ["population", "example", target]).exit_code != 0


@pytest.mark.parametrize(("language", "words"), [("nl", "is leeg"), ("fr", "est vide"), ("en", "is empty")])
def test_the_check_tells_errors_in_the_language_asked(language, words, tmp_path):
    """With the exit code of files that cannot be used."""
    (tmp_path / "persons.parquet").write_bytes(b"")
    told = RUN.invoke(app, ["population", "check", str(tmp_path), "--language", language])
    assert told.exit_code == 3
    assert words in told.output


def test_without_the_optional_packages_the_commands_say_which(tmp_path, monkeypatch):
    """A sentence with what to install, and nothing is made."""
    monkeypatch.setattr("selfeval.cli.population.find_spec", lambda name: None if name == "duckdb" else name)
    told = RUN.invoke(app, ["population", "example", str(tmp_path / "persons")])
    assert isinstance(told.exception, RequestError)
    assert told.exception.details == {"package": "duckdb", "extra": "population"}
    assert not (tmp_path / "persons").exists()
