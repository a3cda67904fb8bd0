"""The build is strict: it says what is wrong and where, and a reader never meets half a site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import yaml
from book_copy import command, lighten

from selfeval.guide import revisions

NEWEST = revisions()[-1]

REVISION = """id: "2030-01-01"
name: {nl: Proef, fr: Essai, en: Trial}
summary: {nl: Een revisie om te proberen., fr: Une révision d’essai., en: A revision for a trial.}
adds: []
removes: []
changes:
  phases/expansion:
    purpose: {nl: Uitbreiden op proef., fr: Étendre à l’essai., en: Expand on trial.}
proposal: true
sources: []
"""


def replace_once(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) >= 1
    path.write_text(text.replace(before, after, 1), "utf-8")


def site_before(copy: Path) -> Path:
    page = copy / "_build" / "site" / NEWEST / "fr" / "book" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the site before", "utf-8")
    return page


def test_a_faulty_gids_file_stops_the_build_and_is_named(copy: Path) -> None:
    before = site_before(copy)
    replace_once(copy / "src/selfeval/gids/aims/health.yml", "order: 1", "order: first")
    done = command(copy, "book", "build", "--language", "fr")
    assert done.returncode == 2
    assert "aims/health.yml order" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert before.read_text("utf-8") == "the site before"


def test_pages_and_items_must_match(copy: Path) -> None:
    """An item without its page, a page without its item and a page outside the contents are all named at once."""
    (copy / "book/components/prevention.md").unlink()
    (copy / "book/components/dancing.md").write_text("```{gids} component\n```\n", "utf-8")
    done = command(copy, "book", "build", "--language", "fr")
    assert done.returncode == 2
    assert "book/components/prevention.md: expected, for components/prevention.yml" in done.stderr
    assert "book/components/dancing.md: expected an item components/dancing" in done.stderr
    assert "_toc.yml: expected book/components/dancing" in done.stderr


def test_what_only_shows_while_building_is_named_with_file_and_place(copy: Path) -> None:
    """A missing translation, a broken link, an unknown source and a workbook that fails: one message, the old site."""
    before = site_before(copy)
    lighten(copy)
    page = copy / "book/privacy.md"
    page.write_text(page.read_text("utf-8") + "\nNieuw {source}`nobody_wrote_this`. [Weg](nowhere.md)\n", "utf-8")
    workbook = copy / "workbooks/annual_report.ipynb"
    notebook = json.loads(workbook.read_text("utf-8"))
    notebook["cells"].append(nbformat.v4.new_code_cell("1 / 0", id="fails"))
    workbook.write_text(json.dumps(notebook), "utf-8")
    done = command(copy, "book", "build", "--language", "fr")
    assert done.returncode == 2
    line = len(page.read_text("utf-8").splitlines())
    assert f"book/privacy.md:{line}: WARNING: no fr translation of: Nieuw" in done.stderr
    assert "nowhere.md" in done.stderr
    assert "no such source in references.bib: nobody_wrote_this" in done.stderr
    assert "annual_report" in done.stderr
    assert before.read_text("utf-8") == "the site before"
    left = copy / "_build/book/doctrees" / NEWEST / "fr"
    assert not left.exists(), "the next build reads every page again, and so sees the fault again"


def test_a_revision_file_alone_makes_a_new_edition(copy: Path) -> None:
    """Its edition says what it changed, the root of the site leads to it, and prose that rests on it is stale."""
    lighten(copy)
    (copy / "src/selfeval/gids/revisions/2030-01-01.yml").write_text(REVISION, "utf-8")
    assert command(copy, "gids", "check").returncode == 0
    stale = command(copy, "book", "stale")
    found = [line.strip() for line in stale.stderr.splitlines() if "page: " in line]
    assert found == [
        "page: book/methods/scoring (changed: phases/expansion)",
        "page: book/phases/overview (changed: phases/expansion)",
    ]
    done = command(copy, "book", "build", "--language", "en")
    assert done.returncode == 0, done.stderr
    pages = copy / "_build/site/2030-01-01/en/book"
    assert "Expand on trial." in (pages / "phases/expansion.html").read_text("utf-8")
    assert "Trial" in (pages / "revisions.html").read_text("utf-8")
    assert '"2030-01-01/en/book/index.html"' in (copy / "_build/site/index.html").read_text("utf-8")


def test_an_old_edition_knows_nothing_of_later_decrees(copy: Path) -> None:
    """Prose marked for later revisions is absent; the line on top leads to the newest edition that the site has."""
    (copy / "_build/site" / NEWEST / "en").mkdir(parents=True)
    done = command(copy, "book", "build", "--revision", "2016-02-02", "--language", "en")
    assert done.returncode == 0, done.stderr
    pages = copy / "_build/site/2016-02-02/en/book"
    money = (pages / "framework/money.html").read_text("utf-8")
    article = money[money.index("<article") : money.index("</article")]
    text = re.sub(r"<[^>]*>", "", article)
    assert "announced in 2016" in text
    assert "152,520" not in text
    assert "2021" not in text
    phases = re.sub(r"<[^>]*>", " ", (pages / "phases/execution.html").read_text("utf-8"))
    assert "1 January 2018" not in phases[phases.index("In reality") :][:200], "nobody knew in 2016"
    assert 'hreflang="fr"' not in money, "no link to an edition that is not there"
    assert f'href="../../../../{NEWEST}/en/book/framework/money.html"' in article


def test_an_unknown_revision_or_folder_is_refused_in_a_sentence(copy: Path) -> None:
    done = command(copy, "book", "build", "--revision", "1999-01-01")
    assert done.returncode == 2
    assert "1999-01-01" in done.stderr
    elsewhere = command(copy / "book", "book", "stale")
    assert elsewhere.returncode == 2
    assert "[no_book_here]" in elsewhere.stderr


def test_the_contents_are_plain(copy: Path) -> None:
    """Every part of the contents has a caption, so that it can be translated."""
    contents = yaml.safe_load((copy / "_toc.yml").read_text("utf-8"))
    assert [part for part in contents["parts"] if not part.get("caption")] == []
