"""What the pages of a questionnaire share: its words, and how its scores are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selfeval.document import Align, Column, Paragraph, plain
from selfeval.guide import Item
from selfeval.statistics.interval import Interval
from selfeval.survey.results import SurveyResult
from selfeval.texts import Texts

Heading = tuple[str, float, Align]


@dataclass(frozen=True)
class Frame:
    """The result of a questionnaire and the language it is told in."""

    result: SurveyResult
    texts: Texts

    def say(self, key: str, **values: object) -> str:
        """A sentence of this room's own catalogue."""
        return self.texts(f"survey.{key}", **values)

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence as a paragraph."""
        return Paragraph(plain(self.say(key, **values)))

    def columns(self, headings: Iterable[Heading]) -> tuple[Column, ...]:
        """The columns of a table; shares are made to add up to 1."""
        wanted = list(headings)
        whole = sum(share for _, share, _ in wanted)
        return tuple(Column(self.say(f"column.{key}"), align, share / whole) for key, share, align in wanted)

    @property
    def name(self) -> str:
        """The name of the instrument before its colon, which is how people call it."""
        return self.texts.of(self.result.instrument["name"]).partition(":")[0].strip(" \u00a0\u202f")

    def scale(self, scale: Item) -> str:
        """The name of a scale."""
        return self.texts.of(scale["name"])

    @property
    def digits(self) -> int:
        """So many decimals that neither less nor more is told than a mean of whole answers can bear."""
        limits = [one.limits for one in self.result.scales if one.limits]
        width = max((high - low for low, high in limits), default=10)
        return 3 if self.result.value_set else 2 if width <= 6 else 1

    def score(self, value: float | None) -> str:
        """A score as text, a dash for none."""
        return self.texts("wording.no_interval") if value is None else self.texts.number(value, self.digits)

    def interval(self, interval: Interval | None) -> str:
        """The two ends of an interval, a dash for none."""
        if interval is None:
            return self.texts("wording.no_interval")
        return self.texts("wording.interval", low=self.score(interval.low), high=self.score(interval.high))
