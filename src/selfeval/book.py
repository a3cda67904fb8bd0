"""The book's part in Sphinx: charts that need no network, and captions of the contents in the reader's language."""

from __future__ import annotations

import gettext
import html
import json
from pathlib import Path
from typing import Any, ClassVar

import vl_convert
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.i18n import docname_to_domain

from selfeval.charts import MIME

VEGA_LITE = "6.4"
_START = """document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('figure.vega-figure').forEach(figure => {
    const spec = JSON.parse(figure.querySelector('script.vega-spec').textContent);
    const host = document.createElement('div');
    vegaEmbed(host, spec, {actions: false, renderer: 'svg', ...(spec.usermeta || {}).embedOptions})
      .then(() => figure.querySelector('.vega-chart').replaceChildren(host));
  });
});
"""
_LOOK = ".vega-chart{overflow-x:auto}.vega-chart svg{max-width:100%;height:auto}\n"


class VegaLiteRenderer:
    """Renders charts for MyST-NB: a picture at once, the live chart when scripts run."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:  # noqa: ARG004  (MyST-NB's names)
        """The nodes of a chart; None for what is no chart."""
        if data.mime_type != MIME:
            return None
        spec = data.content if isinstance(data.content, dict) else json.loads(data.content)
        picture = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
        payload = json.dumps(spec, ensure_ascii=False).replace("</", "<\\/")
        label = html.escape(spec.get("description", ""), quote=True)
        chart = f'<div class="vega-chart" role="img" aria-label="{label}">{picture}</div>'
        script = f'<script type="application/json" class="vega-spec">{payload}</script>'
        return [nodes.raw(text=f'<figure class="vega-figure">{chart}{script}</figure>', format="html")]


def write_assets(app: Sphinx) -> None:
    """Writes Vega, the script that starts it and its style, all from the packages installed."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", "vega")
    folder.mkdir(parents=True, exist_ok=True)
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    # In a scope of its own: Sphinx uses the name `_` as well.
    (folder / "vega.js").write_text("(function(){" + bundle + "\n})();", "utf-8")
    (folder / "start.js").write_text(_START, "utf-8")
    (folder / "vega.css").write_text(_LOOK, "utf-8")


def add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:  # noqa: ARG001
    """Loads them on the pages that have a chart."""
    if "vega-figure" in context.get("body", ""):
        app.add_js_file("vega/vega.js")
        app.add_js_file("vega/start.js")
        app.add_css_file("vega/vega.css")


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
    app.connect("builder-inited", write_assets)
    app.connect("html-page-context", add_assets)
    app.connect("doctree-read", translate_captions, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
