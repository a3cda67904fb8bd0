"""The region against what the Gids says of the size of regions and target groups: remarks, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Align, Block, Callout, Inline, Paragraph, Run, Table, Tone, plain
from selfeval.guide import Item
from selfeval.region.choice import known_pilots
from selfeval.region.measures import Measure
from selfeval.region.words import Frame, Heading
from selfeval.territory import region_population
from selfeval.wording import linked

SIZE, TARGET = "region_size", "target_group_minimum"
# The projects began to work on 1 January of this year.
_START = 2018
_PILOTS: tuple[Heading, ...] = (
    ("project", 0.4, Align.TEXT),
    ("municipalities", 0.18, Align.NUMBER),
    ("inhabitants_start", 0.21, Align.NUMBER),
    ("inhabitants_now", 0.21, Align.NUMBER),
)


def gids_blocks(frame: Frame) -> tuple[Block, ...]:
    """The size beside the call and the real regions, then the target group."""
    return (*_size(frame), _pilots(frame), *_target(frame))


def _size(frame: Frame) -> Iterator[Block]:
    if not frame.profile.guide.has("criteria", SIZE):
        return
    criterion = frame.profile.guide.item("criteria", SIZE)
    low, high, value = criterion["minimum"], criterion["maximum"], _inhabitants(frame)
    side = "smaller" if value < low else "larger" if value > high else "within"
    said = linked(
        f"region.gids.{side}",
        frame.texts,
        criterion=Run(frame.say("gids.criterion"), definition=f"criteria/{SIZE}"),
        total=Run(frame.texts.number(value), strong=True),
        low=frame.texts.number(low),
        high=frame.texts.number(high),
        year=str(frame.profile.year),
    )
    yield Paragraph(said) if side == "within" else Callout(Tone.NOTE, frame.texts("document.note"), said)


def _inhabitants(frame: Frame) -> int:
    found = frame.profile.figure(Measure.POPULATION)
    return round(found.value or 0) if found else 0


def _pilots(frame: Frame) -> Table:
    """The regions of the pilot projects whose municipalities are known, from small to large."""
    sized = sorted((_sizes(item, frame), item["name"]) for item in known_pilots(frame.profile.guide))
    rows = tuple(_pilot_row(name, sizes, frame) for sizes, name in sized)
    notes = [
        f"{item['name']}: {frame.texts.of(item['municipalities_note'])}"
        for item in known_pilots(frame.profile.guide)
        if item["municipalities_note"]
    ]
    note = " ".join([frame.say("gids.pilots_note"), *notes])
    columns = frame.columns(_PILOTS, start=_START, year=frame.profile.year)
    return Table(frame.say("gids.pilots"), columns, rows, note)


def _sizes(item: Item, frame: Frame) -> tuple[int, int, int]:
    codes = item["municipalities"]
    start, now = (region_population(codes, year).total for year in (_START, frame.profile.year))
    return start, now, len(codes)


def _pilot_row(name: str, sizes: tuple[int, int, int], frame: Frame) -> tuple[Inline, ...]:
    start, now, count = sizes
    strong = name == frame.profile.region.name
    return ((Run(name, strong=strong),), *(plain(frame.texts.number(value)) for value in (count, start, now)))


def _target(frame: Frame) -> Iterator[Block]:
    if not frame.profile.guide.has("criteria", TARGET):
        return
    least, people = frame.profile.guide.item("criteria", TARGET)["minimum"], _inhabitants(frame)
    older = frame.profile.figure(Measure.OLDER)
    values = {
        "least": frame.texts.number(least),
        "share": frame.texts.share(least / people, 1),
        "older": frame.texts.share(least / (older.numerator or 1), 1) if older else "",
        "number": frame.texts.number(frame.target_group),
        "own": frame.texts.share(frame.target_group / people, 1),
    }
    name = Run(frame.say("gids.target"), definition=f"criteria/{TARGET}")
    yield Paragraph(
        linked(
            "region.gids.least",
            frame.texts,
            criterion=name,
            **{key: values[key] for key in ("least", "share", "older")},
        )
    )
    if frame.target_group:
        key = "too_many" if frame.target_group > people else "too_few" if frame.target_group < least else "enough"
        said = plain(frame.say(f"gids.{key}", **values))
        yield Paragraph(said) if key == "enough" else Callout(Tone.WARNING, frame.texts("document.warning"), said)
