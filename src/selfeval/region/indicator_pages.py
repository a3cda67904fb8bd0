"""The page of an indicator from a file: the areas, the municipalities side by side, what was odd in the file."""

from __future__ import annotations

from selfeval.document import Align, Block, Bullets, Inline, Run, Table, plain
from selfeval.region.indicator import Indicator
from selfeval.region.municipal_pages import side_by_side
from selfeval.region.profile import REGION, Place
from selfeval.region.words import Frame, Heading
from selfeval.texts import place_text, problem_texts

_TOTALS: tuple[Heading, ...] = (
    ("place", 0.28, Align.TEXT),
    ("share", 0.12, Align.NUMBER),
    ("numerator", 0.19, Align.NUMBER),
    ("denominator", 0.21, Align.NUMBER),
    ("known", 0.2, Align.NUMBER),
)


def indicator_blocks(indicator: Indicator, frame: Frame) -> tuple[Block, ...]:
    """What the file says of the region and of the places around it."""
    name = indicator.map.name[frame.texts.language]
    intro = frame.paragraph("indicator.intro", name=name, file=indicator.file)
    source = [frame.paragraph("indicator.source", source=indicator.map.source)] if indicator.map.source else []
    rows = tuple(_row(place, indicator, frame) for place in frame.profile.places)
    table = Table(frame.say("indicator.table", name=name), frame.columns(_TOTALS), rows, frame.say("indicator.note"))
    words = {"indicator": name, "year": indicator.file}
    return (
        intro,
        *source,
        table,
        *_hidden(indicator, frame),
        *side_by_side(indicator.shown, frame, words),
        *_problems(indicator, frame),
    )


def _row(place: Place, indicator: Indicator, frame: Frame) -> tuple[Inline, ...]:
    strong, found, texts = place.id == REGION, indicator.totals.get(place.id), frame.texts
    if found is None or not found.denominator:
        return frame.cell(place), plain(frame.say("no_figure")), plain(""), plain(""), plain("")
    cells = (
        texts.share(found.numerator / found.denominator, 1),
        texts.number(found.numerator),
        texts.number(found.denominator),
        frame.say("indicator.known", known=found.known, all=found.all),
    )
    return (frame.cell(place), *((Run(cell, strong=strong),) for cell in cells))


def _hidden(indicator: Indicator, frame: Frame) -> tuple[Block, ...]:
    if not indicator.hidden:
        return ()
    return (frame.paragraph("indicator.hidden", number=len(indicator.hidden), most=indicator.smallest - 1),)


def _problems(indicator: Indicator, frame: Frame) -> tuple[Block, ...]:
    if not indicator.problems:
        return (frame.paragraph("indicator.no_problems"),)
    lines = []
    for problem in indicator.problems:
        what, _ = problem_texts(problem, frame.texts)
        place = place_text(problem, frame.texts)
        lines.append(plain(frame.say("indicator.problem", place=place, what=what) if place else what))
    return frame.paragraph("indicator.problems"), Bullets(tuple(lines))
