"""What stands around a page: its revision, links to the same page in other languages and revisions, no network."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from selfeval.book.words import book_texts, edition_of, in_words
from selfeval.guide import revisions
from selfeval.texts import LANGUAGES, Texts

_LINE = '<p class="revision-line">{said}{older}</p>'
# A corner of a table without words is a plain cell: as a header it would be announced (axe, empty-table-header).
_EMPTY_HEADER = re.compile(r'<th class="head[^"]*"><p></p></th>')
_TO_NEWEST = ' <a href="{address}">{link}</a>'


@dataclass(frozen=True, slots=True)
class Link:
    """From a page to the same page of another edition; `up` leads to the root of the site."""

    up: str
    page: str
    site: frozenset[str]

    def to(self, revision: str, language: str) -> str:
        """The address, relative; empty when the site does not have that edition."""
        edition = f"{revision}/{language}"
        return f"{self.up}{edition}/{self.page}.html" if edition in self.site else ""


def furnish(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:  # noqa: ARG001
    """Gives the templates their words and links, and says on the page which revision it describes."""
    guide, texts = edition_of(app.config)
    link = Link("../" * (pagename.count("/") + 2), pagename, frozenset(app.config.selfeval_site))
    context["words"] = texts
    context["languages"] = [(code, book_texts(code)("language"), link.to(guide.revision, code)) for code in LANGUAGES]
    context["editions"] = [
        (revision, in_words(revision, texts), link.to(revision, texts.language)) for revision in reversed(revisions())
    ]
    context["edition"] = guide.revision
    if "body" in context and doctree is not None:
        line = _line(guide.revision, link.to(revisions()[-1], texts.language), texts)
        context["body"] = line + _EMPTY_HEADER.sub("<td></td>", context["body"])


def _line(revision: str, newest: str, texts: Texts) -> str:
    said = html.escape(texts("furniture.in_force", date=in_words(revision, texts)))
    if revision == revisions()[-1]:
        return _LINE.format(said=said, older="")
    older = html.escape(texts("furniture.older"))
    to_newest = _TO_NEWEST.format(address=newest, link=texts("furniture.to_newest")) if newest else ""
    return _LINE.format(said=f"{said}. ", older=older + to_newest)


def drop_old_pages(app: Sphinx, failure: Exception | None) -> None:
    """Takes away what a page that is no more left behind in the folder of the edition."""
    if failure or app.builder.format != "html":
        return
    out = Path(app.outdir)
    kept = {f"{page}.html" for page in app.env.found_docs} | {"index.html", "search.html"}
    for path in out.rglob("*.html"):
        name = path.relative_to(out).as_posix()
        if name not in kept and not name.startswith("_"):
            path.unlink()
