"""The demonstration project's documents in Dutch and French, and a browser that reaches no network."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "fixtures")]

from built_site import Site, built_site
from made_documents import Demo, make_demo
from visiting import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), ("nl",), ("fr",))


@pytest.fixture(scope="session")
def site(browser: Browser) -> Site:
    return built_site()
