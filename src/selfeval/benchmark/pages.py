"""The whole document of a benchmark: how to read it, overview, reach, maturity, each indicator, where it is from."""

from __future__ import annotations

from selfeval.benchmark.comparison import LEAST, Comparison
from selfeval.benchmark.indicators import REACH, compared, indicator_part, overview
from selfeval.benchmark.maturity import maturity_blocks
from selfeval.benchmark.words import Frame
from selfeval.document import Align, Block, Bullets, Callout, Document, Paragraph, Part, Run, Table, Tone, plain
from selfeval.sections.assembly import Provenance, frame_labels
from selfeval.sections.definitions import definitions_used

_TEXT = Align.TEXT
KIND = "benchmark"
_READING = ("funnel", "look", "population", "counting", "released", "least", "not_compared")


def assemble_benchmark(frame: Frame, provenance: Provenance) -> Document:
    """The document in the language of the frame."""
    found = compared(frame)
    parts = (
        Part("reading", frame.say("reading.title"), reading(frame)),
        Part("overview", frame.say("overview.title"), (*overview(found, frame), *_not_shown(found, frame))),
        Part("reach", frame.say("reach.title"), _reach(found, frame)),
        Part("maturity", frame.say("maturity.title"), maturity_blocks(frame)),
        *_aims(found, frame),
    )
    benchmark, texts = frame.benchmark, frame.texts
    return Document(
        kind=KIND,
        language=texts.language,
        title=frame.say("title"),
        subtitle=frame.say("subtitle", projects=len(benchmark.standings), year=benchmark.year),
        banner=_banner(frame),
        facts=tuple(_facts(frame, provenance)),
        parts=parts,
        definitions=definitions_used(parts, benchmark.guide, texts),
        labels=frame_labels(texts, provenance.revision),
        file_name=file_name("file", frame),
    )


def file_name(kind: str, frame: Frame) -> str:
    """The name of the document's files ("file") or of the figures' ("file_figures"), without extension."""
    mark = frame.texts(f"document.file_{'confidential' if frame.benchmark.named else 'public'}")
    return f"{frame.say(kind)}-{frame.benchmark.year}-{mark}"


def _banner(frame: Frame) -> str:
    pieces = [frame.texts("banner.synthetic")] if frame.benchmark.synthetic else []
    pieces += [frame.say("banner_named")] if frame.benchmark.named else []
    return " · ".join([*pieces, frame.texts("document.public", most=frame.benchmark.smallest - 1)])


def reading(frame: Frame) -> tuple[Block, ...]:
    """Who is compared, under which letters, and what may and may not be read in it."""
    benchmark = frame.benchmark
    own = frame.say("reading.own", label=benchmark.own)
    return (
        frame.paragraph("reading.named" if benchmark.named else "reading.anonymous", projects=len(benchmark.standings)),
        *((Paragraph((Run(own, strong=True),)),) if benchmark.own else ()),
        *((frame.paragraph("reading.left_out", number=len(benchmark.left_out)),) if benchmark.left_out else ()),
        *((_names(frame),) if benchmark.named else ()),
        Bullets(tuple(plain(frame.say(f"reading.{key}", least=LEAST)) for key in _READING)),
        Callout(Tone.PROPOSAL, frame.texts("document.proposal"), plain(frame.say("reading.proposal", least=LEAST))),
    )


def _names(frame: Frame) -> Table:
    rows = tuple((plain(one.label), plain(one.name)) for one in frame.benchmark.standings)
    columns = frame.columns((("letter", 0.15, _TEXT), ("name", 0.85, _TEXT)))
    return Table(frame.say("reading.names"), columns, rows)


def _not_shown(found: dict[str, Comparison], frame: Frame) -> tuple[Block, ...]:
    """The indicators that too few projects can show, with how many do."""
    left = [item for item in frame.benchmark.indicators() if item["id"] not in found]
    if not left:
        return ()
    names = tuple(
        (*frame.link("indicators", item["id"]), Run(frame.say("few", number=frame.benchmark.shown_in(item))))
        for item in left
    )
    return frame.paragraph("not_shown", number=len(left), least=LEAST), Bullets(names)


def _reach(found: dict[str, Comparison], frame: Frame) -> tuple[Block, ...]:
    if REACH not in found:
        return (frame.paragraph("reach.nothing", least=LEAST),)
    return (frame.paragraph("reach.reading"), *indicator_part(REACH, found[REACH], frame).blocks)


def _aims(found: dict[str, Comparison], frame: Frame) -> list[Part]:
    """The other indicators under their aims, in the order of the Gids."""
    guide, parts = frame.benchmark.guide, []
    for aim in guide.items("aims"):
        inner = tuple(
            indicator_part(name, comparison, frame)
            for name, comparison in found.items()
            if name != REACH and guide.item("indicators", name)["aim"] == aim["id"]
        )
        if inner:
            said = frame.paragraph("aim", number=len(inner))
            parts.append(Part(aim["id"], frame.texts.of(aim["name"]), (said,), inner))
    return parts


def _facts(frame: Frame, provenance: Provenance) -> list[tuple[str, str]]:
    texts, benchmark = frame.texts, frame.benchmark
    date = provenance.printed_date(texts)
    facts = {
        "year": str(benchmark.year),
        "revision": provenance.revision,
        "date": date,
        "release": f"{texts('document.file_public')}, {texts('facts.smallest', smallest=benchmark.smallest)}",
        "parameters": provenance.parameters,
        "software": provenance.software,
    }
    told = [(texts(f"facts.{key}"), value) for key, value in facts.items() if value]
    return [*told, (frame.say("input"), provenance.sha256)]
