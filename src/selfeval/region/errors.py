"""What can go wrong with the choice of a region or with a file of figures: every problem at once."""

from __future__ import annotations

from collections.abc import Sequence

from selfeval.errors import NOWHERE, Place, Problem, SelfevalError, Severity


class RegionError(SelfevalError):
    """A region or a file that cannot be used; carries every problem found."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(sorted({problem.code for problem in problems})))
        self.problems = tuple(problems)


def fault(code: str, found: object = "", expected: object = "", place: Place = NOWHERE, **details: object) -> Problem:
    """An error; `code` names its sentences in the interface texts, after "region_"."""
    return _problem(Severity.ERROR, code, found, expected, place, details)


def remark(code: str, found: object = "", expected: object = "", place: Place = NOWHERE, **details: object) -> Problem:
    """A warning: the document is made, and says it."""
    return _problem(Severity.WARNING, code, found, expected, place, details)


def _problem(
    severity: Severity, code: str, found: object, expected: object, place: Place, details: dict[str, object]
) -> Problem:
    told = {key: str(value) for key, value in details.items()}
    return Problem(f"region_{code}", severity, place, str(found), str(expected), told)
