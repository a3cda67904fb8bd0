"""A project file under a later revision of the Gids."""

from __future__ import annotations

import tempfile
from pathlib import Path

from selfeval.examples import write_demo
from selfeval.guide import read_guide
from selfeval.migration.landing import migrate_file
from selfeval.migration.pages import assemble_migration
from selfeval.migration.words import Frame
from selfeval.model import ProjectFile
from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.project_file.opening import open_project_file
from selfeval.sections.assembly import Provenance
from selfeval.texts import read_texts


def open_migration(project_file: str, revision: str = "", language: str = "", run_date: str = "") -> Workbook:
    """What becomes of every value of a project file under a revision, the newest when none is named.

    An empty language is the file's own. Raises ProjectFileError with every problem of a file that has errors,
    RequestError for a revision there isn't or that comes before the file's.
    """
    project = _open_example() if project_file == EXAMPLE else open_project_file(Path(project_file))
    earlier, later = read_guide(project.revision), read_guide(revision or None)
    texts = read_texts(language or project.language)
    frame = Frame(project, earlier, later, migrate_file(project, earlier, later), texts)
    provenance = Provenance(project.sha256, later.revision, run_date)
    return Workbook(assemble_migration(frame, provenance), texts, [], told(provenance, f"revision={later.revision}"))


def _open_example() -> ProjectFile:
    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        return open_project_file(write_demo(Path(folder)))
