"""The example's workbooks as pages: run once for what they are made from, in the language of the edition."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from selfeval.book.translation import keep_from_translators
from selfeval.book.words import edition_of

WORKBOOKS = "workbooks/"
# The rooms of the package that the outputs of a workbook do not depend on.
_ELSEWHERE = ("book", "cli", "app.py", "batch.py")
_HEADING = re.compile(r"<h2>(.*)</h2>")
_PAGE = "# {title}\n\n```{{important}}\n{banner}\n```\n"


@cache
def package_digest() -> str:
    """A mark of all code and data that the workbooks use: the same package has the same one."""
    package = Path(__file__).parents[1]
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    mark = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(package)
        if name.parts[0] not in _ELSEWHERE:
            mark.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()[:16]


def keep_runs(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Runs are kept by what they are made from: the package, its data and the language, besides the cells."""
    if config.nb_execution_mode == "cache":
        folder = Path(config.nb_execution_cache_path)
        config["nb_execution_cache_path"] = str(folder / package_digest())
        for old in folder.glob("*") if folder.is_dir() else ():
            if old.name != package_digest():
                shutil.rmtree(old)


def workbooks_to_run_again(
    app: Sphinx,  # noqa: ARG001
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001
    changed: set[str],  # noqa: ARG001
    removed: set[str],
) -> list[str]:
    """The pages of workbooks made with another package."""
    mark = getattr(env, "selfeval_package", None)
    env.selfeval_package = package_digest()  # type: ignore[attr-defined]
    pages = [page for page in env.found_docs if page.startswith(WORKBOOKS) and page not in removed]
    return pages if mark not in (None, package_digest()) else []


def prepare_workbook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Gives a workbook what a page needs and a workbook must not have: a title, a warning and the book's language."""
    if not docname.startswith(WORKBOOKS):
        return
    _, texts = edition_of(app.config)
    notebook = nbformat.reads(source[0], as_version=4)
    parameters = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ())]
    chosen = f"language = {texts.language!r}"
    notebook.cells.insert(parameters[0] + 1, nbformat.v4.new_code_cell(chosen, id="language"))
    title = texts(f"document.{docname.removeprefix(WORKBOOKS)}")
    page = _PAGE.format(title=title, banner=texts("banner.synthetic_long"))
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(page, id="title"))
    source[0] = nbformat.writes(notebook)


class KeepFromTranslators(SphinxTransform):
    """A workbook has no words of its own: what it shows is in the language of the edition already."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Marks every text of a workbook's page."""
        if self.env.docname.startswith(WORKBOOKS):
            keep_from_translators(self.document)


def divide_workbook(app: Sphinx, doctree: nodes.document) -> None:
    """Makes sections of the headings among a workbook's outputs, so that the page has contents and anchors."""
    if not app.env.docname.startswith(WORKBOOKS):
        return
    page = section = next(doctree.findall(nodes.section))
    for output in [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "mime_bundle"]:
        if title := _heading(output):
            section = nodes.section("", nodes.title(title, title), names=[nodes.fully_normalize_name(title)])
            doctree.note_implicit_target(section)
            page += section
        else:
            section += nodes.container("", output, classes=["cell_output"])
    for cell in [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]:
        cell.parent.remove(cell)


def _heading(output: nodes.Element) -> str:
    found = [_HEADING.fullmatch(raw.astext().strip()) for raw in output.findall(nodes.raw)]
    return next((html.unescape(heading[1]) for heading in found if heading), "")
