"""Sources in the text and terms of the glossary at their first use: links made when a page is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from selfeval.guide.files import glossary
from selfeval.guide.references import references

BIBLIOGRAPHY, GLOSSARY = "book/bibliography", "book/glossary"
_ASIDE = re.compile(r"\(([^)]*)\)")
_LOGGER = logging.getLogger(__name__)
_WRITING = (nodes.paragraph,)
_UNTOUCHED = (
    nodes.reference,
    addnodes.pending_xref,
    nodes.literal,
    nodes.title,
    nodes.caption,
    nodes.table,
    nodes.raw,
    nodes.term,
)


class source_mark(nodes.Inline, nodes.TextElement):  # noqa: N801  (docutils' way of naming nodes)
    """Where a sentence rests on sources; `keys` are those of the bibliography."""


class SourceRole(SphinxRole):
    """The role {source}`key` or {source}`key, key`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A mark; a key that the bibliography does not have is a fault at this place."""
        keys = [key.strip() for key in self.text.split(",")]
        for key in keys:
            if key not in references():
                place = (self.env.docname, self.lineno)
                _LOGGER.warning("no such source in references.bib: %s", key, location=place, type="selfeval")
        return [source_mark(self.rawtext, "", keys=[key for key in keys if key in references()])], []


def numbered_sources() -> dict[str, int]:
    """The number of each source in the bibliography, by its key: by author and title."""
    ordered = sorted(references().values(), key=lambda one: (one.authors, one.title, one.key))
    return {reference.key: number for number, reference in enumerate(ordered, start=1)}


class LinkSources(SphinxPostTransform):
    """Puts the numbers of the sources, each a link to the bibliography."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Replaces every mark."""
        numbers = numbered_sources()
        for mark in list(self.document.findall(source_mark)):
            known = sorted(mark["keys"], key=lambda key: numbers[key])
            mark.replace_self(list(self._links(known, numbers)))

    def _links(self, keys: list[str], numbers: dict[str, int]) -> Iterator[nodes.Node]:
        yield nodes.Text("[")
        for at, key in enumerate(keys):
            if at:
                yield nodes.Text(", ")
            address = _address(self, BIBLIOGRAPHY, f"source-{key}")
            title = references()[key].title
            yield nodes.reference("", str(numbers[key]), refuri=address, reftitle=title, classes=["source"])
        yield nodes.Text("]")


class LinkTerms(SphinxPostTransform):
    """Links each term of the glossary at its first use on a page; its meaning shows on hover and focus."""

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Goes through the running text of a page of prose."""
        page = self.env.docname
        if not page.startswith("book/") or page in (GLOSSARY, BIBLIOGRAPHY, "book/index"):
            return
        open_terms = _terms(self.config.language)
        for text in list(self.document.findall(nodes.Text)):
            if open_terms and _is_running(text):
                self._link_first(text, open_terms)

    def _link_first(self, text: nodes.Text, open_terms: dict[str, str]) -> None:
        pattern = _pattern(tuple(open_terms))
        pieces: list[nodes.Node] = []
        end = 0
        written = text.astext()
        for found in pattern.finditer(written):
            term = open_terms.pop(found[1] if found[1] in open_terms else found[1].casefold(), None)
            if term is None:
                continue
            for word in [word for word, other in open_terms.items() if other == term]:
                del open_terms[word]
            pieces += [nodes.Text(written[end : found.start()]), self._term(found[0], term)]
            end = found.end()
        if pieces:
            text.parent.replace(text, [*pieces, nodes.Text(written[end:])])

    def _term(self, word: str, term: str) -> nodes.Node:
        meaning = next(entry for entry in glossary() if entry["id"] == term)["meaning"][self.config.language]
        address = _address(self, GLOSSARY, f"term-{term}")
        return nodes.reference("", word, refuri=address, reftitle=meaning, classes=["term"])


def _terms(language: str) -> dict[str, str]:
    """The words to look for, lower case, each with the id of its term; longer words come first."""
    entries = [entry for entry in glossary() if "meaning" in entry]
    words = {_key(form): entry["id"] for entry in entries for form in _forms(entry[language])}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


def _key(word: str) -> str:
    """How a word is looked up: a name in capitals as it stands, other words in any case."""
    return word if word[0].isupper() else word.casefold()


def _forms(written: str) -> list[str]:
    """The words of an entry such as "one / other", "long name (LN)" or "(compound)word"."""
    forms = []
    for word in written.split(" / "):
        inside = _ASIDE.search(word)
        forms += [_ASIDE.sub("", word).strip(), *(inside[1].split("/") if inside and " (" in word else [])]
    return forms


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # With the endings of a plural in the three languages.
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, words)) + r")(?:en|s|x)?(?![\w-])", re.IGNORECASE)


def _is_running(text: nodes.Text) -> bool:
    above: Any = text.parent
    in_paragraph = False
    while above is not None:
        if isinstance(above, _UNTOUCHED):
            return False
        in_paragraph = in_paragraph or isinstance(above, _WRITING)
        above = above.parent
    return in_paragraph


def _address(transform: SphinxPostTransform, page: str, anchor: str) -> str:
    builder = transform.app.builder
    # As docutils names the place: capitals and underscores become small letters and hyphens.
    place = nodes.make_id(anchor)
    if builder.format != "html":
        return f"#{place}"
    return f"{builder.get_relative_uri(transform.env.docname, page)}#{place}"
