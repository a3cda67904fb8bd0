"""One edition of the book: what Sphinx is told for a revision, a language and a builder.

`python -m selfeval.book.edition '{"source": ..., "to": ..., "revision": ..., "language": ..., "builder": "html"}'`:
an edition is made in a process of its own, since Sphinx keeps much of its state in its modules.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from selfeval.book.words import book_texts


@dataclass(frozen=True, slots=True)
class Edition:
    """What to make: folders are paths as text, so that an order can be handed to another process.

    `site` names the editions, as revision/language, that pages may lead to.
    """

    source: str
    to: str
    doctrees: str
    runs: str
    revision: str
    language: str
    site: tuple[str, ...]
    builder: str = "html"

    def as_argument(self) -> str:
        """The order as JSON."""
        return json.dumps(asdict(self))


def settings(edition: Edition) -> dict[str, Any]:
    """What differs from _config.yml."""
    texts = book_texts(edition.language)
    return {
        "latex_individualpages": False,
        "language": edition.language,
        "selfeval_revision": edition.revision,
        "selfeval_site": list(edition.site),
        "html_title": texts("title"),
        "project": texts("title"),
        "html_theme_options": {"search_bar_text": texts("furniture.search")},
        # In full: Sphinx looks for its scripts' translations from the folder it is started in.
        "locale_dirs": [str(Path(edition.source, "locale"))],
        "nitpicky": True,
        "numfig": False,
        "nb_execution_mode": "cache" if edition.builder == "html" else "off",
        "nb_execution_cache_path": edition.runs,
    }


def make(edition: Edition) -> int:
    """Makes it; every warning is a fault. 0 when all is well."""
    from jupyter_book.sphinx import build_sphinx

    outcome = build_sphinx(
        edition.source,
        edition.to,
        path_config=str(Path(edition.source, "_config.yml")),
        noconfig=True,
        confoverrides=settings(edition),
        doctreedir=edition.doctrees,
        builder=edition.builder,
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    return outcome if isinstance(outcome, int) else 2


if __name__ == "__main__":
    sys.exit(make(Edition(**json.loads(sys.argv[1]))))
