"""The book's part in Sphinx: everything that the pages need beyond Jupyter Book, put together."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.config import Config

from selfeval.book import blocks, furniture, live_charts, palette, translation, workbook_pages
from selfeval.book.references_in_text import LinkSources, LinkTerms, SourceRole, source_mark
from selfeval.guide.files import GIDS


def note_making(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Has every page made again when the book's own code, the glossary or the bibliography changed."""
    folder = Path(__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    for name in ("references.bib", "glossary.yml"):
        mark.update((GIDS / name).read_bytes())
    config["selfeval_making"] = mark.hexdigest()[:16]


def bring_forward_styles(app: Sphinx) -> None:
    """MyST-NB writes its style sheet last: a first build would name it otherwise than the next one does."""
    if app.builder.format == "html":
        Path(app.outdir, "_static").mkdir(parents=True, exist_ok=True)
        add_global_html_resources(app, None)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("selfeval_revision", "", "env", str)
    app.add_config_value("selfeval_making", "", "env", str)
    app.add_config_value("selfeval_site", [], "html", list)
    app.add_node(source_mark)
    app.add_role("source", SourceRole())
    app.add_directive("gids", blocks.GeneratedBlock)
    app.add_directive("spec", blocks.SpecBlock)
    app.add_directive("chart", blocks.ChartBlock)
    app.add_directive("revisions", blocks.RevisionsBlock)
    app.add_transform(workbook_pages.KeepFromTranslators)
    app.add_transform(translation.AskForTranslations)
    app.add_post_transform(LinkSources)
    app.add_post_transform(LinkTerms)
    app.connect("config-inited", note_making)
    app.connect("config-inited", workbook_pages.keep_runs)
    app.connect("env-get-outdated", blocks.pages_to_make_again)
    app.connect("env-get-outdated", workbook_pages.workbooks_to_run_again)
    app.connect("env-purge-doc", blocks.forget_page)
    app.connect("source-read", workbook_pages.prepare_workbook)
    app.connect("doctree-read", workbook_pages.divide_workbook, priority=100)
    app.connect("doctree-read", translation.translate_captions, priority=900)
    app.connect("builder-inited", bring_forward_styles)
    app.connect("builder-inited", live_charts.write_assets)
    app.connect("builder-inited", palette.write_palette)
    app.connect("html-page-context", live_charts.add_assets)
    app.connect("html-page-context", furniture.furnish, priority=400)
    app.connect("build-finished", furniture.drop_old_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
