"""From one project file to its folder of documents: checked, run through the workbooks, rendered, published whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from selfeval.guide import revision_in_force
from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish
from selfeval.model import ProjectFile
from selfeval.project_file.opening import open_project_file
from selfeval.sections.assembly import DOCUMENTS

TIME_LIMIT = 120.0


@dataclass(frozen=True, slots=True)
class Made:
    """The documents of one project and year."""

    project_id: str
    project_name: str
    year: int
    folder: Path
    files: tuple[str, ...]
    warnings: int


def make_documents(source: Path, output: Path, order: Order, logs: Path | None = None) -> Made:
    """Both documents of a project file in every language asked for, in `output`/<project>/<year>/<release>.

    The folder appears whole or stays as it was. What a workbook that failed leaves for whoever mends it stands in
    `logs` (default: `output`/<project>/<year>). Raises ProjectFileError when the file has errors, RequestError for
    what cannot be honoured, WorkbookError when a workbook did not hand over its result.
    """
    project = open_project_file(source)
    jobs = [Job(kind, _parameters(source, project, order), TIME_LIMIT) for kind in DOCUMENTS]
    target = output / project.project_id / str(project.year) / order.release
    made = publish(jobs, target, output, order.languages or (project.language,), order.replace_changed, logs)
    name = project.form.text("project_name")
    return Made(project.project_id, name, project.year, made.folder, made.files, len(project.problems))


def _parameters(source: Path, project: ProjectFile, order: Order) -> dict[str, object]:
    return {
        "project_file": str(source.resolve()),
        "revision": order.revision or revision_in_force(project.year),
        "audience": str(order.release),
        "smallest_count": order.smallest,
        "run_date": order.date,
    }
