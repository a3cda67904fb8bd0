"""The words of the book's own furniture, and the guide an edition describes."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from sphinx.config import Config

from selfeval.guide import Guide, read_guide
from selfeval.texts import Texts, read_catalogue, read_texts

FOLDER = files("selfeval") / "book"


@cache
def book_texts(language: str) -> Texts:
    """The words of the book in a language (nl, fr or en)."""
    return Texts(read_texts(language).language, read_catalogue(FOLDER / "texts.yml"))


def edition_of(config: Config) -> tuple[Guide, Texts]:
    """The revision of the Gids and the words of the edition that Sphinx is making."""
    return read_guide(config.selfeval_revision or None), book_texts(config.language)


def in_words(revision: str, texts: Texts) -> str:
    """The date of a revision as the reader writes it."""
    return texts.date(date.fromisoformat(revision))
