"""A workbook: a document that is shown section by section and handed over whole."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
from IPython.display import HTML, display

from selfeval import export, tables
from selfeval.charts import MIME, draw_chart
from selfeval.document import Chart, Document, Part
from selfeval.handover import RESULT, pack_document
from selfeval.notebook.showing import block_html
from selfeval.report import charts_of
from selfeval.sections.assembly import Provenance
from selfeval.texts import Texts

EXAMPLE = "example"


@dataclass(frozen=True)
class Workbook:
    """A document that is ready to be shown and handed over, with the figures behind it, in one language."""

    document: Document
    texts: Texts
    records: list[export.Record]
    provenance: dict[str, str]
    aside: dict[str, Any] = field(default_factory=dict)
    drawn: dict[int, dict[str, Any]] = field(default_factory=dict)

    def show(self, *sections: str) -> None:
        """Shows sections of the document one after another."""
        for part in self.document.parts:
            if part.id in sections:
                self._show_part(part)

    def figures(self) -> pd.DataFrame:
        """Every released figure, one a row."""
        return tables.tidy_frame(self.records)

    def hand_over(self) -> None:
        """Hands the document, its charts and its figures to whoever runs the workbook.

        Raises ValueError for a figure that is not a number: it would reach the reader as an empty one.
        """
        payload = {
            "kind": self.document.kind,
            "document": pack_document(self.document),
            "charts": [self._spec(chart) for chart in charts_of(self.document)],
            "figures": self.records,
            "provenance": self.provenance,
            **self.aside,
        }
        json.dumps(payload, allow_nan=False)
        display({RESULT: payload, "text/plain": self.document.title}, raw=True)

    def _spec(self, chart: Chart) -> dict[str, Any]:
        """A chart is drawn once, for the page and for the hand-over."""
        if id(chart) not in self.drawn:
            self.drawn[id(chart)] = draw_chart(chart, self.texts.language)
        return self.drawn[id(chart)]

    def _show_part(self, part: Part, level: int = 2) -> None:
        display(HTML(f"<h{level}>{escape(part.title)}</h{level}>"))
        for block in part.blocks:
            if isinstance(block, Chart):
                display(HTML(f"<p><em>{escape(block.caption)}</em></p>"))
                display({MIME: self._spec(block), "text/plain": block.alt}, raw=True)
            else:
                display(HTML(block_html(block)))
        for inner in part.parts:
            self._show_part(inner, level + 1)


def told(provenance: Provenance, parameters: str) -> dict[str, str]:
    """What the figures say of their origin."""
    return {
        "sha256": provenance.sha256,
        "revision": provenance.revision,
        "date": provenance.date,
        "software": provenance.software,
        "parameters": parameters,
    }
