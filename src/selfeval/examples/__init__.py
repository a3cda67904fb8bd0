"""Twelve invented projects with five years of invented files, to try everything out on.

No example is a real project: only the municipalities and their inhabitants are real.
"""

from __future__ import annotations

from selfeval.examples.generate import DEMO, SEED, YEARS, example_content, write_demo, write_examples
from selfeval.examples.profile import Character, Profile, example_projects

__all__ = [
    "DEMO",
    "SEED",
    "YEARS",
    "Character",
    "Profile",
    "example_content",
    "example_projects",
    "write_demo",
    "write_examples",
]
