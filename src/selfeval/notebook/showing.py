"""The blocks of a document as HTML, for a cell of a notebook."""

from __future__ import annotations

from html import escape

from selfeval import tables
from selfeval.document import (
    Block,
    Bullets,
    Callout,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quote,
    Table,
)


def block_html(block: Block) -> str:
    """One block; a chart has no HTML of its own and gives an empty text."""
    if isinstance(block, Table):
        return tables.html(block)
    if isinstance(block, Paragraph):
        return f"<p>{_inline(block.runs)}</p>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in block.items)}</ul>"
    if isinstance(block, Callout):
        return f"<p><strong>{escape(block.label)}:</strong> {_inline(block.runs)}</p>"
    if isinstance(block, Quote):
        words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in block.paragraphs)
        return f"<p><em>{escape(block.question)}</em></p><blockquote>{words}</blockquote>"
    if isinstance(block, KeyFigures):
        return f"<ul>{''.join(_key_figure(figure) for figure in block.figures)}</ul>"
    return ""


def _key_figure(figure: KeyFigure) -> str:
    return f"<li><strong>{escape(figure.value)}</strong> {escape(figure.label)}. {escape(figure.reading)}</li>"


def _inline(runs: Inline) -> str:
    return "".join(f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text) for run in runs)
