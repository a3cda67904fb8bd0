"""The hard rules of book/STYLE.md that hold for the French and English of the guide (locale/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "locale"
# Inline code, the targets of links and pictures, and the marks of Markdown are no French.
NOT_PROSE = re.compile(r"`[^`]*`|\]\([^)]*\)|\]\{[^}]*\}|^\.\. image:: .*|&\w+;|!(?=\[)", re.MULTILINE)
ORDINARY_SPACE = re.compile(r" [:;?!»]|« |[^\W\d_][;?!»]|«(?=\w)")


def said(language: str) -> Iterator[str]:
    """Every translation of a language, without what is no prose."""
    for path in sorted((LOCALE / language).rglob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
            yield from (NOT_PROSE.sub("□", text) for text in strings if message.id and text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_guide_has_translations(language: str) -> None:
    assert next(said(language), "")


def test_french_has_a_no_break_space_before_double_signs_and_inside_guillemets() -> None:
    assert [text for text in said("fr") if ORDINARY_SPACE.search(text)] == []


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Quoi ?", True),
        ("Quoi?", True),
        ("Voici : oui", True),
        ("« oui »", True),
        ("«\u00a0oui\u00a0»", False),
        ("Voici\u00a0: à 10:30, quoi\u202f?", False),
    ],
)
def test_the_rule_for_spaces_knows_right_from_wrong(text: str, is_wrong: bool) -> None:
    assert bool(ORDINARY_SPACE.search(text)) is is_wrong


def test_french_is_that_of_belgium() -> None:
    foreign = re.compile(r"\bmutuelles?\b|\baidants? famili", re.IGNORECASE)
    assert [text for text in said("fr") if foreign.search(text)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_apostrophes_and_quotes_are_typographic(language: str) -> None:
    assert [text for text in said(language) if re.search("['\"]", text)] == []
