"""What stands in the tables of the sections: headings, intervals, changes, answers and verdicts."""

from __future__ import annotations

from collections.abc import Iterable

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import Align, Column, Inline, Run, plain
from selfeval.model import Answer, Figure, State
from selfeval.reading import Limits, is_below_smallest, pieces, sentence
from selfeval.results.breaks import SERIES_BREAK
from selfeval.sections import Context
from selfeval.texts import Texts
from selfeval.wording import interval_text, number_text, signed, state_word

# The key of a column's title, its part of the width, and how it is set.
Heading = tuple[str, float, Align]
_CHANGED = {"improved", "worse", "no_judgement"}


def columns(headings: Iterable[Heading], context: Context, **values: object) -> tuple[Column, ...]:
    """The columns of a table, their titles from the section's texts under "column"."""
    return tuple(Column(context.texts(f"column.{key}", **values), align, share) for key, share, align in headings)


def interval_cell(figure: Figure, texts: Texts) -> Inline:
    """The 95 % interval of a figure, of a difference in points without its unit; or the mark for none."""
    if figure.unit == "points" and figure.low is not None and figure.high is not None:
        low, high = (signed(end * 100, 1, texts) for end in (figure.low, figure.high))
        return plain(texts("wording.interval", low=low, high=high))
    return plain(interval_text(figure, texts) or texts("wording.no_interval"))


def signed_cell(figure: Figure, texts: Texts) -> Inline:
    """A difference with its sign and without its unit, leading to its definition."""
    if figure.value is None:
        return (Run(number_text(figure, texts), definition=figure.definition),)
    if figure.unit == "points":
        return (Run(signed(figure.value * 100, 1, texts), definition=figure.definition),)
    digits = 0 if float(figure.value).is_integer() else 1
    return (Run(signed(figure.value, digits, texts), definition=figure.definition),)


def reading_cell(figure: Figure, change: str, texts: Texts, limits: Limits | None = None) -> Inline:
    """The sentence that reads a figure; what it says of a change is strong where something changed."""
    said, changed = pieces(figure, change, texts, limits)
    if change not in _CHANGED or not changed:
        return plain(sentence((said, changed), texts))
    return (Run(f"{said}{texts('wording.semicolon')}"), Run(changed, strong=True), Run("."))


def answer_text(answer: Answer, texts: Texts) -> str:
    """What a project wrote, or the word for why it wrote nothing."""
    return (
        str(answer.value)
        if answer.state is State.KNOWN and answer.value is not None
        else state_word(answer.state, texts)
    )


def own_sentence(answer: Answer, texts: Texts) -> str:
    """What a project wrote, closed by a full stop where it has no end of its own."""
    written = answer_text(answer, texts).strip()
    return written if written.endswith((".", "!", "?", "…")) else f"{written}."


def verdict_text(context: Context, finding: str, now: Figure, before: Figure, smallest: int) -> str:
    """The word that may be said about a change; nothing is judged on fewer than `smallest` observations."""
    if now.state is not State.KNOWN or finding == HIDDEN_FINDING:
        return state_word(State.HIDDEN if finding == HIDDEN_FINDING else now.state, context.texts)
    if is_below_smallest(now, before, smallest):
        return context.texts("wording.too_few_to_judge")
    if finding == SERIES_BREAK:
        return context.texts("wording.series_break")
    if finding == "no_judgement":
        return context.texts("wording.no_judgement")
    return context.level("verdict", finding)
