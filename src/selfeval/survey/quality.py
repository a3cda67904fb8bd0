"""The part on how far the scores can be trusted: lowest and highest scores, and how the items hang together."""

from __future__ import annotations

from selfeval.document import Align, Block, Bullets, Inline, Table, plain
from selfeval.statistics.arrays.cronbach import Alpha
from selfeval.survey.reliability import Reliability
from selfeval.survey.results import ScaleResult
from selfeval.survey.words import Frame, Heading

_NUMBER = Align.NUMBER
# From this share on, a scale cannot show that people are worse, or better, off than that (Terwee and others 2007).
MANY = 0.15
_ENDS: tuple[Heading, ...] = (
    ("scale", 0.4, Align.TEXT),
    ("n", 0.14, _NUMBER),
    ("floor", 0.23, _NUMBER),
    ("ceiling", 0.23, _NUMBER),
)
_ALPHAS: tuple[Heading, ...] = (
    ("scale", 0.32, Align.TEXT),
    ("items", 0.1, _NUMBER),
    ("complete", 0.13, _NUMBER),
    ("cronbach", 0.225, _NUMBER),
    ("ordinal", 0.225, _NUMBER),
)


def ends_blocks(frame: Frame) -> tuple[Block, ...]:
    """The share of people at the lowest and at the highest possible score, with a sentence where they are many."""
    shown = [one for one in frame.result.shown() if one.limits]
    if not shown or frame.result.agreed:
        return (frame.paragraph("ends.nothing"),)
    many = tuple(plain(said) for one in shown for said in _many(one, frame))
    rows = tuple(_ends(one, frame) for one in shown)
    note = frame.say("ends.note", smallest=frame.result.smallest)
    return (
        frame.paragraph("ends.reading"),
        *((Bullets(many),) if many else (frame.paragraph("ends.few", share=frame.texts.share(MANY)),)),
        Table(frame.say("table.ends", name=frame.name), frame.columns(_ENDS), rows, note),
    )


def _many(one: ScaleResult, frame: Frame) -> list[str]:
    shares = {"floor": one.floor, "ceiling": one.ceiling}
    return [
        frame.say(f"ends.{end}", scale=frame.scale(one.scale), share=frame.texts.share(share))
        for end, share in shares.items()
        if share is not None and share > MANY
    ]


def _ends(one: ScaleResult, frame: Frame) -> tuple[Inline, ...]:
    n = frame.texts.number(one.figures.n)
    return (plain(frame.scale(one.scale)), plain(n), _share(one.floor, frame), _share(one.ceiling, frame))


def _share(share: float | None, frame: Frame) -> Inline:
    return plain(frame.texts("missing.hidden") if share is None else frame.texts.share(share))


def alpha_blocks(frame: Frame) -> tuple[Block, ...]:
    """The alphas of each scale that can have one, how missing answers were treated, and why the others have none."""
    found = [(one, one.alpha) for one in frame.result.shown() if one.alpha is not None]
    rows = tuple(_alphas(one, alpha, frame) for one, alpha in found if alpha.cronbach is not None)
    reasons = {alpha.reason for _, alpha in found if alpha.reason}
    why = tuple(plain(frame.say(f"alpha.{reason}", smallest=frame.result.smallest)) for reason in sorted(reasons))
    if not rows:
        return (frame.paragraph("alpha.nothing"), *((Bullets(why),) if why else ()))
    said = tuple(plain(_reading(one, alpha.cronbach, frame)) for one, alpha in found if alpha.cronbach is not None)
    ordinal = any(alpha.ordinal is not None for _, alpha in found)
    return (
        frame.paragraph("alpha.meaning"),
        Bullets(said),
        Table(frame.say("table.alpha", name=frame.name), frame.columns(_ALPHAS), rows, frame.say("alpha.missing")),
        *((frame.paragraph("alpha.ordinal"),) if ordinal else (frame.paragraph("alpha.no_ordinal"),)),
        *((Bullets(why),) if why else ()),
    )


def _alphas(one: ScaleResult, alpha: Reliability, frame: Frame) -> tuple[Inline, ...]:
    cells = (str(alpha.items), frame.texts.number(alpha.n), _alpha(alpha.cronbach, frame), _alpha(alpha.ordinal, frame))
    return (plain(frame.scale(one.scale)), *map(plain, cells))


def _alpha(alpha: Alpha | None, frame: Frame) -> str:
    if alpha is None:
        return frame.texts("wording.no_interval")
    value, low, high = (frame.texts.number(one, 2) for one in (alpha.value, alpha.interval.low, alpha.interval.high))
    return frame.say("alpha.value", value=value, low=low, high=high)


def _reading(one: ScaleResult, alpha: Alpha, frame: Frame) -> str:
    value, low, high = (frame.texts.number(part, 2) for part in (alpha.value, alpha.interval.low, alpha.interval.high))
    words = {"scale": frame.scale(one.scale), "value": value, "low": low, "high": high}
    return frame.say("alpha.reading", **words, n=frame.texts.number(alpha.n))
