"""The organisations that take part, by kind, and the minimal ones the Gids asks for."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Align, Block, Callout, Column, Paragraph, Run, Table, Tone, plain
from selfeval.model import Row
from selfeval.sections import Context
from selfeval.wording import cell, linked, listed_text, numbered, run

# The kinds of our own list in which we read the minimal partners of the Gids.
MINIMAL = (
    "general_practitioners",
    "home_nursing",
    "hospital",
    "residential_care",
    "home_care",
    "specialists",
    "consultation_structure",
    "patient_organisation",
)


def partner_blocks(context: Context) -> tuple[Block, ...]:
    """How many organisations take part, which ones by kind, who came and went, and which minimal kinds are missing."""
    if not context.result.rows("partners"):
        return (context.say("partners.not_filled_in"),)
    total = context.result.figure("partners.total")
    key = numbered("partners.sentence", round(total.value or 0), context.texts)
    sentence = Paragraph(
        linked(key, context.texts, count=run(total, context.texts, strong=True), year=str(context.result.year))
    )
    remark = (_minimal(context),) if context.document == "self_evaluation" else ()
    return (sentence, *_by_kind(context), *_moves(context), *remark)


def is_present(row: Row, year: int) -> bool:
    """Whether an organisation is a partner on 31 December of a year."""
    joined, left = row.date("joined"), row.date("left")
    return (joined is None or joined.year <= year) and (left is None or left.year > year)


def _by_kind(context: Context) -> Iterator[Table]:
    texts, year = context.texts, context.result.year
    names: dict[str, list[str]] = {}
    for row in context.result.rows("partners"):
        if is_present(row, year):
            names.setdefault(row.text("kind"), []).append(row.text("partner"))
    kinds = [entry["id"] for entry in context.guide.codes("partner_kind") if entry["id"] in names]
    kinds += [""] if "" in names else []
    rows = tuple(
        (
            plain(context.code("partner_kind", kind) or texts("missing.empty")),
            cell(context.result.figure("partners.kind", kind or "empty"), texts),
            plain(listed_text(names[kind], texts)),
        )
        for kind in kinds
    )
    columns = (
        Column(texts("partners.kind"), share=0.3),
        Column(texts("partners.count"), Align.NUMBER, 0.1),
        Column(texts("partners.organisations"), share=0.6),
    )
    if rows:
        yield Table(texts("partners.caption", year=year), columns, rows)


def _moves(context: Context) -> Iterator[Paragraph]:
    """Who joined and who left in the report year."""
    year = context.result.year
    for column in ("joined", "left"):
        rows = [row for row in context.result.rows("partners") if (date := row.date(column)) and date.year == year]
        if rows:
            yield context.say(
                f"partners.{column}", year=year, names=listed_text((row.text("partner") for row in rows), context.texts)
            )


def _minimal(context: Context) -> Callout:
    year = context.result.year
    present = {row.text("kind") for row in context.result.rows("partners") if is_present(row, year)}
    missing = [context.code("partner_kind", kind) for kind in MINIMAL if kind not in present]
    criterion = Run(context.texts("partners.minimal"), definition="criteria/minimal_partners")
    key = "partners.minimal_missing" if missing else "partners.minimal_present"
    tone, label = (Tone.WARNING, "document.warning") if missing else (Tone.NOTE, "document.note")
    return Callout(
        tone,
        context.texts(label),
        linked(key, context.texts, minimal=criterion, kinds=listed_text(missing, context.texts)),
    )
