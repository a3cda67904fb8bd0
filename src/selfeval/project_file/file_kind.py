"""What a file is, from its first bytes: anything but a present-day Excel workbook gets its own advice."""

from __future__ import annotations

import re

from selfeval.errors import Problem, Severity

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.IGNORECASE)
_BEGINNINGS = (
    (b"%PDF", "other_format", "PDF"),
    (b"Rar!", "other_format", "RAR"),
    (b"7z\xbc\xaf", "other_format", "7-Zip"),
    (b"\x1f\x8b", "other_format", "GZIP"),
    (b"{\\rtf", "other_format", "RTF"),
    (b"ID;P", "other_format", "SYLK"),
    (b"PAR1", "other_format", "Parquet"),
    (b"[InternetShortcut]", "shortcut_not_a_file", ""),
    (b"[{000214A0", "shortcut_not_a_file", ""),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut_not_a_file", ""),
    (b"\x09\x00\x04\x00", "old_excel_format", "Excel 2"),
    (b"\x09\x02\x06\x00", "old_excel_format", "Excel 3"),
    (b"\x09\x04\x06\x00", "old_excel_format", "Excel 4"),
    (b"\x09\x08", "old_excel_format", "Excel 5"),
)


def check_kind(content: bytes) -> list[Problem]:
    """Nothing when the bytes start like a zip, which every .xlsx is; else one error that says what they are."""
    if content.startswith(b"PK\x03\x04"):
        return []
    for beginning, code, found in _BEGINNINGS:
        if content.startswith(beginning):
            return [_error(code, found)]
    if content.startswith(_OLE):
        return [_check_ole(content)]
    if not content.strip(b"\0"):
        return [_error("file_is_empty", "0")]
    return [_check_text(content)]


def _check_ole(content: bytes) -> Problem:
    """Excel wraps an encrypted .xlsx in the container of the old .xls."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _error("password_protected")
    if "WordDocument".encode("utf-16-le") in content:
        return _error("other_format", "Word")
    return _error("old_excel_format", "Excel 97-2003")


def _check_text(content: bytes) -> Problem:
    start = _without_mark(content[:8192]).lstrip()
    if _is_lock_file(content):
        return _error("lock_file_not_a_workbook")
    if b"schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        return _error("other_format", "Excel 2003 XML")
    if _WEB_PAGE.search(start) and start.startswith(b"<"):
        return _error("web_page_not_excel")
    if start.startswith(b"{") and b'"doc_id"' in start:
        return _error("shortcut_not_a_file")
    return _error("other_format", "CSV") if _is_text(start) else _error("not_an_excel_file")


def _is_lock_file(content: bytes) -> bool:
    """Excel's ~$ file: 165 bytes, the user's name once in one byte a letter, once in two, padded with spaces."""
    return len(content) == 165 and 0 < content[0] < 55 and content[55:56] == content[:1]


def _without_mark(start: bytes) -> bytes:
    """Text in two bytes a letter becomes one byte a letter, enough to recognise it."""
    for mark in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return start[len(mark) :].replace(b"\0", b"")
    return start


def _is_text(start: bytes) -> bool:
    """Whether nearly all bytes could be letters, digits, separators or line ends of a text file."""
    control = sum(byte < 32 and byte not in (9, 10, 13) for byte in start)
    separators = any(mark in start for mark in (b";", b",", b"\t", b"\n"))
    return bool(start) and control == 0 and separators


def _error(code: str, found: str = "") -> Problem:
    return Problem(code, Severity.ERROR, found=found)
