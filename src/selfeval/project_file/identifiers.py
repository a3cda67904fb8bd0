"""Numbers and addresses of persons, by their shape and check digits; never repeated, only masked.

National register number: 11 digits yymmdd-sss-cc, cc = 97 - (first nine digits mod 97), with a 2 before them for
births from 2000 on; bis numbers add 20 or 40 to the month (Royal Decrees of 3 April 1984 and 8 February 1991).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_ALONE = (r"(?<![\d])(?<!\d[.,])", r"(?![.,]?\d)")
_FORMATTED = re.compile(_ALONE[0] + r"(\d{2})\.(\d{2})\.(\d{2})-(\d{3})\.(\d{2})" + _ALONE[1])
_SEPARATED = re.compile(
    _ALONE[0]
    + r"(\d{2})[ ./\u00a0-]?(\d{2})[ ./\u00a0-]?(\d{2})[ ./\u00a0-]{1,3}(\d{3})[ ./\u00a0-]?(\d{2})"
    + _ALONE[1]
)
_PLAIN = re.compile(_ALONE[0] + r"\d{11}" + _ALONE[1])
# Nearly every text in a workbook holds neither; looking for this first makes reading noticeably quicker.
_WORTH_A_LOOK = re.compile(r"@|\d(?:\D{0,3}\d){7}")
NUMBER_HEADER = re.compile(
    r"\b(?:insz|niss|rijksregister\w*|registre\s+national|rrn|national\s+(?:register\s+)?number|numéro\s+national)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One identifier: its class, its digits to count distinct ones (never to show), and what may be shown."""

    code: str
    key: str
    masked: str


def formatted_national_numbers(text: str) -> list[Found]:
    """Numbers written as national register numbers are: certain whatever the check digits say when in full dress."""
    keys = ["".join(match.groups()) for match in _FORMATTED.finditer(text)]
    keys += ["".join(match.groups()) for match in _SEPARATED.finditer(text)]
    certain = {"".join(match.groups()) for match in _FORMATTED.finditer(text)}
    return [_national(key) for key in dict.fromkeys(keys) if key in certain or is_national_number(key)]


def plain_numbers(text: str) -> list[str]:
    """All runs of exactly eleven digits, valid or not."""
    return [match[0] for match in _PLAIN.finditer(text)]


def plain_national_number(digits: str) -> Found | None:
    """A number of 9 to 11 digits that can be a national register number; spreadsheets eat leading zeros."""
    key = digits.zfill(11)
    return _national(key) if is_national_number(key) else None


def is_national_number(digits: str) -> bool:
    """Whether eleven digits have valid check digits for a birth date that exists."""
    if len(digits) != 11 or not digits.isdecimal() or not 1 <= int(digits[6:9]) <= 998:
        return False
    body, check = int(digits[:9]), int(digits[9:])
    return any(
        check == 97 - number % 97 and _is_birth_date(century, digits)
        for century, number in ((1900, body), (2000, 2_000_000_000 + body))
    )


def _is_birth_date(century: int, digits: str) -> bool:
    month = int(digits[2:4])
    month -= 40 if month > 40 else 20 if month > 20 else 0
    try:
        date(century + int(digits[:2]), month, int(digits[4:6]))
    except ValueError:
        return False
    return True


def _national(key: str) -> Found:
    return Found("national_number", key, f"{key[:2]}.{key[2:4]}.••-•••.••")


def _is_mod_97(digits: str) -> bool:
    """The last two digits are the rest of the others by 97, 97 itself for nothing left (accounts, identity cards)."""
    return int(digits[-2:]) == (int(digits[:-2]) % 97 or 97)


def _is_care_provider(digits: str) -> bool:
    """RIZIV/INAMI: six digits, then 97 minus their rest by 97, then three of the qualification."""
    return int(digits[6:8]) == 97 - int(digits[:6]) % 97


def _is_belgian_account(digits: str) -> bool:
    """Belgian IBAN: two check digits over the country letters (B=11, E=14), then a national account number."""
    return int(digits[2:] + "1114" + digits[:2]) % 97 == 1


def _always(_: str) -> bool:
    return True


_CLASSES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("email_address", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), _always),
    ("bank_account", re.compile(r"\bBE\d{2}(?: ?\d{4}){3}\b", re.IGNORECASE), _is_belgian_account),
    (
        "phone_number",
        re.compile(
            r"(?<![\d.,/-])(?:\+32|0032|0)[ ./]?\(?0?\)?[ ./]?[1-9]\d{0,2}(?:[ ./]\d{2,3}){2,4}(?![\d.,/-])"
            r"|(?<!\d)(?:04\d{8}|\+32\d{8,9})(?!\d)"
        ),
        lambda digits: 9 <= len(digits) <= 13,
    ),
    ("care_provider_number", re.compile(r"(?<!\d)\d[-/. ]\d{5}[-/. ]\d{2}[-/. ]\d{3}(?!\d)"), _is_care_provider),
    ("identity_card_number", re.compile(r"(?<!\d)\d{3}-\d{7}-\d{2}(?!\d)"), _is_mod_97),
)


def other_identifiers(text: str) -> list[Found]:
    """E-mail addresses, Belgian accounts and phone numbers, care providers' and identity cards' numbers in a text."""
    found: list[Found] = []
    if not _WORTH_A_LOOK.search(text):
        return found
    for code, pattern, is_valid in _CLASSES:
        for match in pattern.finditer(text):
            digits = re.sub(r"\D", "", match[0])
            if is_valid(digits):
                found.append(Found(code, match[0].casefold(), _mask(code, match[0])))
    return found


def _mask(code: str, text: str) -> str:
    return f"{text[0]}•••@•••" if code == "email_address" else f"{text[:2]}••••••"
