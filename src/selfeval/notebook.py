"""What a workbook works with: it opens an evaluation, shows its sections and hands over the document."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML, display

from selfeval import export, tables
from selfeval.charts import MIME, draw_chart
from selfeval.disclosure import Policy, ReleasableResult, Release, release
from selfeval.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Part,
    Quote,
    Table,
)
from selfeval.errors import RequestError
from selfeval.guide import Guide, read_guide, revision_in_force
from selfeval.handover import RESULT, pack_document
from selfeval.model import ProjectFile
from selfeval.project_file.opening import open_project_file
from selfeval.report import charts_of
from selfeval.results import evaluate
from selfeval.sections.assembly import Provenance, assemble
from selfeval.texts import Texts, read_texts

EXAMPLE = "example"


@dataclass(frozen=True)
class Workbook:
    """An evaluation that is ready to be shown, in one language and for one kind of release."""

    document_kind: str
    result: ReleasableResult
    guide: Guide
    texts: Texts
    provenance: Provenance
    drawn: dict[int, dict[str, Any]] = field(default_factory=dict)

    def show(self, *sections: str) -> None:
        """Shows sections of the document one after another."""
        for part in self.document.parts:
            if part.id in sections:
                self._show_part(part)

    def figures(self) -> pd.DataFrame:
        """Every released figure, one a row."""
        return tables.tidy_frame(export.records(self.result))

    @cached_property
    def document(self) -> Document:
        """The whole document."""
        return assemble(self.document_kind, self.result, self.guide, self.texts, self.provenance)

    def hand_over(self) -> None:
        """Hands the document, its charts and its figures to whoever runs the workbook.

        Raises ValueError for a figure that is not a number: it would reach the reader as an empty one.
        """
        charts = [self._spec(chart) for chart in charts_of(self.document)]
        payload = {
            "kind": self.document_kind,
            "document": pack_document(self.document),
            "charts": charts,
            "figures": export.records(self.result),
            "provenance": {
                "sha256": self.provenance.sha256,
                "revision": self.provenance.revision,
                "date": self.provenance.date,
                "software": self.provenance.software,
                # Figures have no language, so only what changes them is told.
                "parameters": f"audience={self.result.policy.release}, smallest_count={self.result.policy.smallest}",
            },
        }
        json.dumps(payload, allow_nan=False)
        display({RESULT: payload, "text/plain": self.document.title}, raw=True)

    def _spec(self, chart: Chart) -> dict[str, Any]:
        """A chart is drawn once, for the page and for the hand-over."""
        if id(chart) not in self.drawn:
            self.drawn[id(chart)] = draw_chart(chart, self.texts.language)
        return self.drawn[id(chart)]

    def _show_part(self, part: Part) -> None:
        display(HTML(f"<h2>{escape(part.title)}</h2>"))
        for block in part.blocks:
            if isinstance(block, Chart):
                display(HTML(f"<p><em>{escape(block.caption)}</em></p>"))
                display({MIME: self._spec(block), "text/plain": block.alt}, raw=True)
            else:
                display(HTML(_html(block)))


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
    return Workbook(document, release(evaluate(project, guide), policy), guide, texts, provenance)


def _release(audience: str) -> Release:
    if audience not in set(Release):
        raise RequestError("unknown_audience", audience=audience, accepted=", ".join(Release))
    return Release(audience)


def _open_example() -> ProjectFile:
    from selfeval.examples import write_demo  # the examples are needed here only

    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        return open_project_file(write_demo(Path(folder)))


def _html(block: Block) -> str:
    if isinstance(block, Table):
        return tables.html(block)
    if isinstance(block, Paragraph):
        return f"<p>{_inline(block.runs)}</p>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in block.items)}</ul>"
    if isinstance(block, Callout):
        return f"<p><strong>{escape(block.label)}:</strong> {_inline(block.runs)}</p>"
    if isinstance(block, Quote):
        words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in block.paragraphs)
        return f"<p><em>{escape(block.question)}</em></p><blockquote>{words}</blockquote>"
    if isinstance(block, KeyFigures):
        return f"<ul>{''.join(_key_figure(figure) for figure in block.figures)}</ul>"
    return ""


def _key_figure(figure: KeyFigure) -> str:
    return f"<li><strong>{escape(figure.value)}</strong> {escape(figure.label)}. {escape(figure.reading)}</li>"


def _inline(runs: Inline) -> str:
    return "".join(f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text) for run in runs)
