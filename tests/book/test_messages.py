"""Every message of the pages has its French and English; catalogues hold what the pages say, and nothing guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from book_copy import ROOT

from selfeval.book.building import gather_messages
from selfeval.book.messages import file_of, missing_translations, update_translations


def messages(*texts: str) -> dict[str, Catalog]:
    catalogue = Catalog()
    for text in texts:
        catalogue.add(text)
    return {"book/page": catalogue}


@pytest.fixture
def translated(tmp_path: Path) -> Path:
    """A page of two sentences, translated into both languages."""
    update_translations(messages("Een.", "Twee."), tmp_path)
    for language, words in (("fr", ("Un.", "Deux.")), ("en", ("One.", "Two."))):
        path = file_of(tmp_path, language, "book/page")
        text = path.read_text("utf-8")
        for dutch, word in zip(("Een.", "Twee."), words, strict=True):
            text = text.replace(f'msgid "{dutch}"\nmsgstr ""', f'msgid "{dutch}"\nmsgstr "{word}"')
        path.write_text(text, "utf-8")
    return tmp_path


def test_this_guide_is_translated_completely() -> None:
    """Nothing untranslated, nothing fuzzy, nothing left over: captions of the contents and alt texts included."""
    gathered = gather_messages(ROOT)
    assert len(gathered) >= 30
    assert "Achtergrond en visie" in [message.id for message in gathered["book/index"]]
    assert missing_translations(gathered, ROOT) == []


def test_a_complete_catalogue_misses_nothing(translated: Path) -> None:
    assert missing_translations(messages("Een.", "Twee."), translated) == []


def test_a_new_sentence_is_missing_in_both_languages(translated: Path) -> None:
    found = missing_translations(messages("Een.", "Twee.", "Drie."), translated)
    assert [(one.file.split("/")[1], one.why, one.message) for one in found] == [
        ("en", "untranslated", "Drie."),
        ("fr", "untranslated", "Drie."),
    ]


def test_a_guess_counts_as_missing(translated: Path) -> None:
    path = file_of(translated, "fr", "book/page")
    path.write_text(path.read_text("utf-8").replace('msgid "Een."', '#, fuzzy\nmsgid "Een."'), "utf-8")
    assert [one.why for one in missing_translations(messages("Een.", "Twee."), translated)] == ["fuzzy"]


def test_updating_keeps_translations_and_drops_what_nobody_says(translated: Path) -> None:
    update_translations(messages("Twee.", "Drie."), translated)
    text = file_of(translated, "fr", "book/page").read_text("utf-8")
    assert 'msgstr "Deux."' in text
    assert "Een." not in text
    assert 'msgid "Drie."\nmsgstr ""' in text


def test_the_same_messages_give_the_same_bytes(translated: Path) -> None:
    before = file_of(translated, "en", "book/page").read_bytes()
    update_translations(messages("Een.", "Twee."), translated)
    assert file_of(translated, "en", "book/page").read_bytes() == before


def test_a_page_that_is_gone_takes_its_catalogues_along(translated: Path) -> None:
    update_translations({"book/other": messages("Vier.")["book/page"]}, translated)
    assert not file_of(translated, "fr", "book/page").exists()
    assert file_of(translated, "fr", "book/other").exists()
