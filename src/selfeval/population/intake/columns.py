"""The columns of the files against the codebook, and names that promise a person's identity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from selfeval.errors import Problem
from selfeval.population.codebook import Column, columns_by_name, read_columns
from selfeval.population.intake.container import PersonFile
from selfeval.population.intake.wording import tell

MAX_COLUMNS = 1000
_MAX_NAMED = 10
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# Whole words of a column's name, in the languages such files are made in; accents are taken off first.
_IDENTIFYING = re.compile(
    r"(?:^|_)(?:insz|niss|ssin|rrn|rijksregister\w*|registre_national|national_(?:register_)?number|numero_national|"
    r"name|naam|nom|first_?name|voornaam|prenom|last_?name|surname|family_?name|achternaam|familienaam|"
    r"e_?mail\w*|phone\w*|telephone|telefoon\w*|gsm|mobile|address|adres|adresse|street|straat|rue|"
    r"birth_?date|date_of_birth|geboortedatum|date_de_naissance|birth_?day|dob|iban|"
    r"riziv|inami|nihii|eid|card_number|kaartnummer|patient_?id|lidnummer)(?:$|_)"
)
_ACCENTS = str.maketrans("éèêëàâïîôöûüç", "eeeeaaiioouuc")


def column_problems(files: Sequence[PersonFile]) -> list[Problem]:
    """Problems of the columns, of each file once; files that have other columns than the first are told as such."""
    problems: list[Problem] = []
    for file in files:
        problems += _file_problems(file)
    described = {file.name: _described(file.schema) for file in files}
    first = next(iter(described.values()), {})
    problems += [tell("persons_files_differ", file=name) for name, own in described.items() if own != first]
    return problems


def is_identifying(name: str) -> bool:
    """Whether a column of this name holds, by its name, what identifies a person or a care provider."""
    return bool(_IDENTIFYING.search(_NOT_A_LETTER.sub("_", name.casefold().translate(_ACCENTS))))


def _described(schema: Any) -> dict[str, str]:
    return {field.name: str(field.type) for field in schema}


def _file_problems(file: PersonFile) -> Iterator[Problem]:
    names = list(file.schema.names)
    if len(names) > MAX_COLUMNS:
        yield tell("persons_too_many_columns", str(MAX_COLUMNS), file=file.name, count=len(names))
        return
    yield from _repeated(file.name, names)
    known = columns_by_name()
    missing = [column.name for column in read_columns() if column.required and column.name not in names]
    if missing:
        yield tell("persons_column_missing", _shortened(missing), file=file.name, count=len(missing))
    identifying = [name for name in names if name not in known and is_identifying(name)]
    if identifying:
        yield tell("persons_identifier_column", file=file.name, count=len(identifying))
    for name in sorted(set(names) - set(known) - set(identifying)):
        close = get_close_matches(name.casefold(), known, n=1, cutoff=0.8)
        yield tell("persons_column_unknown", close[0] if close else "–", file=file.name, column=name[:60])
    for field in file.schema:
        if field.name in known:
            yield from _type_problems(file.name, known[field.name], field.type)


def _repeated(file: str, names: Sequence[str]) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield tell("persons_column_twice", file=file, column=name[:60])
    folded = Counter(name.casefold().strip() for name in set(names))
    for name, times in folded.items():
        if times > 1:
            yield tell("persons_column_case", file=file, column=name[:60])


def _type_problems(file: str, column: Column, found: Any) -> Iterator[Problem]:
    import pyarrow.types as types

    if types.is_nested(found):
        yield tell("persons_column_nested", column.kind, file=file, column=column.name)
    elif not _fits(column.kind, found):
        yield tell("persons_column_type", column.kind, file=file, column=column.name, type=str(found)[:40])


def _fits(kind: str, found: Any) -> bool:
    """Whether a type can hold the column as it is meant: whole numbers of any width, but never text or decimals."""
    import pyarrow.types as types

    if kind == "string":
        plain = found.value_type if types.is_dictionary(found) else found
        return bool(types.is_string(plain) or types.is_large_string(plain) or types.is_string_view(plain))
    if kind == "bool":
        return bool(types.is_boolean(found))
    if kind.startswith("int"):
        return bool(types.is_integer(found))
    return bool(types.is_float32(found) or types.is_float64(found))


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names[:_MAX_NAMED]) + (" …" if len(names) > _MAX_NAMED else "")
