"""A whole document: its sections in order, its definitions, and the facts anyone needs to trust or repeat it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from selfeval import __version__
from selfeval.disclosure import ReleasableResult, Release
from selfeval.document import Document
from selfeval.guide import Guide
from selfeval.sections import Context, compose_section, sections_of
from selfeval.sections.definitions import definitions_used
from selfeval.texts import Texts

DOCUMENTS = ("self_evaluation", "annual_report")
_LABELS = (
    "contents",
    "skip",
    "definitions",
    "definition",
    "page",
    "of",
    "figure",
    "table",
    "note",
    "warning",
    "proposal",
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document comes from; the date is a parameter (empty: none is printed), never the clock's."""

    sha256: str
    revision: str
    date: str
    parameters: str = ""
    software: str = f"selfeval {__version__}"

    def printed_date(self, texts: Texts) -> str:
        """The date in words, or nothing where none is printed."""
        return texts.date(datetime.date.fromisoformat(self.date)) if self.date else ""


def assemble(document: str, result: ReleasableResult, guide: Guide, texts: Texts, provenance: Provenance) -> Document:
    """The document of a kind ("self_evaluation" or "annual_report") in the language of `texts`."""
    context = Context(document, result, guide, texts)
    parts = tuple(compose_section(section, context) for section in sections_of(document, guide))
    name = result.project.form.text("project_name")
    return Document(
        kind=document,
        language=texts.language,
        title=texts(f"document.{document}"),
        subtitle=texts("document.subtitle", project=name, year=result.year),
        banner=banner(result, texts),
        facts=tuple(_facts(result, texts, provenance)),
        parts=parts,
        definitions=definitions_used(parts, guide, texts),
        labels=frame_labels(texts, provenance.revision),
        file_name=file_name(document, result, texts),
    )


def frame_labels(texts: Texts, revision: str) -> dict[str, str]:
    """The words of a document's frame: contents, definitions, page, figure, table, remarks."""
    return {label: texts(f"document.{label}", revision=revision) for label in _LABELS}


def banner(result: ReleasableResult, texts: Texts) -> str:
    """What stands on every page: that data are invented, and for whom the document is."""
    public = result.policy.release is Release.PUBLIC
    pieces = [texts("banner.synthetic")] if result.project.synthetic else []
    pieces.append(
        texts("document.public", most=result.policy.smallest - 1) if public else texts("document.confidential")
    )
    return " · ".join(pieces)


def file_name(document: str, result: ReleasableResult, texts: Texts) -> str:
    """The name of a document's files, without extension: kind, project, year and, where it is so, "confidential"."""
    mark = texts(f"document.file_{result.policy.release}")
    return f"{texts(f'document.file_{document}')}-{result.project.project_id}-{result.year}-{mark}".replace("_", "-")


def _facts(result: ReleasableResult, texts: Texts, provenance: Provenance) -> list[tuple[str, str]]:
    date = provenance.printed_date(texts)
    smallest = texts("facts.smallest", smallest=result.policy.smallest)
    facts = {
        "project": f"{result.project.form.text('project_name')} ({result.project.project_id})",
        "year": str(result.year),
        "revision": provenance.revision,
        "date": date,
        "release": f"{texts(f'document.file_{result.policy.release}')}, {smallest}",
        "parameters": provenance.parameters,
        "software": provenance.software,
        "input": provenance.sha256,
    }
    return [(texts(f"facts.{key}"), value) for key, value in facts.items() if value]
