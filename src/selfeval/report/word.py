"""The document as a Word file that can be edited on: real headings, a contents field, heading rows that repeat."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from selfeval.document import (
    Callout,
    Chart,
    Column,
    Definition,
    Document,
    KeyFigure,
    KeyFigures,
    Quote,
    SignatureLines,
    Table,
    Tone,
)
from selfeval.report import pandoc
from selfeval.report.flow import data_uri, equal_columns, flow, numbered
from selfeval.report.pandoc import Node
from selfeval.report.pictures import Picture, width_in_points
from selfeval.report.prepare import locale_of, prepare
from selfeval.report.word_frame import TEXT_WIDTH, word_frame

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_AMENDMENTS = {
    "word/document.xml": (
        # Pandoc gives a picture its address, here the whole picture, as a second description.
        (re.compile(rb'(?<=<pic:cNvPr) descr="data:[^"]*"'), b""),
        # A row stays on one page.
        (re.compile(rb"<w:tr><w:tc>"), b"<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>"),
        (re.compile(rb"<w:trPr><w:tblHeader"), b"<w:trPr><w:cantSplit /><w:tblHeader"),
    ),
    # Pandoc dates a sandboxed file 1970.
    "docProps/core.xml": ((re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>"), b""),),
}
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_CONTENTS_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_CONTENTS_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def render_word(document: Document, pictures: Mapping[int, Picture]) -> bytes:
    """One .docx file. Raises ValueError as `prepare` does."""
    ready = prepare(document, pictures)
    blocks = [*_cover(ready), *_contents(ready), *flow(ready, pictures, _Pages())]
    meta = {
        "title": pandoc.meta_text(ready.title),
        "lang": pandoc.meta_text(locale_of(ready.language)),
    }
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder, "frame.docx")
        frame.write_bytes(word_frame(ready))
        return _tidy(pandoc.run_pandoc(blocks, meta, "docx", f"--reference-doc={frame}"))


def _tidy(file: bytes) -> bytes:
    """The same file amended, with one date for all its members and in one order."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            # Pictures are compressed already.
            member.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            member.create_system = 0
            content = old.read(name)
            for pattern, amended in _AMENDMENTS.get(name, ()):
                content = pattern.sub(amended, content)
            new.writestr(member, content)
    return made.getvalue()


def _styled(nodes: list[Node], style: str) -> Node:
    return pandoc.div([pandoc.para(nodes)], custom_style=style)


def _cover(document: Document) -> list[Node]:
    lines = [_styled(pandoc.text(words), style) for words, style in _lines_under_title(document) if words]
    rows = [[pandoc.cell([pandoc.para(pandoc.text(words))]) for words in fact] for fact in document.facts]
    facts = pandoc.grid((Column("", share=0.3), Column("", share=0.7)), [], rows, [], 0, "Facts")
    return [*lines, *([facts] if rows else []), _raw_block(_PAGE_BREAK)]


def _lines_under_title(document: Document) -> tuple[tuple[str, str], ...]:
    return ((document.subtitle, "Subtitle"), (document.banner, "Banner"))


def _contents(document: Document) -> list[Node]:
    """The contents field with its lines in place: Word adds the page numbers when it is updated."""
    lines = [_styled(nodes, style) for nodes, style in _content_lines(document)]
    if not lines:
        return []
    first, last = lines[0]["c"][1][0]["c"], lines[-1]["c"][1][0]["c"]
    first.insert(0, _raw(_CONTENTS_BEGIN))
    last.append(_raw(_CONTENTS_END))
    return [_styled(pandoc.text(document.labels["contents"]), "TOC Heading"), *lines, _raw_block(_PAGE_BREAK)]


def _content_lines(document: Document) -> Iterator[tuple[list[Node], str]]:
    for number, part in enumerate(document.parts, 1):
        yield [pandoc.link(numbered(str(number), part.title), part.id)], "toc 1"
        for place, inner in enumerate(part.parts, 1):
            yield [pandoc.link(numbered(f"{number}.{place}", inner.title), inner.id)], "toc 2"
    if document.definitions:
        yield [pandoc.link(pandoc.text(document.labels["definitions"]), "definitions")], "toc 1"


def _raw(xml: str) -> Node:
    return {"t": "RawInline", "c": ["openxml", xml]}


def _raw_block(xml: str) -> Node:
    return {"t": "RawBlock", "c": ["openxml", xml]}


class _Pages:
    """A Word file's setting: the named styles of templates/word_styles.xml."""

    top_level = 1

    def callout(self, block: Callout) -> list[Node]:
        style = "Callout label warning" if block.tone is Tone.WARNING else "Callout label"
        label = pandoc.span(pandoc.text(block.label), custom_style=style)
        lines = [pandoc.para([label]), pandoc.para(pandoc.inline(block.runs))]
        return [pandoc.div(lines, custom_style=f"Callout {block.tone.value}")]

    def quote(self, block: Quote) -> list[Node]:
        words: Node = {"t": "BlockQuote", "c": [pandoc.para(pandoc.text(words)) for words in block.paragraphs]}
        return [_styled(pandoc.text(block.question), "Question"), words] if block.question else [words]

    def key_figures(self, block: KeyFigures) -> list[Node]:
        number = 3 if len(block.figures) % 3 == 0 else min(2, len(block.figures))
        cells = [pandoc.cell(self._card(figure)) for figure in block.figures]
        cells += [pandoc.cell([])] * (-len(cells) % number)
        rows = [cells[start : start + number] for start in range(0, len(cells), number)]
        return [pandoc.grid(equal_columns(number), [], rows, [], 0, "Cards"), _styled([], "Table note")]

    def _card(self, figure: KeyFigure) -> list[Node]:
        return [
            _styled(pandoc.text(figure.value), "Key figure value"),
            _styled(pandoc.defined(pandoc.text(figure.label), figure.definition), "Key figure name"),
            _styled(pandoc.text(figure.reading), "Key figure reading"),
        ]

    def table(self, node: Node, block: Table, note: list[Node]) -> list[Node]:
        return [node, _styled(note, "Table note")]

    def figure(self, block: Chart, picture: Picture, caption: list[Node]) -> list[Node]:
        width = min(width_in_points(picture) or TEXT_WIDTH, TEXT_WIDTH) / 72
        image = pandoc.image(data_uri("image/png", picture.png), block.alt, width=f"{width:.3f}in")
        return [pandoc.figure([image], caption)]

    def definition(self, sheet: Definition) -> list[Node]:
        """Each line in one paragraph: a term above its words would make these pages twice as many."""
        lines = [[pandoc.strong(pandoc.text(term)), {"t": "Space"}, *pandoc.text(words)] for term, words in sheet.lines]
        return [_styled(line, "Definition") for line in lines]

    def signatures(self, block: SignatureLines) -> list[Node]:
        rows = [self._line(role, block.labels) for role in block.roles]
        return [pandoc.grid(equal_columns(4), [], rows, [], 0, "Signatures"), _styled([], "Table note")]

    def _line(self, role: str, labels: tuple[str, str, str]) -> list[pandoc.Cell]:
        head = pandoc.cell([_styled(pandoc.text(role), "Signature role")])
        return [head, *(pandoc.cell([_styled(pandoc.text(label), "Signature label")]) for label in labels)]
