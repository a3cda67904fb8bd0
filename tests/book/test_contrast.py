"""Colours that everybody can tell apart: computed by WCAG 2.2, for the charts and for the pages, light and dark."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest

from selfeval.book.palette import write_palette
from selfeval.charts import look

TEXT, MARK = 4.5, 3.0
PAGES = ("light", "dark")
# What words are written in, and what they are written on.
INKS, GROUNDS = ("ink", "grey", "teal", "rust"), ("paper", "teal-tint", "rust-tint")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definitions) of #rrggbb: 0 for black to 1 for white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(scope="module")
def palettes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The colours by theme and name, as the style sheet of the book has them."""
    folder = tmp_path_factory.mktemp("palette")
    write_palette(SimpleNamespace(outdir=folder, builder=SimpleNamespace(format="html")))
    rules = Path(folder, "_static", "palette.css").read_text("utf-8").split("}")
    found = [
        dict(line.strip(" ;-").split(": ") for line in rule.splitlines() if line.startswith("  --")) for rule in rules
    ]
    return dict(zip(PAGES, found, strict=False))


def test_the_measure_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1, and #767676 is the lightest grey for text on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#b3541e", "#b3541e") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") >= TEXT > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("ink", ["INK", "GREY", "TEAL", "RUST"])
def test_words_in_a_chart_can_be_read_on_paper(ink: str) -> None:
    assert contrast(getattr(look, ink), look.PAPER) >= TEXT


@pytest.mark.parametrize("ground", ["PAPER", "TEAL_TINT", "RUST_TINT", "LIGHT"])
def test_ink_can_be_read_on_every_colour_that_carries_words(ground: str) -> None:
    assert contrast(look.INK, getattr(look, ground)) >= TEXT


@pytest.mark.parametrize("filled", ["TEAL", "RUST", "GREY", "INK"])
def test_paper_can_be_read_on_a_filled_bar(filled: str) -> None:
    assert contrast(look.PAPER, getattr(look, filled)) >= TEXT


@pytest.mark.parametrize("place", range(len(look.SERIES)))
def test_the_line_of_every_series_can_be_seen_on_paper(place: int) -> None:
    assert contrast(look.style_of(place).stroke, look.PAPER) >= MARK


def test_no_two_series_differ_by_colour_alone() -> None:
    """They differ in dash and in shape as well."""
    for one, other in combinations(look.SERIES, 2):
        assert one.dash != other.dash
        assert one.shape != other.shape


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("page", PAGES)
def test_words_on_a_page_can_be_read(palettes: dict[str, dict[str, str]], page: str, ink: str) -> None:
    assert contrast(palettes[page][ink], palettes[page]["paper"]) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("page", PAGES)
def test_ink_can_be_read_on_every_ground_of_a_page(palettes: dict[str, dict[str, str]], page: str, ground: str) -> None:
    assert contrast(palettes[page]["ink"], palettes[page][ground]) >= TEXT


@pytest.mark.parametrize(("words", "ground"), [("paper", "teal"), ("paper", "grey"), ("ink", "light")])
@pytest.mark.parametrize("page", PAGES)
def test_numbers_in_the_drawings_can_be_read(
    palettes: dict[str, dict[str, str]], page: str, words: str, ground: str
) -> None:
    assert contrast(palettes[page][words], palettes[page][ground]) >= TEXT


def mixed(one: str, other: str, share: float) -> str:
    """The CSS color-mix of two colours in sRGB, with this share of the first."""
    pairs = [(int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize(("words", "share"), [("paper", 0.82), ("ink", 0.32)])
@pytest.mark.parametrize("page", PAGES)
def test_numbers_on_the_mixed_rings_can_be_read(
    palettes: dict[str, dict[str, str]], page: str, words: str, share: float
) -> None:
    """The rings of the actors and of the system: teal with paper, 82 % and 32 % (book.css)."""
    colours = palettes[page]
    assert contrast(colours[words], mixed(colours["teal"], colours["paper"], share)) >= TEXT
