"""The first page, which says it all, and the page of the levels."""

from __future__ import annotations

from selfeval.document import Block, Bullets, Callout, Chart, KeyFigure, KeyFigures, Paragraph, Table, Tone, plain
from selfeval.population.strata.pages.words import NUMBER, TEXT, Frame, cells, found


def summary(frame: Frame) -> tuple[Block, ...]:
    """What a stratification is, the pyramid, and what may not be read in it."""
    lead: list[Block] = [frame.paragraph("summary.what", year=frame.year, before=frame.before)]
    if frame.synthetic:
        lead.insert(0, Callout(Tone.WARNING, frame.texts("document.warning"), plain(frame.say("synthetic"))))
    if not placed(frame):
        return (*lead, frame.paragraph("summary.no_levels", year=frame.year))
    notes = tuple(plain(frame.say(f"summary.{key}")) for key in ("use", "no_norm"))
    return (*lead, _key_figures(frame), _pyramid(frame), Bullets(notes))


def placed(frame: Frame) -> bool:
    """Whether anybody is on a level in the year."""
    return any(frame.size(level.id) is not None for level in frame.result.definitions.levels)


def _key_figures(frame: Frame) -> KeyFigures:
    top = frame.result.definitions.levels[0].id
    figures = [
        KeyFigure(_placed_count(frame), frame.say("summary.placed"), frame.say("summary.placed_reading")),
        KeyFigure(
            frame.share(frame.persons_share(top)),
            frame.say("summary.top"),
            frame.say("summary.top_reading", share=frame.share(frame.euro_share(top))),
        ),
    ]
    if frame.result.concentration:
        most = frame.share_of(found(frame.result.concentration.tops.figures, "0.05"))
        figures.append(KeyFigure(most, frame.say("summary.tenth"), frame.say("summary.tenth_reading")))
    return KeyFigures(tuple(figures))


def _placed_count(frame: Frame) -> str:
    parts = [frame.size(level.id) for level in frame.result.definitions.levels]
    counts = [0 if part is None else part.persons for part in parts]
    known = [count for count in counts if count is not None]
    return frame.texts.number(sum(known)) if len(known) == len(counts) else frame.say("hidden")


def _pyramid(frame: Frame) -> Chart:
    rows = []
    for level in frame.result.definitions.levels:
        shares = frame.persons_share(level.id), frame.euro_share(level.id)
        texts = {name: frame.share(share) for name, share in zip(("first_text", "second_text"), shares, strict=True)}
        rows.append(
            {"label": frame.level(level.id), "order": level.order, "first": shares[0], "second": shares[1], **texts}
        )
    names = {"top": rows[0], "base": rows[-1]}
    told = {name: row["first_text"] for name, row in names.items()}
    told |= {"euro": rows[0]["second_text"], "base_euro": rows[-1]["second_text"]}
    alt, caption = frame.say("chart.pyramid_alt", **told), frame.say("chart.pyramid", year=frame.year)
    options = {"first_label": frame.say("chart.first"), "second_label": frame.say("chart.second")}
    return Chart("strata", caption, alt, tuple(rows), options)


def levels(frame: Frame) -> tuple[Block, ...]:
    """Each level in words, its size and expenditure, and its size over the years."""
    names = [frame.guide.item("strata", name) for name in reversed(frame.result.definitions.names)]
    described = tuple(
        plain(
            frame.texts("benchmark.named", label=frame.texts.of(item["name"]), name=frame.texts.of(item["description"]))
        )
        for item in names
    )
    return (Bullets(described), _sizes(frame), _years(frame))


def _sizes(frame: Frame) -> Table:
    headings = (("level", 0.36, TEXT), *((key, 0.16, NUMBER) for key in ("persons", "share", "euro", "euro_share")))
    rows = []
    for name in reversed(frame.result.definitions.names):
        mean = found(frame.result.euro.figures, frame.year, name)
        euro = frame.say("none") if mean is None else frame.say("hidden")
        euro = frame.texts.euro(mean.value) if mean and mean.value is not None else euro
        shares = (frame.share(frame.persons_share(name)), frame.share(frame.euro_share(name)))
        rows.append(cells(frame.level(name), frame.count(frame.size(name)), shares[0], euro, shares[1]))
    caption = frame.say("levels.table", year=frame.year)
    return Table(caption, frame.columns(headings), tuple(rows), frame.say("levels.table_note"))


def _years(frame: Frame) -> Table:
    names = tuple(reversed(frame.result.definitions.names))
    titles = frame.columns((("year", 0.15, TEXT), *(("persons", 0.17, NUMBER) for _ in names)))
    columns = (
        titles[0],
        *(type(one)(frame.short(name), one.align, one.share) for one, name in zip(titles[1:], names, strict=True)),
    )
    rows = [cells(str(year), *(frame.count(frame.size(name, year)) for name in names)) for year in frame.result.years]
    return Table(frame.say("levels.years"), columns, tuple(rows))


def nothing(frame: Frame, key: str) -> tuple[Block, ...]:
    """A page without figures, and why."""
    paragraph: Paragraph = frame.paragraph(key)
    return (paragraph,)
