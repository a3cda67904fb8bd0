"""The document as one web page: no script, no font, no address outside it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from selfeval.document import Callout, Chart, Definition, Document, KeyFigure, KeyFigures, Quote, SignatureLines, Table
from selfeval.report import pandoc
from selfeval.report.flow import data_uri, equal_columns, flow
from selfeval.report.pandoc import Node
from selfeval.report.pictures import Picture
from selfeval.report.prepare import locale_of, prepare


def render_html(document: Document, pictures: Mapping[int, Picture]) -> bytes:
    """One self-contained HTML file in UTF-8. Raises ValueError as `prepare` does."""
    ready = prepare(document, pictures)
    with resources.as_file(resources.files(__package__) / "templates" / "report.html") as template:
        options = (f"--template={template}", "--standalone", "--toc", "--toc-depth=3", "--section-divs", "--wrap=none")
        return pandoc.run_pandoc(flow(ready, pictures, _Page()), _meta(ready), "html5", *options)


def _meta(document: Document) -> dict[str, Node]:
    labels = document.labels
    texts = {
        "pagetitle": document.title,
        "lang": locale_of(document.language),
        "doctitle": document.title,
        "subtitle": document.subtitle,
        "banner": document.banner,
        "contents": labels["contents"],
        "skip": labels.get("skip", labels["contents"]),
    }
    return {key: pandoc.meta_text(value) for key, value in texts.items()} | {"facts": pandoc.meta_rows(document.facts)}


def _scrolling(blocks: list[Node], name: str) -> Node:
    """A box as wide as its text that scrolls when the screen is narrower, by keyboard too."""
    return pandoc.div(blocks, "scroll", role="group", tabindex="0", aria_label=name)


class _Page:
    """A web page's setting: classes for the style sheet in the template."""

    top_level = 2

    def callout(self, block: Callout) -> list[Node]:
        label = pandoc.div([pandoc.para(pandoc.text(block.label))], "label")
        return [pandoc.div([label, pandoc.para(pandoc.inline(block.runs))], "callout", block.tone.value, role="note")]

    def quote(self, block: Quote) -> list[Node]:
        words: Node = {"t": "BlockQuote", "c": [pandoc.para(pandoc.text(words)) for words in block.paragraphs]}
        question = pandoc.div([pandoc.para(pandoc.text(block.question))], "question")
        return [pandoc.div([question, words] if block.question else [words], "words")]

    def key_figures(self, block: KeyFigures) -> list[Node]:
        items = [[self._card(figure)] for figure in block.figures]
        return [pandoc.div([{"t": "BulletList", "c": items}], "key-figures")]

    def _card(self, figure: KeyFigure) -> Node:
        label = pandoc.defined(pandoc.text(figure.label), figure.definition)
        lines = (("value", pandoc.text(figure.value)), ("name", label), ("reading", pandoc.text(figure.reading)))
        spans = [node for kind, nodes in lines for node in (pandoc.span(nodes, kind), Node(t="Space"))]
        return {"t": "Plain", "c": spans[:-1]}

    def table(self, node: Node, block: Table, note: list[Node]) -> list[Node]:
        return [
            pandoc.div(
                [_scrolling([node], block.caption), *([pandoc.div([pandoc.para(note)], "table-note")] if note else [])],
                "table",
            )
        ]

    def figure(self, block: Chart, picture: Picture, caption: list[Node]) -> list[Node]:
        image = pandoc.image(data_uri("image/svg+xml", picture.svg.encode()), block.alt)
        return [pandoc.figure([_scrolling([image], block.caption)], caption)]

    def definition(self, sheet: Definition) -> list[Node]:
        return [pandoc.definition_list(sheet.lines)]

    def signatures(self, block: SignatureLines) -> list[Node]:
        rows = [
            [pandoc.cell([pandoc.para(pandoc.text(words))], **scope) for words, scope in self._line(role, block.labels)]
            for role in block.roles
        ]
        return [pandoc.div([pandoc.grid(equal_columns(4), [], rows, [], 1)], "signatures")]

    def _line(self, role: str, labels: tuple[str, str, str]) -> list[tuple[str, dict[str, str]]]:
        return [(role, {"scope": "row"}), *((label, {}) for label in labels)]
