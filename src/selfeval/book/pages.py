"""The pages of the book as files: which there are, what they say they rest on, which item each one shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfeval.errors import RequestError
from selfeval.guide.files import items_of
from selfeval.strict_yaml import read_yaml

# Kinds with a page an item, named after it.
OWN_PAGE = ("components", "phases")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def book_root(folder: Path) -> Path:
    """The folder of the book; raises RequestError when there is none here."""
    if not (folder / "_toc.yml").is_file() or not (folder / "book").is_dir():
        raise RequestError("no_book_here", folder=folder.name)
    return folder


def page_files(root: Path) -> dict[str, Path]:
    """The pages of prose by name, such as book/framework/money."""
    files = sorted(path for path in (root / "book").rglob("*.md") if path.name != "STYLE.md")
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in files}


def rests_on(path: Path) -> tuple[str, ...]:
    """The items of the Gids that the prose of a page names as its ground."""
    front = _FRONT.match(path.read_text("utf-8"))
    fields: Any = read_yaml(front[1], path.name) if front else {}
    return tuple(fields.get("rests_on", ()))


def page_faults(root: Path) -> Iterator[str]:
    """Items without their page, pages without their item, pages that the contents do not list."""
    pages = page_files(root)
    for kind in OWN_PAGE:
        own = {name.rpartition("/")[2] for name in pages if name.startswith(f"book/{kind}/")} - {"overview"}
        for item in sorted(set(items_of(kind)) - own):
            yield f"book/{kind}/{item}.md: expected, for {kind}/{item}.yml; found no page"
        for item in sorted(own - set(items_of(kind))):
            yield f"book/{kind}/{item}.md: expected an item {kind}/{item} in the Gids; found none"
    listed = set(_listed(read_yaml((root / "_toc.yml").read_text("utf-8"), "_toc.yml")))
    for name in sorted(set(pages) - listed):
        yield f"_toc.yml: expected {name}; not listed"
    for name in sorted(name for name in listed - set(pages) if name.startswith("book/")):
        yield f"_toc.yml: expected the file {name}.md; found none"


def _listed(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for entry in node:
            yield from _listed(entry)
    elif isinstance(node, dict):
        yield from (str(node[key]) for key in ("root", "file") if key in node)
        for value in node.values():
            yield from _listed(value)
