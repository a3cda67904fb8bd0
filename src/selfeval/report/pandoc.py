"""The pandoc document tree, built directly: no Markdown step, so a text can never become markup.

Node shapes: pandoc-types 1.23 (Text.Pandoc.Definition). A block or inline is {"t": constructor, "c": content}.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pypandoc

from selfeval.document import Align, Bullets, Column, Inline
from selfeval.report.prepare import anchor_of

Node = dict[str, Any]
Attributes = list[Any]
Cell = list[Any]
_ALIGN = {Align.TEXT: {"t": "AlignLeft"}, Align.NUMBER: {"t": "AlignRight"}}


def attributes(id: str = "", classes: Iterable[str] = (), **pairs: str) -> Attributes:
    """Anchor, classes and key-value pairs; an underscore in a key stands for a hyphen."""
    return [id, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]


def text(words: str) -> list[Node]:
    """A text as it stands; its line ends become line breaks."""
    nodes: list[Node] = []
    for number, line in enumerate(words.split("\n")):
        if number:
            nodes.append({"t": "LineBreak"})
        if line:
            nodes.append({"t": "Str", "c": line})
    return nodes


def strong(nodes: list[Node]) -> Node:
    """Emphasised inlines."""
    return {"t": "Strong", "c": nodes}


def link(nodes: list[Node], anchor: str, *classes: str) -> Node:
    """A link inside the document."""
    return {"t": "Link", "c": [attributes(classes=classes), nodes, ["#" + anchor, ""]]}


def span(nodes: list[Node], *classes: str, **pairs: str) -> Node:
    """Inlines with classes or a style."""
    return {"t": "Span", "c": [attributes(classes=classes, **pairs), nodes]}


def defined(nodes: list[Node], definition: str) -> list[Node]:
    """The inlines, linked to their definition sheet when they have one."""
    return [link(nodes, anchor_of(definition), "definition")] if definition else nodes


def inline(runs: Inline) -> list[Node]:
    """The runs of a sentence."""
    nodes: list[Node] = []
    for run in runs:
        words = [strong(text(run.text))] if run.strong else text(run.text)
        nodes += defined(words, run.definition)
    return nodes


def para(nodes: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": nodes}


def div(blocks: list[Node], *classes: str, id: str = "", **pairs: str) -> Node:
    """Blocks with classes, or with a Word style when `custom_style` is given."""
    return {"t": "Div", "c": [attributes(id, classes, **pairs), blocks]}


def header(level: int, nodes: list[Node], id: str, *classes: str) -> Node:
    """A heading with its anchor."""
    return {"t": "Header", "c": [level, attributes(id, classes), nodes]}


def bullets(block: Bullets) -> Node:
    """A list, numbered or not."""
    items = [[{"t": "Plain", "c": inline(item)}] for item in block.items]
    if block.numbered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
    return {"t": "BulletList", "c": items}


def definition_list(lines: Iterable[tuple[str, str]]) -> Node:
    """Terms, each with one paragraph."""
    return {"t": "DefinitionList", "c": [[text(term), [[para(text(words))]]] for term, words in lines]}


def cell(blocks: list[Node], **pairs: str) -> Cell:
    """A cell of one row and one column; `scope` says what a heading cell heads."""
    return [attributes(**pairs), {"t": "AlignDefault"}, 1, 1, blocks]


def grid(
    columns: Sequence[Column],
    head: list[Cell],
    rows: list[list[Cell]],
    caption: list[Node],
    head_columns: int,
    style: str = "",
) -> Node:
    """A table of ready cells; `head` may be empty; `style` is a Word table style."""
    table_caption = [None, [{"t": "Plain", "c": caption}] if caption else []]
    specs = [[_ALIGN[column.align], _width(column.share)] for column in columns]
    table_head = [attributes(), [_row(head)] if head else []]
    body = [attributes(), head_columns, [], [_row(cells) for cells in rows]]
    looks = attributes(custom_style=style) if style else attributes()
    return {"t": "Table", "c": [looks, table_caption, specs, table_head, [body], [attributes(), []]]}


def _row(cells: list[Cell]) -> list[Any]:
    return [attributes(), cells]


def _width(share: float) -> Node:
    return {"t": "ColWidth", "c": share} if share > 0 else {"t": "ColWidthDefault"}


def plain_cells(columns: Sequence[Column], rows: Iterable[Sequence[Inline]]) -> tuple[list[Cell], list[list[Cell]]]:
    """The heading cells and the rows of a table whose first column heads its rows."""
    head = [cell([{"t": "Plain", "c": text(column.title)}], scope="col") for column in columns]
    body = [
        [cell([{"t": "Plain", "c": inline(runs)}], **({} if n else {"scope": "row"})) for n, runs in enumerate(row)]
        for row in rows
    ]
    return head, body


def image(uri: str, alt: str, **size: str) -> Node:
    """A picture with its alternative text; `width` as CSS writes it."""
    return {"t": "Plain", "c": [{"t": "Image", "c": [attributes(**size), text(alt), [uri, ""]]}]}


def figure(blocks: list[Node], caption: list[Node]) -> Node:
    """Blocks with a caption."""
    return {"t": "Figure", "c": [attributes(), [None, [{"t": "Plain", "c": caption}]], blocks]}


def meta_text(words: str) -> Node:
    """A text for the template, escaped there as its format asks."""
    return {"t": "MetaInlines", "c": text(words)}


def meta_rows(lines: Iterable[tuple[str, str]]) -> Node:
    """Name and value pairs for the template."""
    pairs = [{"t": "MetaMap", "c": {"name": meta_text(name), "value": meta_text(value)}} for name, value in lines]
    return {"t": "MetaList", "c": pairs}


def run_pandoc(blocks: list[Node], meta: Mapping[str, Node], to: str, *options: str) -> bytes:
    """The document in a format of pandoc, which may read no file but those `options` name.

    Raises subprocess.CalledProcessError when pandoc refuses.
    """
    tree = {"pandoc-api-version": [1, 23, 1], "meta": dict(meta), "blocks": blocks}
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from=json", f"--to={to}", "--output=-", *options]
    return subprocess.run(command, input=json.dumps(tree).encode(), capture_output=True, check=True).stdout


def default_file(name: str) -> bytes:
    """A data file that pandoc carries, such as its empty Word file."""
    command = [pypandoc.get_pandoc_path(), f"--print-default-data-file={name}"]
    return subprocess.run(command, capture_output=True, check=True).stdout
