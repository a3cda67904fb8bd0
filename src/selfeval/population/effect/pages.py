"""The whole document: the answer first, then its course, the comparison, chance, size, methods, and how to read it."""

from __future__ import annotations

from selfeval.document import (
    Block,
    Bullets,
    Callout,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Part,
    Run,
    Tone,
    plain,
)
from selfeval.population.effect.page_checks import chance_part, size_part
from selfeval.population.effect.page_course import comparison_part, course_part
from selfeval.population.effect.page_methods import budget_part, methods_part
from selfeval.population.effect.words import Frame
from selfeval.sections.assembly import Provenance, frame_labels

KIND = "expenditure_effect"
_READING = ("idea", "whole", "chance", "good", "persons")
_SMALLEST = 5


def assemble_effect(frame: Frame, provenance: Provenance) -> Document:
    """The document in the language of the frame."""
    parts = [
        Part("answer", frame.say("answer.title"), answer_blocks(frame)),
        course_part(frame),
        comparison_part(frame),
        chance_part(frame),
        size_part(frame),
        methods_part(frame),
        *([budget_part(frame)] if frame.unit == "euro" else []),
        Part("reading", frame.say("reading.title"), _reading(frame)),
    ]
    texts = frame.texts
    return Document(
        kind=KIND,
        language=texts.language,
        title=frame.say("title"),
        subtitle=frame.say("subtitle", outcome=frame.outcome, pilots=pilots_told(frame)),
        banner=_banner(frame),
        facts=tuple(_facts(frame, provenance)),
        parts=tuple(parts),
        definitions=(),
        labels=frame_labels(texts, provenance.revision),
        file_name=file_name("file", frame),
    )


def file_name(kind: str, frame: Frame) -> str:
    """The name of the document's files ("file") or of the figures' ("file_figures"), without extension."""
    question = frame.effect.question
    pieces = (frame.say(kind), question.outcome, *question.pilots[:3], str(question.first))
    return "-".join(pieces).replace("_", "-")


def pilots_told(frame: Frame) -> str:
    """The pilots with their start, in a row."""
    starts = frame.effect.question.starts
    told = [frame.say("pilot_from", region=region, start=starts[region]) for region in sorted(starts)]
    return frame.texts.listing(told)


def headline(frame: Frame) -> str:
    """The finding in one sentence."""
    return frame.say(f"finding.{frame.effect.verdict.finding}")


def answer_blocks(frame: Frame) -> tuple[Block, ...]:
    """The finding, its figures, its reasons, and what it does not say."""
    effect = frame.effect
    found = effect.estimate
    small = effect.detectable.here
    planted = frame.paragraph("answer.planted", gap=frame.gap(frame.planted)) if frame.planted is not None else None
    return (
        Paragraph((Run(headline(frame), strong=True),)),
        _figures(frame),
        frame.paragraph("answer.measured", gap=frame.gap(found.value), range=frame.range(found.low, found.high)),
        *_reasons(frame),
        frame.paragraph("answer.detectable", amount=frame.size(small), part=frame.part(small)),
        *([planted] if planted else []),
        Callout(Tone.WARNING, frame.texts("document.warning"), plain(frame.say("answer.cause"))),
    )


def _figures(frame: Frame) -> KeyFigures:
    effect = frame.effect
    found, saving = effect.estimate, effect.saving
    reading = frame.range(found.low, found.high)
    regions = frame.texts.number(len(effect.comparison))
    return KeyFigures(
        (
            KeyFigure(frame.signed(found.value), frame.say("figure.gap"), reading[:1].upper() + reading[1:] + "."),
            KeyFigure(
                frame.amount(saving.expected),
                frame.say("figure.expected"),
                frame.say("figure.expected_reading", actual=frame.amount(saving.actual)),
            ),
            KeyFigure(
                frame.texts.number(effect.persons),
                frame.say("figure.persons"),
                frame.say("figure.persons_reading", regions=regions),
            ),
        )
    )


def _reasons(frame: Frame) -> tuple[Block, ...]:
    effect = frame.effect
    values = {
        "regions": len(effect.comparison),
        "least_regions": effect.rules.least_regions,
        "before": effect.question.first - effect.course.years[0],
        "least_before": effect.rules.least_before,
        "p": frame.chance(effect.checks.randomised.p),
    }
    told = tuple(plain(frame.say(f"reason.{reason}", **values)) for reason in effect.verdict.reasons)
    return (frame.paragraph("answer.why"), Bullets(told)) if told else ()


def _reading(frame: Frame) -> tuple[Block, ...]:
    return (Bullets(tuple(plain(frame.say(f"reading.{key}")) for key in _READING)),)


def _banner(frame: Frame) -> str:
    pieces = [frame.texts("banner.synthetic")] if frame.synthetic else []
    return " · ".join([*pieces, frame.texts("document.public", most=_SMALLEST - 1)])


def _facts(frame: Frame, provenance: Provenance) -> list[tuple[str, str]]:
    texts = frame.texts
    date = provenance.printed_date(texts)
    facts = {"date": date, "parameters": provenance.parameters, "software": provenance.software}
    return [(texts(f"facts.{key}"), value) for key, value in facts.items() if value]
