"""The command on a real file: a new file that checks, a report in each language, and the old file untouched."""

from __future__ import annotations

import hashlib

import pytest
from made_documents import one_line, pdf_pages

from selfeval.examples import write_demo
from selfeval.making.order import make_order
from selfeval.making.migrating import migrate_project
from selfeval.migration.entry import Outcome
from selfeval.project_file.opening import open_project_file

LATER = "2024-03-29"


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def made(source, tmp_path_factory):
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    found = migrate_project(source, tmp_path_factory.mktemp("out"), make_order("", ["nl"], LATER, False, 5, False))
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    return found


def test_the_new_file_is_good_and_follows_the_later_revision(made, source):
    new, old = open_project_file(made.folder / source.name), open_project_file(source)
    assert new.revision == LATER
    assert (new.project_id, new.year, new.language, new.synthetic) == (old.project_id, old.year, "fr", True)


def test_the_report_says_how_many_values_had_each_outcome(made):
    """In Dutch as asked, synthetic on every page, with the number carried as in the figures of the command."""
    assert set(made.counts) == {Outcome.CARRIED}
    pages = pdf_pages(made.folder / "nl" / "overgang-ex-val-de-brume-2022.pdf")
    assert all("SYNTHETISCH" in page for page in pages)
    number = f"{made.counts[Outcome.CARRIED]:,}".replace(",", ".")
    assert number in one_line(" ".join(pages))
    assert "geen enkele vraag moet opnieuw" in one_line(" ".join(pages))
