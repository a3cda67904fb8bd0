"""The indicators of a region of invented persons, from their files to the documents."""

from __future__ import annotations

import csv
import io
import re

import pytest
from made_documents import one_line, pdf_pages, texts_in

from selfeval.errors import RequestError
from selfeval.making.order import make_order
from selfeval.making.monitoring import monitor_region
from selfeval.population.indicators import read_indicators
from selfeval.population.synthetic import Recipe, write_persons

REGION, YEARS = "region_02", (2018, 2019)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("population") / "persons"
    write_persons(folder, Recipe(persons=4_000, years=YEARS, regions=6))
    return folder


@pytest.fixture(scope="module")
def made(source, tmp_path_factory):
    order = make_order("2023-03-31", ["nl", "fr"], "", True, 5, False)
    return monitor_region(source, REGION, (), tmp_path_factory.mktemp("out"), order)


def records(made):
    path = next(made.folder / name for name in made.files if name.startswith("nl") and name.endswith(".csv"))
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_the_documents_are_those_of_every_workbook(made):
    """In both languages a web page, a PDF, a Word file, the executed notebook and the figures twice."""
    endings = sorted(name.rsplit(".")[-1] for name in made.files if name.startswith("fr"))
    assert endings == ["csv", "docx", "html", "ipynb", "json", "pdf"]
    assert len(made.files) == 12


def test_every_page_says_that_the_persons_are_invented(made):
    """Whichever page is copied elsewhere, it says so; the first page says it in a sentence."""
    pages = pdf_pages(
        next(made.folder / name for name in made.files if name.startswith("nl") and name.endswith(".pdf"))
    )
    assert [at for at, page in enumerate(pages) if "SYNTHETISCH" not in page] == []
    assert "De personen in dit document zijn verzonnen" in one_line(" ".join(pages))


def test_the_first_page_counts_what_stands_out_and_what_chance_would_make_stand_out(made):
    """The three counts of the first sentence are those of the findings, and chance has its own sentence."""
    html = next(made.folder / name for name in made.files if name.startswith("nl") and name.endswith(".html"))
    text = one_line(" ".join(texts_in(html)))
    found = re.search(
        r"zijn (\d+) indicatoren.*?Hoger: (\d+)\. Lager: (\d+)\. Niet van toeval te onderscheiden: (\d+)\.", text
    )
    findings = [row["finding"] for row in records(made) if row["measure"] == "population.value" and row["finding"]]
    counts = [findings.count(word) for word in ("higher", "lower", "cannot_tell")]
    assert [int(one) for one in found.groups()] == [sum(counts), *counts]
    assert "Door toeval alleen" in text


def test_every_indicator_is_in_the_figures_with_both_years(made):
    """What may not be shown has its row too, with its state and without numbers."""
    rows = [row for row in records(made) if row["measure"] == "population.value" and not row["group"]]
    assert {(row["subject"], int(row["year"])) for row in rows} == {
        (one.id, year) for one in read_indicators() for year in YEARS
    }
    hidden = [row for row in rows if row["state"] == "hidden"]
    assert hidden
    assert {(row["value"], row["low"], row["numerator"]) for row in hidden} == {("", "", "")}


def test_no_count_of_one_to_four_persons_is_shown(made):
    """Neither in a numerator nor in a denominator of persons."""
    shares = {one.id for one in read_indicators() if one.kind == "share"}
    counts = [
        (int(row["numerator"]), int(row["denominator"]))
        for row in records(made)
        if row["subject"] in shares and row["numerator"]
    ]
    assert counts
    assert [pair for pair in counts if 0 < pair[0] < 5 or 0 < pair[1] < 5 or 0 < pair[1] - pair[0] < 5] == []


def test_a_region_that_is_not_there_stops_it_before_anything_is_written(source, tmp_path):
    """A region that could be a path is refused too."""
    order = make_order("2023-03-31", ["nl"], "", True, 5, False)
    with pytest.raises(RequestError, match="population_region_unknown"):
        monitor_region(source, "../elsewhere", (), tmp_path / "out", order)
    assert not (tmp_path / "out").exists()
