"""What stands around a page: its revision, links to the same page in other languages and revisions, no network."""

from __future__ import annotations

import html
import re
from typing import Any

from sphinx.application import Sphinx

from selfeval.book.words import book_texts, edition_of, in_words
from selfeval.guide import revisions
from selfeval.texts import LANGUAGES

_LINE = '<p class="revision-line">{said}{older}</p>'
# A corner of a table without words is a plain cell: as a header it would be announced (axe, empty-table-header).
_EMPTY_HEADER = re.compile(r'<th class="head[^"]*"><p></p></th>')
_OLDER = ' {said} <a href="{address}">{link}</a>'


def furnish(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:  # noqa: ARG001
    """Gives the templates their words and links, and says on the page which revision it describes."""
    guide, texts = edition_of(app.config)
    up = "../" * (pagename.count("/") + 1)
    context["words"] = texts
    context["languages"] = [(code, book_texts(code)("language"), f"{up}{code}/{pagename}.html") for code in LANGUAGES]
    context["editions"] = [
        (revision, in_words(revision, texts), f"{up}../{revision}/{texts.language}/{pagename}.html")
        for revision in reversed(revisions())
    ]
    context["edition"] = guide.revision
    if "body" in context and doctree is not None:
        context["body"] = _line(guide.revision, pagename, up, texts) + _EMPTY_HEADER.sub("<td></td>", context["body"])


def _line(revision: str, pagename: str, up: str, texts: Any) -> str:
    said = html.escape(texts("furniture.in_force", date=in_words(revision, texts)))
    newest = revisions()[-1]
    if revision == newest:
        return _LINE.format(said=said, older="")
    address = f"{up}../{newest}/{texts.language}/{pagename}.html"
    older = _OLDER.format(said=texts("furniture.older"), address=address, link=texts("furniture.to_newest"))
    return _LINE.format(said=said + ".", older=older)
