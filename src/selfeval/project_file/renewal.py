"""A new project file, empty or from last year's."""

from __future__ import annotations

from pathlib import Path

from selfeval.errors import RequestError
from selfeval.guide import read_guide, revision_in_force
from selfeval.project_file.carry import carry_over
from selfeval.project_file.opening import inspect_project_file
from selfeval.project_file.template import Request, write_project_file
from selfeval.texts import Texts


def new_project_file(project_id: str, year: int, texts: Texts, last: Path | None) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of the file, and what was carried over, in words.

    Raises RequestError when last year's file is of another project or year, ProjectFileError when it is none at all.
    """
    guide = read_guide(revision_in_force(year))
    if last is None:
        return write_project_file(Request(project_id, year, guide, texts)), ()
    before = inspect_project_file(last)
    if before.project_id != project_id:
        raise RequestError("other_project", found=before.project_id, expected=project_id)
    if before.year != year - 1:
        raise RequestError("not_the_year_before", found=before.year, expected=year - 1)
    content, carried = carry_over(before, guide, texts)
    request = Request(project_id, year, guide, texts, before.synthetic, carried, content)
    return write_project_file(request), carried
