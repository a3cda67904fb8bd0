"""The meaning of a term on its page: for a mouse and for a keyboard (WCAG 2.2, 1.4.13)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from built_site import Site
from playwright.sync_api import Browser, Page
from visiting import SCREEN

pytestmark = pytest.mark.browser

PAGE = "book/components/informal_carer_support.html"
TERM = ".bd-article section section a.term"


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site.file("nl", PAGE).as_uri(), wait_until="load")
    yield page
    context.close()


def meaning_in_file(site: Site, address: str) -> str:
    """The title that the page itself has for a term."""
    written = site.file("nl", PAGE).read_text("utf-8")
    return html.unescape(re.search(f'class="term[^>]*href="{re.escape(address)}" title="([^"]+)"', written)[1])


def test_the_keyboard_shows_the_meaning_and_escape_closes_it(page, site):
    """On focus the meaning that the page holds is visible and announced; Escape closes it, and the link keeps focus."""
    term, box = page.locator(TERM).first, page.locator("#meaning")
    assert not box.is_visible()
    term.focus()
    assert box.is_visible()
    assert box.inner_text() == meaning_in_file(site, term.get_attribute("href"))
    assert term.get_attribute("aria-describedby") == "meaning"
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert term.get_attribute("aria-describedby") is None
    assert term.evaluate("term => term === document.activeElement")


def test_the_meaning_goes_when_the_keyboard_moves_on(page):
    page.locator(TERM).first.focus()
    page.locator("#pst-skip-link a").focus()
    assert not page.locator("#meaning").is_visible()


def test_the_mouse_can_point_at_the_meaning_itself(page):
    """It shows on hover, stays while the mouse is on it, and goes when the mouse leaves."""
    term, box = page.locator(TERM).first, page.locator("#meaning")
    term.hover()
    assert box.is_visible()
    box.hover()
    page.wait_for_timeout(600)
    assert box.is_visible()
    page.mouse.move(1, 1)
    box.wait_for(state="hidden")


def test_the_meaning_touches_its_term_and_stays_in_the_window(page):
    """No gap for the mouse to cross, and no part of it outside the window, also on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    for term in page.locator(f"{TERM}:visible").all():
        term.focus()
        box, line = page.locator("#meaning").bounding_box(), term.evaluate("term => term.getClientRects()[0].toJSON()")
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert abs(box["y"] - line["bottom"]) <= 2


def test_the_browser_shows_no_second_meaning(page):
    """Scripts take the place of the link's own title."""
    assert page.locator("a.term").count() > 3
    assert page.locator("a:is(.term, .source)[title]").count() == 0
