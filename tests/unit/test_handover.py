"""A document survives its way from the notebook to the runner."""

from __future__ import annotations

import json

import pytest
from cattrs.errors import BaseValidationError
from sample_document import sample_document

from selfeval.handover import pack_document, unpack_document


def test_a_document_with_every_kind_of_block_comes_back_equal_after_json() -> None:
    document = sample_document()
    assert unpack_document(json.loads(json.dumps(pack_document(document)))) == document


def test_every_block_says_which_kind_it_is() -> None:
    packed = pack_document(sample_document())
    kinds = [block["block"] for part in packed["parts"] for block in part["blocks"]]
    assert kinds == ["Paragraph", "KeyFigures", "Callout", "Callout", "Callout", "Paragraph", "Quote"]


def test_the_same_document_packs_to_the_same_bytes() -> None:
    assert json.dumps(pack_document(sample_document())) == json.dumps(pack_document(sample_document()))


def test_what_is_no_document_is_refused() -> None:
    packed = pack_document(sample_document())
    del packed["title"]
    with pytest.raises(BaseValidationError):
        unpack_document(packed)


def test_a_block_of_an_unknown_kind_is_refused() -> None:
    packed = pack_document(sample_document())
    packed["parts"][0]["blocks"][0]["block"] = "Script"
    with pytest.raises((BaseValidationError, KeyError)):
        unpack_document(packed)
