"""Every released figure as tidy data: one figure a row, with what it means and how sure it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from selfeval.disclosure import ReleasableResult
from selfeval.model import Figure

Cell = str | float | int | None
Record = dict[str, Cell]
COLUMNS = (
    "project",
    "report_year",
    "measure",
    "subject",
    "group",
    "year",
    "state",
    "value",
    "unit",
    "low",
    "high",
    "numerator",
    "denominator",
    "finding",
    "definition",
    "revision",
)
# What a row says of its origin.
ORIGIN = ("sha256", "software", "parameters", "date")


def records(result: ReleasableResult) -> list[Record]:
    """One record for each figure and each finding, in a fixed order; shares are fractions of 1."""
    figures = [_record(result, figure) for figure in result.figures.values()]
    findings = [
        _base(result, key.measure, key.subject, key.group, key.year) | {"finding": finding}
        for key, finding in result.findings.items()
    ]
    return sorted(figures + findings, key=_order)


def _order(record: Record) -> tuple[str, str, str, int]:
    return str(record["measure"]), str(record["subject"]), str(record["group"]), int(record["year"] or 0)


def _base(result: ReleasableResult, measure: str, subject: str, group: str, year: int) -> Record:
    empty: Record = dict.fromkeys(COLUMNS)
    about: Record = {"measure": measure, "subject": subject, "group": group, "year": year}
    file: Record = {"project": result.project.project_id, "report_year": result.year, "revision": result.revision}
    return empty | file | about


def _record(result: ReleasableResult, figure: Figure) -> Record:
    key = figure.key
    numbers: Record = {name: getattr(figure, name) for name in ("value", "low", "high", "numerator", "denominator")}
    words: Record = {"state": str(figure.state), "unit": figure.unit, "definition": figure.definition}
    return _base(result, key.measure, key.subject, key.group, key.year) | numbers | words


def csv_text(rows: Sequence[Record], provenance: Mapping[str, str]) -> str:
    """The records as CSV (RFC 4180), each with where it comes from: a row that is copied elsewhere keeps its origin.

    Texts that a spreadsheet would take for a formula get a leading quote.
    """
    origin = {name: provenance[name] for name in ORIGIN if name in provenance}
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, (*COLUMNS, *origin), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _inert(value) for name, value in (row | origin).items()} for row in rows)
    return buffer.getvalue()


def _inert(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def json_text(rows: Sequence[Record], provenance: Mapping[str, str]) -> str:
    """The records and where they come from, as JSON: a figure a line, without what it has not."""
    figures = [{name: value for name, value in row.items() if value is not None} for row in rows]
    lines = ",\n".join(json.dumps(figure, ensure_ascii=False, allow_nan=False) for figure in figures)
    return f'{{"provenance": {json.dumps(dict(provenance), ensure_ascii=False)},\n"figures": [\n{lines}\n]}}\n'
