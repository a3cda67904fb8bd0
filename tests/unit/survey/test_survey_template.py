"""The empty table: what one fills in is what is read back, and nobody else's questions stand in it."""

from __future__ import annotations

import openpyxl
import pytest

from selfeval.errors import ProjectFileError, RequestError
from selfeval.guide import read_guide
from selfeval.making.surveying import write_empty_table
from selfeval.survey.items import find_instrument, find_item, item_codes
from selfeval.survey.opening import open_answers
from selfeval.survey.template import write_template
from selfeval.texts import LANGUAGES, read_texts

GUIDE = read_guide()
INSTRUMENTS = sorted(GUIDE.kinds["instruments"])


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_filled_in_template_is_read(tmp_path, name) -> None:
    """The lowest answer to every question of six people, written below the codes by another program than ours."""
    instrument = GUIDE.item("instruments", name)
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_template(instrument, read_texts("fr")))
    with pytest.raises(ProjectFileError, match="no_answers"):
        open_answers(path, instrument, GUIDE, "fr")
    book = openpyxl.load_workbook(path)
    lowest = [instrument["items"]["lowest"]] * instrument["items"]["count"]
    for _ in range(6):
        book.worksheets[0].append(lowest)
    book.save(path)
    read = open_answers(path, instrument, GUIDE, "fr")
    assert read.rows == (tuple(lowest),) * 6
    assert read.problems == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_texts_of_items_stand_there_only_when_they_are_ours(tmp_path, name, language) -> None:
    """Our own questions in the language; for the others the same sentence for each item, or the name of a dimension."""
    instrument = GUIDE.item("instruments", name)
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_template(instrument, read_texts(language)))
    codes = item_codes(instrument)
    sheet = openpyxl.load_workbook(path).worksheets[1]
    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0] in codes}
    assert list(said) == list(codes)
    if own := instrument["items"].get("texts"):
        assert list(said.values()) == [text[language] for text in own]
    elif instrument["owner"] and not instrument["items"].get("dimensions") and name != "scirocco" and len(codes) > 1:
        assert set(said.values()) == {read_texts(language)("survey.template.not_ours")}


def test_the_same_template_is_the_same_bytes() -> None:
    """No clock in it."""
    instrument, texts = GUIDE.item("instruments", "pacic"), read_texts("nl")
    assert write_template(instrument, texts) == write_template(instrument, texts)


def test_an_existing_table_is_never_overwritten(tmp_path) -> None:
    """There may be answers in it."""
    write_empty_table("PACIC", tmp_path, read_texts("nl"))
    with pytest.raises(RequestError, match="file_exists"):
        write_empty_table("pacic", tmp_path, read_texts("nl"))


@pytest.mark.parametrize("typed", ["eq5d_5l", "EQ-5D-5L", "eq5d5l", "EQ 5D 5L"])
def test_an_instrument_is_known_however_it_is_typed(typed) -> None:
    """Capitals, hyphens and spaces do not matter."""
    assert find_instrument(GUIDE, typed)["id"] == "eq5d_5l"


def test_an_unknown_instrument_is_refused_with_those_there_are() -> None:
    """Whoever mistypes reads the right names."""
    with pytest.raises(RequestError) as caught:
        find_instrument(GUIDE, "pam13")
    assert caught.value.details["accepted"].split(", ") == INSTRUMENTS


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("item_3", 3),
        ("Q03", 3),
        ("PACIC 3", 3),
        ("pacic_item_3", 3),
        ("3.", 3),
        ("0", None),
        ("", None),
        ("leeftijd", None),
    ],
)
def test_a_heading_means_an_item_or_none(heading, item) -> None:
    """Numbers in the usual dress; nothing is guessed from words."""
    assert find_item(heading, GUIDE.item("instruments", "pacic")) == item
