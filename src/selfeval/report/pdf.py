"""The document as a tagged PDF (PDF/A-2a and PDF/UA-1), set by Typst with only the fonts inside Typst."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from importlib import resources
from typing import Any

import typst

from selfeval.document import Block, Chart, Document, Part
from selfeval.report.pictures import Picture, width_in_points
from selfeval.report.prepare import anchor_of, locale_of, prepare

_FONTS = ["Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"]
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_TIMESTAMP = 315532800  # 1980-01-01: PDF/A wants a date, and ours must not be that of the run
_FULL_WIDTH = 459  # points: A4 less its margins
_FAMILY = re.compile(r'font-family="[^"]*"')


def render_pdf(document: Document, pictures: Mapping[int, Picture]) -> bytes:
    """One PDF file. Characters no font inside Typst can show (emoji, Chinese ...) become "□".

    Raises ValueError as `prepare` does, typst.TypstError when the standards cannot be met.
    """
    ready = prepare(document, pictures)
    svgs = {_file(place): _showable(_FAMILY.sub(f'font-family="{_FONTS[0]}"', p.svg)) for place, p in pictures.items()}
    content = json.dumps(_data(ready, pictures), ensure_ascii=False)
    template = (resources.files(__package__) / "templates" / "report.typ").read_bytes()
    files = {"main.typ": template, "document.json": _showable(content).encode()}
    files |= {name: svg.encode() for name, svg in svgs.items()}
    return _compile(files)


def _compile(files: dict[str, bytes]) -> bytes:
    # Typst takes a mapping of files, the first of which is the main one; its type stub does not say so.
    made: bytes = typst.compile(  # type: ignore[call-overload]
        files, ignore_system_fonts=True, pdf_standards=_STANDARDS, timestamp=_TIMESTAMP
    )
    return made


def _data(document: Document, pictures: Mapping[int, Picture]) -> dict[str, Any]:
    places = iter(sorted(pictures))
    language, region = locale_of(document.language).split("-")
    return {
        **{key: getattr(document, key) for key in ("title", "subtitle", "banner", "facts")},
        "labels": dict(document.labels),
        "lang": language,
        "region": region,
        "fonts": _FONTS,
        "definitions": [{**asdict(d), "id": anchor_of(d.id)} for d in document.definitions],
        "parts": [_part(part, pictures, places) for part in document.parts],
    }


def _part(part: Part, pictures: Mapping[int, Picture], places: Iterator[int]) -> dict[str, Any]:
    return {
        "id": part.id,
        "title": part.title,
        "blocks": [_block(block, pictures, places) for block in part.blocks],
        "parts": [_part(inner, pictures, places) for inner in part.parts],
    }


def _block(block: Block, pictures: Mapping[int, Picture], places: Iterator[int]) -> dict[str, Any]:
    if not isinstance(block, Chart):
        return {**_marked(asdict(block)), "kind": type(block).__name__}
    place = next(places)
    width = min(width_in_points(pictures[place]) or _FULL_WIDTH, _FULL_WIDTH)
    return {"kind": "Chart", "caption": block.caption, "alt": block.alt, "file": _file(place), "width": width}


def _marked(value: Any) -> Any:
    """The value with anchors in place of the definitions it names."""
    if isinstance(value, dict):
        return {key: _target(item) if key == "definition" else _marked(item) for key, item in value.items()}
    return [_marked(item) for item in value] if isinstance(value, (list, tuple)) else value


def _target(definition: str) -> str:
    return anchor_of(definition) if definition else ""


def _file(place: int) -> str:
    return f"chart-{place}.svg"


def _showable(text: str) -> str:
    """The text with "□" for every character that would break the PDF standards; Latin letters are not asked about."""
    unusual = {c for c in text if ord(c) > 0x17F}
    return text.translate({ord(c): "□" for c in unusual if not _is_showable(c)})


@lru_cache(maxsize=4096)
def _is_showable(character: str) -> bool:
    # Typst tells which character it cannot show only by refusing, so each is tried in a document of its own.
    words = json.dumps({"fonts": _FONTS, "text": character})
    probe = b'#let d = json("d.json")\n#set document(title: "x")\n#set text(font: d.fonts)\n#d.text'
    try:
        _compile({"main.typ": probe, "d.json": words.encode()})
    except typst.TypstError:
        return False
    return True
