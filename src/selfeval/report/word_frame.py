"""What pandoc takes a Word file's looks from: styles, page, header with the banner, footer with the page number."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor
from docx.text.paragraph import Paragraph

from selfeval.document import Document
from selfeval.report import pandoc
from selfeval.report.prepare import locale_of

_WARM = RGBColor(0x9C, 0x45, 0x16)
TEXT_WIDTH = 453.0  # points: A4 less its margins of 2.5 cm


def word_frame(document: Document) -> bytes:
    """A Word file without text, in the looks of our reports, for the language and the banner of `document`."""
    frame = docx.Document(BytesIO(_pandoc_frame()))
    _take_styles(frame)
    _set_language(frame, locale_of(document.language))
    _set_page(frame, document)
    made = BytesIO()
    frame.save(made)
    return made.getvalue()


@cache
def _pandoc_frame() -> bytes:
    return pandoc.default_file("reference.docx")


def _take_styles(frame: WordFile) -> None:
    ours = parse_xml((resources.files(__package__) / "templates" / "word_styles.xml").read_bytes())
    styles = frame.styles.element
    known = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    for style in ours.findall(qn("w:style")):
        if (old := known.get(style.get(qn("w:styleId")))) is not None:
            styles.remove(old)
        styles.append(style)


def _set_language(frame: WordFile, locale: str) -> None:
    for language in frame.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    for language in frame.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)


def _set_page(frame: WordFile, document: Document) -> None:
    section = frame.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.25)
    _fill_header(section.header.paragraphs[0], document)
    _fill_footer(section.footer.paragraphs[0], document)


def _fill_header(line: Paragraph, document: Document) -> None:
    line.style = "header"
    banner = line.add_run(document.banner)
    banner.bold = True
    banner.font.color.rgb = _WARM
    if document.banner:
        banner.add_break()
    line.add_run(document.title)


def _fill_footer(line: Paragraph, document: Document) -> None:
    line.style = "footer"
    line.add_run(document.labels["page"] + " ")
    _add_field(line, "PAGE")
    line.add_run(" / ")
    _add_field(line, "NUMPAGES")


def _add_field(line: Paragraph, name: str) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    line._p.append(parse_xml(field))
