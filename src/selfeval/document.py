"""A document in one language, as blocks: what a section says, before anything decides what it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; `definition` names the item of the Gids ("indicators/x") that defines what it says."""

    text: str
    strong: bool = False
    definition: str = ""


Inline = tuple[Run, ...]


def plain(text: str) -> Inline:
    """One run without emphasis."""
    return (Run(text),)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short paragraphs; `numbered` when their order matters."""

    items: tuple[Inline, ...]
    numbered: bool = False


class Tone(StrEnum):
    """What kind of remark a callout makes."""

    NOTE = "note"
    WARNING = "warning"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Callout:
    """A remark set apart; `label` is its kind in the document's language."""

    tone: Tone
    label: str
    runs: Inline


@dataclass(frozen=True, slots=True)
class Quote:
    """The coordinator's own words, kept as written; a paragraph an entry, `question` is what was asked."""

    question: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the summary: the number as text, what it is, a sentence that reads it."""

    value: str
    label: str
    reading: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of key figures."""

    figures: tuple[KeyFigure, ...]


class Align(StrEnum):
    """How a column of a table is set."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the table's width, all columns together making 1."""

    title: str
    align: Align = Align.TEXT
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; the first column heads its row. Each row has a cell a column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inline, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `kind` names its drawing, `rows` its data, `options` its titles and settings in the document's language.

    `alt` says the finding, not the looks.
    """

    kind: str
    caption: str
    alt: str
    rows: tuple[Mapping[str, object], ...]
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines to sign on: for each role a place for name, date and signature."""

    roles: tuple[str, ...]
    labels: tuple[str, str, str]


Block = Paragraph | Bullets | Callout | Quote | KeyFigures | Table | Chart | SignatureLines


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it; `id` is its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition sheet at the end of a document, the target of every run and key figure that names it."""

    id: str
    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language.

    `banner` stands on every page (synthetic, confidential); `facts` are the provenance lines of the title page;
    `labels` are the words of the frame: contents, definitions, page, figure, table, note.
    """

    kind: str
    language: str
    title: str
    subtitle: str
    banner: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    definitions: tuple[Definition, ...]
    labels: Mapping[str, str]
    file_name: str
