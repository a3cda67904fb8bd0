"""The colours of the charts and reports as those of the book: one palette, light and dark."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from selfeval.charts import look

_LIGHT = {
    "teal": look.TEAL,
    "rust": look.RUST,
    "grey": look.GREY,
    "light": look.LIGHT,
    "ink": look.INK,
    "paper": look.PAPER,
    "teal-tint": look.TEAL_TINT,
    "rust-tint": look.RUST_TINT,
}
# The same hues on a dark page, each at 4.5 to 1 or more against it.
_DARK = {
    "teal": "#7cc4d4",
    "rust": "#eda878",
    "grey": "#a9b4bb",
    "light": "#46535a",
    "ink": "#e6ecef",
    "paper": "#14191c",
    "teal-tint": "#1d3a42",
    "rust-tint": "#44301f",
}


def write_palette(app: Sphinx) -> None:
    """Writes the colours as properties that book.css uses."""
    if app.builder.format == "html":
        file = Path(app.outdir, "_static", "palette.css")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_rules("html[data-theme='light']", _LIGHT) + _rules("html[data-theme='dark']", _DARK), "utf-8")


def _rules(selector: str, colours: dict[str, str]) -> str:
    lines = "".join(f"  --{name}: {colour};\n" for name, colour in colours.items())
    return f"{selector} {{\n{lines}}}\n"
