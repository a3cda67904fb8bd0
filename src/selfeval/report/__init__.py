"""One document, three files: a self-contained HTML page, a tagged PDF (PDF/A-2a and PDF/UA-1) and a Word file.

`pictures` holds the drawing of the n-th chart of the document under n, counted from 0 in reading order
(`charts_of`): `dict(enumerate(draw_pictures(specs, document.language)))`.
The same document and pictures give the same bytes, whenever and wherever they are rendered.
Every text of the document is shown as written; none of it is ever read as markup.
"""

from __future__ import annotations

from selfeval.report.html import render_html
from selfeval.report.pdf import render_pdf
from selfeval.report.pictures import Picture, draw_pictures
from selfeval.report.prepare import charts_of
from selfeval.report.word import render_word

__all__ = ["Picture", "charts_of", "draw_pictures", "render_html", "render_pdf", "render_word"]
