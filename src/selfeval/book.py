"""The book's part in Sphinx: the example's workbooks as pages, charts without a network, translated captions."""

from __future__ import annotations

import gettext
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any, ClassVar

import nbformat
import vl_convert
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.i18n import docname_to_domain

from selfeval.charts import MIME
from selfeval.handover import RESULT
from selfeval.texts import read_texts

VEGA_LITE = "6.4"
WORKBOOKS = "workbooks/"
_HEADING = re.compile(r"<h2>(.*)</h2>")
_PAGE = "# {title}\n\n```{{important}}\n{banner}\n```\n"
_START = """document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('figure.vega-figure').forEach(figure => {
    const spec = JSON.parse(figure.querySelector('script.vega-spec').textContent);
    const host = document.createElement('div');
    host.setAttribute('aria-hidden', 'true');
    vegaEmbed(host, spec, {actions: false, renderer: 'svg', ...(spec.usermeta || {}).embedOptions})
      .then(() => figure.querySelector('.vega-chart').replaceChildren(host));
  });
});
"""


class VegaLiteRenderer:
    """Renders charts for MyST-NB: a picture at once, the live chart when scripts run."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", MIME, 1), ("*", RESULT, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:  # noqa: ARG004  (MyST-NB's names)
        """The nodes of a chart; none for what a workbook hands over, which is not for readers; None for the rest."""
        if data.mime_type == RESULT:
            return []
        if data.mime_type != MIME:
            return None
        spec = data.content if isinstance(data.content, dict) else json.loads(data.content)
        picture = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
        payload = json.dumps(spec, ensure_ascii=False).replace("</", "<\\/")
        label = html.escape(spec.get("description", ""), quote=True)
        # The label says it all; without it a reader would meet every dot and bar of the drawing.
        chart = f'<div class="vega-chart" role="img" aria-label="{label}"><div aria-hidden="true">{picture}</div></div>'
        script = f'<script type="application/json" class="vega-spec">{payload}</script>'
        return [nodes.raw(text=f'<figure class="vega-figure">{chart}{script}</figure>', format="html")]


def note_sources(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Has everything read and run again when the package changed: Sphinx itself looks at the pages only."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    config["selfeval_sources"] = digest.hexdigest()


def prepare_workbook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Gives a workbook what a page needs and a workbook must not have: a title, a warning and the book's language."""
    if not docname.startswith(WORKBOOKS):
        return
    language = app.config.language
    texts = read_texts(language)
    notebook = nbformat.reads(source[0], as_version=4)
    parameters = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ())]
    notebook.cells.insert(parameters[0] + 1, nbformat.v4.new_code_cell(f"language = {language!r}", id="language"))
    title = texts(f"document.{docname.removeprefix(WORKBOOKS)}")
    page = _PAGE.format(title=title, banner=texts("banner.synthetic_long"))
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(page, id="title"))
    source[0] = nbformat.writes(notebook)


def divide_workbook(app: Sphinx, doctree: nodes.document) -> None:
    """Makes sections of the headings among a workbook's outputs, so that the page has contents and anchors."""
    if not app.env.docname.startswith(WORKBOOKS):
        return
    page = section = next(doctree.findall(nodes.section))
    for output in [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "mime_bundle"]:
        if title := _heading(output):
            section = nodes.section("", nodes.title(title, title), names=[nodes.fully_normalize_name(title)])
            doctree.note_implicit_target(section)
            page += section
        else:
            section += nodes.container("", output, classes=["cell_output"])
    for cell in [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]:
        cell.parent.remove(cell)


def _heading(output: nodes.Element) -> str:
    found = [_HEADING.fullmatch(raw.astext().strip()) for raw in output.findall(nodes.raw)]
    return next((html.unescape(heading[1]) for heading in found if heading), "")


def write_assets(app: Sphinx) -> None:
    """Writes Vega, and the script that starts it, from the packages installed."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", "vega")
    folder.mkdir(parents=True, exist_ok=True)
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    # In a scope of its own: Sphinx uses the name `_` as well.
    (folder / "vega.js").write_text("(function(){" + bundle + "\n})();", "utf-8")
    (folder / "start.js").write_text(_START, "utf-8")


def add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:  # noqa: ARG001
    """Loads them on the pages that have a chart."""
    if "vega-figure" in context.get("body", ""):
        app.add_js_file("vega/vega.js")
        app.add_js_file("vega/start.js")


def translate_captions(app: Sphinx, doctree: nodes.document) -> None:
    """Captions of the contents come after Sphinx's own translation step, so they are translated here."""
    domain = docname_to_domain(app.env.docname, app.config.gettext_compact)
    for folder in app.config.locale_dirs:
        try:
            catalogue = gettext.translation(domain, str(Path(app.srcdir, folder)), [app.config.language])
        except OSError:
            continue
        for node in doctree.findall(addnodes.toctree):
            if node.get("rawcaption"):
                node["caption"] = catalogue.gettext(node["rawcaption"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("selfeval_sources", "", "env", str)
    app.connect("config-inited", note_sources)
    app.connect("source-read", prepare_workbook)
    app.connect("doctree-read", divide_workbook, priority=100)
    app.connect("doctree-read", translate_captions, priority=900)
    app.connect("builder-inited", write_assets)
    app.connect("html-page-context", add_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
