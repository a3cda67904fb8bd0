"""The whole document on one page."""

from __future__ import annotations

from selfeval.document import Block, Bullets, Inline
from selfeval.sections import Context
from selfeval.sections.summary.changed import cannot_tell, changed
from selfeval.sections.summary.figures import key_figures
from selfeval.sections.summary.file import decisions, incomplete
from selfeval.sections.summary.maturity import extremes, split, steps

_ORDER = {
    "self_evaluation": (extremes, split, changed, cannot_tell, decisions, incomplete),
    "annual_report": (decisions, changed, steps, extremes, cannot_tell, incomplete),
}


def compose(context: Context) -> tuple[Block, ...]:
    """What the project reached, what must improve, what cannot be told and what is missing."""
    sentences: list[Inline] = [line for part in _ORDER[context.document] for line in part(context)]
    return key_figures(context), Bullets(tuple(sentences)), context.proposal("proposal")
