"""The reports as web pages, in a real browser: for everyone, on a phone too, and without a network."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

REPORTS = [("nl", "zelfevaluatie*"), ("nl", "jaarverslag*"), ("fr", "auto-evaluation*"), ("fr", "rapport-annuel*")]
WIDTHS = (1280, 390)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What stands outside the window without a box around it that scrolls, and what a box hides of its own text.
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && !element.closest('.scroll, .skip') && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.outerHTML.slice(0, 120))"""
HIDDEN = """() => [...document.querySelectorAll('body *')].filter(element => {
  const looks = getComputedStyle(element);
  const hides = value => ['hidden', 'clip'].includes(value);
  return looks.textOverflow === 'ellipsis' || !element.closest('.skip') && (
    hides(looks.overflowX) && element.scrollWidth > element.clientWidth + 1 ||
    hides(looks.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""
# Words wider than the cell or card they stand in run into their neighbour.
SPILT = """() => [...document.querySelectorAll(
  'th, td, dd, dt, p, li, h1, h2, h3, h4, .key-figures span'
)].filter(element =>
  element.clientWidth && element.scrollWidth > element.clientWidth + 1 && !element.querySelector('.scroll')
).map(element => element.outerHTML.slice(0, 120))"""
CUT = """() => {
  const frame = document.querySelector('svg').getBoundingClientRect();
  return [...document.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1 ||
      box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  }).map(text => text.textContent);
}"""

Open = Callable[..., Page]


@pytest.fixture
def open_report(browser: Browser, demo) -> Iterator[Open]:
    """Opens a report in a window of some width; `seen` gets every request and every complaint of the console."""
    contexts = []

    def open_(language: str, name: str, width: int, seen: list[str] | None = None, bypass_csp: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=bypass_csp)
        contexts.append(context)
        page = context.new_page()
        if seen is not None:
            page.on("request", lambda request: seen.append(request.url))
            page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: seen.append(str(error)))
        page.goto(demo.file(language, f"{name}.html").as_uri(), wait_until="load")
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "name"), REPORTS)
def test_axe_finds_nothing_to_mend(open_report, language, name, width):
    """No violation of WCAG 2.2 A and AA nor of axe's best practice, on a wide screen and on a phone."""
    page = open_report(language, name, width, bypass_csp=True)
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations", "passes"]}
    found = Axe().run(page, options=options).response
    assert len(found["passes"]) > 20
    assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]] == []


@pytest.mark.parametrize(("language", "name"), REPORTS)
def test_a_report_asks_for_nothing_beyond_its_own_file(open_report, demo, language, name):
    """One request for the file; pictures are inside; the console stays silent, under the page's own strict policy."""
    seen: list[str] = []
    page = open_report(language, name, 1280, seen)
    page.mouse.wheel(0, 50_000)
    page.wait_for_timeout(200)
    assert [one for one in seen if not one.startswith("data:")] == [demo.file(language, f"{name}.html").as_uri()]
    assert page.evaluate("[...document.images].filter(image => !image.complete || !image.naturalWidth).length") == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "name"), REPORTS)
def test_the_page_is_as_wide_as_its_window(open_report, language, name, width):
    """Nobody scrolls sideways to read; only wide tables and charts scroll in their own box."""
    page = open_report(language, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "name"), REPORTS)
def test_no_words_are_cut_off(open_report, language, name, width):
    """No box hides part of its text, and no word is wider than its cell or card."""
    page = open_report(language, name, width)
    assert page.evaluate(HIDDEN) == []
    assert page.evaluate(SPILT) == []


@pytest.mark.parametrize(("language", "name"), REPORTS)
def test_no_words_of_a_chart_are_cut_off(open_report, browser, language, name):
    """Every label stands inside its chart, in the longest language too."""
    sources = open_report(language, name, 1280).evaluate("[...document.images].map(image => image.src)")
    assert sources
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    cut = []
    for source in sources:
        page.set_content(base64.b64decode(source.partition("base64,")[2]).decode())
        cut += page.evaluate(CUT)
    page.close()
    assert cut == []


@pytest.mark.parametrize(("language", "name"), REPORTS)
def test_the_keyboard_reaches_the_text_first(open_report, language, name):
    """The first Tab shows a link to the text, and following it leads there."""
    page = open_report(language, name, 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    target = page.evaluate("location.hash.slice(1)")
    assert target
    assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", target)
