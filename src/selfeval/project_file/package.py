"""The zip around a workbook, opened with suspicion: every part is unpacked here, counted, before a reader sees it."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from selfeval.errors import Problem, Severity

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
_MAX_RATIO = 300
_RATIO_COUNTS_FROM = 10 * 1024 * 1024
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Part:
    """One unpacked part of the package."""

    name: str
    content: bytes


class PackageError(Exception):
    """The package cannot be trusted or read; carries the problem to show."""

    def __init__(self, code: str, found: str = "", expected: str = "", part: str = "") -> None:
        super().__init__(code)
        details = {"part": part} if part else {}
        self.problem = Problem(code, Severity.ERROR, found=found, expected=expected, details=details)


def open_package(content: bytes) -> list[zipfile.ZipInfo]:
    """The entries of the zip, checked for names, doubles, encryption, overlap. Raises PackageError."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries, directory = package.infolist(), package.start_dir
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as error:
        raise PackageError("file_incomplete") from error
    if len(entries) > MAX_PARTS:
        raise PackageError("too_many_parts", str(len(entries)), str(MAX_PARTS))
    _check_names(entries)
    for entry in entries:
        if entry.flag_bits & 0x41:
            raise PackageError("password_protected", part=entry.filename)
    _check_overlap(content, entries, directory)
    return entries


def unpack(content: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[Part]:
    """Each part in turn, never more than the limits allow. Raises PackageError."""
    total = 0
    for entry in entries:
        part = _unpack_one(content, entry, MAX_UNPACKED_BYTES - total)
        total += len(part)
        yield Part(entry.filename, part)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        # `orig_filename` keeps what zipfile tidies away: a null byte, the other system's separators.
        if _UNSAFE_NAME.search(entry.orig_filename):
            raise PackageError("unsafe_part_name", part=entry.orig_filename.split("\0")[0])
        key = entry.filename.replace("\\", "/").casefold()
        if key in seen:
            raise PackageError("duplicate_parts", part=entry.filename)
        seen.add(key)


def _data_start(content: bytes, entry: zipfile.ZipInfo) -> int:
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise PackageError("file_damaged", part=entry.filename)
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    return entry.header_offset + _LOCAL_HEADER.size + int(name_length) + int(extra_length)


def _check_overlap(content: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Two entries over the same bytes are how a small zip unpacks to terabytes (Fifield, USENIX WOOT 2019)."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise PackageError("overlapping_parts", part=entry.filename)
        end = _data_start(content, entry) + entry.compress_size
    if end > directory:
        raise PackageError("overlapping_parts")


def _unpack_one(content: bytes, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The part's bytes, unpacked beyond its declared size if it has more: then the declaration lies."""
    start = _data_start(content, entry)
    packed = content[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        part = packed[: room + 1]
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        part = _inflate(packed, room, entry.filename)
    else:
        raise PackageError("file_damaged", part=entry.filename)
    if len(part) > room or (len(part) > _RATIO_COUNTS_FROM and len(part) > _MAX_RATIO * len(packed)):
        limit = str(MAX_UNPACKED_BYTES // (1024 * 1024))
        raise PackageError("unpacks_too_large", expected=limit, part=entry.filename)
    if len(part) != entry.file_size:
        raise PackageError("declared_size_differs", str(len(part)), str(entry.file_size), entry.filename)
    if zlib.crc32(part) != entry.CRC:
        raise PackageError("file_damaged", part=entry.filename)
    return part


def _inflate(packed: bytes, room: int, name: str) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, room + 1)
    except zlib.error as error:
        raise PackageError("file_damaged", part=name) from error
