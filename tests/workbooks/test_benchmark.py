"""The comparison of six invented projects, from their Excel files to the documents, in which no one can be told."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from made_documents import one_line, pdf_pages, texts_in

from selfeval.making.comparing import compare_folder
from selfeval.examples.generate import SEED, example_content
from selfeval.examples.profile import example_projects
from selfeval.guide import read_guide, revision_in_force
from selfeval.making.order import make_order
from selfeval.project_file.template import Request, write_project_file
from selfeval.texts import read_texts

YEAR, HIDDEN = 2022, "unplanned_hospital_admissions_rate"
PROFILES = example_projects()[:6]
OWN = PROFILES[2]
# A count of three, of a number that stands nowhere else.
SECRET = {"numerator": 3, "denominator": 98713}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Six files of which the first has a count that a public version hides."""
    folder = tmp_path_factory.mktemp("projects")
    guide = read_guide(revision_in_force(YEAR))
    for at, profile in enumerate(PROFILES):
        content = dict(example_content(profile, YEAR, SEED))
        rows = [dict(row) for row in content["measurements"]]
        if at == 0:
            rows = [row | (SECRET if (row["indicator"], row["year"]) == (HIDDEN, YEAR) else {}) for row in rows]
        content["measurements"] = rows
        texts = read_texts(profile.language)
        request = Request(profile.id, YEAR, guide, texts, synthetic=True, content=content)
        (folder / f"{profile.id}-{YEAR}.xlsx").write_bytes(write_project_file(request))
    return folder


@pytest.fixture(scope="module")
def made(source, tmp_path_factory):
    order = make_order("2023-03-31", ["nl"], "", True, 5, False)
    return compare_folder(source, tmp_path_factory.mktemp("out"), order, 0, OWN.id, False)


def test_the_documents_are_those_of_every_workbook(made):
    """Web page, PDF, Word, the executed notebook and the figures twice; all six projects are in."""
    assert (made.year, made.projects, made.left_out) == (YEAR, 6, ())
    endings = sorted(name.rsplit(".")[-1] for name in made.files)
    assert endings == ["csv", "docx", "html", "ipynb", "json", "pdf"]


def test_no_file_says_who_is_who(made):
    """Neither a code nor a name of a project, nor a part of a path, in any file or in the name of one."""
    told = [(name, text) for name in made.files for text in (name, *texts_in(made.folder / name))]
    names = [name for profile in PROFILES for name in (profile.id, profile.name, profile.id.replace("_", "-"))]
    assert [(file, name) for file, text in told for name in names if name in one_line(text)] == []


def test_a_hidden_count_is_in_no_file(made):
    """Neither its denominator nor the sum it would be part of; the project has no row for that indicator."""
    secret = re.compile(r"(?<![0-9a-f])98[.,\u202f\u00a0]?713(?![0-9a-f])")
    for name in made.files:
        assert not any(secret.search(text) for text in texts_in(made.folder / name)), name
    rows = [row for row in records(made) if row["subject"] == HIDDEN and row["measure"] == "indicator.value"]
    assert len(rows) == len({row["project"] for row in rows}) == 5
    group = next(row for row in records(made) if row["subject"] == HIDDEN and row["measure"] == "benchmark.group")
    assert int(group["denominator"]) == sum(int(row["denominator"]) for row in rows)


def records(made):
    path = next(made.folder / name for name in made.files if name.endswith(".csv"))
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_no_indicator_is_shown_for_fewer_than_five(made):
    """Every group has at least five projects, and no count of people from one to four stands in the figures."""
    shown: dict[str, set[str]] = {}
    for row in records(made):
        if row["project"] != "all":
            shown.setdefault(row["subject"], set()).add(row["project"])
    assert shown
    assert min(map(len, shown.values())) >= 5
    left_out = {item["id"] for item in read_guide(revision_in_force(YEAR)).items("indicators")} - set(shown)
    assert left_out


def test_the_own_project_is_marked_and_what_may_not_be_read_is_said(made):
    """The reader finds the own letter, and the two sentences without which a funnel misleads."""
    pdf = " ".join(pdf_pages(next(made.folder / name for name in made.files if name.endswith(".pdf"))))
    letter = re.search(r"Uw project heeft de letter ([A-F])\.", pdf)[1]
    assert made.folder.name == f"{YEAR}-{letter}"
    assert f"{letter} (uw project)" in pdf
    assert "Een punt buiten de grenzen is een reden om te gaan kijken. Het is geen oordeel" in pdf
    assert "is geen rekening gehouden" in pdf


def test_both_forms_of_the_figures_are_alike(made):
    """As many figures in JSON as in CSV, from the same files."""
    path = next(made.folder / name for name in made.files if name.endswith(".json"))
    found = json.loads(path.read_text("utf-8"))
    assert len(found["figures"]) == len(records(made))
    assert found["provenance"]["sha256"] == records(made)[0]["sha256"]
