"""Possible target groups against the criteria of the Gids."""

from __future__ import annotations

from selfeval.document import Block, Callout, Paragraph, Run, Table, Tone, plain
from selfeval.population.strata.pages.words import NUMBER, TEXT, Frame, cells, found
from selfeval.population.strata.result import target_options

# Not limited to one disease, in numbers: this project's own proposal.
MOST_OF_ONE, SEVERAL = 0.7, 0.5


def target(frame: Frame) -> tuple[Block, ...]:
    """The choices from the top of the pyramid, and the smallest that meets the criteria."""
    minimum = int(frame.guide.item("criteria", "target_group_minimum")["minimum"])
    options = list(target_options(frame.result.definitions))
    meeting = [option for option in options if _large(option, minimum, frame) and _various(option, frame)]
    rows = tuple(cells(*_row(option, minimum, frame)) for option in options)
    names = ("option", "persons", "share", "criterion", "several", "commonest")
    shares = (0.24, 0.13, 0.13, 0.13, 0.14, 0.23)
    headings = [
        (key, share, TEXT if key in ("option", "commonest") else NUMBER)
        for key, share in zip(names, shares, strict=True)
    ]
    columns = frame.columns(headings, minimum=frame.texts.number(minimum))
    note = frame.say("target.note", most=frame.texts.share(MOST_OF_ONE))
    table = Table(frame.say("target.table", year=frame.year), columns, rows, note)
    criteria = tuple(
        Paragraph((Run(frame.texts.of(item["name"]), strong=True), Run(": "), Run(frame.texts.of(item["description"]))))
        if frame.texts.language != "fr"
        else Paragraph(
            (Run(frame.texts.of(item["name"]), strong=True), Run(" : "), Run(frame.texts.of(item["description"])))
        )
        for item in (frame.guide.item("criteria", name) for name in ("target_group_minimum", "not_pathology_specific"))
    )
    return (frame.paragraph("target.reading"), *criteria, _said(meeting, minimum, frame), table)


def _said(meeting: list[tuple[str, ...]], minimum: int, frame: Frame) -> Block:
    title = frame.texts("document.proposal")
    if not meeting:
        text = frame.say("target.not_found", minimum=frame.texts.number(minimum))
    else:
        persons = frame.texts.number(_persons(meeting[0], frame) or 0)
        text = frame.say("target.proposed", option=_name(meeting[0], frame), persons=persons)
    return Callout(Tone.PROPOSAL, title, plain(text))


def _name(option: tuple[str, ...], frame: Frame) -> str:
    return frame.texts.listing([frame.level(name) for name in option])


def _persons(option: tuple[str, ...], frame: Frame) -> int | None:
    parts = [frame.size(name) for name in option]
    counts = [0 if part is None else part.persons for part in parts]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _large(option: tuple[str, ...], minimum: int, frame: Frame) -> bool:
    return (_persons(option, frame) or 0) >= minimum


def _commonest(option: tuple[str, ...], frame: Frame) -> tuple[str, float] | None:
    figures = [
        one for one in frame.result.conditions.figures if one.at[0] == str(len(option)) and one.value is not None
    ]
    if not figures:
        return None
    most = max(figures, key=lambda one: (one.value or 0.0, one.at))
    return frame.texts.of(frame.guide.item("conditions", most.at[1])["name"]), most.value or 0.0


def _various(option: tuple[str, ...], frame: Frame) -> bool:
    """Not tied to one disease: none that almost all have, or more than half with several."""
    commonest, several = _commonest(option, frame), found(frame.result.several.figures, str(len(option)))
    if commonest is None or several is None or several.value is None:
        return False
    return commonest[1] <= MOST_OF_ONE or several.value > SEVERAL


def _row(option: tuple[str, ...], minimum: int, frame: Frame) -> tuple[str, ...]:
    persons, whole = _persons(option, frame), frame.size("")
    share = persons / whole.persons if persons is not None and whole and whole.persons else None
    commonest = _commonest(option, frame)
    said = (
        frame.say("hidden")
        if commonest is None
        else frame.say("target.commonest", name=commonest[0], share=frame.share(commonest[1]))
    )
    met = frame.say("hidden") if persons is None else frame.say(f"target.{'met' if persons >= minimum else 'unmet'}")
    count = frame.say("hidden") if persons is None else frame.texts.number(persons)
    several = frame.share_of(found(frame.result.several.figures, str(len(option))))
    return (_name(option, frame), count, frame.share(share), met, several, said)
