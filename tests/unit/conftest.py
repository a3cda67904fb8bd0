"""The invented project of tests/fixtures can be imported here."""

from __future__ import annotations

import sys
from pathlib import Path

FIXTURES = str(Path(__file__).parents[1] / "fixtures")
if FIXTURES not in sys.path:
    sys.path.append(FIXTURES)
