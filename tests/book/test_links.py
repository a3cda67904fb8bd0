"""Every link inside the built site leads somewhere: read from its files, without a browser."""

from __future__ import annotations

import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

sys.path.append(str(Path(__file__).parents[1] / "fixtures"))

from built_site import LANGUAGES, Site, built_site

ADDRESSES = ("href", "src", "action")
ELSEWHERE = ("http", "https", "mailto", "data")


class Marks(HTMLParser):
    """The addresses a page leads to, each with its attributes, and the places in it that can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, dict[str, str]]] = []
        self.places: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.places += [named[name] for name in ("id", "name") if named.get(name) and (name == "id" or tag == "a")]
        self.links += [(named[name], named) for name in ADDRESSES if name in named]


@cache
def marks(page: Path) -> Marks:
    return Marks(page.read_text("utf-8"))


@pytest.fixture(scope="module")
def site() -> Site:
    return built_site()


@pytest.fixture(scope="module")
def pages(site: Site) -> list[Path]:
    """Every page of the newest revision, and the first page of the site."""
    found = [page for language in LANGUAGES for page in site.pages(language).values()]
    assert len(found) > 150
    return [site.folder / "index.html", *found]


def faulty(page: Path, address: str) -> bool:
    """Whether a relative address leads to no file, or to a place that its page does not have."""
    parts = urlsplit(address)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    place = unquote(parts.fragment)
    return not target.is_file() or (bool(place) and place not in marks(target).places)


def test_every_link_inside_the_site_leads_to_a_file_and_a_place(site: Site, pages: list[Path]) -> None:
    inside = [(page, link) for page in pages for link, _ in marks(page).links if urlsplit(link).scheme not in ELSEWHERE]
    assert len(inside) > 10_000
    wrong = [(page.relative_to(site.folder).as_posix(), link) for page, link in inside if faulty(page, link)]
    assert wrong == []


def test_the_site_works_in_any_folder_of_a_server(pages: list[Path]) -> None:
    """No address starts at the root of a server or names a machine's own files."""
    addresses = [(page.name, link) for page in pages for link, _ in marks(page).links]
    assert [one for one in addresses if one[1].startswith("/") or urlsplit(one[1]).scheme == "file"] == []


def test_nothing_is_loaded_from_elsewhere(pages: list[Path]) -> None:
    """Scripts, styles, pictures and forms are the site's own; only links that a reader follows lead away."""
    loaded = [(page.name, link) for page in pages for link, named in marks(page).links if named.get("href") != link]
    assert [one for one in loaded if urlsplit(one[1]).scheme in ("http", "https")] == []
    styles = [
        (page.name, link) for page in pages for link, named in marks(page).links if "stylesheet" in named.get("rel", "")
    ]
    assert styles
    assert [one for one in styles if urlsplit(one[1]).scheme] == []


def test_only_the_bibliography_leads_elsewhere(pages: list[Path]) -> None:
    """A page names its source; the address stands once, in the bibliography. No name is taken for an address."""
    away = {(page.name, link) for page in pages for link, _ in marks(page).links if urlsplit(link).scheme in ELSEWHERE}
    assert len([one for one in away if one[0] == "bibliography.html"]) > 50
    assert [one for one in away if one[0] != "bibliography.html"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switcher_leads_to_the_same_page_in_the_other_languages(site: Site, language: str) -> None:
    for name, page in site.pages(language).items():
        found = {named["hreflang"]: link for link, named in marks(page).links if "hreflang" in named}
        assert set(found) == set(LANGUAGES) - {language}, name
        for other, link in found.items():
            assert (page.parent / link).resolve() == site.file(other, name).resolve()


def test_no_page_has_two_places_of_one_name(pages: list[Path]) -> None:
    twice = {
        page.name: [place for place in marks(page).places if marks(page).places.count(place) > 1] for page in pages
    }
    assert {name: places for name, places in twice.items() if places} == {}
