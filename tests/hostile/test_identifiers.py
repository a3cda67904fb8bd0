"""Numbers of persons are found wherever they hide in a file, and never repeated; other numbers are left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest
from expectations import NOWHERE, Case, E, W, assert_case, at, read
from mutation import STRINGS, good_workbook, note, replaced, with_parts, written


def valid_number(day: int, serial: int = 332) -> str:
    """An invented national register number, from the published rule: 97 minus the first nine digits modulo 97."""
    body = f"8507{day:02d}{serial:03d}"
    return body + f"{97 - int(body) % 97:02d}"


NUMBER = valid_number(30)

CASES: dict[str, Case] = {
    "number in full dress": (lambda: written("nr. 85.07.30-033.28"), "national_number", E, at(1, "E")),
    "number with spaces": (
        lambda: written(f"{NUMBER[:2]} {NUMBER[2:4]} {NUMBER[4:6]} {NUMBER[6:9]} {NUMBER[9:]}"),
        "national_number",
        E,
        at(1, "E"),
    ),
    "two plain numbers": (
        lambda: written(int(valid_number(30)), int(valid_number(29))),
        "national_number",
        E,
        at(1, "E"),
    ),
    "one number under its name": (lambda: written("Rijksregisternr.", NUMBER), "national_number", E, at(2, "E")),
    "number in a note": (lambda: note("Zie 85.07.30-033.28"), "national_number_outside_cells", E, NOWHERE),
    "number in deleted text": (
        lambda: replaced(STRINGS, b"</sst>", b"<si><r><t>85.07.30</t></r><r><t>-033.28</t></r></si></sst>"),
        "national_number_outside_cells",
        E,
        NOWHERE,
    ),
    "numbers in a pivot copy": (
        lambda: with_parts(
            xl__pivotCache__pivotCacheRecords1_dot_xml=b'<pivotCacheRecords><n v="%s"/><n v="%s"/></pivotCacheRecords>'
            % (valid_number(30).encode(), valid_number(28).encode())
        ),
        "national_number_outside_cells",
        E,
        NOWHERE,
    ),
    "e-mail": (lambda: written("jan.peeters@example.org"), "email_address", W, at(1, "E")),
    "account": (lambda: written("BE68 5390 0754 7034"), "bank_account", W, at(1, "E")),
    "phone": (lambda: written("bel 0470 12 34 56"), "phone_number", W, at(1, "E")),
    "phone with slash": (lambda: written("0470/12.34.56"), "phone_number", W, at(1, "E")),
    "phone without spaces": (lambda: written("0470123456"), "phone_number", W, at(1, "E")),
    "phone from abroad": (lambda: written("+32 2 123 45 67"), "phone_number", W, at(1, "E")),
    # 123456 = 1272 x 97 + 72, and 97 - 72 = 25.
    "care provider": (lambda: written("1-23456-25-003"), "care_provider_number", W, at(1, "E")),
    # 5910000000 = 60927835 x 97 + 5.
    "identity card": (lambda: written("591-0000000-05"), "identity_card_number", W, at(1, "E")),
}


@pytest.mark.parametrize("name", CASES)
def test_each_bad_file_gives_its_problem_in_its_place_and_is_left_alone(name: str, tmp_path: Path) -> None:
    assert_case(CASES[name], tmp_path)


@pytest.mark.parametrize(
    "values", [[NUMBER], ["11001234567", 12345678901, "2024-01-01"], [NUMBER] * 3, [0.85073003328]]
)
def test_eleven_digits_alone_are_no_national_number(values: list[object], tmp_path: Path) -> None:
    assert read(tmp_path, written(*values)).problems == ()


def test_a_few_chance_hits_among_many_codes_are_no_list_of_persons(tmp_path: Path) -> None:
    codes = [str(10_000_000_000 + 7919 * n) for n in range(60)]
    assert read(tmp_path, written(NUMBER, valid_number(29), *codes)).problems == ()


def test_leading_zeros_lost_to_a_number_do_not_hide_a_national_number(tmp_path: Path) -> None:
    body = "050112123"
    number = body + f"{97 - int('2' + body) % 97:02d}"
    reading = read(tmp_path, written("INSZ", int(number)))
    assert [(problem.code, problem.place) for problem in reading.problems] == [("national_number", at(2, "E"))]


def test_a_national_number_is_never_repeated(tmp_path: Path) -> None:
    content = good_workbook(lambda _, sheet: sheet.write_formula(4, 4, '="85.07.30-033.28"&1/0', None, "#DIV/0!"))
    texts = [str(problem) for problem in read(tmp_path, content).problems]
    texts += [str(problem) for problem in read(tmp_path, written("85.07.30-033.28")).problems]
    assert any("85.07.••-•••.••" in text for text in texts)
    assert not any("033" in text for text in texts)


@pytest.mark.parametrize(
    "text", ["01/02/2024", "2024-2025", "BE00 1234 5678 9012", "1-23456-00-003", "0,12 34 56", "a@b"]
)
def test_texts_that_only_resemble_an_identifier_are_left_in_peace(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, written(text)).problems == ()
