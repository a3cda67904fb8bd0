"""Every page of the built guide, opened once in a browser: what is asked, said and found there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
COVER = "book/index.html"
PHONE, SCREEN = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AXE = "([exclude, runOnly]) => axe.run({exclude}, {runOnly, resultTypes: ['violations'], preload: false})"
# What is inside a chart's picture is hidden from everybody but eyes, and axe judges no colours inside a drawing.
DRAWINGS, SIDEBAR = ".vega-chart > *", ".bd-sidebar-primary"
# Everything is judged, also what is folded; the live charts are there.
OPEN = """async () => {
  document.querySelectorAll('details').forEach(details => { details.open = true; });
  const drawn = () => [...document.querySelectorAll('.vega-chart')].every(chart => chart.querySelector('.vega-embed'));
  for (let turn = 0; turn < 100 && !drawn(); turn += 1) await new Promise(resolve => setTimeout(resolve, 50));
  return drawn();
}"""
# What stands outside the window without a box around it that scrolls.
OUTSIDE = """() => {
  const scrolls = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  return [...document.querySelectorAll('main *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && !element.closest('svg svg, svg g') && !scrolls(element);
  }).map(element => element.outerHTML.slice(0, 150));
}"""
# The words around a page and those that stand in no line of it: names, hints, titles.
INTERFACE = """() => {
  const found = [];
  for (const name of ['aria-label', 'title', 'placeholder', 'data-bs-title', 'data-bs-original-title', 'alt'])
    document.querySelectorAll(`[${name}]`).forEach(element => found.push(element.getAttribute(name)));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest('article, script, style, noscript, [lang]:not(html)'))
      found.push(walker.currentNode.textContent);
  return [...new Set(found.map(text => text.trim()).filter(text => /[a-z]{3}/i.test(text)))];
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one page showed: its name in its edition, faults by axe, requests and complaints, and its words around."""

    language: str
    name: str
    light: list[str]
    dark: list[str]
    requests: list[str]
    complaints: list[str]
    written_in: str
    phone_width: int
    outside: list[str]
    interface: list[str]


def visit_all(pages: list[tuple[str, str, Path]], chromium: str, arguments: list[str]) -> list[Visit]:
    """Visits pages (language, name, file), half of them each in two browsers: a page is one processor's work."""
    with ThreadPoolExecutor(2) as workers:
        halves = workers.map(lambda half: _visit_some(half, chromium, arguments), [pages[::2], pages[1::2]])
        return [visit for half in halves for visit in half]


def _visit_some(pages: list[tuple[str, str, Path]], chromium: str, arguments: list[str]) -> list[Visit]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=arguments)
        # Without motion: colours that still change would be judged half way.
        page = browser.new_context(viewport=SCREEN, reduced_motion="reduce").new_page()
        requests: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
        visits = []
        for language, name, file in pages:
            requests.clear()
            complaints.clear()
            visits.append(_visit(page, language, name, file, requests, complaints))
        browser.close()
    return visits


def _visit(page: Page, language: str, name: str, file: Path, requests: list[str], complaints: list[str]) -> Visit:
    page.goto(file.as_uri(), wait_until="load")
    if not page.evaluate(OPEN):
        complaints.append("a chart did not come alive")
    page.evaluate(AXE_SCRIPT)
    # The sidebar is the same on every page of an edition: judged on the cover.
    exclude = [DRAWINGS] if name == COVER else [DRAWINGS, SIDEBAR]
    light = _faults(page.evaluate(AXE, [exclude, {"type": "tag", "values": STANDARDS}]))
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    dark = _faults(page.evaluate(AXE, [exclude, {"type": "rule", "values": COLOURS}]))
    written_in = page.evaluate("document.documentElement.lang")
    interface = page.evaluate(INTERFACE)
    page.set_viewport_size(PHONE)
    width, outside = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(OUTSIDE)
    page.set_viewport_size(SCREEN)
    asked, said = list(requests), list(complaints)
    return Visit(language, name, light, dark, asked, said, written_in, width, outside, interface)


def _faults(found: dict[str, Any]) -> list[str]:
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
