"""The site: every edition asked for, made strictly, and put in place only when all of them are good."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from babel.messages.catalog import Catalog

from selfeval.book.edition import Edition
from selfeval.book.messages import catalogues
from selfeval.book.pages import page_faults
from selfeval.book.root_page import write_root_page
from selfeval.book.translation import SOURCE
from selfeval.errors import RequestError
from selfeval.guide import read_guide, revisions
from selfeval.guide.check import check_guide
from selfeval.texts import LANGUAGES, read_texts

SITE, WORK, RUNS = Path("_build", "site"), Path("_build", "book"), Path("_build", "runs")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FAULT = re.compile(r"WARNING|ERROR|CRITICAL|Exception|Error\b")


@dataclass(frozen=True, slots=True)
class Made:
    """How one edition went: its faults, each with file and place; none when all is well."""

    edition: Edition
    faults: tuple[str, ...]


def chosen_editions(revision: str, every_revision: bool, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Revisions and languages to make: the newest revision and all languages unless told otherwise.

    Raises RequestError for a revision or language there isn't.
    """
    wanted = revisions() if every_revision else (read_guide(revision or None).revision,)
    spoken = tuple(read_texts(language).language for language in languages) or LANGUAGES
    return [(one, language) for one in reversed(wanted) for language in spoken]


def build_site(root: Path, editions: Iterable[tuple[str, str]]) -> Path:
    """Makes the editions and puts them in place, beside those of other revisions and languages; the folder of the site.

    Raises RequestError book_not_built, with every fault, its file and its place; the site stays as it was.
    """
    _refuse(_guide_faults() or list(page_faults(root)))
    editions = tuple(editions)
    site = _site_after(root, editions)
    orders = [_edition(root, revision, language, site) for revision, language in editions]
    # Editions of one language share what was run for them, so they wait for each other.
    queues = [[order for order in orders if order.language == language] for language in LANGUAGES]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as workers:
        made = [one for queue in workers.map(_make_in_turn, queues) for one in queue]
    _refuse(sorted({fault for one in made for fault in one.faults}))
    _put_in_place(root, orders)
    return root / SITE


def make_edition(edition: Edition) -> Made:
    """One edition, in a process of its own."""
    command = [sys.executable, "-m", "selfeval.book.edition", edition.as_argument()]
    # The date of the documents and the language of the words are the edition's, not those of the machine.
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    if done.returncode == 0:
        return Made(edition, ())
    # Sphinx would not read a page again that it once complained of: the next build starts anew.
    shutil.rmtree(edition.doctrees, ignore_errors=True)
    said = [_COLOUR.sub("", line).strip() for line in done.stderr.splitlines()]
    faults = [_shown(line, edition) for line in said if _FAULT.search(line) and "IPKernelApp" not in line]
    return Made(edition, tuple(faults) or (f"{edition.revision} {edition.language}: " + " ".join(said[-3:]),))


def _make_in_turn(editions: Sequence[Edition]) -> list[Made]:
    return [make_edition(edition) for edition in editions]


def _shown(fault: str, edition: Edition) -> str:
    return fault.replace(edition.source + os.sep, "").replace(edition.source, "")


def _site_after(root: Path, editions: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The editions there will be, as revision/language: those of now and those to be made."""
    there = {f"{path.parent.name}/{path.name}" for path in (root / SITE).glob("*/*") if path.is_dir()}
    return tuple(sorted(there | {f"{revision}/{language}" for revision, language in editions}))


def _edition(root: Path, revision: str, language: str, site: tuple[str, ...] = ()) -> Edition:
    name = Path(revision, language)
    return Edition(
        source=str(root),
        to=str(root / WORK / "pages" / name),
        doctrees=str(root / WORK / "doctrees" / name),
        runs=str(root / RUNS / language),
        revision=revision,
        language=language,
        site=site,
    )


def gather_messages(root: Path) -> dict[str, Catalog]:
    """The messages of the pages, for the translators.

    Raises RequestError book_not_built when a page cannot be read.
    """
    order = replace(_edition(root, read_guide().revision, SOURCE), builder="gettext")
    order = replace(order, to=str(root / WORK / "messages"), doctrees=str(root / WORK / "doctrees" / "messages"))
    shutil.rmtree(order.to, ignore_errors=True)
    _refuse(list(make_edition(order).faults))
    return catalogues(Path(order.to))


def check_links(root: Path) -> None:
    """Follows every link to elsewhere; raises RequestError book_not_built with those that do not answer."""
    order = replace(_edition(root, read_guide().revision, SOURCE), builder="linkcheck")
    order = replace(order, to=str(root / WORK / "links"), doctrees=str(root / WORK / "doctrees" / "links"))
    _refuse(list(make_edition(order).faults))


def _guide_faults() -> list[str]:
    return [f"{one.file} {one.key}: expected {one.expected}, found {one.found}" for one in check_guide()]


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise RequestError("book_not_built", faults="\n      ".join(faults), count=len(faults))


def _put_in_place(root: Path, editions: Sequence[Edition]) -> None:
    """Copies beside the site first, then swaps, so that no reader meets half an edition."""
    coming = [_beside(root, edition, "coming") for edition in editions]
    for edition, folder in zip(editions, coming, strict=True):
        shutil.copytree(edition.to, folder, ignore=shutil.ignore_patterns(".buildinfo", "_sources", "objects.inv"))
    for edition, folder in zip(editions, coming, strict=True):
        place, before = root / SITE / edition.revision / edition.language, _beside(root, edition, "before")
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(before)
        folder.rename(place)
        shutil.rmtree(before, ignore_errors=True)
    write_root_page(root / SITE)


def _beside(root: Path, edition: Edition, name: str) -> Path:
    folder = root / WORK / name / edition.revision / edition.language
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder
