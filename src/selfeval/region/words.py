"""What the pages of a region share: the words, the names of places, numbers in their units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selfeval.document import Align, Column, Inline, Paragraph, Run, plain
from selfeval.model import Figure
from selfeval.region.profile import REGION, Place, Profile
from selfeval.territory import GROUND_YEAR, Area, Level, Municipality, municipality, unit_name
from selfeval.texts import Texts

# The key of a column's title, its part of the width, and how it is set.
Heading = tuple[str, float, Align]
# More names than this make a sentence nobody reads.
_MOST_NAMES = 3


@dataclass(frozen=True)
class Frame:
    """A profile and the language it is told in; `target_group` is how many patients are meant, 0 when nobody said."""

    profile: Profile
    texts: Texts
    target_group: int = 0

    def say(self, key: str, **values: object) -> str:
        """A sentence of the region's own catalogue."""
        return self.texts(f"region.{key}", **values)

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence as a paragraph."""
        return Paragraph(plain(self.say(key, **values)))

    def columns(self, headings: Iterable[Heading], **values: object) -> tuple[Column, ...]:
        """The columns of a table; shares are made to add up to 1."""
        wanted = list(headings)
        whole = sum(share for _, share, _ in wanted)
        return tuple(Column(self.say(f"column.{key}", **values), align, share / whole) for key, share, align in wanted)

    def value(self, figure: Figure | None) -> str:
        """A figure in its unit; a word when there is none."""
        if figure is None or figure.value is None:
            return self.texts("missing.empty")
        return self.unit(figure.value, figure.unit)

    def unit(self, value: float, unit: str) -> str:
        """A value in a unit: a share with one decimal, an amount in whole euro, a count."""
        if unit == "percent":
            return self.texts.share(value, 1)
        if unit == "euro":
            return self.texts.euro(value)
        return self.texts.number(value, 1 if unit == "per_100" else 0)

    def change(self, value: float) -> str:
        """A relative change with its sign."""
        written = self.texts.share(abs(value), 1)
        if not any(digit in "123456789" for digit in written):
            return written
        return f"{'+' if value > 0 else '−'}{written}"

    def town(self, code: str) -> str:
        """The name of a municipality."""
        return self._municipality(code).name(self.texts.language)

    def towns(self, codes: Iterable[str]) -> list[str]:
        """Names of municipalities, in the order of the alphabet."""
        return sorted((self.town(code) for code in codes), key=str.casefold)

    def place(self, place: Place) -> str:
        """The name of a place: a pilot's, that of its units, or those of its municipalities."""
        if place.name:
            return place.name
        return self.area(place.area) if place.area else self.some_towns(place.codes)

    def area(self, area: Area) -> str:
        """The name of what lies around a region."""
        if area.level is Level.COUNTRY:
            return self.say("place.country")
        if len(area.units) > _MOST_NAMES:
            return self.say(f"place.{area.level}s", number=len(area.units))
        return self.texts.listing([unit_name(unit, self.texts.language) for unit in area.units])

    def some_towns(self, codes: Iterable[str]) -> str:
        """The municipalities by name when they are few, otherwise the first ones and how many more."""
        names = self.towns(codes)
        if len(names) <= _MOST_NAMES:
            return self.texts.listing(names)
        rest = len(names) - _MOST_NAMES + 1
        return self.say("place.more", names=", ".join(names[: _MOST_NAMES - 1]), number=rest)

    def cell(self, place: Place) -> Inline:
        """The name of a place as the first cell of a row; the region itself stands out."""
        return (Run(self.place(place), strong=place.id == REGION),)

    def country(self, measure: str, year: int = 0) -> Figure | None:
        """The figure of Belgium."""
        return self.profile.figure(measure, str(Level.COUNTRY), year)

    def _municipality(self, code: str) -> Municipality:
        found = municipality(code, GROUND_YEAR) or municipality(code, GROUND_YEAR - 1)
        if found is None:
            raise KeyError(code)
        return found
