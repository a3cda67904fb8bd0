"""The document of a risk stratification; it sees released figures only."""

from __future__ import annotations

from collections.abc import Callable

from selfeval.document import Block, Document, Part
from selfeval.population.strata.pages.groups import equity, municipalities
from selfeval.population.strata.pages.levels import levels, placed, summary
from selfeval.population.strata.pages.method import method
from selfeval.population.strata.pages.movement import movement
from selfeval.population.strata.pages.spread import concentration, prediction
from selfeval.population.strata.pages.target import target
from selfeval.population.strata.pages.words import Frame
from selfeval.sections.assembly import Provenance, frame_labels
from selfeval.sections.definitions import definitions_used

__all__ = ["KIND", "Frame", "assemble_strata", "file_name"]

KIND = "risk_stratification"
_PARTS: tuple[tuple[str, Callable[[Frame], tuple[Block, ...]]], ...] = (
    ("summary", summary),
    ("levels", levels),
    ("movement", movement),
    ("concentration", concentration),
    ("prediction", prediction),
    ("equity", equity),
    ("municipalities", municipalities),
    ("target", target),
    ("method", method),
)
# What says nothing where nobody could be placed.
_NEEDS_LEVELS = {"prediction", "equity", "municipalities", "target"}


def assemble_strata(frame: Frame, provenance: Provenance) -> Document:
    """The document in the language of the frame."""
    shown = [(name, page) for name, page in _PARTS if name not in _NEEDS_LEVELS or placed(frame)]
    parts = tuple(Part(name, frame.say(f"{name}.title"), page(frame)) for name, page in shown)
    return Document(
        kind=KIND,
        language=frame.texts.language,
        title=frame.say("title"),
        subtitle=frame.say("subtitle", region=_region(frame), year=frame.year),
        banner=_banner(frame),
        facts=tuple(_facts(frame, provenance)),
        parts=parts,
        definitions=definitions_used(parts, frame.guide, frame.texts),
        labels=frame_labels(frame.texts, provenance.revision),
        file_name=file_name("file", frame),
    )


def file_name(kind: str, frame: Frame) -> str:
    """The name of the document's files ("file") or of the figures' ("file_figures"), without extension."""
    region = f"-{frame.result.region}".replace("_", "-") if frame.result.region else ""
    return f"{frame.say(kind)}{region}-{frame.year}-{frame.texts('document.file_public')}"


def _region(frame: Frame) -> str:
    return frame.result.region or frame.say("everybody")


def _banner(frame: Frame) -> str:
    pieces = [frame.texts("banner.synthetic")] if frame.synthetic else []
    return " · ".join([*pieces, frame.texts("document.public", most=frame.result.smallest - 1)])


def _facts(frame: Frame, provenance: Provenance) -> list[tuple[str, str]]:
    texts = frame.texts
    date = provenance.printed_date(texts)
    facts = {
        "year": frame.year,
        "revision": provenance.revision,
        "date": date,
        "release": f"{texts('document.file_public')}, {texts('facts.smallest', smallest=frame.result.smallest)}",
        "parameters": provenance.parameters,
        "software": provenance.software,
    }
    told = [(texts(f"facts.{key}"), value) for key, value in facts.items() if value]
    return [*told, (frame.say("input"), provenance.sha256)]
