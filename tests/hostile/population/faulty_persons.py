"""The catalogue of faulty person-level files: what is done to a good one, and what must be told."""

from __future__ import annotations

import gzip
import io
import zipfile

import pyarrow as pa
import pyarrow.compute as pc
from spoilt_persons import (
    PICKLE,
    SECRET_NUMBER,
    SECRET_TEXT,
    Case,
    add,
    beside,
    bytes_changed,
    cast,
    constant,
    drop,
    edit,
    encrypted,
    linked,
    pipe,
    put,
    raw,
    rename,
    two_files,
    typed,
    unfolding,
    values,
    write,
    year,
)


def _zip():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("persons.csv", "person,year\n")
    return stream.getvalue()


def _national(table):
    """A column of numbers with valid check digits: births in the 1960s, serial numbers in a row."""
    bodies = [
        600000000 + (row % 60) // 12 * 10**7 + (1 + row % 12) * 100000 + 1500 + row % 400 for row in range(len(table))
    ]
    return pa.array([body * 100 + 97 - body % 97 for body in bodies], pa.int64())


def _wider_age(table):
    last = year(table, 2019)
    return put(last, "age", last["age"].cast(pa.int64()))


def _float_ids(table):
    return table["person"].cast(pa.float64())


def _sub(table, folder):
    write(table, folder)
    (folder / "year=2019").mkdir()


def _empty(_table, _folder):
    pass


def _twice(table, folder):
    write(table, folder, "a.parquet")
    write(table, folder, "b.parquet")


def _repeated_column(table):
    return table.append_column("age", table["age"])


def _footer(content):
    content[-8:-4] = (40_000_000).to_bytes(4, "little")
    return bytes(content)


def _large_footer(_table, folder):
    size = 33_000_000
    (folder / "persons.parquet").write_bytes(b"PAR1" + bytes(size) + size.to_bytes(4, "little") + b"PAR1")


def _scrambled_footer(content):
    size = int.from_bytes(content[-8:-4], "little")
    content[-8 - size : -8] = bytes(0xFF for _ in range(size))
    return bytes(content)


def _scrambled_pages(content):
    content[4:20000] = bytes(0xA5 for _ in range(19996))
    return bytes(content)


def _after_death(table):
    dead = pc.if_else(pc.equal(table["year"], 2018), True, table["deceased"])
    return put(table, "deceased", dead)


def _swapped_sex(table):
    swapped = pc.if_else(pc.equal(table["sex"], "M"), "F", "M")
    return put(table, "sex", pc.if_else(pc.equal(table["year"], 2019), swapped, table["sex"]))


def _reused_pseudonyms(table):
    later = pc.equal(table["year"], 2019)
    other = pc.subtract(pa.scalar(99, pa.int16()), table["age"])
    return put(table, "age", pc.if_else(later, pc.abs(other), table["age"]))


def _minus(column, whole):
    return edit(
        lambda table: put(table, column, pc.add(table[whole], pa.scalar(1, pa.int16())).cast(table[column].type))
    )


def _merged_away(table):
    """12030 (Puurs) was merged on 1 January 2019."""
    codes = pc.if_else(pc.equal(table["year"], 2019), 12030, table["municipality"])
    return put(table, "municipality", codes.cast(pa.int32()))


def _nested(table):
    return pa.array([[1]] * len(table))


def _structured(table):
    return pa.array([{"code": "M"}] * len(table))


NOW = pa.scalar(1_500_000_000, pa.timestamp("s"))

FILES = (
    Case("an empty folder", "persons_no_files", _empty),
    Case("a folder with only a table of text", "persons_no_files", raw(b"person;year\n1;2019\n", "persons.csv")),
    Case("a folder inside", "persons_subfolder", _sub),
    Case("a pickle beside", "persons_pickle", beside(PICKLE, "cache.pkl")),
    Case("a joblib cache beside", "persons_pickle", beside(b"x", "model.joblib")),
    Case("arrays of numpy beside", "persons_pickle", beside(b"x", "a.npy")),
    Case("a note beside", "persons_other_file", beside(b"hello", "readme.txt"), warning=True),
    Case("a pickle named Parquet", "persons_pickle", raw(PICKLE)),
    Case("text named Parquet", "persons_not_parquet", raw(b"person,year,region\n1,2019,region_01\n")),
    Case("a web page named Parquet", "persons_not_parquet", raw(b"<html><body>not found</body></html>")),
    Case("an Excel file named Parquet", "persons_not_parquet", raw(_zip())),
    Case("a gzip named Parquet", "persons_not_parquet", raw(gzip.compress(b"person,year", mtime=0))),
    Case("no byte at all", "persons_empty_file", raw(b"")),
    Case("only the first four bytes", "persons_truncated", raw(b"PAR1")),
    Case("cut in half", "persons_truncated", bytes_changed(lambda content: bytes(content[: len(content) // 2]))),
    Case("the last byte lost", "persons_truncated", bytes_changed(lambda content: bytes(content[:-1]))),
    Case("a description longer than the file", "persons_truncated", bytes_changed(_footer)),
    Case("a description of 33 million bytes", "persons_footer_too_large", _large_footer),
    Case("a scrambled description", "persons_unreadable", bytes_changed(_scrambled_footer)),
    Case("scrambled pages", "persons_damaged", bytes_changed(_scrambled_pages)),
    Case("encrypted", "persons_encrypted", encrypted),
    Case("a symbolic link", "persons_link", linked),
    Case("a named pipe", "persons_not_regular", pipe),
    Case("a folder named as a file", "persons_not_regular", lambda _table, folder: (folder / "a.parquet").mkdir()),
    Case("no rows", "persons_no_rows", edit(lambda table: table.slice(0, 0))),
    Case("two million rows in nothing", "persons_unfolds", unfolding),
    Case("the same file twice", "persons_same_file_twice", _twice),
    Case("one file as older program made it", "persons_files_differ",
         two_files(lambda t: year(t, 2018), _wider_age)),
)  # fmt: skip

COLUMNS = (
    Case("a column of national numbers by name", "persons_identifier_column", add("INSZ")),
    Case("the French name of it", "persons_identifier_column", add("numéro national")),
    Case("names", "persons_identifier_column", add("Naam")),
    Case("first names", "persons_identifier_column", add("prénom")),
    Case("e-mail addresses", "persons_identifier_column", add("e-mail")),
    Case("phone numbers", "persons_identifier_column", add("GSM")),
    Case("addresses", "persons_identifier_column", add("adresse")),
    Case("dates of birth", "persons_identifier_column", add("geboortedatum")),
    Case("numbers of care providers", "persons_identifier_column", add("RIZIV_nummer")),
    Case("a column nobody knows", "persons_column_unknown", add("bmi"), "bmi"),
    Case("an index that pandas left", "persons_column_unknown", add("__index_level_0__"), "__index_level_0__"),
    Case("a misspelt column", "persons_column_unknown", rename("gp_contacts", "gp_contact"), "gp_contact"),
    Case("a misspelt column is missing too", "persons_column_missing", rename("gp_contacts", "gp_contact")),
    Case("a missing key", "persons_column_missing", drop("person")),
    Case("five missing columns", "persons_column_missing", drop("sex", "age", "year", "region", "deceased"), count="5"),
    Case("the same column twice", "persons_column_twice", edit(_repeated_column), "age"),
    Case("columns that differ in capitals", "persons_column_case",
         edit(lambda t: t.append_column("Age", t["age"])), "age"),
    Case("a column with a space behind", "persons_column_case",
         edit(lambda t: t.append_column("age ", t["age"])), "age"),
    Case("a thousand columns more", "persons_too_many_columns",
         edit(lambda t: pa.table({**{n: t[n] for n in t.column_names}, **{f"x{i}": t["age"] for i in range(1000)}}))),
    Case("pseudonyms as decimals", "persons_column_type", typed("person", _float_ids), "person"),
    Case("pseudonyms as text", "persons_column_type", cast("person", pa.string()), "person"),
    Case("numbers as text", "persons_column_type", cast("gp_contacts", pa.string()), "gp_contacts"),
    Case("amounts as text", "persons_column_type", cast("expenditure_gp", pa.string()), "expenditure_gp"),
    Case("amounts as decimals of a database", "persons_column_type",
         typed("expenditure_gp", lambda t: pa.array([1] * len(t)).cast(pa.decimal128(21, 2))), "expenditure_gp"),
    Case("yes and no as 0 and 1", "persons_column_type", cast("deceased", pa.int8()), "deceased"),
    Case("yes and no as text", "persons_column_type", cast("deceased", pa.string()), "deceased"),
    Case("a date for a year", "persons_column_type", typed("year", lambda t: pa.array([NOW] * len(t))), "year"),
    Case("a date for an age", "persons_column_type",
         typed("age", lambda t: pa.array([0] * len(t), pa.date32())), "age"),
    Case("sex as a number", "persons_column_type", typed("sex", lambda t: pa.array([1] * len(t))), "sex"),
    Case("a municipality by name", "persons_column_type",
         typed("municipality", lambda t: pa.array(["Gent"] * len(t))), "municipality"),
    Case("nothing known of a column", "persons_column_type", typed("age", lambda t: pa.nulls(len(t))), "age"),
    Case("lists in a column", "persons_column_nested", typed("diagnoses", _nested), "diagnoses"),
    Case("records in a column", "persons_column_nested", typed("sex", _structured), "sex"),
    Case("bytes for text", "persons_column_type", cast("region", pa.binary()), "region"),
)  # fmt: skip

VALUES = (
    Case("a pseudonym lacks", "persons_value_missing", constant("person", None), "person", "3"),
    Case("an age lacks", "persons_value_missing", constant("age", None, 7), "age", "7"),
    Case("an amount lacks", "persons_value_missing",
         constant("expenditure_hospital", None), "expenditure_hospital", "3"),
    Case("yes or no lacks", "persons_value_missing", constant("deceased", None), "deceased", "3"),
    Case("a sex lacks", "persons_value_missing", constant("sex", None), "sex", "3"),
    Case("a negative age", "persons_below", constant("age", -1), "age", "3"),
    Case("an age of 999 for unknown", "persons_above", constant("age", 999), "age", "3"),
    Case("a pseudonym of zero", "persons_below", constant("person", 0), "person", "3"),
    Case("a year of two digits", "persons_below", constant("year", 19), "year", "3"),
    Case("a year to come", "persons_above", constant("year", 2087), "year", "3"),
    Case("a year before there were records", "persons_below", constant("year", 1899), "year", "3"),
    Case("367 days in a year", "persons_above", constant("days_entitled", 367), "days_entitled", "3"),
    Case("366 days in a common year", "persons_days_beyond_year", constant("days_entitled", 366), "days_entitled", "3"),
    Case("no day entitled", "persons_below", constant("days_entitled", 0), "days_entitled", "3"),
    Case("negative doses", "persons_below", constant("ddd_lipid", -1.0), "ddd_lipid", "3"),
    Case("doses for a whole street", "persons_above", constant("ddd_lipid", SECRET_NUMBER * 10.0), "ddd_lipid", "3"),
    Case("contacts more than days allow", "persons_above", constant("gp_contacts", SECRET_NUMBER), "gp_contacts", "3"),
    Case("an amount of a hundred million", "persons_above", constant("expenditure_gp", 1e8), "expenditure_gp", "3"),
    Case("an amount far below zero", "persons_below", constant("expenditure_gp", -1e6), "expenditure_gp", "3"),
    Case("no number", "persons_not_finite", constant("expenditure_gp", float("nan")), "expenditure_gp", "3"),
    Case("infinite", "persons_not_finite", constant("ddd_acid", float("inf")), "ddd_acid", "3"),
    Case("minus infinite", "persons_not_finite",
         constant("expenditure_other", float("-inf")), "expenditure_other", "3"),
    Case("sex as 1 and 2", "persons_text_form", constant("sex", "1"), "sex", "3"),
    Case("sex in small letters", "persons_text_form", constant("sex", "f"), "sex", "3"),
    Case("sex in Dutch", "persons_text_form", constant("sex", "V"), "sex", "3"),
    Case("an empty region", "persons_text_form", constant("region", ""), "region", "3"),
    Case("an e-mail address for a region", "persons_text_form", constant("region", SECRET_TEXT), "region", "3"),
    Case("the address is recognised", "persons_identifier_in_text", constant("region", SECRET_TEXT), "region"),
    Case("diagnoses with dots", "persons_text_form", constant("diagnoses", "E11.9"), "diagnoses", "3"),
    Case("diagnoses with commas", "persons_text_form", constant("diagnoses", "E119,I10"), "diagnoses", "3"),
    Case("a letter from a doctor", "persons_text_form", constant("diagnoses", SECRET_TEXT), "diagnoses", "3"),
    Case("a line break behind a diagnosis", "persons_text_form", constant("diagnoses", "E119\n"), "diagnoses", "3"),
    Case("national numbers as pseudonyms", "persons_national_number",
         typed("person", _national), "person"),
    Case("more contacts with the usual GP than contacts", "persons_part_exceeds_whole",
         _minus("gp_contacts_usual", "gp_contacts"), "gp_contacts_usual"),
    Case("more unplanned admissions than admissions", "persons_part_exceeds_whole",
         _minus("admissions_unplanned", "admissions"), "admissions_unplanned"),
    Case("palliative care of the living", "persons_only_deceased",
         edit(lambda t: put(t, "palliative_support", pa.array([True] * len(t)))), "palliative_support"),
    Case("last days of the living", "persons_only_deceased",
         edit(lambda t: put(t, "hospital_days_last_30", t["age"])), "hospital_days_last_30"),
    Case("a column of zeros", "persons_only_zero",
         edit(lambda t: put(t, "gp_home_visits", pa.array([0] * len(t), pa.int16()))), "gp_home_visits", warning=True),
)  # fmt: skip

HISTORIES = (
    Case("a year loaded twice in one file", "persons_duplicated",
         edit(lambda t: pa.concat_tables([t, year(t, 2018).slice(0, 40)])), "person, year", "40"),
    Case("a year that stands in two files", "persons_duplicated",
         two_files(lambda t: t, lambda t: year(t, 2019)), "person, year"),
    Case("care after death", "persons_after_death", edit(_after_death), "deceased"),
    Case("everyone changes sex", "persons_pseudonyms_collide", edit(_swapped_sex), "sex"),
    Case("pseudonyms given out again", "persons_pseudonyms_collide", edit(_reused_pseudonyms), "age"),
    Case("one person born again", "persons_identity_changes",
         values("age", lambda old, row: (old + 50) % 90, 1), "age", "1", warning=True),
    Case("a year is missing between", "persons_year_gap",
         edit(lambda t: t.filter(pc.not_equal(t["year"], 2018))), "year", warning=True),
    Case("a municipality that never was", "persons_municipality_unknown", constant("municipality", 99999 - 10000),
         "municipality", "3"),
    Case("a municipality merged away", "persons_municipality_unknown",
         edit(_merged_away), "municipality"),
    Case("an arrondissement for a municipality", "persons_municipality_unknown", constant("municipality", 12000),
         "municipality", "3"),
    Case("a region with another number of zeros", "persons_region_spellings", constant("region", "region_1"), "region"),
    Case("a region without its dash", "persons_region_spellings", constant("region", "region01"), "region"),
    Case("a municipality in two regions", "persons_municipality_in_two_regions",
         values("region", lambda old, row: "region_02" if old == "region_01" else "region_01", 3), "municipality",
         warning=True),
    Case("a region for every person", "persons_too_many_regions",
         edit(lambda t: put(t, "region", pa.array([f"r_{row}" for row in range(len(t))]))), "region"),
)  # fmt: skip

CASES = (*FILES, *COLUMNS, *VALUES, *HISTORIES)
