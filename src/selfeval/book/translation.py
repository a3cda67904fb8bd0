"""What Sphinx's own translation leaves out: captions of the contents, and a word about what has no translation."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

SOURCE = "nl"
_LOGGER = logging.getLogger(__name__)


def keep_from_translators(tree: nodes.Node) -> None:
    """Marks what is in the language of the edition already: nobody is asked to translate it."""
    for node in tree.findall(nodes.TextElement):
        # Sphinx takes an inline node with this mark for a place-holder and removes it.
        if not isinstance(node, nodes.Inline):
            node["translatable"] = False


def catalogue_of(app: Sphinx, page: str) -> gettext.NullTranslations:
    """The translations of a page; an empty catalogue when there are none."""
    domain = docname_to_domain(page, app.config.gettext_compact)
    folders = [str(Path(app.srcdir, folder)) for folder in app.config.locale_dirs]
    return gettext.translation(domain, folders[0], [app.config.language], fallback=True)


def translate_captions(app: Sphinx, doctree: nodes.document) -> None:
    """Captions of the contents come after Sphinx's own translation step, so they are translated here."""
    catalogue = catalogue_of(app, app.env.docname)
    for node in doctree.findall(addnodes.toctree):
        written = node.get("rawcaption")
        if written:
            node["caption"] = catalogue.gettext(written)
            _ask_for(written, catalogue, app, node)


class AskForTranslations(SphinxTransform):
    """Warns, with file and line, of every message of a page that its language does not have yet."""

    # Before Sphinx replaces the messages (20) they can still be compared with the catalogue.
    default_priority = 19

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Goes through the messages of the page."""
        if self.app.builder.name == "gettext":
            return
        catalogue = catalogue_of(self.app, self.env.docname)
        for node, message in extract_messages(self.document):
            # What stands before the title is not for readers: which items a page rests on.
            if not _within(node, nodes.field_list, nodes.docinfo):
                _ask_for(message, catalogue, self.app, node)


def _within(node: nodes.Node, *kinds: type[nodes.Node]) -> bool:
    above = node.parent
    while above is not None and not isinstance(above, kinds):
        above = above.parent
    return above is not None


def _ask_for(message: str, catalogue: gettext.NullTranslations, app: Sphinx, node: nodes.Node) -> None:
    language = app.config.language
    if language == SOURCE or not message.strip():
        return
    if message not in getattr(catalogue, "_catalog", {}):
        _LOGGER.warning("no %s translation of: %s", language, message, location=node, type="selfeval")
