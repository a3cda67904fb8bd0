"""The files, before one value is read: whether they are what they say, whole, and no larger than they look."""

from __future__ import annotations

import hashlib
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfeval.errors import Problem
from selfeval.population.codebook import INVENTED
from selfeval.population.intake.wording import tell

MAX_FILES = 500
MAX_ROWS = 500_000_000
MAX_ROWS_OF_A_GROUP = 10_000_000
MAX_FOOTER = 32_000_000
# A person-year of this table has never been seen in less than twenty bytes, compressed.
MIN_BYTES_PER_ROW = 1
_SMALL = 100_000
SUFFIX = ".parquet"
_PICKLES = (".pkl", ".pickle", ".joblib", ".npy", ".npz")
_BEGINNINGS = (
    (b"PARE", "persons_encrypted"),
    (b"\x80", "persons_pickle"),
    (b"PK", "persons_not_parquet"),
    (b"\x1f\x8b", "persons_not_parquet"),
)


@dataclass(frozen=True, slots=True)
class PersonFile:
    """One Parquet file whose description could be read; `schema` is Arrow's."""

    path: Path
    name: str
    rows: int
    schema: Any
    is_invented: bool


def readable_files(path: Path) -> tuple[list[Problem], list[PersonFile]]:
    """The problems of a file or folder, and the Parquet files whose description can be trusted."""
    problems, paths = _listed(path)
    files: list[PersonFile] = []
    for one in paths:
        found = list(_outside_problems(one))
        if not found:
            file, found = _described(one)
            files += [file] if file else []
        problems += found
    problems += _twins(paths)
    if sum(file.rows for file in files) > MAX_ROWS:
        problems.append(tell("persons_too_many_rows", str(MAX_ROWS), file=path.name))
    return problems, files


def _listed(path: Path) -> tuple[list[Problem], list[Path]]:
    if path.is_symlink():
        return [tell("persons_link", file=path.name)], []
    if not path.exists():
        return [tell("persons_path_missing", file=path.name)], []
    if not path.is_dir():
        return [], [path]
    entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith((".", "_")))
    paths = [entry for entry in entries if entry.suffix == SUFFIX]
    problems = [problem for entry in entries if entry not in paths for problem in _stranger(entry)]
    if not paths:
        problems.append(tell("persons_no_files", file=path.name))
    if len(paths) > MAX_FILES:
        return [*problems, tell("persons_too_many_files", str(MAX_FILES), count=len(paths))], []
    return problems, paths


def _stranger(entry: Path) -> Iterator[Problem]:
    """Something in the folder that is no Parquet file."""
    if entry.is_dir():
        yield tell("persons_subfolder", file=entry.name)
    elif entry.suffix.casefold() in _PICKLES:
        yield tell("persons_pickle", file=entry.name)
    else:
        yield tell("persons_other_file", warning=True, file=entry.name)


def _outside_problems(path: Path) -> Iterator[Problem]:
    """What is wrong with a file as far as its first and last bytes tell."""
    if path.is_symlink():
        yield tell("persons_link", file=path.name)
        return
    if not stat.S_ISREG(path.lstat().st_mode):
        yield tell("persons_not_regular", file=path.name)
        return
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(4)
        stream.seek(max(0, size - 8))
        tail = stream.read(8)
    code = _fault(size, head, tail)
    if code:
        yield tell(code, file=path.name)


def _fault(size: int, head: bytes, tail: bytes) -> str:
    if size == 0:
        return "persons_empty_file"
    for beginning, code in _BEGINNINGS:
        if head.startswith(beginning):
            return code
    if head != b"PAR1":
        return "persons_not_parquet"
    footer = int.from_bytes(tail[:4], "little")
    if size < 12 or tail[4:] != b"PAR1" or footer + 12 > size:
        return "persons_truncated"
    return "persons_footer_too_large" if footer > MAX_FOOTER else ""


def _described(path: Path) -> tuple[PersonFile | None, list[Problem]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, thrift_string_size_limit=MAX_FOOTER) as opened:
            metadata, schema = opened.metadata, opened.schema_arrow
            groups = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError, UnicodeDecodeError):
        return None, [tell("persons_unreadable", file=path.name)]
    code, expected = _size_fault(metadata.num_rows, groups, path.stat().st_size)
    invented = (metadata.metadata or {}).get(INVENTED.encode()) == b"true"
    file = PersonFile(path, path.name, metadata.num_rows, schema, invented)
    return file, [tell(code, expected, file=path.name)] if code else []


def _size_fault(rows: int, groups: Sequence[int], size: int) -> tuple[str, str]:
    """Small files that unfold into more rows than a machine can hold are told by their own description."""
    if rows != sum(groups):
        return "persons_rows_disagree", ""
    if rows == 0:
        return "persons_no_rows", ""
    if rows > MAX_ROWS:
        return "persons_too_many_rows", str(MAX_ROWS)
    if rows > _SMALL and size < MIN_BYTES_PER_ROW * rows:
        return "persons_unfolds", ""
    if max(groups) > MAX_ROWS_OF_A_GROUP:
        return "persons_group_too_large", str(MAX_ROWS_OF_A_GROUP)
    return "", ""


def _twins(paths: Sequence[Path]) -> Iterator[Problem]:
    """Files with the same content: the same year loaded twice."""
    by_size: dict[int, list[Path]] = defaultdict(list)
    for path in paths:
        if path.is_file() and not path.is_symlink():
            by_size[path.stat().st_size].append(path)
    by_content: dict[str, list[str]] = defaultdict(list)
    for path in (path for same in by_size.values() if len(same) > 1 for path in same):
        with path.open("rb") as stream:
            by_content[hashlib.file_digest(stream, "sha256").hexdigest()].append(path.name)
    for names in by_content.values():
        if len(names) > 1:
            yield tell("persons_same_file_twice", file=names[0], files=", ".join(names[1:]))
