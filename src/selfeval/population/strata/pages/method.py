"""How persons were placed: the rules, their sources, and what is not known."""

from __future__ import annotations

from selfeval.document import Block, Bullets, Callout, Table, Tone, plain
from selfeval.population.strata.definitions import Stratum
from selfeval.population.strata.pages.words import TEXT, Frame, cells, found


def method(frame: Frame) -> tuple[Block, ...]:
    """The rules as they stand in the Gids, and the limits of what can be seen."""
    proposal = Callout(Tone.PROPOSAL, frame.texts("document.proposal"), plain(frame.say("method.proposal")))
    known = [frame.say("method.unknown_table"), frame.say("method.small", smallest=frame.result.smallest)]
    missing = found(frame.result.unknown.figures, frame.before)
    if missing and missing.value:
        known.append(frame.say("method.diagnoses", share=frame.share_of(missing), before=frame.before))
    levels = frame.result.definitions.levels
    rows = tuple(cells(frame.level(level.id), rules_text(level, frame)) for level in levels)
    columns = frame.columns((("level", 0.3, TEXT), ("rule", 0.7, TEXT)))
    return (proposal, Table(frame.say("method.table"), columns, rows), Bullets(tuple(map(plain, known))))


def rules_text(level: Stratum, frame: Frame) -> str:
    """The rules of a level in a sentence."""
    if not level.rules:
        return frame.say("method.everybody_else")
    said = []
    for rule in level.rules:
        parts = (
            frame.say("method.rule", measure=frame.say(f"method.{one.measure}"), at_least=one.at_least) for one in rule
        )
        said.append(frame.say("method.and").join(parts))
    return frame.say("method.or").join(said)
