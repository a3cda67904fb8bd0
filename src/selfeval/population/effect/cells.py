"""Cells: what is kept of the persons of a region in a year, which is all that the estimates need.

The means of cells, weighted by their persons, give the same coefficients as the persons themselves, when the treatment
and every further term of the model are constant within a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from selfeval.errors import RequestError

Array = NDArray[np.float64]
# The share of the pilot's people in classes that some region lacks in some year, beyond which nothing is adjusted.
MOST_LEFT_OUT = 0.05


@dataclass(frozen=True)
class Cells:
    """Person-years by region (rows) and year (columns): their number, the mean and variance of the outcome.

    `composition` holds shares and means of who lives there, by name, in the same shape; `variance` is that of the
    persons within the cell.
    """

    regions: tuple[str, ...]
    years: tuple[int, ...]
    persons: Array
    mean: Array
    variance: Array
    composition: Mapping[str, Array] = field(default_factory=dict)

    @property
    def size(self) -> Array:
        """Mean number of persons of each region over the years."""
        return np.asarray(self.persons.mean(axis=1))

    def only(self, regions: Sequence[str] | None = None, years: Sequence[int] | None = None) -> Cells:
        """The cells of some regions and years, in the order of these; all where None."""
        kept = self.regions if regions is None else tuple(regions)
        spans = self.years if years is None else tuple(years)
        rows = [self.regions.index(region) for region in kept]
        columns = [self.years.index(year) for year in spans]
        at = np.ix_(rows, columns)
        composition = {name: values[at] for name, values in self.composition.items()}
        return Cells(kept, spans, self.persons[at], self.mean[at], self.variance[at], composition)


def cells_of(frame: pd.DataFrame) -> Cells:
    """Cells from one row a region and year: region, year, persons, mean, variance; further columns are composition.

    Raises RequestError (`effect_two_cells`) when a region has a year twice. A region that lacks a year has nan there.
    """
    if frame.duplicated(["region", "year"]).any():
        raise RequestError("effect_two_cells")
    rest = [name for name in frame.columns if name not in ("region", "year", "persons", "mean", "variance")]
    wide = {
        name: frame.pivot_table(index="region", columns="year", values=name, dropna=False)
        for name in ("persons", "mean", "variance", *rest)
    }
    regions, years = wide["mean"].index, wide["mean"].columns
    tables = {name: table.reindex(regions).to_numpy(float) for name, table in wide.items()}
    return Cells(
        tuple(map(str, regions)),
        tuple(int(year) for year in years),
        np.nan_to_num(tables["persons"]),
        tables["mean"],
        tables["variance"],
        {name: tables[name] for name in rest},
    )


@dataclass(frozen=True)
class Classes:
    """Cells by class of persons (age band, sex, stratum): arrays of regions x years x classes."""

    regions: tuple[str, ...]
    years: tuple[int, ...]
    labels: tuple[str, ...]
    persons: Array
    mean: Array
    variance: Array
    composition: Mapping[str, Array] = field(default_factory=dict)

    def together(self) -> Cells:
        """The classes of a cell as one: variances within and between the classes added up."""
        n = self.persons.sum(axis=2)
        share = _divided(self.persons, n[:, :, None])
        mean = (share * np.nan_to_num(self.mean)).sum(axis=2)
        mean = np.where(n > 0, mean, np.nan)
        apart = np.nan_to_num(self.mean - mean[:, :, None]) ** 2
        inner = np.nan_to_num(self.variance) * np.maximum(self.persons - 1, 0) + self.persons * apart
        variance = np.where(n > 1, inner.sum(axis=2) / np.maximum(n - 1, 1), np.nan)
        return Cells(self.regions, self.years, n, mean, variance, self._composition(share))

    def adjusted(self, pilots: Sequence[str]) -> tuple[Cells, float]:
        """Cells directly standardised to the pilot regions' people of all years; the share of them left out.

        A class that some region lacks in some year is left out everywhere. `variance` is n times that of the
        standardised mean. Raises RequestError (`effect_adjustment`) when that is more than MOST_LEFT_OUT of the people.
        """
        rows = [self.regions.index(region) for region in pilots]
        standard = self.persons[rows].sum(axis=(0, 1))
        present = (self.persons > 1).all(axis=(0, 1))
        left_out = 1 - float(standard[present].sum() / standard.sum())
        if left_out > MOST_LEFT_OUT:
            raise RequestError("effect_adjustment", share=f"{100 * left_out:.0f}")
        weight = np.where(present, standard, 0) / standard[present].sum()
        mean = (weight * np.nan_to_num(self.mean)).sum(axis=2)
        spread = (weight**2 * np.nan_to_num(_divided(self.variance, self.persons))).sum(axis=2)
        n = self.persons.sum(axis=2)
        share = _divided(self.persons, n[:, :, None])
        return Cells(self.regions, self.years, n, mean, spread * n, self._composition(share)), left_out

    def _composition(self, share: Array) -> dict[str, Array]:
        return {name: (share * np.nan_to_num(values)).sum(axis=2) for name, values in self.composition.items()}


def _divided(part: Array, whole: Array) -> Array:
    return np.asarray(np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0))
