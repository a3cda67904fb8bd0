"""The drawings of the guide: what they say in words, the table behind them, and that nothing is cut or out of place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert
import yaml

from selfeval.book.drawings.drawing import Drawing
from selfeval.guide import read_guide
from selfeval.texts import read_texts

GIDS = Path(__file__).parents[2] / "src" / "selfeval" / "gids"
NAMES, LANGUAGES = ("milestones", "pilot_ages", "pilots_map", "control_chart"), ("nl", "fr", "en")
EVERY = pytest.mark.parametrize("name", NAMES)
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
ON_THE_MAP = ("BOOST", "Chronilux", "De Brug", "PACT", "RéLIAN", "RéSINam", "Zorgzaam Leuven")
NOT_ON_THE_MAP = ("Chronicopôle", "EMPACT!", "Geïntegreerde Zorg Waasland")


@cache
def drawing(name: str, language: str, revision: str | None = None) -> Drawing:
    found: Drawing = import_module(f"selfeval.book.drawings.{name}").draw(read_guide(revision), read_texts(language))
    return found


@cache
def svg(name: str, language: str) -> str:
    return vl_convert.vegalite_to_svg(drawing(name, language).spec, vl_version="6.4", allowed_base_urls=[])


def items(kind: str) -> dict[str, dict[str, Any]]:
    """The files of a kind, read by another reader than the package's."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (GIDS / kind).glob("*.yml")}


def shapes() -> Iterator[tuple[str, str | None]]:
    """Each municipality of the map with the project it is coloured for."""
    (topology,) = (data for data in drawing("pilots_map", "nl").spec["datasets"].values() if isinstance(data, dict))
    for shape in topology["objects"]["municipalities"]["geometries"]:
        yield shape["id"], shape.get("properties", {}).get("pilot")


def named(sentence: str) -> list[str]:
    """The projects in a sentence; EMPACT! is not PACT."""
    return [name for name in (*ON_THE_MAP, *NOT_ON_THE_MAP) if re.search(rf"(?<!\w){re.escape(name)}", sentence)]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@EVERY
@LANGUAGE
def test_a_drawing_is_valid_can_be_drawn_and_points_nowhere(name: str, language: str) -> None:
    spec = drawing(name, language).spec
    alt.Chart.from_dict(spec, validate=True)
    assert svg(name, language).startswith("<svg")
    assert not re.search(r"https?:|\"url\"", json.dumps(spec))


@EVERY
def test_a_drawing_is_the_same_each_time(name: str) -> None:
    draw = import_module(f"selfeval.book.drawings.{name}").draw
    first, second = (json.dumps(draw(read_guide(), read_texts("fr")).spec) for _ in range(2))
    assert first == second


@EVERY
def test_its_description_is_a_finding_of_its_own_in_each_language(name: str) -> None:
    described = [drawing(name, language).spec["description"] for language in LANGUAGES]
    assert len(set(described)) == 3
    assert all(len(text) > 80 and text.endswith(".") for text in described)


@EVERY
@LANGUAGE
def test_nothing_is_cut_or_stands_out_of_a_picture_of_700_pixels(name: str, language: str) -> None:
    """A text beyond the plot would make the picture wider."""
    wide = re.search(r'<svg[^>]* width="(\d+)"', svg(name, language))
    assert wide is not None
    assert int(wide[1]) <= 700
    assert "…" not in svg(name, language)


@pytest.mark.parametrize(("name", "kind"), [("milestones", "milestones"), ("pilots_map", "pilots")])
@LANGUAGE
def test_the_table_has_a_row_an_item_and_a_cell_a_heading(name: str, kind: str, language: str) -> None:
    found, there = drawing(name, language), items(kind)
    assert len(found.rows) == len(there)
    assert {len(row) for row in found.rows} == {len(found.headings)}
    assert all(cell.strip() for row in found.rows for cell in row)
    names = [item["name"] if kind == "pilots" else item["name"][language] for item in there.values()]
    assert sorted(cell for row in found.rows for cell in row if cell in names) == sorted(names)


@pytest.mark.parametrize(
    ("language", "planned", "real"),
    [
        ("nl", "van maart 2017 tot maart 2021", "op 1 januari 2018; het echte einde is 31 december 2022"),
        ("fr", "de mars 2017 à mars 2021", "le 1er janvier 2018\u00a0; sa fin réelle est le 31 décembre 2022"),
        ("en", "from March 2017 to March 2021", "on 1 January 2018; its real end is 31 December 2022"),
    ],
)
def test_the_timeline_says_what_was_planned_and_what_was_real(language: str, planned: str, real: str) -> None:
    described = drawing("milestones", language).spec["description"]
    assert planned in described
    assert real in described


@pytest.mark.parametrize(
    ("revision", "number", "last"),
    [
        ("2016-02-02", 6, "2 February 2016"),
        ("2017-07-31", 10, "31 July 2017"),
        ("2019-09-24", 13, "24 September 2019"),
        ("2021-05-30", 15, "30 May 2021"),
        ("2024-03-29", 20, "29 March 2024"),
    ],
)
def test_the_timeline_ends_where_its_revision_begins(revision: str, number: int, last: str) -> None:
    rows = drawing("milestones", "en", revision).rows
    assert len(rows) == number
    assert rows[-1][0] == last


def test_the_first_edition_knows_no_real_start_of_the_execution() -> None:
    assert "2018" not in drawing("milestones", "en", "2016-02-02").spec["description"]


def test_every_coloured_municipality_belongs_to_its_project_and_every_one_of_a_project_is_coloured() -> None:
    found = {nis: pilot for nis, pilot in shapes() if pilot}
    expected = {code: pilot["name"] for pilot in items("pilots").values() for code in pilot["municipalities"]}
    assert found == expected
    assert len(found) == 61


def test_the_map_has_all_581_municipalities() -> None:
    assert len(dict(shapes())) == 581


@LANGUAGE
def test_the_map_says_which_projects_it_shows_and_which_not(language: str) -> None:
    first, second, *_ = drawing("pilots_map", language).spec["description"].split(". ")
    assert named(first) == list(ON_THE_MAP)
    assert named(second) == list(NOT_ON_THE_MAP)
    written = re.findall(r">([^<>]+)</(?:text|tspan)>", svg("pilots_map", language))
    assert set(ON_THE_MAP) <= set(written)
    assert all(name in " ".join(written) for name in NOT_ON_THE_MAP)
    assert "Statbel" in " ".join(written)


def test_no_two_names_on_the_map_touch() -> None:
    """Seven pixels a letter is more than a bold letter of this size takes on average, fifteen a line."""
    spec = drawing("pilots_map", "nl").spec
    rows = {
        row["text"]: row
        for data in spec["datasets"].values()
        if isinstance(data, list)
        for row in data
        if "text" in row
    }
    for one, other in combinations([rows[name] for name in ON_THE_MAP], 2):
        across = abs(one["x"] - other["x"]) >= 3.5 * (len(one["text"]) + len(other["text"]))
        assert across or abs(one["y"] - other["y"]) >= 15, (one["text"], other["text"])


def test_a_project_stands_out_from_the_land_in_grey_too() -> None:
    """At least three to one, as WCAG 2.2 asks of parts of a picture."""
    from selfeval.book.drawings import pilots_map

    land = luminance(pilots_map._LAND)
    assert all((land + 0.05) / (luminance(colour) + 0.05) >= 3 for colour in pilots_map._PART.values())
