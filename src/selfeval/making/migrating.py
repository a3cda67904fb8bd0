"""From a project file to the same file under a later revision of the Gids, with the report of what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from selfeval.guide import read_guide
from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish
from selfeval.migration.entry import Outcome
from selfeval.migration.landing import Migrated, migrate_file
from selfeval.model import ProjectFile
from selfeval.project_file.opening import open_project_file
from selfeval.project_file.template import Request, write_project_file
from selfeval.texts import Texts, read_texts

WORKBOOK = "migration"
TIME_LIMIT = 120.0


@dataclass(frozen=True, slots=True)
class MigratedFile:
    """The folder, its files, and how many values had each outcome."""

    folder: Path
    files: tuple[str, ...]
    counts: dict[Outcome, int]


def migrate_project(source: Path, output: Path, order: Order) -> MigratedFile:
    """The new file and the report in every language asked for, in `output`/<project>/<year>/revision-<date>.

    The file itself is only read; the folder appears whole or stays as it was. Raises ProjectFileError when the file has
    errors, RequestError when its revision is later than the one asked for, WorkbookError when the workbook failed.
    """
    project, later = open_project_file(source), read_guide(order.revision or None)
    migrated = migrate_file(project, read_guide(project.revision), later)
    content = new_content(project, migrated, later.revision, read_texts(project.language))
    name = f"{project.project_id}-{project.year}.xlsx"
    parameters = {"project_file": str(source.resolve()), "revision": later.revision, "run_date": order.date}

    def add(folder: Path) -> None:
        (folder / name).write_bytes(content)

    job = Job(WORKBOOK, parameters, TIME_LIMIT)
    target = output / project.project_id / str(project.year) / f"revision-{later.revision}"
    languages = order.languages or (project.language,)
    made = publish([job], target, output, languages, order.replace_changed, add=add)
    return MigratedFile(made.folder, made.files, dict(Counter(entry.outcome for entry in migrated.entries)))


def new_content(project: ProjectFile, migrated: Migrated, revision: str, texts: Texts) -> bytes:
    """The bytes of the new file: the same project, year and language, under the later revision."""
    guide = read_guide(revision)
    request = Request(project.project_id, project.year, guide, texts, project.synthetic, (), migrated.content)
    return write_project_file(request)
