"""The calls of this folder, and the invented project of tests/fixtures, can be imported here."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "fixtures"):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
