"""Time of the guide's builds in a copy of it: cold, nothing changed, one page, one indicator; as ratios to no change.

All three languages each time, workbooks included.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "fixtures"))

from book_copy import command, copy_book

PAGE = "book/privacy.md"
INDICATOR = "src/selfeval/gids/indicators/mortality_rate.yml"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = copy_book(Path(name) / "copy", with_runs=False)
        cold = build("cold", root)
        unchanged = build("no change", root)
        change(root / PAGE, "\\Z", "\n```{gids} phases\n```\n")
        page = build("one page changed", root)
        change(root / INDICATOR, "smallest_denominator: .*", "smallest_denominator: 77")
        indicator = build("one indicator changed (both workbooks run again)", root)
    for label, seconds in (("cold", cold), ("one page", page), ("one indicator", indicator)):
        print(f"{label}: {seconds / unchanged:.2f} x a build without change")


def build(label: str, root: Path) -> float:
    started = time.perf_counter()
    done = command(root, "book", "build")
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds = time.perf_counter() - started
    print(f"{seconds:8.1f} s  {label}", flush=True)
    return seconds


def change(path: Path, before: str, after: str) -> None:
    """Replaces the first place that a pattern finds; raises ValueError when it finds none."""
    text, found = re.subn(before, after, path.read_text("utf-8"), count=1)
    if not found:
        raise ValueError(path.name)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
