"""The report of a migration: the counts first, then what is asked again, what a rule changed, what was carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from selfeval.document import (
    Align,
    Block,
    Column,
    Document,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Part,
    Table,
    plain,
)
from selfeval.guide.redefinition import is_redefined
from selfeval.migration.entry import Entry, Outcome
from selfeval.migration.words import Frame
from selfeval.sections.assembly import Provenance, frame_labels
from selfeval.sections.definitions import definitions_used

KIND = "migration"
_ASKED = (("sheet", 0.16), ("subject", 0.2), ("question", 0.16), ("before", 0.18), ("why", 0.3))
_CHANGED = (("sheet", 0.14), ("subject", 0.18), ("question", 0.14), ("before", 0.14), ("after", 0.14), ("why", 0.26))
# A text of a coordinator is told apart by its beginning; the whole of it stands in the files.
_LONGEST = 120


def assemble_migration(frame: Frame, provenance: Provenance) -> Document:
    """The report in the language of the frame."""
    parts = (
        Part("overview", frame.say("overview.title"), overview(frame)),
        Part("asked", frame.say("asked.title"), _listed(frame, Outcome.ASKED, _ASKED)),
        Part("changed", frame.say("changed.title"), _listed(frame, Outcome.CHANGED, _CHANGED)),
        Part("carried", frame.say("carried.title"), _carried(frame)),
        Part("breaks", frame.say("breaks.title"), _breaks(frame)),
    )
    project, texts = frame.project, frame.texts
    name = project.form.text("project_name")
    synthetic = [texts("banner.synthetic")] if project.synthetic else []
    return Document(
        kind=KIND,
        language=texts.language,
        title=frame.say("title"),
        subtitle=texts("document.subtitle", project=name, year=project.year),
        banner=" · ".join([*synthetic, texts("document.confidential")]),
        facts=tuple(_facts(frame, provenance)),
        parts=parts,
        definitions=definitions_used(parts, frame.later, texts),
        labels=frame_labels(texts, provenance.revision),
        file_name=f"{frame.say('file')}-{project.project_id}-{project.year}".replace("_", "-"),
    )


def overview(frame: Frame) -> tuple[Block, ...]:
    """How many values had each outcome; together they are all that stood in the file."""
    counts = Counter(entry.outcome for entry in frame.migrated.entries if entry.before is not None)
    new = sum(entry.before is None for entry in frame.migrated.entries)
    figures = tuple(
        KeyFigure(frame.texts.number(counts[outcome]), frame.say(f"count.{outcome}"), frame.say(f"reading.{outcome}"))
        for outcome in Outcome
    )
    said = frame.say("overview.sum", values=frame.texts.number(sum(counts.values())), new=frame.texts.number(new))
    return (
        Paragraph(plain(frame.say("overview.from_to", earlier=frame.earlier.revision, later=frame.later.revision))),
        KeyFigures(figures),
        Paragraph(plain(said)),
    )


def _listed(frame: Frame, outcome: Outcome, headings: Sequence[tuple[str, float]]) -> tuple[Block, ...]:
    entries = frame.migrated.of(outcome)
    if not entries:
        return (Paragraph(plain(frame.say(f"{outcome}.none"))),)
    rows = tuple(tuple(plain(_cell(key, entry, frame)) for key, _ in headings) for entry in entries)
    return Paragraph(plain(frame.say(f"{outcome}.intro"))), _table(f"{outcome}.caption", headings, rows, frame)


def _cell(key: str, entry: Entry, frame: Frame) -> str:
    said = str(getattr(frame, key)(entry))
    shown = said if len(said) <= _LONGEST or key == "why" else f"{said[:_LONGEST]}…"
    return shown or frame.texts("wording.no_interval")


def _carried(frame: Frame) -> tuple[Block, ...]:
    counts = Counter(frame.sheet(entry) for entry in frame.migrated.of(Outcome.CARRIED))
    if not counts:
        return (Paragraph(plain(frame.say("carried.none"))),)
    rows = tuple((plain(sheet), plain(frame.texts.number(count))) for sheet, count in counts.items())
    table = _table("carried.caption", (("sheet", 0.75), ("values", 0.25)), rows, frame)
    return Paragraph(plain(frame.say("carried.intro"))), table


def _breaks(frame: Frame) -> tuple[Block, ...]:
    """The indicators whose meaning the later revision changed: earlier values stay, but are not compared."""
    items = frame.later.items("indicators")
    broken = [item for item in items if is_redefined(f"indicators/{item['id']}", frame.earlier, frame.later)]
    if not broken:
        return (Paragraph(plain(frame.say("breaks.none"))),)
    listed = frame.texts.listing([frame.texts.of(item["name"]) for item in broken])
    return (Paragraph(plain(frame.say("breaks.some", indicators=listed))),)


def _table(
    caption: str, headings: Sequence[tuple[str, float]], rows: tuple[tuple[Inline, ...], ...], frame: Frame
) -> Table:
    align = {"values": Align.NUMBER}
    columns = tuple(Column(frame.say(f"column.{key}"), align.get(key, Align.TEXT), share) for key, share in headings)
    return Table(frame.say(caption), columns, rows)


def _facts(frame: Frame, provenance: Provenance) -> Iterable[tuple[str, str]]:
    texts = frame.texts
    facts = {
        "project": f"{frame.project.form.text('project_name')} ({frame.project.project_id})",
        "year": str(frame.project.year),
        "revision": provenance.revision,
        "date": provenance.printed_date(texts),
        "software": provenance.software,
        "input": provenance.sha256,
    }
    return [(texts(f"facts.{key}"), value) for key, value in facts.items() if value]
