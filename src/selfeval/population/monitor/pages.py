"""The document of the monitor: a first page for a coordinator, how to read it, a section a family, definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from selfeval.document import Block, Bullets, Callout, Document, Paragraph, Part, Run, Tone, plain
from selfeval.population.indicators import FAMILIES
from selfeval.population.monitor.pictures import funnel_chart, funnel_words, years_charts
from selfeval.population.monitor.released import Reading
from selfeval.population.monitor.sheets import sheet_of
from selfeval.population.monitor.tables import dashboard_table, family_table, strata_table
from selfeval.population.monitor.words import Frame
from selfeval.sections.assembly import Provenance, frame_labels

DOCUMENT = "indicator_monitor"
_READING = ("expected", "order", "reimbursed", "diabetes", "breaks")


def assemble_monitor(frame: Frame, provenance: Provenance) -> Document:
    """The document in the language of the frame."""
    monitor, texts = frame.monitor, frame.texts
    parts = (
        Part("dashboard", frame.say("dashboard.title"), dashboard(frame)),
        Part("reading", frame.say("reading.title"), reading(frame)),
        *(family_part(family, frame) for family in FAMILIES if _of(family, frame)),
    )
    first, last, number = monitor.years[0], monitor.year, len(monitor.compared)
    return Document(
        kind=DOCUMENT,
        language=texts.language,
        title=frame.say("title", region=monitor.region),
        subtitle=frame.say("subtitle", first=first, last=last, number=number),
        banner=banner(frame),
        facts=tuple(_facts(frame, provenance)),
        parts=parts,
        definitions=tuple(
            sorted((sheet_of(one.indicator, texts) for one in monitor.readings), key=lambda sheet: sheet.title)
        ),
        labels=frame_labels(texts, provenance.revision) | {"definitions": frame.say("definitions")},
        file_name=file_name("file", frame),
    )


def file_name(kind: str, frame: Frame) -> str:
    """The name of the document's files ("file") or of the figures' ("file_figures"), without extension."""
    region = frame.monitor.region.replace("_", "-")
    return f"{frame.say(kind)}-{region}-{frame.monitor.year}"


def banner(frame: Frame) -> str:
    """What stands on every page: that persons are invented, and that small counts are hidden."""
    pieces = [frame.texts("banner.synthetic")] if frame.synthetic else []
    return " · ".join([*pieces, frame.texts("document.public", most=frame.monitor.smallest - 1)])


def dashboard(frame: Frame) -> tuple[Block, ...]:
    """The first page: what stands out, and what chance alone would make stand out."""
    monitor, main = frame.monitor, [one for one in frame.monitor.readings if one.indicator.headline]
    besides = Counter(str(one.beside) for one in monitor.readings if one.beside)
    trends = Counter(str(one.trend) for one in monitor.readings if one.trend)
    compared = besides.total()
    words = {"year": monitor.year, "region": monitor.region, "compared": compared}
    counts = {"higher": besides["higher"], "lower": besides["lower"], "rest": besides["cannot_tell"]}
    invented = Callout(Tone.WARNING, frame.texts("document.warning"), plain(frame.say("dashboard.synthetic")))
    changes = {"improved": trends["improved"], "worse": trends["worse"], "changed": trends["no_judgement"]}
    return (
        *((invented,) if frame.synthetic else ()),
        Paragraph((Run(frame.say("dashboard.beside", **words, **counts), strong=True),)),
        frame.paragraph("dashboard.chance", chance=round(compared / 20)),
        frame.paragraph("dashboard.trend", **changes, rest=trends["cannot_tell"]),
        dashboard_table(main, frame),
        frame.paragraph("dashboard.words"),
        *years_charts(main, frame),
        frame.paragraph("years.note"),
    )


def reading(frame: Frame) -> tuple[Block, ...]:
    """How figures were made, and what may and may not be read in them."""
    monitor = frame.monitor
    names = "; ".join(frame.texts.of(one.name) for one in monitor.missing)
    lines = [frame.say(f"reading.{key}") for key in _READING]
    lines.append(frame.say("reading.small", most=monitor.smallest - 1))
    lines += [frame.say("reading.missing", names=names)] if names else []
    proposal = Callout(Tone.PROPOSAL, frame.texts("document.proposal"), plain(frame.say("reading.proposal")))
    return Bullets(tuple(map(plain, lines))), proposal


def family_part(family: str, frame: Frame) -> Part:
    """A family: how many stand out, all its indicators, the main ones by group and as funnels."""
    found = _of(family, frame)
    main = [one for one in found if one.indicator.headline]
    besides = Counter(str(one.beside) for one in found if one.beside)
    counts = {"higher": besides["higher"], "lower": besides["lower"], "rest": besides["cannot_tell"]}
    by_group = len(frame.monitor.strata) > 1 and main
    blocks: list[Block] = [
        frame.paragraph("part.finding", number=len(found), **counts),
        family_table(family, found, frame),
        *((strata_table(family, main, frame),) if by_group else ()),
    ]
    for one in main:
        if one.funnel:
            blocks += [frame_words(one, frame), funnel_chart(one, one.funnel, frame)]
    return Part(family, frame.say(f"family.{family}"), tuple(blocks))


def frame_words(one: Reading, frame: Frame) -> Paragraph:
    """What a funnel says, beside the name of its indicator."""
    said = funnel_words(one.funnel, frame) if one.funnel else ""
    return Paragraph((*frame.link(one.indicator), Run(frame.say("colon")), Run(said)))


def _of(family: str, frame: Frame) -> Sequence[Reading]:
    return [one for one in frame.monitor.readings if one.indicator.family == family]


def _facts(frame: Frame, provenance: Provenance) -> list[tuple[str, str]]:
    texts, monitor = frame.texts, frame.monitor
    date = provenance.printed_date(texts)
    facts = {
        texts("indicator_monitor.region"): monitor.region,
        texts("indicator_monitor.compared"): ", ".join(monitor.compared),
        texts("facts.date"): date,
        texts("facts.release"): texts("facts.smallest", smallest=monitor.smallest),
        texts("facts.parameters"): provenance.parameters,
        texts("facts.software"): provenance.software,
        texts("indicator_monitor.input"): provenance.sha256,
    }
    return [(label, value) for label, value in facts.items() if value]
