"""Build `src/selfeval/territory/data` from the Statbel files named in its SOURCE.md; same input, same bytes.

Usage: python tools/build_territory_data.py INPUT_FOLDER
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src" / "selfeval" / "territory" / "data"
LANGUAGES = ("nl", "fr", "de")
REGIONS = {"02000": "flanders", "03000": "wallonia", "04000": "brussels"}
SEXES = {"F": "female", "M": "male"}
PROVINCE_AND_ARRONDISSEMENT = ("2", "3")
ARRONDISSEMENT, MUNICIPALITY = "3", "4"
OPEN_END = "31/12/9999"
FIRST_YEAR = 2009
Row = Mapping[str, str]


def main(source: Path) -> None:
    """Write the data sets; raises KeyError or ValueError when the input files contradict each other."""
    population = read_population(source / "pop_muni_sex_age5_2009_2021.csv.gz")
    municipalities = list(describe_municipalities(source / "TU_COM_REFNIS.txt"))
    for year, cells in population.items():
        check_codes(year, {nis for nis, _ in cells}, municipalities)
        write(f"population/{year}.csv.gz", tabulate_population(cells))
    write("municipalities.csv", [list(municipalities[0]), *(list(row.values()) for row in municipalities)])
    write("arrondissements.csv", name_arrondissements(source / "TU_COM_REFNIS.txt"))
    for year, rows in read_income(source / "fiscal_income_2005_2013.csv").items():
        write(f"income/{year}.csv.gz", [list(rows[0]), *(list(row.values()) for row in rows)])
    write("crosswalk_2019.csv", [["old", "new", "change"], *read_changes(source / "crosswalk_nis_2018_2019.csv")])


def read_rows(path: Path, delimiter: str = ",") -> Iterator[Row]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=delimiter)


def read_population(path: Path) -> dict[str, dict[tuple[str, str], dict[str, str]]]:
    """Year → (NIS code, sex) → age band → persons; a band without persons is absent from the input."""
    years: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
    for row in read_rows(path):
        cells = years.setdefault(row["year"], {}).setdefault((row["nis"], SEXES[row["sex"]]), {})
        cells[row["age_band"]] = row["population"]
    return dict(sorted(years.items()))


def tabulate_population(cells: Mapping[tuple[str, str], Row]) -> Iterator[Sequence[str]]:
    bands = sorted({band for counts in cells.values() for band in counts})
    yield ["nis", "sex", *bands]
    for (nis, sex), counts in sorted(cells.items()):
        yield [nis, sex, *(counts.get(band, "0") for band in bands)]


def describe_municipalities(path: Path) -> Iterator[dict[str, str]]:
    """One row per NIS code valid since the first year of figures, in code order."""
    units = [row for row in read_rows(path, "|") if int(row["DT_VLDT_END"][-4:]) >= FIRST_YEAR]
    above = {row["CD_REFNIS"]: row for row in units if row["LVL_REFNIS"] in PROVINCE_AND_ARRONDISSEMENT}
    for row in sorted(units, key=lambda row: row["CD_REFNIS"]):
        if row["LVL_REFNIS"] == MUNICIPALITY:
            yield describe(row, above[row["CD_SUP_REFNIS"]]["CD_SUP_REFNIS"], above)


def describe(row: Row, province: str, above: Mapping[str, Row]) -> dict[str, str]:
    """`province` is a region's code in Brussels, which has no province."""
    spelled = {language: typeset(row[f"TX_REFNIS_{language.upper()}"]) for language in LANGUAGES}
    names = {language: re.sub(r" [(].*[)]$", "", text) for language, text in spelled.items()}
    described = above.get(province, {})
    return {
        "nis": row["CD_REFNIS"],
        **{f"name_{language}": name for language, name in names.items()},
        "other_spellings": "|".join(sorted(set(spelled.values()) - set(names.values()))),
        "arrondissement": row["CD_SUP_REFNIS"],
        "province": province if described else "",
        "province_nl": typeset(described.get("TX_REFNIS_NL", "")),
        "province_fr": typeset(described.get("TX_REFNIS_FR", "")),
        "region": REGIONS[described.get("CD_SUP_REFNIS", province)],
        "valid_from": iso_date(row["DT_VLDT_START"]),
        "valid_to": "" if row["DT_VLDT_END"] == OPEN_END else iso_date(row["DT_VLDT_END"]),
    }


def name_arrondissements(path: Path) -> Iterator[Sequence[str]]:
    """The arrondissements there still are, in code order."""
    yield ["nis", *(f"name_{language}" for language in LANGUAGES)]
    for row in sorted(read_rows(path, "|"), key=lambda row: row["CD_REFNIS"]):
        if row["LVL_REFNIS"] == ARRONDISSEMENT and row["DT_VLDT_END"] == OPEN_END:
            yield [row["CD_REFNIS"], *(typeset(row[f"TX_REFNIS_{language.upper()}"]) for language in LANGUAGES)]


def read_income(path: Path) -> dict[str, list[Row]]:
    """Income year → rows in code order, as they stand in the input but for the year."""
    years: dict[str, list[Row]] = {}
    for row in sorted(read_rows(path), key=lambda row: (row["year"], row["nis"])):
        years.setdefault(row["year"], []).append({name: row[name] for name in row if name != "year"})
    return years


def typeset(text: str) -> str:
    return text.replace("'", "’")


def iso_date(text: str) -> str:
    return datetime.strptime(text, "%d/%m/%Y").date().isoformat()


def read_changes(path: Path) -> Iterator[list[str]]:
    for row in read_rows(path):
        if row["nis_2018"] != row["nis_2019"]:
            yield [row["nis_2018"], row["nis_2019"], row["change"]]


def check_codes(year: str, counted: set[str], municipalities: Iterable[Row]) -> None:
    """The codes that have figures in a year are the codes valid on its 1 January; raises ValueError otherwise."""
    day = f"{year}-01-01"
    valid = {row["nis"] for row in municipalities if row["valid_from"] <= day and (row["valid_to"] or day) >= day}
    if counted != valid:
        raise ValueError(f"{year}: codes without figures or figures without code: {sorted(counted ^ valid)}")


def write(name: str, rows: Iterable[Sequence[str]]) -> None:
    """Write a table with the compressor's clock and file name left out, so that a rebuild changes nothing."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    packed = text.getvalue().encode()
    if name.endswith(".gz"):
        buffer = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as file:
            file.write(packed)
        packed = buffer.getvalue()
    target = DATA / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
