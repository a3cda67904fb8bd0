"""The messages of the pages and their translations: gathered by Sphinx, kept in locale/, compared here."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

TRANSLATIONS = ("fr", "en")
LOCALE = "locale"
# Catalogues carry no moment and no names of people: the same messages give the same file.
_MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
# What the theme says, in languages it does not have itself.
_INTERFACE = "sphinx"
_HEADER = "# Translations of the guide. Messages come from book/, by `selfeval book messages`."


@dataclass(frozen=True, slots=True, order=True)
class MissingTranslation:
    """A message that a language does not have, has only as a guess, or has for a page that no longer says it."""

    file: str
    why: str
    message: str


def catalogues(folder: Path) -> dict[str, Catalog]:
    """The gathered messages by page, from the folder Sphinx wrote them to; pages without words are left out."""
    found = {}
    for path in sorted(folder.rglob("*.pot")):
        catalogue = read_po(path.read_bytes().splitlines(keepends=True))
        page = path.relative_to(folder).with_suffix("").as_posix()
        if page != _INTERFACE and any(message.id for message in catalogue):
            found[page] = catalogue
    return found


def update_translations(gathered: dict[str, Catalog], root: Path) -> list[Path]:
    """Brings the catalogues of every language in step with the messages; nothing is guessed. The files written."""
    written = []
    for language in TRANSLATIONS:
        for page, template in gathered.items():
            path = file_of(root, language, page)
            known = _read(path, language)
            known.update(template, no_fuzzy_matching=True)
            known.obsolete.clear()
            content = _written(known)
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                written.append(path)
        written += _remove_left_over(root, language, set(gathered))
    return written


def missing_translations(gathered: dict[str, Catalog], root: Path) -> list[MissingTranslation]:
    """Everything that keeps a language from being complete."""
    found: list[MissingTranslation] = []
    for language in TRANSLATIONS:
        for page, template in gathered.items():
            path = file_of(root, language, page)
            found += _gaps(template, _read(path, language), path.relative_to(root).as_posix())
    return sorted(found)


def file_of(root: Path, language: str, page: str) -> Path:
    """The catalogue of a page in a language."""
    return root / LOCALE / language / "LC_MESSAGES" / f"{page}.po"


def _gaps(template: Catalog, known: Catalog, file: str) -> Iterator[MissingTranslation]:
    for message in template:
        if not message.id:
            continue
        translation = known.get(message.id)
        if translation is None or not translation.string:
            yield MissingTranslation(file, "untranslated", str(message.id))
        elif translation.fuzzy:
            yield MissingTranslation(file, "fuzzy", str(message.id))
    for message in known:
        if message.id and template.get(message.id) is None:
            yield MissingTranslation(file, "no longer said", str(message.id))


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    return read_po(path.read_bytes().splitlines(keepends=True), locale=language)


def _written(catalogue: Catalog) -> bytes:
    catalogue.header_comment = _HEADER
    catalogue.project, catalogue.version = "guide", "1"
    catalogue.last_translator, catalogue.language_team = "", ""
    catalogue.creation_date = catalogue.revision_date = _MOMENT
    content = BytesIO()
    write_po(content, catalogue, width=120, include_lineno=False, ignore_obsolete=True)
    return content.getvalue()


def _remove_left_over(root: Path, language: str, pages: set[str]) -> list[Path]:
    folder = root / LOCALE / language / "LC_MESSAGES"
    old = [
        path
        for path in folder.rglob("*.po")
        if path.relative_to(folder).with_suffix("").as_posix() not in pages | {"sphinx"}
    ]
    for path in old:
        path.unlink()
    return old
