"""Text made from the Gids: one Markdown template a block, filled in the language of the edition."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2

from selfeval.book import facts
from selfeval.guide import Guide
from selfeval.texts import Texts

_MARKUP = re.compile(r"([\\*_{}\[\]<>#|~$])")


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands, on one line; `code` stays code."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split("\n")))


def render(template: str, guide: Guide, texts: Texts, **values: Any) -> str:
    """The Markdown of a template; FileNotFoundError: no such template; KeyError: an item or a word that isn't there."""
    environment = _environment(texts.language)
    return environment.get_template(f"{template}.md").render(guide=guide, texts=texts, facts=facts, **values)


@cache
def _environment(language: str) -> jinja2.Environment:
    # Markdown, not HTML: what goes in is escaped by the filters.
    environment = jinja2.Environment(  # noqa: S701
        loader=jinja2.PackageLoader("selfeval.book"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"say": lambda text: escaped(str(text[language])), "plain": escaped}
    return environment
