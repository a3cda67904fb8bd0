"""Where data of persons may not be read: pages and machines that others can look into."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from selfeval.errors import Problem
from selfeval.population.intake.container import PersonFile
from selfeval.population.intake.wording import tell

# What these servers tell the programs that they start.
_SIGNS = {
    "Voilà": ("SERVER_SOFTWARE", "voila"),
    "Binder": ("BINDER_LAUNCH_HOST", ""),
    "GitHub Actions": ("GITHUB_ACTIONS", "true"),
}


def open_zone() -> str:
    """The name of the public place this runs in; nothing when it runs in none that is known."""
    if sys.platform == "emscripten":
        return "JupyterLite"
    found = (
        name
        for name, (variable, start) in _SIGNS.items()
        if variable in os.environ and os.environ[variable].casefold().startswith(start)
    )
    return next(found, "")


def zone_problems(files: Sequence[PersonFile]) -> list[Problem]:
    """An error when files of persons are opened in a public place; invented persons may go anywhere."""
    place = open_zone()
    if not place or all(file.is_invented for file in files):
        return []
    return [tell("persons_public_place", place=place)]
