"""This year beside last year."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Block
from selfeval.guide import revision_in_force, revisions
from selfeval.guide.files import revision_files
from selfeval.sections import Context
from selfeval.sections.changes.maturity import maturity_blocks
from selfeval.sections.changes.numbers import indicator_blocks, objective_blocks, total_blocks
from selfeval.sections.changes.people import action_blocks, partner_blocks


def compose(context: Context) -> tuple[Block, ...]:
    """What changed in partners, actions, scores and figures; in the first year, that there is nothing to compare."""
    if context.result.year <= min(context.guide.programme["report_years"]):
        return (context.say("first_year", year=context.result.year), *_revision(context))
    return (
        *_revision(context),
        *maturity_blocks(context),
        *objective_blocks(context),
        *indicator_blocks(context),
        *total_blocks(context),
        *partner_blocks(context),
        *action_blocks(context),
    )


def _revision(context: Context) -> Iterator[Block]:
    """The revisions of the Gids that came into force since last year, and what they changed."""
    last_year = context.result.year - 1
    if f"{last_year}-12-31" < revisions()[0]:
        return
    before, now = revision_in_force(last_year), context.result.revision
    for revision in revision_files():
        if before < revision["id"] <= now:
            name, summary = context.texts.of(revision["name"]), context.texts.of(revision["summary"])
            yield context.say("revision", name=name, summary=summary)
