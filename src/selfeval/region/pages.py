"""The whole document of a region, from the figures in short to what each of them means."""

from __future__ import annotations

from selfeval.document import Block, Bullets, Callout, Document, Part, Run, Tone, plain
from selfeval.region.gids_pages import gids_blocks
from selfeval.region.indicator_pages import indicator_blocks
from selfeval.region.municipal_pages import municipal_blocks
from selfeval.region.overview_pages import municipality_blocks, summary_blocks
from selfeval.region.population_pages import ageing_blocks, income_blocks, population_blocks
from selfeval.region.words import Frame
from selfeval.sections.assembly import Provenance, frame_labels
from selfeval.sections.definitions import definitions_used

KIND = "region_profile"
_MEANING = ("older", "dependency", "ageing_index", "growth", "income", "funnel")
_LIMITS = ("years", "codes_2019", "codes_2025", "health", "cause")


def assemble_region(frame: Frame, provenance: Provenance) -> Document:
    """The document in the language of the frame."""
    texts, profile = frame.texts, frame.profile
    made: dict[str, tuple[Block, ...]] = {
        "summary": summary_blocks(frame),
        "municipalities": municipality_blocks(frame),
        "population": population_blocks(frame),
        "ageing": ageing_blocks(frame),
        "income": income_blocks(frame),
        "municipal": municipal_blocks(frame),
    }
    if profile.indicator:
        made["indicator"] = indicator_blocks(profile.indicator, frame)
    made |= {"gids": gids_blocks(frame), "reading": _reading(frame)}
    parts = tuple(Part(name, frame.say(f"{name}.title"), blocks) for name, blocks in made.items())
    return Document(
        kind=KIND,
        language=texts.language,
        title=frame.say("title"),
        subtitle=frame.say("subtitle", name=frame.place(profile.region), year=profile.year),
        banner=frame.say("banner"),
        facts=tuple(_facts(frame, provenance)),
        parts=parts,
        definitions=definitions_used(parts, profile.guide, texts),
        labels=frame_labels(texts, provenance.revision),
        file_name=file_name("file", frame),
    )


def file_name(kind: str, frame: Frame) -> str:
    """The name of the document's files ("file") or of the figures' ("file_figures"), without extension."""
    return f"{frame.say(kind)}-{frame.profile.chosen.id}-{frame.profile.year}".replace("_", "-")


def _reading(frame: Frame) -> tuple[Block, ...]:
    """What each figure means exactly, what the data do not hold, and whose they are."""
    meaning = Bullets(
        tuple(
            (Run(frame.say(f"meaning.{key}_name"), strong=True), Run(frame.say(f"meaning.{key}"))) for key in _MEANING
        )
    )
    limits = Bullets(tuple(plain(frame.say(f"limit.{key}")) for key in _LIMITS))
    proposal = Callout(Tone.PROPOSAL, frame.texts("document.proposal"), plain(frame.say("reading.proposal")))
    return (
        frame.paragraph("reading.meaning"),
        meaning,
        proposal,
        frame.paragraph("reading.limits"),
        limits,
        frame.paragraph("reading.source"),
    )


def _facts(frame: Frame, provenance: Provenance) -> list[tuple[str, str]]:
    texts, profile = frame.texts, frame.profile
    date = provenance.printed_date(texts)
    facts = {
        texts("facts.revision"): provenance.revision,
        texts("facts.date"): date,
        frame.say("fact.codes"): ", ".join(profile.region.codes),
        texts("facts.parameters"): provenance.parameters,
        texts("facts.software"): provenance.software,
        frame.say("fact.data"): provenance.sha256,
        frame.say("fact.file"): profile.indicator.sha256 if profile.indicator else "",
    }
    return [(name, value) for name, value in facts.items() if value]
