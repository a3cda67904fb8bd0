"""What the project decided, and what its file still lacks."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Inline, Run
from selfeval.sections import Context
from selfeval.wording import linked, listed_text, run

_DECISIONS = ("continue", "adapt", "stop", "empty")


def decisions(context: Context) -> Iterator[Inline]:
    """How many objectives and actions go on, are adapted, stop, or wait for a decision."""
    for sheet in ("objectives", "actions"):
        figures = {code: context.result.figure(f"{sheet}.decision", code) for code in _DECISIONS}
        if not any(figure.value for figure in figures.values()):
            yield linked(f"decisions.{sheet}_{'none' if context.result.rows(sheet) else 'empty'}", context.texts)
            continue
        runs = {code: run(figure, context.texts) for code, figure in figures.items()}
        yield linked(f"decisions.{sheet}", context.texts, **runs)


def incomplete(context: Context) -> Iterator[Inline]:
    """The share of the file that is answered, and the sheets with nothing in them."""
    states = {state: _answers(state, context) for state in ("known", "not_applicable", "unknown", "empty")}
    total = sum(states.values())
    if total:
        answered = Run(context.texts.share((total - states["empty"]) / total), strong=True)
        counts = {name: context.texts.number(states[name]) for name in ("unknown", "empty")}
        yield linked("file.answered", context.texts, share=answered, **counts)
    empty = [
        context.texts.of(sheet["name"]) for sheet in context.guide.items("sheets") if _is_empty(sheet["id"], context)
    ]
    if empty:
        yield linked("file.empty_sheets", context.texts, sheets=listed_text(empty, context.texts))


def _answers(state: str, context: Context) -> int:
    figures = (figure for figure in context.result.about("quality.answers") if figure.key.group == state)
    return sum(round(figure.value or 0) for figure in figures)


def _is_empty(sheet: str, context: Context) -> bool:
    states = ("known", "not_applicable", "unknown")
    return not any(context.result.figure("quality.answers", sheet, state).value for state in states)
