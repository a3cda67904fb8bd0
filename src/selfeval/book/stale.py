"""What a change in the Gids leaves behind: prose that rests on an item, translations, stored outputs of workbooks.

`book/reviewed.yml` records the state in which a person last looked; what differs from it is stale until reviewed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from selfeval.book.pages import page_files, rests_on
from selfeval.errors import RequestError
from selfeval.examples import YEARS
from selfeval.guide import Guide, read_guide, revision_in_force
from selfeval.guide.files import KINDS, glossary, items_of, revision_files
from selfeval.strict_yaml import read_yaml
from selfeval.texts import LANGUAGES
from selfeval.workbooks.locate import INTERACTIVE

RECORD = Path("book", "reviewed.yml")
_HEAD = (
    "# The state in which each page and text was last reviewed; written by `selfeval book reviewed`, never by hand.\n"
)
STORED_WITH = "selfeval_gids"


@dataclass(frozen=True, slots=True, order=True)
class Stale:
    """Something to look at again: `what` is page, translation or workbook; `because` names what changed."""

    what: str
    name: str
    because: str


def stale_things(root: Path) -> list[Stale]:
    """Everything that a changed Gids file touches and that no build can renew by itself."""
    record = _read_record(root)
    return sorted(
        [*_stale_pages(record["pages"], root), *_stale_texts(record["texts"]), *_stale_workbooks(root)],
    )


def pages_made_again(changed: Iterable[str]) -> list[str]:
    """The generated pages that show changed items: the next build renews them."""
    return sorted({page for name in changed for page in _shown_on(name)})


def changed_items(root: Path) -> list[str]:
    """The files of the Gids with another text than at the last review, as kind/id."""
    before, now = _read_record(root)["texts"], _text_marks()
    return sorted(name for name in before if before[name] != now.get(name))


def write_reviewed(root: Path, names: Iterable[str]) -> None:
    """Records the present state of the named pages and Gids files; of all of them when none is named.

    Raises RequestError for a name that is neither.
    """
    record, now = _read_record(root), _present(root)
    known = {*now["pages"], *now["texts"], *record["pages"], *record["texts"]}
    chosen = set(names) or known
    if unknown := sorted(chosen - known):
        raise RequestError("unknown_page", names=", ".join(unknown))
    for part in ("pages", "texts"):
        for name in chosen & {*now[part], *record[part]}:
            if name in now[part]:
                record[part][name] = now[part][name]
            else:
                del record[part][name]
    (root / RECORD).write_text(
        _HEAD + yaml.safe_dump(record, width=10_000, default_flow_style=None), "utf-8", newline="\n"
    )


def stored_mark() -> str:
    """The mark that a workbook with stored outputs carries: the Gids its example year is read by."""
    guide = read_guide(revision_in_force(YEARS[-1]))
    return _mark({kind: guide.kinds[kind] for kind in KINDS})


def _present(root: Path) -> dict[str, dict[str, Any]]:
    guide = read_guide()
    pages = {name: rests_on(path) for name, path in page_files(root).items()}
    grounds = {name: {item: _item_mark(guide, item) for item in items} for name, items in pages.items() if items}
    return {"pages": grounds, "texts": _text_marks()}


def _read_record(root: Path) -> dict[str, dict[str, Any]]:
    file = root / RECORD
    return read_yaml(file.read_text("utf-8"), file.name) if file.exists() else {"pages": {}, "texts": {}}


def _stale_pages(record: dict[str, Any], root: Path) -> Iterator[Stale]:
    for name, grounds in _present(root)["pages"].items():
        for item, mark in grounds.items():
            if record.get(name, {}).get(item) != mark:
                yield Stale("page", name, item)


def _stale_texts(record: dict[str, Any]) -> Iterator[Stale]:
    now = _text_marks()
    for name, before in record.items():
        if before != now.get(name):
            changed = [language for language in LANGUAGES if before[language] != now.get(name, {}).get(language)]
            yield Stale("translation", name, ", ".join(changed))


def _stale_workbooks(root: Path) -> Iterator[Stale]:
    for path in sorted((root / "workbooks").glob("*.ipynb")):
        if (
            path.stem not in INTERACTIVE
            and json.loads(path.read_text("utf-8"))["metadata"].get(STORED_WITH) != stored_mark()
        ):
            yield Stale("workbook", path.relative_to(root).as_posix(), revision_in_force(YEARS[-1]))


def _text_marks() -> dict[str, dict[str, str]]:
    files = {f"{kind}/{name}": item for kind in KINDS for name, item in items_of(kind).items()}
    files |= {f"revisions/{revision['id']}": revision for revision in revision_files()}
    files |= {f"glossary/{term['id']}": term for term in glossary()}
    return {
        name: {language: _mark(list(_texts(item, language))) for language in LANGUAGES} for name, item in files.items()
    }


def _texts(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get(language), str):
            yield value[language]
        for inner in value.values():
            yield from _texts(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, language)


def _item_mark(guide: Guide, name: str) -> str:
    kind, _, item_id = name.partition("/")
    return _mark(guide.kinds.get(kind, {}).get(item_id))


def _mark(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _shown_on(name: str) -> Iterator[str]:
    kind, _, item_id = name.partition("/")
    if kind in ("components", "phases"):
        yield from (f"book/{kind}/{item_id}", f"book/{kind}/overview", "book/index")
    if kind == "indicators":
        component = items_of(kind)[item_id]["component"]
        yield from ("book/evaluate/indicators", *([f"book/components/{component}"] if component else ()))
    if kind == "criteria":
        yield f"book/phases/{items_of(kind)[item_id]['phase']}"
    yield from _ELSEWHERE.get(kind, ())


_ELSEWHERE = {
    "aims": ("book/index", "book/evaluate/indicators"),
    "glossary": ("book/glossary",),
    "instruments": ("book/evaluate/instruments",),
    "milestones": ("book/phases/overview",),
    "person_year": ("book/methods/person_data",),
    "pilots": ("book/regions/pilots",),
    "revisions": ("book/revisions",),
    "sheets": ("book/evaluate/project_file",),
}
