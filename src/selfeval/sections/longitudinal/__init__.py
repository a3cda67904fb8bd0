"""What changed since last year and since the last revision of the Gids, for each component and each indicator."""

from __future__ import annotations

from selfeval.document import Block
from selfeval.sections import Context
from selfeval.sections.longitudinal.components import component_blocks
from selfeval.sections.longitudinal.guide_changes import guide_blocks
from selfeval.sections.longitudinal.indicators import indicator_blocks


def compose(context: Context) -> tuple[Block, ...]:
    """The Gids, the agreed scores and the indicators; in the first report year, that there is nothing to compare."""
    if context.result.year <= min(context.guide.programme["report_years"]):
        return (context.say("first_year", year=context.result.year), *guide_blocks(context))
    return (*guide_blocks(context), *component_blocks(context), *indicator_blocks(context))
