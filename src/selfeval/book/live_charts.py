"""Charts that need no network: a picture at once, the live chart when scripts run."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any, ClassVar

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx

from selfeval.charts import MIME
from selfeval.handover import RESULT

VEGA_LITE = "6.4"
_START = """document.addEventListener('DOMContentLoaded', () => {
  // Who has no mouse scrolls a chart wider than its box with the arrow keys.
  const reachable = () => document.querySelectorAll('.vega-chart').forEach(chart => {
    chart.tabIndex = chart.scrollWidth > chart.clientWidth ? 0 : -1;
  });
  document.querySelectorAll('figure.vega-figure').forEach(figure => {
    const spec = JSON.parse(figure.querySelector('script.vega-spec').textContent);
    const host = document.createElement('div');
    host.setAttribute('aria-hidden', 'true');
    const asked = (spec.usermeta || {}).embedOptions;
    // Said, not guessed: a chart of several panels would be taken for one of Vega itself and stay empty.
    vegaEmbed(host, spec, {mode: 'vega-lite', actions: false, renderer: 'svg', ...asked})
      .then(() => figure.querySelector('.vega-chart').replaceChildren(host))
      .then(reachable);
  });
  addEventListener('resize', reachable);
  reachable();
});
"""


class VegaLiteRenderer:
    """Renders the charts of a workbook for MyST-NB."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", MIME, 1), ("*", RESULT, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:  # noqa: ARG004  (MyST-NB's names)
        """The nodes of a chart; none for what a workbook hands over, which is not for readers; None for the rest."""
        if data.mime_type == RESULT:
            return []
        if data.mime_type != MIME:
            return None
        return [chart_node(data.content if isinstance(data.content, dict) else json.loads(data.content))]


def chart_node(spec: dict[str, Any]) -> nodes.raw:
    """A Vega-Lite chart as a figure; its `description` is what a reader hears who does not see it."""
    picture = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    payload = json.dumps(spec, ensure_ascii=False).replace("</", "<\\/")
    label = html.escape(spec.get("description", ""), quote=True)
    # The label says it all; without it a reader would meet every dot and bar of the drawing.
    chart = f'<div class="vega-chart" role="img" aria-label="{label}"><div aria-hidden="true">{picture}</div></div>'
    script = f'<script type="application/json" class="vega-spec">{payload}</script>'
    return nodes.raw(text=f'<figure class="vega-figure">{chart}{script}</figure>', format="html")


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
