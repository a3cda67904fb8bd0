"""A sheet to read, not to fill in: what each component looks like at levels 0 to 5."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from selfeval.project_file.template import Request

WIDTH, LINE = 34, 15


def write(page: Worksheet, request: Request, formats: Mapping[str, Format]) -> None:
    """Writes the question and the six anchor sentences of each component."""
    texts = request.texts
    levels = request.guide.item("scales", "maturity")["levels"]
    page.hide_gridlines(2)
    page.set_column(0, len(levels) + 1, WIDTH)
    page.write_string(0, 0, texts("file.anchors"), formats["title"])
    page.write_string(1, 0, texts("file.anchors_help"), formats["intro"])
    headers = [texts("file.component"), texts("file.question")]
    headers += [f"{level['value']:.0f}  {texts.of(level['name'])}" for level in levels]
    for number, header in enumerate(headers):
        page.write_string(3, number, header, formats["header"])
    page.set_row(0, 28)
    page.set_row(3, 34)
    for row, component in enumerate(request.guide.pilot_components(), 4):
        sentences = [texts.of(component["question"]), *map(texts.of, component["levels"])]
        page.write_string(row, 0, texts.of(component["name"]), formats["label"])
        for number, sentence in enumerate(sentences, 1):
            page.write_string(row, number, sentence, formats["locked"])
        page.set_row(row, LINE * max(ceil(len(sentence) * 1.2 / WIDTH) for sentence in sentences))
    page.freeze_panes(4, 1)
    page.protect()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
