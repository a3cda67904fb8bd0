"""Released figures as text: the number and its interval; `reading` makes sentences of them."""

from __future__ import annotations

from collections.abc import Iterable

from selfeval.document import Inline, Run
from selfeval.model import Figure, State
from selfeval.texts import Texts

# A percentage of at least so many persons may show one decimal.
LARGE = 1000
# Stands around a placeholder until the sentence is cut; no text of the catalogues holds it.
_MARK = "\0"
_DIGITS = {"count": 0, "score": 1, "per_1000": 1, "days": 1}


def number_text(figure: Figure, texts: Texts) -> str:
    """The figure as text in its unit, or the word for why there is none."""
    if figure.value is None or figure.state is not State.KNOWN:
        return state_word(figure.state, texts)
    return value_text(figure.value, figure, texts)


def value_text(value: float, figure: Figure, texts: Texts) -> str:
    """A value in the unit, and with the precision, of a figure."""
    if figure.unit == "percent":
        return texts.share(value, 1 if (figure.denominator or 0) >= LARGE else 0)
    if figure.unit == "points":
        return texts("wording.points", value=signed(value * 100, 1, texts))
    if figure.unit == "euro":
        return texts.euro(value)
    if figure.unit == "yes_no":
        return texts("wording.yes" if value else "wording.no")
    if figure.unit == "own":
        return texts.number(value, _digits_needed(value))
    digits = 0 if figure.unit == "score" and float(value).is_integer() else _DIGITS.get(figure.unit, 0)
    return texts.number(value, digits)


def signed(value: float, digits: int, texts: Texts) -> str:
    """A difference with its sign: +2, −1, 0."""
    number = texts.number(abs(value), digits)
    if not any(char in "123456789" for char in number):
        return texts.number(0)
    return f"{'+' if value > 0 else '−'}{number}"


def _digits_needed(value: float) -> int:
    return next((digits for digits in (0, 1) if abs(round(value, digits) - value) < 1e-9), 2)


def state_word(state: State, texts: Texts) -> str:
    """Not applicable, unknown, not filled in or hidden, in a word."""
    return texts(f"missing.{State.EMPTY if state is State.KNOWN else state}")


def interval_text(figure: Figure, texts: Texts) -> str:
    """The 95 % interval: "16 to 43 %"; nothing when the figure has none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = value_text(figure.low, figure, texts), value_text(figure.high, figure, texts)
    return texts("wording.interval", low=low, high=high)


def run(figure: Figure, texts: Texts, strong: bool = False) -> Run:
    """The number, leading to its definition."""
    return Run(number_text(figure, texts), strong, figure.definition)


def cell(figure: Figure, texts: Texts) -> Inline:
    """The number as a cell of a table, leading to its definition."""
    return (run(figure, texts),)


def numbered(key: str, count: int, texts: Texts) -> str:
    """The key of the sentence for none, one or many; without a sentence for none, "many" serves."""
    if count == 1:
        return f"{key}.one"
    return f"{key}.none" if count == 0 and texts.has(f"{key}.none") else f"{key}.many"


def linked(key: str, texts: Texts, **values: Run | Inline | str) -> Inline:
    """The sentence of a key in pieces, so that what is filled in keeps its link to a definition."""
    sentence = texts(key, **{name: f"{_MARK}{name}{_MARK}" for name in values})
    pieces: list[Run] = []
    for at, piece in enumerate(sentence.split(_MARK)):
        value = values[piece] if at % 2 else piece
        pieces += value if isinstance(value, tuple) else [Run(value) if isinstance(value, str) else value]
    return tuple(entry for entry in pieces if entry.text)


def listed(entries: list[Inline], texts: Texts) -> Inline:
    """Pieces in a row, a semicolon between them: a name may hold a comma or an "and" of its own."""
    joint = Run(texts("wording.semicolon"))
    joined = [(*((joint,) if at else ()), *entry) for at, entry in enumerate(entries)]
    return tuple(piece for entry in joined for piece in entry)


def listed_text(names: Iterable[str], texts: Texts) -> str:
    """Names in a row, a semicolon between them."""
    return texts("wording.semicolon").join(names)
