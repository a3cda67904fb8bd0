"""Files of figures by municipality, good and bad: what is wrong is refused with its place, what is odd is told."""

from __future__ import annotations

import pytest

from selfeval.region.errors import RegionError
from selfeval.region.indicator import read_indicator, release_indicator
from selfeval.texts import LANGUAGES, place_text, problem_texts, read_texts

HEAD = "nis,teller,noemer"
# Deinze of before 2019 (44011) merged with Nevele (44049) into 44083.
MERGED = {"44083": (30, 300)}


def refused(path, mapping=None):
    """The problems, each of which can be told in every language."""
    with pytest.raises(RegionError) as caught:
        read_indicator(path, mapping)
    told(caught.value.problems)
    return [(problem.code.removeprefix("region_"), problem.place.row) for problem in caught.value.problems]


def told(problems):
    for problem in problems:
        for language in LANGUAGES:
            texts = read_texts(language)
            assert all(problem_texts(problem, texts))
            place_text(problem, texts)


def remarks(reading):
    told(reading.problems)
    return [(problem.code.removeprefix("region_"), problem.details.get("count", "")) for problem in reading.problems]


CASES = {
    "a file that is not there": (None, [("file_missing", 0)]),
    "nothing": (b"", [("file_empty", 0)]),
    "headers only": (b"nis,teller,noemer\n", [("file_empty", 0)]),
    "an Excel file under another name": (b"PK\x03\x04 sheet", [("not_text", 0)]),
    "zeros from a disk fault": (b"nis,teller\x00,noemer\n1,2,3\n", [("not_text", 0)]),
    "no column for the denominator": (b"nis,teller,leeftijd\n62063,1,2\n", [("columns_missing", 0)]),
    "a column of rates only": (b"gemeente;percentage\nGent;0,5\n", [("columns_missing", 0)]),
    "a column twice": (b"nis,teller,noemer,Teller\n62063,10,20,30\n", [("column_twice", 0)]),
    "a comma in a text": (b"nis,teller,noemer\n62063,10,20,x\n", [("rows_uneven", 2)]),
    "a code of no year": (b"nis,teller,noemer\n62063,10,20\n99999,10,20\n", [("place_unknown", 3)]),
    "a code of 2025": (b"nis,teller,noemer\n44088,10,20\n", [("place_unknown", 2)]),
    "a row of totals": (b"gemeente,teller,noemer\nGent,10,20\nTotaal,10,20\n", [("place_unknown", 3)]),
    "a thousands point": (b"nis;teller;noemer\n62063;1.200;20\n", [("not_whole", 2)]),
    "a decimal comma": (b"nis;teller;noemer\n62063;1,5;20\n", [("not_whole", 2)]),
    "a negative count": (b"nis,teller,noemer\n62063,-3,20\n", [("not_whole", 2)]),
    "a percentage": (b"nis,teller,noemer\n62063,12%,20\n", [("not_whole", 2)]),
    "scientific notation": (b"nis,teller,noemer\n62063,1e3,2000\n", [("not_whole", 2)]),
    "Arabic digits": ("nis,teller,noemer\n62063,١٢,20\n".encode(), [("not_whole", 2)]),
    "a row twice": (b"nis,teller,noemer\n62063,10,20\n62096,10,20\n62063,10,20\n", [("row_twice", 4)]),
    "a code and its name, twice": (b"gemeente,teller,noemer\n62063,10,20\nLuik,10,20\n", [("row_twice", 3)]),
    "old and new code of one merger": (b"nis,teller,noemer\n44083,10,20\n44011,10,20\n", [("codes_mixed", 0)]),
    "national register numbers": (
        b"insz,nis,teller,noemer\n85073003328,62063,1,1\n",
        [("persons_in_file", 0)],
    ),
    "register numbers under another name": (
        b"nr,nis,teller,noemer\n85.07.30-033.28,62063,1,1\n90.01.01-123.45,62063,1,1\n",
        [("persons_in_file", 0)],
    ),
    "two things wrong": (
        b"nis,teller,noemer\n99999,10,20\n62063,x1,20\n",
        [("place_unknown", 2), ("not_whole", 3)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(name, write_file, tmp_path):
    """The first row of each kind of problem, every kind at once, in sentences of three languages."""
    content, expected = CASES[name]
    path = tmp_path / "absent.csv" if content is None else write_file(content=content)
    assert refused(path) == expected


def test_a_message_never_repeats_a_register_number(write_file):
    """Neither the number nor a part of the rows."""
    path = write_file("insz,nis,teller,noemer", "85073003328,62063,1,1")
    with pytest.raises(RegionError) as caught:
        read_indicator(path)
    assert "85073003328" not in repr(caught.value.problems)


@pytest.mark.parametrize(
    "content",
    [
        b"nis,teller,noemer\n62063,10,20\n62096,30,40\n",
        b"\xef\xbb\xbfNIS;Teller;Noemer\r\n62063;10;20\r\n62096;30;40\r\n",
        "gemeente\tnumérateur\tdénominateur\nLiège\t10\t20\nSeraing\t30\t40\n".encode(),
        "commune;numérateur;dénominateur\nLiège;10;20\nSeraing;30;40\n".encode("utf-16"),
        b"nis,teller,noemer\n62063.0,10.0,20\n62096,30,40\n\n,,\n",
    ],
)
def test_one_table_is_read_alike_however_it_was_saved(content, write_file):
    """Commas, semicolons or tabs, with or without a mark at the start, empty rows, whole numbers as decimals."""
    reading = read_indicator(write_file(content=content))
    assert reading.counts == {"62063": (10, 20), "62096": (30, 40)}
    assert reading.problems == ()


def test_a_file_of_windows_is_read_and_the_guess_is_told(write_file):
    """Accents in the code page of Western Europe."""
    reading = read_indicator(write_file(content="commune;numérateur;dénominateur\nLiège;10;20\n".encode("cp1252")))
    assert reading.counts == {"62063": (10, 20)}
    assert remarks(reading) == [("encoding_guessed", "")]


def test_old_codes_are_carried_to_the_ground_of_today(write_file):
    """Both parts of a merger become one municipality, a renumbered one keeps its counts; told as carried over."""
    reading = read_indicator(write_file(HEAD, "44011,10,100", "44049,20,200", "55022,5,50"))
    assert reading.counts == {**MERGED, "58001": (5, 50)}
    assert remarks(reading) == [("codes_carried", "2")]


def test_half_a_merger_is_left_out(write_file):
    """Deinze without Nevele is not today's Deinze."""
    reading = read_indicator(write_file(HEAD, "44011,10,100", "62063,10,20"))
    assert reading.counts == {"62063": (10, 20)}
    assert remarks(reading)[0] == ("part_of_merger", "1")


@pytest.mark.parametrize("mark", ["<5", "", "*", "n.d.", "-", "x"])
def test_what_the_source_hides_is_no_zero(mark, write_file):
    """The municipality has no figure, and the reader is told."""
    reading = read_indicator(write_file(HEAD, f"62063,{mark},20", "62096,30,40"))
    assert reading.counts == {"62096": (30, 40)}
    assert remarks(reading) == [("hidden_at_source", "1")]


def test_a_numerator_above_its_denominator_counts_and_is_told(write_file):
    """People moved in since the denominator was counted; the small numbers are not repeated in the remark."""
    reading = read_indicator(write_file(HEAD, "62063,36,34", "62096,30,40"))
    assert reading.counts["62063"] == (36, 34)
    assert remarks(reading) == [("above_whole", "1")]
    assert reading.problems[0].found == ""


def test_people_counted_twice_are_noticed(write_file):
    """Herstappe has some eighty inhabitants."""
    reading = read_indicator(write_file(HEAD, "73028,10,400", "62096,30,40"))
    assert remarks(reading) == [("more_than_inhabitants", "1")]


def test_rows_of_another_sex_are_left_out_and_told(write_file):
    """The Flemish files had rows with sex "O" for a while."""
    head = "NIS_CD,GENDER_CD,AGE_CD,ADULT_FL(18+),SENIOR_FL(65+),POPULATION_NBR,FULLY_VACCINATED_AMT"
    rows = ("34022,M,30-39,1,0,100,60", "34022,V,30-39,1,0,100,70", "34022,O,30-39,1,0,9,9", "34022,M,0-9,0,0,50,1")
    reading = read_indicator(write_file(head, *rows))
    assert reading.counts == {"34022": (130, 200)}
    assert remarks(reading) == [("value_left_out", "1")]


def test_a_file_without_a_row_that_counts_is_refused(write_file):
    """Children only, where adults are asked."""
    head = "NIS_CD,GENDER_CD,AGE_CD,ADULT_FL(18+),SENIOR_FL(65+),POPULATION_NBR,FULLY_VACCINATED_AMT"
    assert refused(write_file(head, "34022,M,0-9,0,0,50,1")) == [("nothing_counted", 0)]


def test_a_mapping_says_which_column_is_what(write_file):
    """A reader's own file needs no other names for its columns; rows of a group are told apart by it."""
    path = write_file("code;groupe;oui;total", "62063;a;10;20", "62063;b;5;10")
    mapping = write_file(
        "id: own",
        "municipality: [code]",
        "numerator: [oui]",
        "denominator: [total]",
        "groups: [groupe]",
        name="own.yml",
    )
    assert read_indicator(path, mapping).counts == {"62063": (15, 30)}


@pytest.mark.parametrize(
    "lines",
    [
        ("id: own", "municipality: [code]"),
        ("id: own", "municipality: [code]", "numerator: [a]", "denominator: []"),
        ("id: own", "municipality: [code]", "numerator: [a]", "denominator: [b]", "formula: a/b"),
        ("id: !!python/object:os.system x",),
        ("- just", "- a list"),
        ("id: [", "broken"),
        ("id: own", "id: twice", "municipality: [a]", "numerator: [b]", "denominator: [c]"),
    ],
)
def test_a_mapping_that_is_none_is_refused(lines, write_file):
    """Missing or unknown keys, empty lists, objects, broken YAML, a key twice."""
    path = write_file(HEAD, "62063,10,20")
    assert refused(path, write_file(*lines, name="own.yml")) == [("mapping_unusable", 0)]


def test_a_file_of_another_region_is_refused(write_file):
    """A Flemish file says nothing of Liège."""
    reading = read_indicator(write_file(HEAD, "34022,10,20"))
    with pytest.raises(RegionError) as caught:
        release_indicator(reading, {"region": ["62063"]}, 5)
    assert caught.value.problems[0].code == "region_not_in_region"
    told(caught.value.problems)
