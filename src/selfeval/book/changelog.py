"""What changed for project teams: one list of releases in three languages, from which CHANGELOG.md is made."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

from selfeval.strict_yaml import read_yaml
from selfeval.texts import LANGUAGES, Text, Texts

_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Release:
    """A version with its changes in every language; without a date it is not out yet."""

    version: str
    date: datetime.date | None
    changes: tuple[Text, ...]


def read_changes(path: Path) -> tuple[Release, ...]:
    """The releases in a file, newest first as it gives them.

    Raises OSError, GuideError for what is no YAML, KeyError for a key that is missing, and ValueError for a date that
    is none or a change without one of the languages.
    """
    return tuple(_release(entry) for entry in read_yaml(path.read_text("utf-8"), path.name))


def _release(entry: dict[str, Any]) -> Release:
    for change in entry["changes"]:
        if missing := [language for language in LANGUAGES if not change.get(language)]:
            raise ValueError(f"{entry['version']}: a change without {', '.join(missing)}")
    date = entry["date"]
    return Release(
        entry["version"], None if date is None else datetime.date.fromisoformat(date), tuple(entry["changes"])
    )


def render_changelog(changes: Sequence[Release], texts: Texts) -> str:
    """The releases as Markdown: a title, and for each a heading with its version and date above a list.

    `texts` are those of the book.
    """
    parts = [f"# {texts('changes.title')}", *(_section(release, texts) for release in changes)]
    return "\n\n".join(parts) + "\n"


def _section(release: Release, texts: Texts) -> str:
    title = f"{release.version} ({release.date})" if release.date else texts("changes.unreleased")
    return f"## {title}\n\n" + "\n".join(_bullet(texts.of(change)) for change in release.changes)


def _bullet(text: str) -> str:
    return fill(f"- {text}", _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
