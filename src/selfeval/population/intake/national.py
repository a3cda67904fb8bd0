"""National register numbers in a column of whole numbers, on the engine: the rule of `project_file.identifiers`."""

from __future__ import annotations

from typing import Any

_MODULUS = 97
_BORN_FROM_2000 = 2_000_000_000
_SHORTEST, _LONGEST = 10**8, 10**11 - 1


def looks_national(number: Any) -> Any:
    """Whether an Ibis column of integers, of 9 to 11 digits with the zeros in front gone, has valid check digits.

    The month and day must exist, as in bis numbers too; that February has no 30th is not looked at, so that a few more
    numbers pass here than in the rule for single numbers.
    """
    body, check = number // 100, number % 100
    month, day, serial = (number // 10_000_000) % 100, (number // 100_000) % 100, body % 1000
    valid = (check == _MODULUS - body % _MODULUS) | (check == _MODULUS - (_BORN_FROM_2000 + body) % _MODULUS)
    in_year = ((month % 20) >= 1) & ((month % 20) <= 12) & (month < 60) & (day >= 1) & (day <= 31)
    return number.between(_SHORTEST, _LONGEST) & valid & in_year & serial.between(1, 998)
