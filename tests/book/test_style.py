"""The hard rules of book/STYLE.md, over the Dutch pages of the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from selfeval.strict_yaml import read_yaml

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
GIDS = ROOT / "src" / "selfeval" / "gids"
PAGES = sorted(path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*.md") if path.name != "STYLE.md")
PAGES_OF_FACT = [
    page
    for page in PAGES
    if page.startswith(("background/", "framework/", "regions/")) or page in ("phases/overview.md", "co_creation.md")
]
ABOUT_THE_NETHERLANDS = {"regions/netherlands.md", "regions/practice.md"}
# Beginnings of words of the Netherlands, or of words of ours that mean something else there, and what is said here.
WORDS_OF_ELSEWHERE = {
    "mutualiteit": "ziekenfonds",
    "zorgverzekera": "ziekenfonds",
    "ziektekostenverzeker": "ziekteverzekering",
    "zorgkanto": "ziekenfonds",
    "huisartsenpost": "huisartsenwachtpost",
    "wijkverple": "thuisverpleging",
    "verpleeghui": "woonzorgcentrum",
    "verzorgingshui": "woonzorgcentrum",
    "eigen risico": "remgeld",
    "burgerservicenummer": "rijksregisternummer",
    "wethouder": "schepen",
}
SAYS_NOTHING = {"hier", "klik hier", "lees meer", "meer", "link", "deze link", "deze pagina", "deze bladzijde"}
LONGEST_SENTENCE, SHORTEST_ALTERNATIVE = 35, 20
NOT_PROSE = "□"
ADMONITIONS = {"note", "important", "tip", "warning", "seealso"}
OPTION = re.compile(r"^:(\w+):(.*)$", re.MULTILINE)
PARSER = create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), DocutilsRenderer)


@cache
def tokens(page: str) -> tuple[Token, ...]:
    """The blocks of a page, those in admonitions and other directives with text included."""
    return tuple(_within((BOOK / page).read_text("utf-8")))


def _within(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield token
        name = directive(token)
        if token.type == "colon_fence" or name in ADMONITIONS:
            yield from _within(OPTION.sub("", token.content))


def directive(token: Token) -> str:
    """The name of the directive a fence holds; nothing for other blocks."""
    match = re.match(r"\{(\w+)\}", token.info) if token.type.endswith("fence") else None
    return match[1] if match else ""


def inlines(page: str) -> list[Token]:
    """Everything that stands in the lines of text of a page: words, links, roles, code, pictures."""
    return [child for token in tokens(page) for child in token.children or ()]


def prose(page: str) -> list[str]:
    """The words of each paragraph, heading, list item and table cell; code is one sign and roles are left out."""
    return [_words(token) for token in tokens(page) if token.type == "inline"]


def _words(block: Token) -> str:
    said = {"softbreak": " ", "hardbreak": " ", "code_inline": NOT_PROSE}
    return "".join(
        child.content if child.type in ("text", "image") else said.get(child.type, "") for child in block.children or ()
    )


def front_matter(page: str) -> dict[str, Any]:
    """What a page says of itself; nothing when it says nothing."""
    return next((read_yaml(token.content) for token in tokens(page) if token.type == "front_matter"), {})


def is_made_from_an_item(page: str) -> bool:
    """Whether a page is nothing but a block that the Gids fills, title included."""
    return "item" in front_matter(page) or [directive(token) for token in tokens(page)] == ["gids"]


def links(page: str) -> list[tuple[str, str]]:
    """The target and the words of each link."""
    found: list[tuple[str, str]] = []
    for token in tokens(page):
        children = list(token.children or ())
        for number, child in enumerate(children):
            if child.type == "link_open":
                inside = children[number + 1 :]
                end = next(at for at, other in enumerate(inside) if other.type == "link_close")
                found.append((str(child.attrs["href"]), "".join(other.content for other in inside[:end])))
    return found


def alternatives(page: str) -> list[str]:
    """The text in place of each picture, empty where there is none."""
    fences = [token for token in tokens(page) if directive(token) in ("image", "figure")]
    options = [dict(OPTION.findall(token.content)) for token in fences]
    written = [child.content for child in inlines(page) if child.type == "image"]
    return [option.get("alt", "").strip() for option in options] + written


def cited(page: str) -> list[str]:
    """The keys in the roles {source}."""
    roles = [child for child in inlines(page) if child.type == "myst_role" and child.meta["name"] == "source"]
    return [key.strip() for role in roles for key in role.content.split(",")]


def in_contents(entry: Any) -> Iterator[str]:
    """The files that the table of contents names."""
    for key, value in entry.items() if isinstance(entry, dict) else enumerate(entry):
        if key in ("root", "file"):
            yield value
        elif isinstance(value, list | dict):
            yield from in_contents(value)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_title_and_a_page_made_from_an_item_has_none_of_its_own(page: str) -> None:
    titles = [token for token in tokens(page) if token.type == "heading_open" and token.tag == "h1"]
    assert len(titles) == (0 if is_made_from_an_item(page) else 1)


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_says_in_words_what_it_shows(page: str) -> None:
    assert [text for text in alternatives(page) if len(text) < SHORTEST_ALTERNATIVE] == []


def test_the_pictures_of_the_guide_are_found() -> None:
    """Otherwise the test above would pass on nothing."""
    assert len(alternatives("evaluate/steps.md")) == 5


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_no_raw_html(page: str) -> None:
    assert [token.content for token in (*tokens(page), *inlines(page)) if token.type.startswith("html")] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_no_web_address(page: str) -> None:
    targets = [target for target, _ in links(page)]
    assert [text for text in (*targets, *prose(page)) if re.search(r"https?:|www\.|mailto:", text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_cites_only_sources_of_the_bibliography(page: str) -> None:
    keys = set(re.findall(r"^@\w+\{([^,\s]+),", (GIDS / "references.bib").read_text("utf-8"), re.MULTILINE))
    assert sorted(set(cited(page)) - keys) == []


@pytest.mark.parametrize("page", PAGES_OF_FACT)
def test_a_page_of_fact_has_a_source(page: str) -> None:
    assert cited(page)


@pytest.mark.parametrize("page", PAGES)
def test_no_sentence_is_longer_than_a_breath(page: str) -> None:
    sentences = [one for text in prose(page) for one in re.split(r"(?<=[.!?])[”’)]?\s+(?=[A-ZÀ-Ý“(])", text)]
    assert [one for one in sentences if len(re.findall(r"[\w’-]+", one)) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_reader_is_addressed_as_u(page: str) -> None:
    familiar = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
    assert [text for text in prose(page) if familiar.search(text)] == []


@pytest.mark.parametrize("page", sorted(set(PAGES) - ABOUT_THE_NETHERLANDS))
def test_the_words_are_those_of_belgium(page: str) -> None:
    text = "\n".join(prose(page)).casefold()
    assert {word: here for word, here in WORDS_OF_ELSEWHERE.items() if re.search(rf"\b{word}", text)} == {}


@pytest.mark.parametrize("page", PAGES)
def test_a_link_says_where_it_leads(page: str) -> None:
    assert [words for _, words in links(page) if words.strip(" .").casefold() in SAYS_NOTHING] == []


@pytest.mark.parametrize("page", PAGES)
def test_apostrophes_and_quotes_are_typographic(page: str) -> None:
    assert [text for text in (*prose(page), *alternatives(page)) if re.search("['\"]", text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_link_between_pages_leads_to_a_file_that_is_there(page: str) -> None:
    inside = [target.partition("#")[0] for target, _ in links(page) if not re.match(r"#|\w+:", target)]
    assert [target for target in inside if not (BOOK / page).parent.joinpath(target).is_file()] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_rests_on_is_an_item_of_the_gids(page: str) -> None:
    names = front_matter(page).get("rests_on", [])
    assert [name for name in names if not (GIDS / f"{name}.yml").is_file()] == []


def test_the_contents_name_every_page_once_and_nothing_else() -> None:
    named = sorted(in_contents(read_yaml((ROOT / "_toc.yml").read_text("utf-8"))))
    pages = sorted(f"book/{page.removesuffix('.md')}" for page in PAGES)
    assert [name for name in named if name.startswith("book/")] == pages
    others = [name for name in named if not name.startswith("book/")]
    assert [name for name in others if not (ROOT / f"{name}.ipynb").is_file()] == []


# Each test above is one rule; this proves that each of them sees what it forbids.
BAD = """# Eén

# Twee

Je leest [hier](http://example.org) hoe "het" <b>gaat</b> bij de zorgverzekeraar. [Weg](weg.md) {source}`niets_hiervan`

:::{note}
![kort](x.png)
:::
"""


def test_every_rule_refuses_a_page_that_breaks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.md").write_text("---\nrests_on: [scales/none]\n---\n" + BAD + "woord " * 36, "utf-8")
    monkeypatch.setitem(globals(), "BOOK", tmp_path)
    rules = [
        test_a_page_has_one_title_and_a_page_made_from_an_item_has_none_of_its_own,
        test_every_picture_says_in_words_what_it_shows,
        test_a_page_holds_no_raw_html,
        test_a_page_holds_no_web_address,
        test_a_page_cites_only_sources_of_the_bibliography,
        test_no_sentence_is_longer_than_a_breath,
        test_the_reader_is_addressed_as_u,
        test_the_words_are_those_of_belgium,
        test_a_link_says_where_it_leads,
        test_apostrophes_and_quotes_are_typographic,
        test_a_link_between_pages_leads_to_a_file_that_is_there,
        test_what_a_page_rests_on_is_an_item_of_the_gids,
    ]
    for rule in rules:
        with pytest.raises(AssertionError):
            rule("bad.md")
