"""How the pages say an amount, a difference and a chance in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite

from selfeval.document import Align, Column, Paragraph, plain
from selfeval.population.effect.answer import Effect
from selfeval.population.effect.outcome import outcome_name, outcome_unit
from selfeval.texts import Texts

MINUS, PLUS = "\u2212", "+"
# Differences nearer to none than this are none.
_NONE = 1e-9
_DIGITS = {"euro": 0, "share": 1, "number": 2}
_DRAWN = 6


@dataclass(frozen=True)
class Frame:
    """An answer, the language it is told in, and the difference planted in invented data (None: not known)."""

    effect: Effect
    texts: Texts
    synthetic: bool = False
    planted: float | None = None

    def say(self, key: str, **values: object) -> str:
        """A sentence of this room's catalogue."""
        return self.texts(f"effect.{key}", **values)

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence as a paragraph."""
        return Paragraph(plain(self.say(key, **values)))

    @property
    def outcome(self) -> str:
        """The name of the outcome."""
        return outcome_name(self.effect.question.outcome, self.texts)

    @property
    def unit(self) -> str:
        """What the outcome is told in."""
        return outcome_unit(self.effect.question.outcome)

    def amount(self, value: float) -> str:
        """A level of the outcome."""
        digits = _DIGITS[self.unit]
        if self.unit == "share":
            return self.texts.share(value, digits)
        return self.texts.euro(value) if self.unit == "euro" else self.texts.number(value, digits)

    def size(self, value: float) -> str:
        """How large a difference is, without its sign."""
        if self.unit == "share":
            return self.say("points", value=self.texts.number(abs(value) * 100, 1))
        return self.amount(abs(value))

    def gap(self, value: float) -> str:
        """A difference in words: so much lower, so much higher, none."""
        if abs(value) < _NONE:
            return self.say("gap.none")
        return self.say("gap.lower" if value < 0 else "gap.higher", amount=self.size(value))

    def range(self, low: float, high: float) -> str:
        """An interval of differences in words."""
        return self.say("range", low=self._end(low, self.gap), high=self._end(high, self.gap))

    def signed(self, value: float) -> str:
        """A difference for a table: a sign, then its size."""
        return self._end(value, lambda one: f"{'' if abs(one) < _NONE else PLUS if one > 0 else MINUS}{self.size(one)}")

    def span(self, low: float, high: float) -> str:
        """An interval of differences for a table."""
        return self.say("range_table", low=self.signed(low), high=self.signed(high))

    def part(self, value: float) -> str:
        """A difference as a part of what was expected, without its sign."""
        expected = self.effect.saving.expected
        return self.texts.share(abs(value / expected), 1) if abs(expected) > _NONE else self.say("endless")

    def chance(self, p: float) -> str:
        """A p-value as so many in a hundred."""
        return self.say("p_least") if p < 0.001 else self.say("p", p=self.texts.number(100 * p, 1))

    def columns(self, headings: Iterable[tuple[str, float, Align]]) -> tuple[Column, ...]:
        """The columns of a table; titles are sentences already."""
        return tuple(Column(title, align, share) for title, share, align in headings)

    def drawn(self, value: float | None) -> float | None:
        """A value for a chart, in percent for shares, without the digits that differ between machines."""
        return None if value is None else round(value * (100 if self.unit == "share" else 1), _DRAWN)

    @property
    def axis(self) -> str:
        """The title of an axis of differences."""
        mark = {"euro": " (€)", "share": " (%)", "number": ""}[self.unit]
        return f"{self.say('course.difference')}{mark}"

    def _end(self, value: float, say: Callable[[float], str]) -> str:
        return say(value) if isfinite(value) else self.say("endless")
