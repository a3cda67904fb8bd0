"""A file that is no good workbook, or a container not to be trusted, is refused in plain words before it is parsed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from expectations import NOWHERE, SENTENCES, Case, E, W, assert_case, assert_told, read
from mutation import (
    SHEET,
    good_workbook,
    read_parts,
    replaced,
    with_directory_field,
    with_parts,
    with_short_declared_size,
    with_twin,
    write_parts,
)

from selfeval.errors import Place
from selfeval.project_file.safe_reading import read_workbook

PART = b'<?xml version="1.0" encoding="UTF-8"?>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = PART + b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
GOOD = good_workbook()


def external_link() -> bytes:
    relation = b'<Relationship Id="rId1" Type="http://x/externalLinkPath" Target="v.xlsx" TargetMode="External"/>'
    return with_parts(
        xl__externalLinks__externalLink1_dot_xml=PART + b"<externalLink/>",
        xl__externalLinks___rels__externalLink1_dot_xml_dot_rels=PART
        + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation
        + b"</Relationships>",
    )


CASES: dict[str, Case] = {
    "no bytes": (lambda: b"", "file_is_empty", E, NOWHERE),
    "only zero bytes": (lambda: bytes(5000), "file_is_empty", E, NOWHERE),
    "first 2 kB only": (lambda: GOOD[:2000], "file_incomplete", E, NOWHERE),
    "last bytes missing": (lambda: GOOD[:-30], "file_incomplete", E, NOWHERE),
    "over 25 MB": (lambda: GOOD + bytes(26 * 1024**2), "file_too_large", E, NOWHERE),
    "web page": (lambda: b"\n <html><body><table><tr><td>1</td></tr></table>", "web_page_not_excel", E, NOWHERE),
    "web page in UTF-16": (lambda: "<html><table>".encode("utf-16"), "web_page_not_excel", E, NOWHERE),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password_protected", E, NOWHERE),
    "old xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "old_excel_format", E, NOWHERE),
    "old xls without container": (lambda: b"\x09\x08\x10\x00" + bytes(90), "old_excel_format", E, NOWHERE),
    "xlsb": (lambda: with_parts(xl__workbook_dot_bin=b"\x83\x01"), "other_format", E, NOWHERE),
    "ods": (lambda: write_parts({"mimetype": b"x", "content.xml": b"<x/>"}), "other_format", E, NOWHERE),
    "csv": (lambda: b"Onderdeel;Aantal\r\nPreventie;12,5\r\n", "other_format", E, NOWHERE),
    "pdf": (lambda: b"%PDF-1.7 ...", "other_format", E, NOWHERE),
    "any zip": (lambda: write_parts({"a.txt": b"a"}), "other_format", E, NOWHERE),
    "2003 xml": (
        lambda: PART + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "other_format",
        E,
        NOWHERE,
    ),
    "shortcut": (lambda: b"[InternetShortcut]\r\nURL=https://example.org\r\n", "shortcut_not_a_file", E, NOWHERE),
    "lock file itself": (
        lambda: b"\x03Ann".ljust(55) + b"\x03\0A\0n\0n\0".ljust(110),
        "lock_file_not_a_workbook",
        E,
        NOWHERE,
    ),
    "noise": (lambda: bytes(range(1, 256)) * 9, "not_an_excel_file", E, NOWHERE),
    "macros": (lambda: with_parts(xl__vbaProject_dot_bin=b"x"), "contains_macros", E, NOWHERE),
    "old macro sheet": (lambda: with_parts(xl__macrosheets__sheet1_dot_xml=b"<x/>"), "contains_macros", E, NOWHERE),
    "2001 parts": (
        lambda: write_parts(read_parts(GOOD) | {f"a/{n}": b"" for n in range(2001)}),
        "too_many_parts",
        E,
        NOWHERE,
    ),
    "part climbs out": (lambda: write_parts({"../../evil.xml": b"<x/>"}), "unsafe_part_name", E, NOWHERE),
    "part climbs out the other way": (lambda: write_parts({"xl\\..\\evil": b"x"}), "unsafe_part_name", E, NOWHERE),
    "absolute part": (lambda: write_parts({"/etc/evil": b"x"}), "unsafe_part_name", E, NOWHERE),
    "drive letter part": (lambda: write_parts({"C:evil": b"x"}), "unsafe_part_name", E, NOWHERE),
    "part twice": (lambda: with_twin(SHEET), "duplicate_parts", E, NOWHERE),
    "overlap": (lambda: with_directory_field(42, "<I", 0), "overlapping_parts", E, NOWHERE),
    "encrypted entry": (lambda: with_directory_field(8, "<H", 1), "password_protected", E, NOWHERE),
    "unknown compression": (lambda: with_directory_field(10, "<H", 99), "file_damaged", E, NOWHERE),
    "wrong check sum": (lambda: with_directory_field(16, "<I", 1), "file_damaged", E, NOWHERE),
    "too small a declared size": (with_short_declared_size, "declared_size_differs", E, NOWHERE),
    "too large a declared size": (
        lambda: with_directory_field(24, "<I", 2**31),
        "declared_size_differs",
        E,
        NOWHERE,
    ),
    "bomb by ratio": (lambda: with_parts(xl__media__a_dot_bin=bytes(40 * 1024**2)), "unpacks_too_large", E, NOWHERE),
    "entities": (lambda: with_parts(docProps__custom_dot_xml=BOMB), "document_type_declaration", E, NOWHERE),
    "entities in UTF-16": (
        lambda: with_parts(xl__a_dot_bin=BOMB.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "document_type_declaration",
        E,
        NOWHERE,
    ),
    "entities in the sheet": (
        lambda: replaced(SHEET, b"<worksheet", b"<!DOCTYPE worksheet><worksheet"),
        "document_type_declaration",
        E,
        Place("Cijfers"),
    ),
    "broken xml": (lambda: replaced(SHEET, b"</sheetData>", b""), "file_damaged", E, Place("Cijfers")),
    "deep xml": (lambda: with_parts(xl__deep_dot_xml=b"<a>" * 5000 + b"</a>" * 5000), "file_damaged", E, NOWHERE),
    "strict": (
        lambda: replaced(
            "xl/workbook.xml",
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        "strict_open_xml",
        E,
        NOWHERE,
    ),
    "no sheet": (
        lambda: write_parts({name: part for name, part in read_parts(GOOD).items() if name != SHEET}),
        "no_worksheets",
        E,
        NOWHERE,
    ),
    "other workbook": (external_link, "links_to_other_files", W, NOWHERE),
    "connection": (lambda: with_parts(xl__connections_dot_xml=b"<connections/>"), "data_connections", W, NOWHERE),
    "power query": (
        lambda: with_parts(customXml__item1_dot_xml=b'<DataMashup xmlns="x">AA</DataMashup>'),
        "data_connections",
        W,
        NOWHERE,
    ),
    "pivot copy": (
        lambda: with_parts(xl__pivotCache__pivotCacheRecords1_dot_xml=b"<pivotCacheRecords/>"),
        "pivot_table_keeps_data",
        W,
        NOWHERE,
    ),
    "picture": (lambda: with_parts(xl__media__image1_dot_png=b"\x89PNG"), "images_ignored", W, NOWHERE),
    "embedded object": (
        lambda: with_parts(xl__embeddings__oleObject1_dot_bin=b"\x01"),
        "embedded_objects_ignored",
        W,
        NOWHERE,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_bad_file_gives_its_problem_in_its_place_and_is_left_alone(name: str, tmp_path: Path) -> None:
    assert_case(CASES[name], tmp_path)


def test_a_workbook_open_elsewhere_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "~$project.xlsx").write_bytes(b"\x03Ann")
    reading = read(tmp_path, GOOD)
    assert [(problem.code, problem.severity) for problem in reading.problems] == [("file_open_elsewhere", W)]
    assert reading.workbook is not None


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").mkdir()
    assert [problem.code for problem in read_workbook(tmp_path / "x.xlsx").problems] == ["file_is_a_folder"]


@pytest.mark.parametrize("name", ["missing.xlsx", "a\0b.xlsx"])
def test_a_file_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    (problem,) = read_workbook(tmp_path / name).problems
    assert problem.code in ("file_not_found", "file_cannot_be_opened")
    assert_told(problem)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.xlsx").write_bytes(GOOD)
    try:
        (tmp_path / "x.xlsx").symlink_to(tmp_path / "real.xlsx")
    except OSError:
        pytest.skip("this system makes no links")
    assert [problem.code for problem in read_workbook(tmp_path / "x.xlsx").problems] == ["file_is_a_link"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_make_anyone_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.xlsx")
    assert [problem.code for problem in read_workbook(tmp_path / "x.xlsx").problems] == ["not_an_ordinary_file"]


def test_every_problem_has_both_sentences_in_three_languages() -> None:
    codes = {key.partition(".")[0] for key in SENTENCES}
    assert set(SENTENCES) == {f"{code}.{kind}" for code in codes for kind in ("what", "mend")}
    assert all(set(sentence) == {"nl", "fr", "en"} for sentence in SENTENCES.values())
