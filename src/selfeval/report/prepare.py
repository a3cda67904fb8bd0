"""What every format asks of a document first: texts that can be written down, and nothing missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from selfeval.document import Chart, Document, Part
from selfeval.report.pictures import Picture

T = TypeVar("T")

# Controls, surrogates and non-characters cannot stand in XML or PDF; direction marks can make a text read as another.
_FORBIDDEN = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff]"
)
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": " ", "\v": " "})
_REGIONS = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}


def clean_text(text: str) -> str:
    """The text without control characters and direction marks; line ends become "\\n", tabs spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return _FORBIDDEN.sub("", lines)


def clean(value: T) -> T:
    """The same value with every text in it cleaned, at any depth of dataclasses, tuples and mappings."""
    return _clean(value)  # type: ignore[no-any-return]


def _clean(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _clean(getattr(value, f.name)) for f in fields(value)})
    return value


def parts_of(document: Document) -> Iterator[Part]:
    """Every part in reading order: a part, then the parts under it."""

    def walk(parts: tuple[Part, ...]) -> Iterator[Part]:
        for part in parts:
            yield part
            yield from walk(part.parts)

    return walk(document.parts)


def charts_of(document: Document) -> tuple[Chart, ...]:
    """The charts in reading order; their places in it are the keys of `pictures`."""
    return tuple(block for part in parts_of(document) for block in part.blocks if isinstance(block, Chart))


def prepare(document: Document, pictures: Mapping[int, Picture]) -> Document:
    """The cleaned document, ready to render.

    Raises ValueError when a chart has no alternative text or no picture, a picture no chart, a heading no words,
    a text points to a definition that is not there, or two headings share an anchor.
    """
    cleaned = clean(document)
    charts = charts_of(cleaned)
    if set(pictures) != set(range(len(charts))):
        raise ValueError(f"{len(charts)} charts, but pictures for {sorted(pictures)}")
    for chart in charts:
        if not chart.alt.strip():
            raise ValueError(f"chart without alternative text: {chart.caption!r}")
    headings = [cleaned.title, *(part.title for part in parts_of(cleaned)), *(d.title for d in cleaned.definitions)]
    if not all(heading.strip() for heading in headings):
        raise ValueError("a title or heading without words")
    _check_anchors(cleaned)
    return cleaned


def _check_anchors(document: Document) -> None:
    anchors = ["definitions", *(part.id for part in parts_of(document))]
    anchors += [anchor_of(definition.id) for definition in document.definitions]
    twice = sorted({anchor for anchor in anchors if anchors.count(anchor) > 1})
    if twice:
        raise ValueError(f"anchors used twice: {twice}")
    missing = sorted(set(_named_definitions(document.parts)) - {d.id for d in document.definitions})
    if missing:
        raise ValueError(f"definitions named but not given: {missing}")


def _named_definitions(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _named_definitions(item)
    elif is_dataclass(value):
        if isinstance(name := getattr(value, "definition", ""), str) and name:
            yield name
        for f in fields(value):
            yield from _named_definitions(getattr(value, f.name))


def anchor_of(definition: str) -> str:
    """The anchor of a definition sheet: "indicators/x" becomes "definition-indicators-x"."""
    return "definition-" + definition.replace("/", "-")


def locale_of(language: str) -> str:
    """The language with its region, as accessibility tags want it: "fr" becomes "fr-BE"."""
    return _REGIONS.get(language[:2], language)
