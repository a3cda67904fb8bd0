"""The blocks of a document as pandoc nodes: what a web page and a Word file share, and where they part."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol, assert_never

from selfeval.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Column,
    Definition,
    Document,
    KeyFigures,
    Paragraph,
    Part,
    Quote,
    SignatureLines,
    Table,
)
from selfeval.report import pandoc
from selfeval.report.pandoc import Node
from selfeval.report.pictures import Picture
from selfeval.report.prepare import anchor_of


class Setting(Protocol):
    """How one format sets what pandoc has no node for."""

    top_level: int

    def callout(self, block: Callout) -> list[Node]:
        """A remark set apart."""

    def quote(self, block: Quote) -> list[Node]:
        """The coordinator's own words."""

    def key_figures(self, block: KeyFigures) -> list[Node]:
        """A row of key figures."""

    def table(self, node: Node, block: Table, note: list[Node]) -> list[Node]:
        """A table with its note."""

    def figure(self, block: Chart, picture: Picture, caption: list[Node]) -> list[Node]:
        """A chart."""

    def signatures(self, block: SignatureLines) -> list[Node]:
        """Lines to sign on."""

    def definition(self, sheet: Definition) -> list[Node]:
        """What stands under the heading of a definition sheet."""


@dataclass(frozen=True)
class Flow:
    """A walk through one document: figures and tables are numbered as they pass."""

    document: Document
    pictures: Mapping[int, Picture]
    setting: Setting
    charts: Iterator[int] = field(default_factory=count)
    tables: Iterator[int] = field(default_factory=lambda: count(1))


def flow(document: Document, pictures: Mapping[int, Picture], setting: Setting) -> list[Node]:
    """The whole text: numbered parts, then the definition sheets."""
    walk = Flow(document, pictures, setting)
    nodes: list[Node] = []
    for number, part in enumerate(document.parts, 1):
        nodes += _part(walk, part, str(number), setting.top_level)
    return nodes + _definitions(document, setting)


def _part(walk: Flow, part: Part, number: str, level: int) -> list[Node]:
    nodes = [pandoc.header(level, numbered(number, part.title), part.id)]
    for block in part.blocks:
        nodes += _block(walk, block)
    for place, inner in enumerate(part.parts, 1):
        nodes += _part(walk, inner, f"{number}.{place}", level + 1)
    return nodes


def numbered(number: str, title: str) -> list[Node]:
    """A heading's words after its number."""
    return [pandoc.span(pandoc.text(number), "number"), {"t": "Space"}, *pandoc.text(title)]


def _block(walk: Flow, block: Block) -> list[Node]:
    setting = walk.setting
    match block:
        case Paragraph():
            return [pandoc.para(pandoc.inline(block.runs))]
        case Bullets():
            return [pandoc.bullets(block)]
        case Callout():
            return setting.callout(block)
        case Quote():
            return setting.quote(block)
        case KeyFigures():
            return setting.key_figures(block)
        case Table():
            return _table(walk, block)
        case Chart():
            return _chart(walk, block)
        case SignatureLines():
            return setting.signatures(block)
        case _:
            assert_never(block)


def _table(walk: Flow, block: Table) -> list[Node]:
    head, rows = pandoc.plain_cells(block.columns, block.rows)
    title = _numbered_caption(walk.document.labels["table"], next(walk.tables), block.caption)
    note = pandoc.text(f"{walk.document.labels['note']}. {block.note}") if block.note else []
    return walk.setting.table(pandoc.grid(block.columns, head, rows, title, 1), block, note)


def _chart(walk: Flow, block: Chart) -> list[Node]:
    place = next(walk.charts)
    title = _numbered_caption(walk.document.labels["figure"], place + 1, block.caption)
    return walk.setting.figure(block, walk.pictures[place], title)


def _numbered_caption(word: str, number: int, caption: str) -> list[Node]:
    return [pandoc.strong(pandoc.text(f"{word} {number}.")), {"t": "Space"}, *pandoc.text(caption)]


def _definitions(document: Document, setting: Setting) -> list[Node]:
    if not document.definitions:
        return []
    level = setting.top_level
    title = pandoc.header(level, pandoc.text(document.labels["definitions"]), "definitions")
    return [title, *(node for sheet in document.definitions for node in _sheet(sheet, level + 1, setting))]


def _sheet(sheet: Definition, level: int, setting: Setting) -> list[Node]:
    heading = pandoc.header(level, pandoc.text(sheet.title), anchor_of(sheet.id), "unnumbered", "unlisted")
    return [heading, *setting.definition(sheet)]


def equal_columns(number: int) -> tuple[Column, ...]:
    """Untitled columns that share the width."""
    return tuple(Column("", share=1 / number) for _ in range(number))


def data_uri(kind: str, content: bytes) -> str:
    """The content as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
