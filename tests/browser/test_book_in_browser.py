"""The guide as web pages, in a real browser: for everyone, in three languages, on a phone too, and from a folder.

Every page is opened once (`visits`) and judged there by all of axe's rules. What cannot differ is not judged again, for
three times the speed: in dark only the rules on colours and on a phone only those on sizes, as names and roles are the
same; colours in Dutch only, as the three languages share their classes and style sheets.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from built_site import LANGUAGES, Site
from playwright.sync_api import Browser, Page
from visiting import AXE, DRAWINGS, PHONE, SCREEN, STANDARDS, Visit, faults, visit_all

pytestmark = pytest.mark.browser

COVER, CARERS = "book/index.html", "book/components/informal_carer_support.html"
SEARCHES = [("nl", "mantelzorgers"), ("fr", "aidants"), ("en", "carers")]
# Terms that the sources leave in English, and words that Dutch or French write in the same way.
SHARED = {
    "Contacts",
    "Ctrl",
    "Change management",
    "© Copyright 2026.",
    "Privacy",
    "Questionnaires",
    "Sources",
    "Signatures",
}
ALL_RULES = [[DRAWINGS], {"runOnly": {"type": "tag", "values": STANDARDS}}]
# A line around what has the focus, or around the sign inside it.
FOCUSED = """() => [document.activeElement, ...document.activeElement.querySelectorAll('*')].some(element => {
  const looks = getComputedStyle(element);
  return looks.outlineStyle !== 'none' && parseFloat(looks.outlineWidth) > 0 || looks.boxShadow !== 'none';
})"""


@pytest.fixture(scope="session")
def visits(site: Site) -> list[Visit]:
    return visit_all([(language, name, file) for language in LANGUAGES for name, file in site.pages(language).items()])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def gathered(visits: list[Visit], finding: str) -> dict[str, list[str]]:
    """What was found, by page."""
    return {f"{one.language}/{one.name}": found for one in visits if (found := getattr(one, finding))}


def open_page(page: Page, site: Site, language: str = "nl", name: str = CARERS, query: str = "") -> None:
    page.goto(site.file(language, name).as_uri() + query, wait_until="load")


def test_every_page_is_visited_in_three_languages(visits):
    pages = {language: {one.name for one in visits if one.language == language} for language in LANGUAGES}
    assert len(pages["nl"]) > 50
    assert pages["nl"] == pages["fr"] == pages["en"]
    assert {COVER, CARERS, "search.html", "workbooks/annual_report.html"} <= pages["nl"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_on_any_page(visits, theme):
    """No violation of WCAG 2.2 A and AA nor of axe's best practice, with every folded sheet open."""
    assert gathered(visits, theme) == {}


def test_no_page_asks_for_anything_outside_its_edition(visits, site):
    own = {language: site.file(language, "").as_uri() for language in LANGUAGES}
    assert [url for one in visits for url in one.requests if not url.startswith((own[one.language], "data:"))] == []
    assert min(len(one.requests) for one in visits) > 3


def test_no_page_complains_in_the_console(visits):
    """No failed request, no error and no warning of a script; every chart comes alive."""
    assert gathered(visits, "complaints") == {}


def test_every_page_says_its_language(visits):
    assert [one.name for one in visits if one.written_in != one.language] == []


def test_no_page_is_wider_than_a_phone(visits):
    """Only wide tables and charts scroll sideways, each in its own box."""
    assert [(one.language, one.name) for one in visits if one.phone_width > PHONE["width"]] == []
    assert gathered(visits, "outside") == {}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_nothing_around_the_pages_is_left_in_english(visits, language):
    """Names of buttons, hints, titles and menus of a page differ from those of the same page in English."""
    english = {one.name: set(one.interface) for one in visits if one.language == "en"}
    names = {word for one in visits if one.name.endswith("pilots.html") for word in one.headings}
    same = {word for one in visits if one.language == language for word in one.interface if word in english[one.name]}
    assert same - SHARED - names == set()


@pytest.mark.parametrize(("language", "word"), SEARCHES)
def test_searching_from_a_folder_finds_a_component_by_a_word_of_its_title(page, site, language, word):
    open_page(page, site, language, "search.html", f"?q={word}")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("document.querySelector('.search-summary')?.textContent")
    links = page.eval_on_selector_all("#search-results li > a", "links => links.map(link => link.href.split('?')[0])")
    assert any(link.split("#")[0] == site.file(language, CARERS).as_uri() for link in links)


def test_the_results_of_a_search_are_accessible_too(page, site):
    open_page(page, site, "nl", "search.html", "?q=mantelzorgers")
    page.wait_for_selector("#search-results li a")
    page.evaluate(AXE_SCRIPT)
    assert faults(page.evaluate(AXE, ALL_RULES)) == []


def test_the_keyboard_reaches_the_text_first(page, site):
    """The first Tab shows a link to the text, and following it leads there."""
    open_page(page, site)
    page.keyboard.press("Tab")
    assert page.locator(".skip-link a").evaluate("link => link === document.activeElement")
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"
    assert page.evaluate("document.getElementById('main-content').getBoundingClientRect().top < innerHeight")


def test_the_keyboard_shows_where_it_is(page, site):
    """Every place that Tab reaches has a line around it."""
    open_page(page, site)
    unseen = []
    for _ in range(120):
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUSED):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []


def test_the_search_box_opens_and_closes_with_the_keyboard(page, site):
    """Ctrl+K opens it with the cursor in its field; it is accessible; Escape closes it."""
    open_page(page, site)
    box = page.locator("#pst-search-dialog")
    page.keyboard.press("Control+k")
    assert box.is_visible()
    assert page.evaluate("document.activeElement.name") == "q"
    page.evaluate(AXE_SCRIPT)
    assert faults(page.evaluate(AXE, ALL_RULES)) == []
    page.keyboard.press("Escape")
    assert not box.is_visible()


def test_a_folded_sheet_opens_with_the_keyboard(page, site):
    open_page(page, site)
    sheet = page.locator("details.sd-dropdown").first
    assert not sheet.locator(".sd-summary-content").is_visible()
    sheet.locator("summary").focus()
    page.keyboard.press("Enter")
    assert sheet.locator(".sd-summary-content").is_visible()


def test_the_menu_of_a_phone_opens_and_is_accessible(page, site):
    page.set_viewport_size(PHONE)
    open_page(page, site)
    page.locator(".primary-toggle").click()
    assert page.locator(".bd-sidebar-primary nav.languages").is_visible()
    page.evaluate(AXE_SCRIPT)
    assert faults(page.evaluate(AXE, ALL_RULES)) == []
    page.keyboard.press("Escape")
    page.locator(".bd-sidebar-primary nav.languages").wait_for(state="hidden")


def test_print_has_the_page_without_what_stands_around_it(page, site):
    """Menus and buttons are left out; the title and what is folded are there, once."""
    page.emulate_media(media="print")
    open_page(page, site)
    around = page.locator(
        ".bd-sidebar-primary, .bd-sidebar-secondary, .bd-header-article, .prev-next-footer, .skip-link"
    )
    assert around.count() >= 5
    assert not any(one.is_visible() for one in around.all())
    assert [title.is_visible() for title in page.locator("h1").all()] == [True]
    assert page.locator("details.sd-dropdown .sd-summary-content").first.bounding_box()["height"] > 50


@pytest.mark.parametrize(("locale", "language"), [("nl-BE", "nl"), ("fr-BE", "fr"), ("en-GB", "en"), ("de-BE", "nl")])
def test_the_first_page_leads_to_the_language_of_the_reader(browser, site, locale, language):
    """A language the guide does not have gets its source, Dutch."""
    page = browser.new_context(locale=locale).new_page()
    page.goto((site.folder / "index.html").as_uri())
    page.wait_for_url(site.file(language, COVER).as_uri())
    page.context.close()


def test_the_first_page_is_accessible_where_scripts_do_not_run(page, site):
    page.set_content((site.folder / "index.html").read_text("utf-8").replace("location.replace", "void"))
    page.evaluate(AXE_SCRIPT)
    assert faults(page.evaluate(AXE, ALL_RULES)) == []
    assert page.locator("main a").count() == len(LANGUAGES)
