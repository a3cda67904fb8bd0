"""The directives of the pages: blocks made from the Gids, charts, worked examples, prose of some revisions only."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from jinja2 import TemplateError
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from selfeval.book.drawings.drawing import Drawing
from selfeval.book.live_charts import chart_node
from selfeval.book.render import render
from selfeval.book.spec import render_spec
from selfeval.book.translation import keep_from_translators
from selfeval.book.words import edition_of
from selfeval.errors import SelfevalError

SPEC = Path("tests", "spec")
Make = Callable[[Sphinx, str, str], str]


class GeneratedBlock(SphinxDirective):
    """```{gids} template [item]```: text made from the Gids in the language of the edition, never translated by hand.

    Without an item it is about the one the page is named after.
    """

    required_arguments = 1
    optional_arguments = 1
    kind = "gids"

    def run(self) -> list[nodes.Node]:
        """The nodes of the text; a problem names the page and the line."""
        name, argument = self.arguments[0], (self.arguments[1] if len(self.arguments) > 1 else "")
        argument = argument or Path(self.env.docname).name
        try:
            text = made_text(self.env.app, self.kind, name, argument)
        except (SelfevalError, TemplateError, LookupError, OSError, TypeError, ValueError) as problem:
            raise self.error(f"{self.kind} {name} {argument}: {problem}") from problem
        ingredients_of(self.env).setdefault(self.env.docname, []).append((self.kind, name, argument, digest(text)))
        made = self._parsed(text)
        keep_from_translators(made)
        return made.children

    def _parsed(self, text: str) -> nodes.Element:
        """The text below a node of its own: left alone, MyST hangs the sections of a block at the document's end."""
        root = nodes.container()
        renderer: Any = self.state._renderer  # type: ignore[attr-defined]
        levels, renderer._level_to_section = renderer._level_to_section, {0: root}
        self.state.nested_parse(StringList(text.splitlines(), self.env.docname), 0, root, match_titles=True)
        renderer._level_to_section = levels
        return root


class SpecBlock(GeneratedBlock):
    """```{spec} topic```: the rules of a topic with their worked examples, which the tests run."""

    kind = "spec"


class ChartBlock(GeneratedBlock):
    """```{chart} name```: a drawing of the book with the table behind it."""

    kind = "chart"

    def run(self) -> list[nodes.Node]:
        """The chart, then its table, folded."""
        return [chart_node(drawing(self.env.app, self.arguments[0]).spec), *super().run()]


class RevisionsBlock(SphinxDirective):
    """```{revisions} 2021-05-30 -```: prose that holds in some revisions only, from the first and before the second."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """The nodes of the prose, or none; all of it when messages for the translators are gathered."""
        first, dash, last = (
            (part.strip() for part in self.arguments[0].partition(" - "))
            if (" - " in self.arguments[0])
            else _open_ended(self.arguments[0])
        )
        if not dash:
            raise self.error(f"expected 'A -', '- B' or 'A - B', found {self.arguments[0]!r}")
        revision = edition_of(self.config)[0].revision
        if self.env.app.builder.name != "gettext" and not (first <= revision and (not last or revision < last)):
            return []
        return self.parse_content_to_nodes()


def _open_ended(written: str) -> tuple[str, str, str]:
    written = written.strip()
    if written.endswith("-"):
        return written[:-1].strip(), "-", ""
    if written.startswith("-"):
        return "", "-", written[1:].strip()
    return written, "", ""


def made_text(app: Sphinx, kind: str, name: str, argument: str) -> str:
    """The Markdown of a generated block in the edition being made."""
    guide, texts = edition_of(app.config)
    if kind == "spec":
        return render_spec(Path(app.srcdir) / SPEC / f"{name}.yml", texts.language)
    if kind == "chart":
        return render("chart_table", guide, texts, drawing=drawing(app, name))
    return render(name, guide, texts, argument=argument, root=Path(app.srcdir))


def drawing(app: Sphinx, name: str) -> Drawing:
    """A drawing of the book, by the name of its module."""
    guide, texts = edition_of(app.config)
    made: Drawing = import_module(f"selfeval.book.drawings.{name}").draw(guide, texts)
    return made


def digest(text: str) -> str:
    """A short mark of a text: the same text has the same one."""
    return sha256(text.encode()).hexdigest()[:16]


def ingredients_of(env: BuildEnvironment) -> dict[str, list[tuple[str, str, str, str]]]:
    """What each page was made from: kind, name and argument of its blocks, with the digest of their text."""
    if not hasattr(env, "selfeval_ingredients"):
        env.selfeval_ingredients = {}  # type: ignore[attr-defined]
    found: dict[str, list[tuple[str, str, str, str]]] = env.selfeval_ingredients  # type: ignore[attr-defined]
    return found


def pages_to_make_again(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001
    changed: set[str],  # noqa: ARG001
    removed: set[str],
) -> list[str]:
    """The pages with a block whose text is no longer what it was."""
    return [
        page
        for page, blocks in ingredients_of(env).items()
        if page not in removed
        and any(digest(made_text(app, kind, name, argument)) != mark for kind, name, argument, mark in blocks)
    ]


def forget_page(app: Sphinx, env: BuildEnvironment, page: str) -> None:  # noqa: ARG001
    """A page that is read again starts without blocks."""
    ingredients_of(env).pop(page, None)
