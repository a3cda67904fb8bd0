"""Two parts of the document: the same by other methods with the rules that were followed, and the rule from abroad."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Align, Block, Bullets, Callout, Inline, Part, Table, Tone, plain
from selfeval.population.effect.inference import Estimate
from selfeval.population.effect.words import Frame

_TEXT, _NUMBER = Align.TEXT, Align.NUMBER
_NOTHING = "–"


def methods_part(frame: Frame) -> Part:
    """Every method's difference in one table; then the rules."""
    columns = frame.columns(
        (
            (frame.say("methods.method"), 0.42, _TEXT),
            (frame.say("course.difference"), 0.16, _NUMBER),
            (frame.say("course.interval"), 0.24, _NUMBER),
            (frame.say("methods.chance"), 0.18, _NUMBER),
        )
    )
    rules = frame.effect.rules
    note = frame.say("methods.unsteady", clustered=rules.least_clustered, bootstrap=rules.least_bootstrap)
    table = Table(frame.say("methods.table"), columns, tuple(_rows(frame)), note)
    band = frame.texts.number(rules.imbalance, 2)
    proposal = plain(frame.say("methods.proposal", band=band))
    blocks: tuple[Block, ...] = (
        table,
        frame.paragraph("methods.rules"),
        Bullets(tuple(plain(one) for one in _rules(frame))),
        Callout(Tone.PROPOSAL, frame.texts("document.proposal"), proposal),
    )
    return Part("methods", frame.say("methods.title"), blocks)


def _rows(frame: Frame) -> Iterator[tuple[Inline, ...]]:
    effect = frame.effect
    own, drawn, peers = effect.estimate, effect.checks.randomised, effect.peers
    yield _row(frame, frame.say(f"methods.{effect.method}"), own)
    same = frame.signed(own.value)
    yield _cells(frame.say("methods.randomisation"), same, frame.span(drawn.low, drawn.high), frame.chance(drawn.p))
    if peers.clustered:
        yield _row(frame, frame.say("methods.clustered"), peers.clustered)
    if peers.bootstrap:
        found = peers.bootstrap
        yield _cells(frame.say("methods.bootstrap"), same, frame.span(found.low, found.high), frame.chance(found.p))
    if effect.common or peers.steady:
        yield _row(frame, frame.say("methods.callaway"), peers.group_time, peers.steady)
    if peers.synthetic:
        mix = [
            frame.say("methods.weight", region=name, part=frame.texts.share(weight))
            for name, weight in peers.synthetic.weights[:4]
        ]
        name = frame.say("methods.synthetic", regions=", ".join(mix))
        yield _cells(name, frame.signed(peers.synthetic.value), _NOTHING, frame.chance(peers.synthetic.p))


def _row(frame: Frame, name: str, found: Estimate, steady: bool = True) -> tuple[Inline, ...]:
    interval = frame.span(found.low, found.high) if steady else _NOTHING
    return _cells(name, frame.signed(found.value), interval, frame.chance(found.p) if steady else _NOTHING)


def _cells(*texts: str) -> tuple[Inline, ...]:
    return tuple(plain(text) for text in texts)


def _rules(frame: Frame) -> Iterator[str]:
    effect = frame.effect
    if effect.caps:
        caps = [
            frame.say("methods.cap_year", year=year, amount=frame.amount(most))
            for year, most in sorted(effect.caps.items())
        ]
        share = frame.texts.share(effect.rules.cap, 1 if round(effect.rules.cap * 1000) % 10 else 0)
        yield frame.say("methods.cap", share=share, caps=frame.texts("wording.semicolon").join(caps))
    else:
        yield frame.say("methods.uncapped")
    left_out = frame.texts.share(effect.left_out, 1)
    yield frame.say("methods.adjusted", share=left_out) if effect.question.adjust else frame.say("methods.unadjusted")
    yield frame.say("methods.spread")
    rules = effect.rules
    yield frame.say("methods.finding", least_regions=rules.least_regions, least_before=rules.least_before)


def budget_part(frame: Frame) -> Part:
    """What a minimum savings rate would say; no amount is anybody's due."""
    effect = frame.effect
    saving, found = effect.saving, effect.estimate
    values: dict[str, object] = {"rate": frame.part(found.value)}
    if saving.minimum_rate is None:
        said = frame.say("budget.no_rate", persons=frame.texts.number(effect.persons))
    elif saving.per_unit <= 0:
        said = frame.say("budget.no_saving")
    else:
        key = "credited" if saving.credited else "not_credited"
        said = frame.say(f"budget.{key}", minimum=frame.texts.share(saving.minimum_rate, 1), **values)
    ends = {
        name: f"{'−' if value < 0 else '+'}{frame.part(value)}"
        for name, value in (("low", found.low), ("high", found.high))
    }
    blocks: tuple[Block, ...] = (
        Callout(Tone.WARNING, frame.say("illustration"), plain(frame.say("budget.warning"))),
        frame.paragraph("budget.rule"),
        *(Bullets((plain(said), plain(frame.say("budget.still", **ends)))),),
    )
    return Part("budget", frame.say("budget.title"), blocks)
