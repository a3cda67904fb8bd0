"""A chart of the guide with the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt

from selfeval.charts import look
from selfeval.texts import Catalogue, Texts, read_catalogue


@dataclass(frozen=True)
class Drawing:
    """`spec` is Vega-Lite with its own data, its `description` the finding; each row has a cell a heading."""

    spec: dict[str, Any]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def _catalogue() -> Catalogue:
    return read_catalogue(files("selfeval") / "book" / "drawings" / "texts.yml")


def words_of(texts: Texts) -> Texts:
    """The same language with the words of the drawings."""
    return Texts(texts.language, _catalogue())


def specification(chart: alt.LayerChart, language: str, description: str) -> dict[str, Any]:
    """The Vega-Lite of a chart in the look of the reports; it points to nothing outside it."""
    spec = chart.to_dict(context={"pre_transform": False})
    spec.pop("$schema", None)
    spec["config"] = look.config(language)
    spec["description"] = description
    return spec
