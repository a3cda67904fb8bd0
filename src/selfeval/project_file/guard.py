"""Whether the container of a workbook can be trusted: decided before any spreadsheet library sees a byte of it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.package import PackageError, Part, open_package, unpack
from selfeval.project_file.part_scan import PartScan, ScanError, scan_part

_MANY_EMPTY_ROWS = 1_000
_XML_ENDINGS = (".xml", ".rels")
_XML_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<", b"<\0", b"\0<")
_IGNORED = (
    ("images_ignored", ("xl/media/",)),
    ("embedded_objects_ignored", ("xl/embeddings/", "xl/activex/", "xl/ctrlprops/")),
    ("data_connections", ("xl/connections", "xl/querytables/")),
    ("pivot_table_keeps_data", ("xl/pivotcache/pivotcacherecords",)),
)
_OTHER_FORMATS = (
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("content.xml", "ODS"),
    ("index/document.iwa", "Numbers"),
)


@dataclass(frozen=True, slots=True)
class Container:
    """What the guard saw: every problem, and per XML part its scan. Usable only without errors."""

    problems: tuple[Problem, ...]
    scans: Mapping[str, PartScan]

    @property
    def is_usable(self) -> bool:
        """Whether a reader may open it."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def inspect_container(content: bytes) -> Container:
    """Unpack and scan every part of a zip once. Never raises."""
    try:
        entries = open_package(content)
        names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
        refusal = _check_format(names)
        if refusal:
            return Container((refusal,), {})
        return _inspect_parts(unpack(content, entries), names)
    except PackageError as error:
        return Container((error.problem,), {})


def _check_format(names: list[str]) -> Problem | None:
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        return Problem("contains_macros", Severity.ERROR)
    for name, found in _OTHER_FORMATS:
        if name in names:
            return Problem("other_format", Severity.ERROR, found=found)
    if "[content_types].xml" not in names:
        return Problem("other_format", Severity.ERROR, found="ZIP")
    return None


def _inspect_parts(parts: Iterable[Part], names: list[str]) -> Container:
    scans: dict[str, PartScan] = {}
    failures: dict[str, ScanError] = {}
    has_power_query = False
    for part in parts:
        if not _is_xml(part):
            continue
        has_power_query = has_power_query or b"DataMashup" in part.content.replace(b"\0", b"")[:4096]
        try:
            scans[part.name] = scan_part(part.content)
        except ScanError as error:
            failures[part.name] = error
    sheets = sheet_names(scans)
    problems = [error.problem(sheets.get(part, ""), part) for part, error in failures.items()]
    problems += _check_workbook(scans, problems) + _check_outside(scans, names, has_power_query)
    problems += [problem for part, sheet in sheets.items() for problem in _check_tail(scans.get(part), sheet)]
    return Container(tuple(problems), scans)


def _is_xml(part: Part) -> bool:
    return part.name.lower().endswith(_XML_ENDINGS) or part.content.lstrip().startswith(_XML_BEGINNINGS)


def sheet_names(scans: Mapping[str, PartScan]) -> dict[str, str]:
    """The sheet's name of each worksheet part, in the order of the tabs."""
    names: dict[str, str] = {}
    for part, scan in scans.items():
        if scan.root == "workbook":
            targets = {identifier: target for identifier, _, target in _related(part, scans)}
            names |= {targets[relation]: name for name, relation in scan.sheets if relation in targets}
    return names


def _related(part: str, scans: Mapping[str, PartScan]) -> list[tuple[str, str, str]]:
    """(id, kind, part) of everything the part points at inside the package."""
    folder, name = posixpath.split(part)
    relations = scans.get(posixpath.join(folder, "_rels", f"{name}.rels"), PartScan()).relations
    return [
        (identifier, kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        for identifier, kind, target, outside in relations
        if not outside
    ]


def has_filter(part: str, scans: Mapping[str, PartScan]) -> bool:
    """Whether a filter is set on the sheet itself or on one of its tables."""
    tables = [target for _, kind, target in _related(part, scans) if kind == "table"]
    return any(scans[name].has_filter for name in (part, *tables) if name in scans)


def _check_workbook(scans: Mapping[str, PartScan], errors: list[Problem]) -> list[Problem]:
    if any(scan.is_strict for scan in scans.values() if scan.root in ("workbook", "worksheet")):
        return [Problem("strict_open_xml", Severity.ERROR)]
    if not errors and not any(scan.root == "worksheet" for scan in scans.values()):
        return [Problem("no_worksheets", Severity.ERROR)]
    names = [name.casefold() for scan in scans.values() for name, _ in scan.sheets]
    if len(names) != len(set(names)):
        return [Problem("file_damaged", Severity.ERROR, details={"part": "workbook.xml"})]
    return []


def _check_outside(scans: Mapping[str, PartScan], names: list[str], has_power_query: bool) -> list[Problem]:
    counts = {code: sum(name.startswith(folders) for name in names) for code, folders in _IGNORED}
    counts["data_connections"] += has_power_query
    counts["links_to_other_files"] = sum(
        outside and kind != "hyperlink" for scan in scans.values() for _, kind, _, outside in scan.relations
    )
    return [Problem(code, Severity.WARNING, found=str(count)) for code, count in sorted(counts.items()) if count]


def _check_tail(scan: PartScan | None, sheet: str) -> list[Problem]:
    if scan is None or scan.empty_rows_below < _MANY_EMPTY_ROWS:
        return []
    place = Place(sheet, scan.last_row + 1)
    return [Problem("empty_rows_ignored", Severity.REPAIR, place, str(scan.empty_rows_below))]
