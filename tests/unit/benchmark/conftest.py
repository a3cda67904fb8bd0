"""The small project made by hand stands with the other fixtures."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "fixtures"))
