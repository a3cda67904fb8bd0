"""Problems of person-level files: a code, a column, how many; nothing else can get into them."""

from __future__ import annotations

from selfeval.errors import Problem, Severity


def tell(code: str, expected: str = "", *, warning: bool = False, **details: str | int) -> Problem:
    """One problem; `details` are names of files or columns and counts."""
    severity = Severity.WARNING if warning else Severity.ERROR
    return Problem(code, severity, expected=expected, details={key: str(value) for key, value in details.items()})


def tell_count(code: str, count: int, of: int, expected: str = "", *, warning: bool = False, column: str) -> Problem:
    """One problem of so many rows or persons out of all, with the share in whole per cent."""
    share = "<1" if 0 < count * 100 < of else str(round(100 * count / of)) if of else "0"
    return tell(code, expected, warning=warning, column=column, count=count, of=of, share=share)
