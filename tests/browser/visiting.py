"""Every page of the built guide, opened once in a browser: what is asked, said and found there."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from built_site import LANGUAGES
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# No sandbox: containers have none. No name is resolved but this machine: a page that asks elsewhere is seen to fail.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
COLOURLESS = {rule: {"enabled": False} for rule in COLOURS}
SIZES = ["scrollable-region-focusable", "target-size"]
COVER = "book/index.html"
PHONE, SCREEN = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AXE = "([exclude, options]) => axe.run({exclude}, {...options, resultTypes: ['violations'], preload: false})"
# What is inside a chart's picture is hidden from everybody but eyes, and axe judges no colours inside a drawing.
DRAWINGS, SIDEBAR = ".vega-chart > *", ".bd-sidebar-primary"
# Everything is judged, also what is folded; the live charts are there.
OPEN = """async () => {
  document.querySelectorAll('details').forEach(details => { details.open = true; });
  const drawn = () => [...document.querySelectorAll('.vega-chart')].every(chart =>
    chart.querySelector('.vega-embed svg')?.width.baseVal.value > 100);
  for (let turn = 0; turn < 100 && !drawn(); turn += 1) await new Promise(resolve => setTimeout(resolve, 50));
  // Scripts that wait for the window to come to rest have had their turn.
  const measured = document.querySelector('details .pst-scrollable-table-container');
  if (measured) await new Promise(resolve => setTimeout(resolve, 500));
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
    const seen = box.width && getComputedStyle(element).visibility === 'visible';
    return seen && box.right > innerWidth + 1 && !scrolls(element);
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
    headings: list[str]


def visit_all(pages: list[tuple[str, str, Path]]) -> list[Visit]:
    """Visits pages (language, name, file), half of them each in two browsers: a page is one processor's work."""
    with ThreadPoolExecutor(2) as workers:
        return [visit for half in workers.map(_visit_some, [pages[::2], pages[1::2]]) for visit in half]


def _visit_some(pages: list[tuple[str, str, Path]]) -> list[Visit]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
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
    # A phone first: what a script makes of a narrow window is there from the start, without waiting.
    page.set_viewport_size(PHONE)
    page.goto(file.as_uri(), wait_until="load")
    if not page.evaluate(OPEN):
        complaints.append("a chart did not come alive")
    page.evaluate(AXE_SCRIPT)
    # The sidebar is the same on every page of an edition: judged on the cover.
    exclude = [DRAWINGS] if name == COVER else [DRAWINGS, SIDEBAR]
    width, outside = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(OUTSIDE)
    light = faults(page.evaluate(AXE, [exclude, only(SIZES)]))
    page.set_viewport_size(SCREEN)
    # Colours are the same in every language: judged in one.
    coloured = language == LANGUAGES[0]
    every = {"runOnly": {"type": "tag", "values": STANDARDS}}
    light += faults(page.evaluate(AXE, [exclude, every if coloured else {**every, "rules": COLOURLESS}]))
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    dark = faults(page.evaluate(AXE, [exclude, only(COLOURS)])) if coloured else []
    written_in = page.evaluate("document.documentElement.lang")
    headings = page.eval_on_selector_all(".toc-entry a", "links => links.map(link => link.textContent)")
    interface = page.evaluate(INTERFACE)
    asked, said = list(requests), list(complaints)
    return Visit(language, name, light, dark, asked, said, written_in, width, outside, interface, headings)


def only(rules: list[str]) -> dict[str, Any]:
    """Axe's options for these rules alone."""
    return {"runOnly": {"type": "rule", "values": rules}}


def faults(found: dict[str, Any]) -> list[str]:
    """What axe found: the rule and the beginning of each element."""
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
