"""What the coordinator wants to say, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Block, Quote
from selfeval.model import Row, State
from selfeval.sections import Context
from selfeval.wording import listed_text


def compose(context: Context) -> tuple[Block, ...]:
    """How the coordinator tells the year, topic by topic, and which topics were left open."""
    rows = {row.text("topic"): row for row in context.result.rows("own_words")}
    topics = [entry["id"] for entry in context.guide.codes("own_words")]
    written = [_quote(topic, rows[topic], context) for topic in topics if topic in rows and rows[topic].text("text")]
    if not written:
        return (context.nothing(),)
    return (*written, *_left_open(topics, rows, context))


def _quote(topic: str, row: Row, context: Context) -> Quote:
    """A paragraph for every line the coordinator began; nothing in it is changed."""
    lines = row.text("text").splitlines()
    return Quote(context.code("own_words", topic), tuple(line for line in lines if line.strip()))


def _left_open(topics: list[str], rows: dict[str, Row], context: Context) -> Iterator[Block]:
    for state, key in ((State.EMPTY, "not_filled_in"), (State.NOT_APPLICABLE, "not_applicable")):
        names = [context.code("own_words", topic) for topic in topics if _state(rows.get(topic)) is state]
        if names:
            yield context.say(key, topics=listed_text(names, context.texts))


def _state(row: Row | None) -> State:
    return row.answer("text").state if row else State.EMPTY
