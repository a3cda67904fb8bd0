"""The evaluation of one project: its self-evaluation or its annual report."""

from __future__ import annotations

import tempfile
from pathlib import Path

from selfeval import export
from selfeval.disclosure import Policy, Release, release
from selfeval.errors import RequestError
from selfeval.guide import read_guide, revision_in_force
from selfeval.model import ProjectFile
from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.project_file.opening import open_project_file
from selfeval.results import evaluate
from selfeval.sections.assembly import DOCUMENTS, Provenance, assemble, file_name
from selfeval.texts import read_texts


def open_workbook(
    document: str,
    project_file: str,
    language: str = "",
    revision: str = "",
    audience: str = "confidential",
    smallest_count: int = 5,
    run_date: str = "",
) -> Workbook:
    """The evaluation of a project file.

    An empty language is the file's own; an empty revision is the one in force on 31 December of the report year.
    Raises ProjectFileError with every problem of a file that cannot be used, RequestError for a parameter that cannot
    be honoured.
    """
    policy = Policy(_release(audience), smallest_count)
    project = _open_example() if project_file == EXAMPLE else open_project_file(Path(project_file))
    guide = read_guide(revision or revision_in_force(project.year))
    texts = read_texts(language or project.language)
    parameters = f"language={texts.language}, audience={audience}, smallest_count={smallest_count}"
    provenance = Provenance(project.sha256, guide.revision, run_date, parameters)
    result = release(evaluate(project, guide), policy)
    # Figures have no language, so only what changes them is told.
    changing = f"audience={policy.release}, smallest_count={policy.smallest}"
    # The figures are the same for both documents: the first hands them over.
    aside = {"figures_name": file_name("figures", result, texts)} if document == DOCUMENTS[0] else {}
    made = assemble(document, result, guide, texts, provenance)
    return Workbook(made, texts, export.records(result), told(provenance, changing), aside)


def _release(audience: str) -> Release:
    if audience not in set(Release):
        raise RequestError("unknown_audience", audience=audience, accepted=", ".join(Release))
    return Release(audience)


def _open_example() -> ProjectFile:
    from selfeval.examples import write_demo  # the examples are needed here only

    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        return open_project_file(write_demo(Path(folder)))
