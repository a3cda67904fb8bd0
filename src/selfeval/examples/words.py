"""The sentences of the invented projects, with their names and figures filled in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from selfeval.examples.profile import FOLDER, Profile
from selfeval.strict_yaml import read_yaml
from selfeval.texts import read_texts

_NO_BREAK = "\u00a0"
# Facts that are years, and so are shown without a thousands sign.
_YEARS = {"year", "before", "after"}


@cache
def words(subject: str, language: str) -> Any:
    """The sentences on a subject ("components", "objectives", "story", "own_words") in a language."""
    name = f"{subject}_{language}.yml"
    return read_yaml((FOLDER / "words" / name).read_text("utf-8"), name)


@cache
def figures(subject: str) -> Any:
    """The usual course of figures on a subject ("indicators", "surveys")."""
    name = f"{subject}.yml"
    return read_yaml((FOLDER / "figures" / name).read_text("utf-8"), name)


def say(template: str, profile: Profile, **facts: object) -> str:
    """A sentence with the project's names and figures, in the typography of its language."""
    texts = read_texts(profile.language)
    numbers = {key: value for key, value in facts.items() if isinstance(value, int) and key not in _YEARS}
    shown = {**facts, **{key: texts.number(value) for key, value in numbers.items()}}
    names = {
        "name": profile.name,
        "region": profile.region,
        "in_region": profile.in_region,
        "of_region": profile.of_region,
        "hospital": profile.hospital,
    }
    text = template.strip().format(**{**names, **shown})
    return _typeset(text, profile.language)


def _typeset(text: str, language: str) -> str:
    """Typographic apostrophes; in French no line break before a double sign or inside quotation marks."""
    curved = re.sub(r"(?<!\w)'(?=\w)", "‘", text).replace("'", "’")
    if language != "fr":
        return curved
    return re.sub(r" (?=[:;?!»%€])|(?<=«) |(?<=\d) (?=\d{3})", _NO_BREAK, curved)
