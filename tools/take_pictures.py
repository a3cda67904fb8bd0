"""Takes the pictures of README and book from freshly made example documents: `.venv/bin/python tools/take_pictures.py`.

Needs chromium, soffice (LibreOffice) and pdftoppm (poppler) on the PATH. Everything on the pictures is invented.
"""

from __future__ import annotations

import contextlib
import html
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import typer
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import sync_playwright

from selfeval.cli.projects import check
from selfeval.examples import SEED, YEARS, example_content, example_projects, write_demo
from selfeval.guide import read_guide, revision_in_force, revisions
from selfeval.making.documents import make_documents
from selfeval.making.order import make_order
from selfeval.project_file.template import Content, Request, write_project_file
from selfeval.texts import read_texts

BOOK = Path(__file__).resolve().parents[1] / "book"
PICTURES = BOOK / "pictures"
WIDTH, COLOURS, MARGIN = 900, 64, 24
GAP = 5  # rows without ink between two lines of text
DUTCH, YEAR = "vb_heidebos", YEARS[-1]
PAGE = """<!doctype html><meta charset="utf-8"><style>body{{margin:0;background:#fff}}
pre{{margin:0;padding:20px 24px;font:15px/1.45 "Liberation Mono",monospace;white-space:pre-wrap;color:#1d2b30}}</style>
<pre>{text}</pre>"""


def main() -> None:
    """Takes all six."""
    with tempfile.TemporaryDirectory(prefix="selfeval-") as name:
        folder = Path(name)
        sound, spoilt = write_dutch_file(folder / "file", as_it_is), write_dutch_file(folder / "check", spoil)
        made = make_documents(
            write_demo(folder), folder / "out", make_order("2023-03-31", ["fr", "nl"], "", False, 5, True)
        )
        save(pdf_page(office_pdf(sound, folder), "Landsdeel"), "excel_file", height=0.68)
        save(browser_picture(text_page(answer_of_check(spoilt), folder), 900), "check")
        web = next(made.folder.glob("nl/zelfevaluatie*.html"))
        save(browser_picture(web, 1000, "h2", 780), "web_page")
        save(cover_of_the_guide(), "guide", height=0.55)
        save(
            pdf_page(next(made.folder.glob("fr/auto-evaluation*.pdf")), "Maturité des 14 composantes"),
            "pdf_page",
            height=0.672,
        )
        word = office_pdf(next(made.folder.glob("nl/jaarverslag*.docx")), folder)
        save(pdf_page(word, "Bereikte patiënten"), "word_page", height=0.46)


def cover_of_the_guide() -> Image.Image:
    """The first page of the guide in French, after `make book`."""
    page = BOOK.parent / "_build" / "site" / revisions()[-1] / "fr" / "book" / "index.html"
    return browser_picture(page, 1300, height=1000)


def write_dutch_file(folder: Path, change: Callable[[Content], None]) -> Path:
    """The file of an invented Dutch-speaking project, after a change to what it filled in."""
    profile = next(profile for profile in example_projects() if profile.id == DUTCH)
    content = example_content(profile, YEAR, SEED)
    change(content)
    guide, texts = read_guide(revision_in_force(YEAR)), read_texts("nl")
    folder.mkdir()
    path = folder / f"{DUTCH}-{YEAR}.xlsx"
    path.write_bytes(write_project_file(Request(DUTCH, YEAR, guide, texts, synthetic=True, content=content)))
    return path


def as_it_is(content: Content) -> None:
    """No change."""


def spoil(content: Content) -> None:
    """Four mistakes of the kind that people make."""
    content["individual_scores"][2]["prevention"] = 3.5
    content["measurements"][4]["numerator"] = 4520
    content["money"][0]["spent"] = "circa 130.000"
    content["objectives"][1]["value"] = "49,4 %"


def answer_of_check(file: Path) -> str:
    """What `selfeval check` says."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(typer.Exit):
        check(file)
    return f"$ selfeval check {file.name}\n{said.getvalue().rstrip()}"


def text_page(text: str, folder: Path) -> Path:
    """A text as a page that looks like a terminal."""
    path = folder / "text.html"
    path.write_text(PAGE.format(text=html.escape(text)), "utf-8")
    return path


def browser_picture(page: Path, width: int, start: str = "", height: int = 0) -> Image.Image:
    """A page in Chromium, from its first `start` element on; the whole page without one."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=arguments)
        tab = browser.new_page(viewport={"width": width, "height": height or 400})
        tab.goto(page.as_uri())
        if start:
            tab.locator(start).first.evaluate("element => window.scrollTo(0, element.offsetTop - 24)")
        picture = Image.open(io.BytesIO(tab.screenshot(full_page=not start)))
        browser.close()
    return picture


def office_pdf(file: Path, folder: Path) -> Path:
    """An Excel or Word file as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "LC_ALL": "nl_BE.UTF-8"})
    return folder / f"{file.stem}.pdf"


def pdf_page(file: Path, words: str) -> Image.Image:
    """The last of the first eight pages on which some words stand: earlier ones are contents."""
    texts = [page.extract_text() for page in pypdf.PdfReader(file).pages[:8]]
    number = max(place for place, text in enumerate(texts, 1) if words in text)
    place = ["-f", str(number), "-l", str(number)]
    command = [program("pdftoppm"), "-r", "110", "-png", *place, str(file)]
    return Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))


def program(name: str) -> str:
    """The path of a program; raises SystemExit when it is not there."""
    if not (path := shutil.which(name)):
        raise SystemExit(f"{name} is not on the PATH")
    return path


def save(picture: Image.Image, name: str, height: float = 1.0) -> None:
    """Writes the upper part of a picture, down to a whole line, without empty borders, in few colours."""
    picture = picture.convert("RGB").crop((0, 0, picture.width, int(picture.height * height)))
    ink = (
        ImageChops.difference(picture, Image.new("RGB", picture.size, "white"))
        .convert("L")
        .point(lambda v: 255 * (v > 8))
    )
    inked = [bool(ink.crop((0, row, ink.width, row + 1)).getbbox()) for row in range(ink.height)]
    end = next(row for row in range(ink.height, 0, -1) if not any(inked[row - GAP : row]))
    picture = ImageOps.expand(picture.crop(ink.crop((0, 0, ink.width, end)).getbbox()), MARGIN, "white")
    picture.thumbnail((WIDTH, 10_000), Image.Resampling.LANCZOS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {picture.width} x {picture.height}, {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
