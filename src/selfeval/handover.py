"""A document on its way from the notebook that made it to the runner that renders it, as JSON."""

from __future__ import annotations

from typing import Any

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from selfeval.document import Block, Document

RESULT = "application/vnd.selfeval.result+json"


def _make_converter() -> Converter:
    converter = Converter(omit_if_default=True)
    converter.register_structure_hook_func(lambda kind: kind is object, lambda value, _: value)
    configure_tagged_union(Block, converter, tag_name="block")
    return converter


_CONVERTER = _make_converter()


def pack_document(document: Document) -> dict[str, Any]:
    """The document as plain data; every block says which kind it is."""
    packed: dict[str, Any] = _CONVERTER.unstructure(document)
    return packed


def unpack_document(data: dict[str, Any]) -> Document:
    """The document of plain data; raises cattrs' ClassValidationError when it is not one."""
    return _CONVERTER.structure(data, Document)
