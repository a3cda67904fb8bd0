"""The whole document of a questionnaire: scores, ends of the scale, consistency, rows to copy, how it was done."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Align, Block, Bullets, Callout, Document, Inline, Part, Run, Table, Tone, plain
from selfeval.guide.references import references
from selfeval.sections.assembly import Provenance, frame_labels
from selfeval.sections.definitions import definitions_used
from selfeval.survey.project_rows import row_blocks
from selfeval.survey.quality import alpha_blocks, ends_blocks
from selfeval.survey.scores import score_blocks
from selfeval.survey.words import Frame, Heading

KIND = "instrument_scores"
_RULES: tuple[Heading, ...] = (
    ("scale", 0.45, Align.TEXT),
    ("calculation", 0.25, Align.TEXT),
    ("asked", 0.15, Align.NUMBER),
    ("blank", 0.15, Align.NUMBER),
)


def assemble_scores(frame: Frame, provenance: Provenance) -> Document:
    """The document in the language of the frame."""
    result, texts = frame.result, frame.texts
    parts = (
        Part("scores", frame.say("part.scores"), score_blocks(frame)),
        Part("ends", frame.say("part.ends"), ends_blocks(frame)),
        Part("consistency", frame.say("part.consistency"), alpha_blocks(frame)),
        Part("rows", frame.say("part.rows"), row_blocks(frame)),
        Part("method", frame.say("part.method"), method_blocks(frame)),
    )
    year = frame.say("subtitle_year", year=result.year) if result.year else ""
    return Document(
        kind=KIND,
        language=texts.language,
        title=frame.say("title", name=frame.name),
        subtitle=f"{texts.of(result.instrument['name'])}{year}",
        banner=_banner(frame),
        facts=tuple(_facts(frame, provenance)),
        parts=parts,
        definitions=definitions_used(parts, result.guide, texts),
        labels=frame_labels(texts, provenance.revision),
        file_name=file_name("file", frame),
    )


def file_name(kind: str, frame: Frame) -> str:
    """The name of the document's files ("file") or of the figures' ("file_figures"), without extension."""
    name = frame.result.instrument["id"].replace("_", "-")
    return "-".join(filter(None, (frame.say(kind), name, str(frame.result.year or ""))))


def _banner(frame: Frame) -> str:
    pieces = [frame.texts("banner.synthetic")] if frame.result.synthetic else []
    return " · ".join([*pieces, frame.say("banner", smallest=frame.result.smallest)])


def method_blocks(frame: Frame) -> tuple[Block, ...]:
    """How answers became scores: missing answers, value set, what is hidden; whose questionnaire it is."""
    result, texts = frame.result, frame.texts
    said = ["blank", "interval", "quartiles", "group", "no_answers_kept"]
    rows = tuple(_rule(one.scale, frame) for one in result.scales)
    proposal = (Callout(Tone.PROPOSAL, texts("document.proposal"), plain(frame.say("method.proposal"))),)
    return (
        Bullets((_definition(frame), *(plain(frame.say(f"method.{key}", smallest=result.smallest)) for key in said))),
        *_value_set(frame),
        Table(frame.say("table.rules", name=frame.name), frame.columns(_RULES), rows, frame.say("method.rules_note")),
        *(proposal if result.instrument["proposal"] else ()),
        Callout(Tone.NOTE, texts("document.note"), plain(texts.of(result.instrument["licence"]))),
    )


def _definition(frame: Frame) -> Inline:
    name = f"instruments/{frame.result.instrument['id']}"
    return (
        Run(frame.texts.of(frame.result.instrument["name"]), definition=name),
        Run(frame.texts("survey.colon")),
        Run(frame.texts.of(frame.result.instrument["description"])),
    )


def _value_set(frame: Frame) -> Iterator[Block]:
    chosen = frame.result.value_set
    if chosen is None:
        return
    titles = "; ".join(references()[key].title for key in chosen["sources"])
    method = frame.say(f"value_set.{chosen['method']}")
    name = frame.texts.of(chosen["name"])
    named = name if str(chosen["year"]) in name else f"{name} ({chosen['year']})"
    yield Callout(
        Tone.NOTE,
        frame.say("value_set.label"),
        plain(frame.say("value_set.said", name=named, method=method, titles=titles)),
    )


def _rule(scale: dict[str, object], frame: Frame) -> tuple[Inline, ...]:
    items, allowed = scale["items"], scale["missing_allowed"]
    asked = str(len(items)) if isinstance(items, list) else frame.texts("wording.no_interval")
    blank = frame.say("method.no_rule") if allowed is None else str(allowed)
    calculation = frame.say(f"calculation.{scale['calculation']}")
    return (plain(frame.scale(scale)), plain(calculation), plain(asked), plain(blank))


def _facts(frame: Frame, provenance: Provenance) -> list[tuple[str, str]]:
    texts, result = frame.texts, frame.result
    date = provenance.printed_date(texts)
    facts = {
        "year": str(result.year or ""),
        "revision": provenance.revision,
        "date": date,
        "release": f"{texts('document.file_public')}, {texts('facts.smallest', smallest=result.smallest)}",
        "parameters": provenance.parameters,
        "software": provenance.software,
    }
    return [(texts(f"facts.{key}"), value) for key, value in facts.items() if value]
