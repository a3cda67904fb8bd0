"""The persons made by hand stand with the other fixtures."""

from __future__ import annotations

import sys
from pathlib import Path

FIXTURES = str(Path(__file__).parents[2] / "fixtures")
if FIXTURES not in sys.path:
    sys.path.append(FIXTURES)
