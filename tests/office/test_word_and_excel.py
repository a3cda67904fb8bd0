"""The Word and Excel files in an office program: whole, with real headings and tables, none the worse for saving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from made_documents import Demo, Page, one_line, pdf_pages
from pypdf import PdfReader

from selfeval import export
from selfeval.disclosure import Policy, release
from selfeval.guide import read_guide
from selfeval.model import ProjectFile
from selfeval.project_file.opening import inspect_project_file
from selfeval.results import evaluate

pytestmark = pytest.mark.office

REPORTS = ("auto-evaluation*", "rapport-annuel*")


@pytest.fixture(scope="module")
def word(demo: Demo, request: pytest.FixtureRequest) -> Path:
    return demo.file("fr", f"{request.param}.docx")


@pytest.fixture(scope="module")
def page(demo: Demo, word: Path) -> Page:
    """The same document as web page, to count by."""
    return Page(word.with_suffix(".html"))


@pytest.fixture(scope="module")
def printed(convert, word: Path) -> Path:
    """The Word file as LibreOffice prints it."""
    return convert(word, "pdf")


def outline(entries: list) -> Iterator[str]:
    """The titles of a PDF's outline at every depth."""
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry)
        else:
            yield str(entry.title)


@pytest.mark.parametrize("word", REPORTS, indirect=True)
def test_headings_are_real_headings(word, page, printed):
    """Word's navigation and LibreOffice's outline show each heading of the document, in order and in its depth."""
    headings = [one for one in docx.Document(word).paragraphs if re.fullmatch(r"Heading \d", one.style.name)]
    depths = [int(one.style.name[-1]) for one in headings]
    assert depths == [int(tag[1]) - 1 for tag, _ in page.elements if tag in {"h2", "h3", "h4"}]
    assert len(depths) > 50
    titles = [one_line(one.text).strip() for one in headings]
    assert [one_line(title).strip() for title in outline(PdfReader(printed).outline)] == titles


@pytest.mark.parametrize("word", REPORTS, indirect=True)
def test_no_table_and_no_figure_is_lost(page, printed):
    """The print numbers as many figures and tables as the document has, without a gap."""
    text = " ".join(pdf_pages(printed))
    for kind, captions in (("Figure", page.all("figcaption")), ("Tableau", page.all("caption"))):
        numbers = {int(number) for number in re.findall(rf"{kind} (\d+)\.", text)}
        assert numbers == set(range(1, len(captions) + 1))
        assert numbers


@pytest.mark.parametrize("word", REPORTS, indirect=True)
def test_every_picture_is_described(word, page):
    """The alternative texts of the web page, in the same order."""
    pictures = docx.Document(word).element.body.findall(".//" + qn("wp:docPr"))
    assert [picture.get("descr") for picture in pictures] == [image["alt"] for image in page.all("img")]
    assert all(picture.get("descr") for picture in pictures)


@pytest.mark.parametrize("word", REPORTS, indirect=True)
def test_every_table_repeats_its_header_row(word, page):
    """Each table with a caption has one header row, its first, that is repeated on the next page."""
    tables = [table._tbl for table in docx.Document(word).tables]
    headed = [[row.find(".//" + qn("w:tblHeader")) is not None for row in table.tr_lst] for table in tables]
    headed = [rows for rows in headed if any(rows)]
    assert len(headed) == len(page.all("caption")) > 0
    assert all(rows[0] and sum(rows) == 1 for rows in headed)


@pytest.mark.parametrize("word", REPORTS, indirect=True)
def test_every_printed_page_says_synthetic_and_confidential(printed):
    """The header is on each page of the print too."""
    banner = "SYNTHÉTIQUE : données inventées · CONFIDENTIEL : ne pas diffuser"
    pages = [one_line(text).replace("\u00a0", " ") for text in pdf_pages(printed)]
    assert [number for number, text in enumerate(pages, 1) if banner not in text] == []


def figures(project: ProjectFile) -> list[export.Record]:
    return export.records(release(evaluate(project, read_guide(project.revision)), Policy()))


def test_a_project_file_saved_by_libreoffice_gives_the_same_figures(demo, convert):
    """Cells, problems and every figure are the same: a coordinator without Excel loses nothing."""
    saved = convert(demo.source, "xlsx:Calc MS Excel 2007 XML")
    assert saved.read_bytes() != demo.source.read_bytes()
    given, found = inspect_project_file(demo.source), inspect_project_file(saved)
    assert found.cells == given.cells
    assert [(problem.code, problem.place) for problem in found.problems] == [
        (problem.code, problem.place) for problem in given.problems
    ]
    assert figures(found) == figures(given)
    assert found.synthetic
