"""The page at the root of the site: to the newest revision, in the language of the reader's browser."""

from __future__ import annotations

import html
import json
from pathlib import Path

from selfeval.book.words import book_texts
from selfeval.texts import LANGUAGES

_HOME = "book/index.html"
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body{{margin:3rem auto;padding:0 1rem;max-width:30rem;font:1.1rem/1.6 sans-serif}}li{{margin:.5rem 0}}</style>
<script>
const homes = {homes};
const wanted = (navigator.languages || [navigator.language]).map(name => name.slice(0, 2)).find(name => homes[name]);
location.replace(homes[wanted] || Object.values(homes)[0]);
</script>
</head>
<body>
<main>
<h1>{title}</h1>
<ul>
{links}
</ul>
</main>
</body>
</html>
"""
_LINK = '<li><a href="{address}" hreflang="{code}" lang="{code}">{name}: {title}</a></li>'


def write_root_page(site: Path) -> None:
    """Writes index.html for the newest revision there is in the site; without scripts it is a list of links."""
    newest = max(path.name for path in site.iterdir() if path.is_dir())
    homes = {code: f"{newest}/{code}/{_HOME}" for code in LANGUAGES if (site / newest / code).is_dir()}
    links = [
        _LINK.format(
            address=address,
            code=code,
            name=book_texts(code)("language"),
            title=html.escape(book_texts(code)("title")),
        )
        for code, address in homes.items()
    ]
    first = next(iter(homes))
    page = _PAGE.format(
        language=first, title=book_texts(first)("title"), homes=json.dumps(homes), links="\n".join(links)
    )
    (site / "index.html").write_text(page, "utf-8")
