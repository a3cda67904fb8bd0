"""What the pages of a stratification share: the words, the names of the levels, how figures are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selfeval.document import Align, Column, Inline, Paragraph, plain
from selfeval.guide import Guide
from selfeval.population.release import ReleasedFigure
from selfeval.population.strata.result import Stratification
from selfeval.texts import Texts

# The key of a column's title, its part of the width, and how it is set.
Heading = tuple[str, float, Align]
TEXT, NUMBER = Align.TEXT, Align.NUMBER


@dataclass(frozen=True)
class Frame:
    """A stratification, the Gids it rests on and the language it is told in; `synthetic` says that nobody is real."""

    result: Stratification
    guide: Guide
    texts: Texts
    synthetic: bool = False

    def say(self, key: str, **values: object) -> str:
        """A sentence of the stratification's own catalogue."""
        return self.texts(f"strata.{key}", **values)

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence as a paragraph."""
        return Paragraph(plain(self.say(key, **values)))

    def columns(self, headings: Iterable[Heading], **values: object) -> tuple[Column, ...]:
        """The columns of a table; shares are made to add up to 1."""
        wanted = list(headings)
        whole = sum(share for _, share, _ in wanted)
        return tuple(
            Column(self.say(f"column.{key}", **values) if key else "", align, share / whole)
            for key, share, align in wanted
        )

    def level(self, name: str) -> str:
        """The name of a level."""
        return self.texts.of(self.guide.item("strata", name)["name"])

    def short(self, name: str) -> str:
        """Its short name, or that of where else a person can be."""
        return self.say(f"short.{name}")

    @property
    def year(self) -> str:
        """The year the document is about."""
        return str(self.result.year)

    @property
    def before(self) -> str:
        """The year before it."""
        return str(self.result.year - 1)

    def size(self, name: str, year: int = 0) -> ReleasedFigure | None:
        """How many persons are on a level ("" for all) in the year, or in another one; None when nobody can be."""
        return found(self.result.sizes.figures, str(year or self.result.year), name)

    def count(self, figure: ReleasedFigure | None) -> str:
        """A number of persons."""
        if figure is None:
            return self.texts.number(0)
        return self.say("hidden") if figure.persons is None else self.texts.number(figure.persons)

    def share_of(self, figure: ReleasedFigure | None) -> str:
        """A share that was released."""
        return self.share(None if figure is None else figure.value)

    def share(self, value: float | None) -> str:
        """A fraction of 1, or that it is hidden."""
        return self.say("hidden") if value is None else self.texts.share(value, 1)

    def persons_share(self, name: str) -> float | None:
        """Which part of all persons is on a level."""
        part, whole = self.size(name), self.size("")
        if part is None:
            return 0.0
        if part.persons is None or whole is None or not whole.persons:
            return None
        return part.persons / whole.persons

    def euro_share(self, name: str) -> float | None:
        """Which part of all expenditure the persons on a level have."""
        parts = [found(self.result.euro.figures, self.year, at) for at in (name, "")]
        if parts[0] is None:
            return 0.0
        sums = [one.value * one.persons if one and one.value is not None and one.persons else None for one in parts]
        return None if sums[0] is None or not sums[1] else sums[0] / sums[1]


def found(figures: Iterable[ReleasedFigure], *at: str) -> ReleasedFigure | None:
    """The figure at these coordinates, if there is one."""
    return next((figure for figure in figures if figure.at == at), None)


def cells(*values: str) -> tuple[Inline, ...]:
    """A row of a table."""
    return tuple(plain(value) for value in values)
