"""One document, three files: what each promises to those who read it, and what no text may do to it."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from sample_document import (
    HIDDEN_TEXT,
    HOSTILE_TEXTS,
    RARE_TEXT,
    sample_document,
    sample_pictures,
    without_alternative_text,
)

from selfeval.document import Chart, Document, Paragraph, Part, Run
from selfeval.report import Picture, charts_of, render_html, render_pdf, render_word

Render = Callable[[Document, Mapping[int, Picture]], bytes]
FIXTURES = Path(__file__).parents[2] / "fixtures"
RENDERS: tuple[Render, ...] = (render_html, render_pdf, render_word)


class Page(HTMLParser):
    """The elements and the text of a page, as a browser would see them."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words += ["\n"] if tag == "br" else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\n+", "\n", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_html(sample_document(), sample_pictures()))


@pytest.fixture(scope="module")
def word() -> bytes:
    return render_word(sample_document(), sample_pictures())


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(sample_document(), sample_pictures())))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_html_shows_markup_in_a_coordinators_text_as_written(page: Page, text: str) -> None:
    assert text in page.text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_word_shows_markup_in_a_coordinators_text_as_written(word: bytes, text: str) -> None:
    assert text in {paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs}


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_pdf_shows_markup_in_a_coordinators_text_as_written(pdf: PdfReader, text: str) -> None:
    shown = "".join(page.extract_text() for page in pdf.pages)
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", shown)


def test_hostile_texts_stay_inert_in_headings_captions_banner_and_facts() -> None:
    """The frame of the page is as safe as its body: no element or attribute comes out of a text."""
    nasty = '"><script>alert(1)</script><img src=x onerror=y>'
    sample = sample_document()
    parts = tuple(replace(part, title=nasty) for part in sample.parts)
    changed = replace(sample, title=nasty, subtitle=nasty, banner=nasty, facts=((nasty, nasty),), parts=parts)
    shown = Page(render_html(changed, sample_pictures()))
    assert not shown.all("script")
    assert len(shown.all("img")) == len(charts_of(changed))
    assert not [name for _, attrs in shown.elements for name in attrs if name.startswith("on")]
    with zipfile.ZipFile(io.BytesIO(render_word(changed, sample_pictures()))) as file:
        assert nasty.replace("<", "&lt;").replace(">", "&gt;") in file.read("word/header1.xml").decode()
    assert PdfReader(io.BytesIO(render_pdf(changed, sample_pictures()))).metadata["/Title"] == nasty  # type: ignore[index]


def test_direction_marks_and_control_characters_are_gone(page: Page, word: bytes, pdf: PdfReader) -> None:
    assert "\u202e" in HIDDEN_TEXT and "\x00" in HIDDEN_TEXT
    assert "montant001 net" in page.text
    assert not re.search("[\x00-\x08\x0b\u202a-\u202e\u2066-\u2069\ufeff]", page.text)
    assert any(p.text.startswith("montant001 net") for p in docx.Document(io.BytesIO(word)).paragraphs)
    assert "montant001 net" in "".join(p.extract_text() for p in pdf.pages)


def test_characters_without_a_glyph_never_stop_the_pdf(page: Page, pdf: PdfReader) -> None:
    """Emoji and Chinese stay in the page; the PDF, whose standard forbids gaps, shows a box for each."""
    assert RARE_TEXT in page.text
    shown = "".join(p.extract_text() for p in pdf.pages)
    assert "Łódź" in shown and "cœur" in shown and shown.count("□") == 3


def test_html_has_no_script_and_asks_for_nothing(page: Page) -> None:
    assert not page.all("script") and not page.all("link") and not page.all("iframe")
    for _, attrs in page.elements:
        assert (attrs.get("src") or "data:").startswith("data:")
        assert (attrs.get("href") or "#").startswith("#")
    policy = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_html_names_its_language_title_and_landmarks(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "fr-BE"
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("nav")) == len(page.all("title")) == 1
    anchors = [attrs["id"] for _, attrs in page.elements if attrs.get("id")]
    assert len(anchors) == len(set(anchors))
    assert {href.removeprefix("#") for a in page.all("a") if (href := a["href"])} <= set(anchors)


def test_html_tables_say_what_each_heading_heads(page: Page) -> None:
    scopes = [attrs.get("scope") for attrs in page.all("th")]
    assert scopes.count("col") == 4
    assert scopes.count("row") == 32 + 2  # the rows of the table, the roles that sign


def test_a_word_with_a_definition_leads_to_its_sheet(page: Page, word: bytes) -> None:
    links = [a for a in page.all("a") if a.get("class") == "definition"]
    assert [a["href"] for a in links] == ["#definition-indicators-reach"] * 2
    assert b'w:anchor="definition-indicators-reach"' in zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml")


def test_every_figure_has_its_alternative_text(page: Page, word: bytes) -> None:
    expected = [chart.alt for chart in charts_of(sample_document())]
    assert [attrs["alt"] for attrs in page.all("img")] == expected
    body = docx.Document(io.BytesIO(word)).element.body
    assert [p.get("descr") for p in body.iter(qn("wp:docPr"))] == expected


def test_word_repeats_the_heading_row_of_a_table(word: bytes) -> None:
    table = next(t for t in docx.Document(io.BytesIO(word)).tables if len(t.rows) == 33)
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True] + [False] * 32
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def test_word_has_headings_language_fields_and_no_author(word: bytes) -> None:
    file = docx.Document(io.BytesIO(word))
    styles = [p.style.name for p in file.paragraphs if p.style is not None]
    assert styles.count("Heading 1") == 4 and styles[0] == "Title" and "toc 2" in styles
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fr-BE"
    assert file.core_properties.author == "" and file.core_properties.title == sample_document().title
    assert sample_document().banner in file.sections[0].header.paragraphs[0].text
    footer = file.sections[0].footer.paragraphs[0]._p.xml
    assert " PAGE " in footer and " NUMPAGES " in footer


def test_pdf_is_tagged_and_claims_pdf_a_and_pdf_ua(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"] == "fr-BE"
    assert pdf.metadata is not None and pdf.metadata["/Title"] == sample_document().title
    claims = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims and "<pdfaid:conformance>A</pdfaid:conformance>" in claims


def test_pdf_carries_the_banner_and_its_number_on_every_page(pdf: PdfReader) -> None:
    for number, page in enumerate(pdf.pages, 1):
        text = re.sub(r"\s", " ", page.extract_text())
        assert re.sub(r"\s", " ", sample_document().banner) in text
        assert f"Page {number} / {len(pdf.pages)}" in text


@pytest.mark.parametrize("render", RENDERS)
def test_a_chart_without_alternative_text_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="alternative text"):
        render(without_alternative_text(sample_document()), sample_pictures())


@pytest.mark.parametrize("render", RENDERS)
def test_a_chart_without_picture_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="pictures"):
        render(sample_document(), {})


@pytest.mark.parametrize("render", RENDERS)
def test_a_definition_that_is_not_there_is_refused(render: Render) -> None:
    part = Part("p", "P", (Paragraph((Run("mot", definition="indicators/none"),)),))
    with pytest.raises(ValueError, match="indicators/none"):
        render(replace(sample_document(), parts=(part,)), {})


@pytest.mark.parametrize("render", RENDERS)
def test_two_headings_with_one_anchor_are_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="twice"):
        render(replace(sample_document(), parts=(Part("p", "A", ()), Part("p", "B", ()))), {})


@pytest.mark.parametrize("render", RENDERS)
def test_a_heading_without_words_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="heading without words"):
        render(replace(sample_document(), parts=(Part("p", " ", ()),)), {})


def test_a_document_with_the_least_in_it_renders() -> None:
    """No facts, banner, subtitle, definitions or blocks: still three files."""
    least = replace(
        sample_document(), subtitle="", banner="", facts=(), definitions=(), parts=(Part("only", "Seule partie", ()),)
    )
    assert all(render(least, {}) for render in RENDERS)


def test_charts_are_counted_in_reading_order() -> None:
    """The blocks of a part come before the parts under it."""

    def chart(name: str) -> Chart:
        return Chart("bars", name, name, ())

    inner = Part("b", "B", (chart("second"),))
    parts = (Part("a", "A", (chart("first"),), (inner,)), Part("c", "C", (chart("third"),)))
    assert [c.caption for c in charts_of(replace(sample_document(), parts=parts))] == ["first", "second", "third"]


def test_pictures_write_numbers_as_the_language_does() -> None:
    assert ">0,50<" in sample_pictures()[0].svg
    assert sample_pictures()[0].png.startswith(b"\x89PNG")


@pytest.mark.parametrize("render", RENDERS)
def test_another_process_makes_the_same_bytes(render: Render) -> None:
    """Neither the clock, nor the order of hashing, nor the process shows in a file."""
    program = (
        f"import sys, hashlib; sys.path.insert(0, {str(FIXTURES)!r}); import sample_document as s; "
        f"from selfeval.report import {render.__name__} as r; "
        "print(hashlib.sha256(r(s.sample_document(), s.sample_pictures())).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    mine = hashlib.sha256(render(sample_document(), sample_pictures())).hexdigest()
    assert other.stdout.strip() == mine
