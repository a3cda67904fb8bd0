"""Print how many of mutmut's changes the tests noticed, by module; what `make mutants` shows when it is done.

Usage: python tools/mutation_scores.py [--survivors]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[1] / "mutants" / "src"
# mutmut's exit codes: a failed test; a change that ran out of time, on any of its ways to say so.
NOTICED = {1, 3, 24, -24, 36, 152, 255}


def main(names_wanted: bool) -> None:
    """One line a module, the whole at the end; with the names of what nobody noticed when they are wanted."""
    whole: Counter[str] = Counter()
    for module, outcomes in modules():
        found = Counter("noticed" if code in NOTICED else "missed" for code in outcomes.values())
        whole += found
        print(line(module, found))
        for name, code in outcomes.items():
            if names_wanted and code not in NOTICED:
                print(f"          {name}")
    print(line("all", whole))


def modules() -> Iterator[tuple[str, dict[str, int | None]]]:
    """Each module that was changed, with the exit code of the tests under each change."""
    for path in sorted(RESULTS.rglob("*.py.meta")):
        outcomes = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        if outcomes:
            yield path.relative_to(RESULTS / "selfeval").as_posix().removesuffix(".py.meta"), outcomes


def line(name: str, found: Counter[str]) -> str:
    """Percentage, noticed of all, name."""
    total = found.total()
    return f"{100 * found['noticed'] / total:5.1f} %  {found['noticed']:5} of {total:5}  {name}"


if __name__ == "__main__":
    main("--survivors" in sys.argv)
