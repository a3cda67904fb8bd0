"""Values a person can type in one cell."""
# ruff: noqa: DTZ001 - Excel keeps no time zone

from __future__ import annotations

import datetime
from typing import Any

from case import ERROR, REPAIR, WARNING, Case
from spoiling import guide, put, put_text

from selfeval.errors import Severity
from selfeval.model import State

WHOLE = ("actions", 5, "patients_reached")
DECIMAL = ("objectives", 5, "value")
EURO = ("money", 5, "spent")
SCORE = ("agreed_scores", 5, "agreed_score")
DATE = ("actions", 6, "start")
EVENT = ("events", 5, "event_date")
KIND = ("partners", 5, "kind")
SIGNED = ("partners", 5, "signed")
TOWN = ("municipalities", 5, "municipality")
NEXT_TOWN = ("municipalities", 8, "municipality")
TITLE = ("actions", 5, "title")
RESULT = ("actions", 5, "result")
At = tuple[str, int, str]


def typed(
    case_id: str, proves: str, at: At, value: object, code: str = "", severity: Severity = ERROR, **more: Any
) -> Case:
    """A value typed in a cell, where the problem then is."""
    number_format, found = more.pop("number_format", ""), value if isinstance(value, str) and code else ""
    more.setdefault("shows", (str(found).strip(),) if found else ())
    return Case(case_id, proves, put(*at, value, number_format), code, severity, *at, **more)


def repaired(case_id: str, proves: str, at: At, value: object, reads: object, **more: Any) -> Case:
    return typed(case_id, proves, at, value, "value_repaired", REPAIR, reads=reads, **more)


def as_text(
    case_id: str, proves: str, at: At, text: str, code: str = "", severity: Severity = ERROR, **more: Any
) -> Case:
    return Case(case_id, proves, put_text(*at, text), code, severity, *at, **more)


NUMBERS = (
    repaired("C1a", "A decimal comma in a text is read as one.", DECIMAL, "1,5", 1.5),
    repaired(
        "C1b", "A decimal point with one digit behind it can only be a decimal.", DECIMAL, "40.5", 40.5, nl=("40,5",)
    ),
    repaired(
        "C3a", "Points for thousands and a comma for decimals are read.", DECIMAL, "1.234,5", 1234.5, nl=("1234,5",)
    ),
    repaired("C3b", "Spaces for thousands are read.", DECIMAL, "1 234,5", 1234.5),
    repaired("C3c", "No-break spaces for thousands are read.", WHOLE, "12\u00a0500", 12500, nl=("12500",)),
    repaired("C3d", "Narrow no-break spaces for thousands are read.", WHOLE, "1\u202f234", 1234),
    repaired("C3e", "A point before three digits is a thousands sign in a count.", WHOLE, "1.234", 1234),
    typed(
        "C3f",
        "A point before three digits can be two numbers where decimals are possible.",
        DECIMAL,
        "1.234",
        "not_a_number",
    ),
    typed("C3g", "Two kinds of thousands signs in one number are not guessed at.", WHOLE, "1.234 567", "not_a_number"),
    repaired("C4a", "A number kept as text is read and listed.", WHOLE, "12", 12),
    repaired("C6a", "A percentage in words is read in percent.", DECIMAL, "12%", 12.0),
    repaired(
        "C6b", "0.12 shown as 12% is read as what is shown.", DECIMAL, 0.12, 12.0, number_format="0%", nl=("0,12", "12")
    ),
    typed("C6c", "12 with a percent sign as decoration is 12.", DECIMAL, 12, number_format='0"%"', reads=12),
    typed("C6d", "A percentage is no count.", WHOLE, "12 %", "not_a_number"),
    repaired("C7a", "An amount with the sign before it is read.", EURO, "€ 1.200,50", 1200.5),
    repaired("C7b", "An amount with the currency behind it is read.", EURO, "1200,50 EUR", 1200.5),
    typed("C7c", "An abbreviated amount is not guessed at.", EURO, "1,2k", "not_a_number"),
    typed(
        "C18",
        "A number that Excel made a date is no number.",
        WHOLE,
        datetime.datetime(2022, 2, 1),
        "became_a_date",
        shows=("01/02/2022",),
    ),
    typed("C19", "A number in words of a computer is not read.", WHOLE, "1E3", "not_a_number"),
    typed("C28a", "A count below zero is refused.", WHOLE, -3, "negative", shows=("-3",)),
    typed("C28b", "An amount below zero is refused.", EURO, -0.5, "negative", nl=("-0,5",), fr=("-0,5",)),
    typed("C29a", "Half a patient does not exist.", WHOLE, 12.5, "not_whole", shows=("12,5",)),
    repaired("C29b", "A rest of computing is rounded away.", WHOLE, 12.0000000001, 12, shows=("12",)),
    typed(
        "C30",
        "A count beyond what Belgium can hold is a slip.",
        WHOLE,
        5_000_000,
        "outside_limits",
        shows=("5000000", "0 – 1000000"),
    ),
    typed("C33", "True is no number.", WHOLE, True, "not_a_number", nl=("WAAR",), fr=("VRAI",)),
    typed("C35a", "A score above the scale is refused.", SCORE, 6, "score_outside_scale", shows=("6", "0 – 5")),
    typed("C35b", "A score below the scale is refused.", SCORE, -1, "score_outside_scale", shows=("-1",)),
    typed("C35c", "A half score is refused, never rounded.", SCORE, 3.5, "half_score", shows=("3,5",)),
    typed("C35d", "A half score in a text is refused too.", SCORE, "3,5", "half_score", also=("value_repaired",)),
    typed("C35e", "A score out of a range is refused.", SCORE, "3-4", "not_a_number"),
    repaired("C38a", "Wide digits of another keyboard are the same digits.", WHOLE, "１２", 12),
    typed("C38b", "Digits of another script are not guessed at.", WHOLE, "١٢", "not_a_number"),
    typed(
        "C38c",
        "A typographic minus is a minus, and a count is never negative.",
        WHOLE,
        "−5",
        "negative",
        also=("value_repaired",),
    ),
    typed("C39", "Words beside a number are not cut off.", WHOLE, "ca. 80", "not_a_number"),
    as_text("C43b", "A formula typed as text is no number.", WHOLE, "=40+2", "not_a_number", shows=("=40+2",)),
)
MISSING = (
    typed("C10a", "Zero is a value.", WHOLE, 0, reads=0),
    typed("C10b", "Not applicable is kept apart.", WHOLE, {"nl": "N.V.T.", "fr": "s.o."}, reads=State.NOT_APPLICABLE),
    typed("C10c", "Unknown is kept apart.", WHOLE, {"nl": "Onbekend", "fr": "inconnu"}, reads=State.UNKNOWN),
    typed("C10d", "Empty is kept apart.", WHOLE, None, reads=State.EMPTY),
    typed(
        "C10e",
        "The words of the other language mean the same.",
        WHOLE,
        {"nl": "sans objet", "fr": "n.v.t."},
        reads=State.NOT_APPLICABLE,
    ),
    typed("C10f", "A question mark is unknown.", WHOLE, "?", reads=State.UNKNOWN),
    typed("C10g", "A dash can be zero, unknown or not applicable.", WHOLE, "-", "ambiguous_missing"),
    typed("C10h", "A slash can be too.", SCORE, "/", "ambiguous_missing"),
    typed(
        "C10i",
        "Where an answer is needed, not applicable is refused.",
        KIND,
        {"nl": "n.v.t.", "fr": "s.o."},
        "missing_not_accepted",
        nl=("n.v.t.",),
        fr=("s.o.",),
    ),
    typed(
        "C10l",
        "A text nobody must fill in can be not applicable, as the start sheet says.",
        RESULT,
        {"nl": "n.v.t.", "fr": "s.o."},
        reads=State.NOT_APPLICABLE,
    ),
    typed(
        "C10m",
        "A short text nobody must fill in can be unknown.",
        ("actions", 5, "owner"),
        {"nl": "onbekend", "fr": "inconnu"},
        reads=State.UNKNOWN,
    ),
    typed(
        "C10n",
        "A text that must be filled in cannot be unknown.",
        TITLE,
        {"nl": "onbekend", "fr": "inconnu"},
        "missing_not_accepted",
        nl=("onbekend",),
        fr=("inconnu",),
        reads=State.EMPTY,
    ),
    typed("C10o", "A dash in a text is a text.", RESULT, "-", reads="-"),
    typed("C10j", "A cell with only spaces is empty.", WHOLE, "   ", reads=State.EMPTY),
    typed("C12a", "A division by zero is named, not taken for empty.", WHOLE, "#DIV/0!", "excel_error"),
    typed("C12b", "A lost reference is named.", SCORE, "#REF!", "excel_error"),
    typed("C12c", "A failed look-up is named.", EURO, "#N/A", "excel_error"),
    Case(
        "C13",
        "A formula nobody computed is named.",
        put(*WHOLE, "=40+2"),
        "formula_without_value",
        ERROR,
        *WHOLE,
        shows=("=40+2",),
    ),
)
DATES = (
    repaired("C21a", "Day and month are read the Belgian way.", DATE, "03/04/2021", datetime.date(2021, 4, 3)),
    repaired("C21b", "Points between day, month and year are read.", DATE, "3.4.2021", datetime.date(2021, 4, 3)),
    repaired(
        "C21c",
        "A date in the international way is read.",
        DATE,
        "2021-04-03",
        datetime.date(2021, 4, 3),
        shows=("03/04/2021",),
    ),
    typed("C21d", "An American date that cannot be Belgian is refused.", DATE, "04/25/2021", "not_a_date"),
    repaired(
        "C22",
        "Excel's number of a date is read and listed.",
        DATE,
        44562,
        datetime.date(2022, 1, 1),
        number_format="General",
        shows=("44562", "01/01/2022"),
    ),
    typed(
        "C24a",
        "Excel's own 29 February 1900 is no date.",
        DATE,
        60,
        "not_a_date",
        number_format="General",
        shows=("60",),
    ),
    typed(
        "C24b",
        "A date in 1921 is a slip.",
        DATE,
        datetime.datetime(1921, 3, 1),
        "date_outside_limits",
        shows=("01/03/1921",),
    ),
    typed(
        "C24c",
        "A date in 2150 is a slip.",
        DATE,
        datetime.datetime(2150, 3, 1),
        "date_outside_limits",
        shows=("01/03/2150",),
    ),
    repaired(
        "C25",
        "The hour of a date is left out.",
        DATE,
        datetime.datetime(2021, 3, 1, 23, 59, 59),
        datetime.date(2021, 3, 1),
        shows=("01/03/2021 23:59:59",),
    ),
    typed("C27a", "29 February of a common year does not exist.", DATE, "29/02/2021", "not_a_date"),
    repaired("C27b", "29 February of a leap year does.", DATE, "29/02/2020", datetime.date(2020, 2, 29)),
    typed("C27c", "Two digits of a year are not guessed at.", DATE, "1/3/21", "not_a_date"),
    typed(
        "C27d",
        "A month in words is not guessed at.",
        DATE,
        {"nl": "maart 2021", "fr": "mars 2021"},
        "not_a_date",
        nl=("maart 2021",),
        fr=("mars 2021",),
    ),
    typed(
        "C27e",
        "A year far away is a slip.",
        ("objectives", 5, "baseline_year"),
        1018,
        "year_outside_limits",
        shows=("1018",),
    ),
    repaired(
        "C27f",
        "A date where a year belongs gives its year.",
        ("objectives", 5, "baseline_year"),
        datetime.datetime(2018, 1, 1),
        2018,
        shows=("01/01/2018",),
    ),
)
CODES = (
    typed(
        "C15",
        "A French word in a Dutch file is the same answer, and the other way round.",
        SIGNED,
        {"nl": "non", "fr": "nee"},
        reads="no",
    ),
    typed("B24", "Accents and capitals do not matter.", KIND, {"nl": "HÔPITAL", "fr": "Ziekenhuis"}, reads="hospital"),
    typed("C34b", "True is yes.", SIGNED, True, reads="yes"),
    typed(
        "B27",
        "A word that is not in the list is refused, with the likeliest.",
        KIND,
        {"nl": "huisarsten", "fr": "medecins generaliste"},
        "unknown_code",
        nl=("huisarsten", "huisartsen"),
        fr=("medecins generaliste", "médecins généralistes"),
    ),
    typed(
        "B27b",
        "A word like nothing in the list is refused, with what the list holds.",
        SIGNED,
        "blauw",
        "unknown_code",
        nl=("ja", "nee"),
        fr=("oui", "non"),
    ),
    Case(
        "B27c",
        "Spaces around a word of the list are listed.",
        put(*SIGNED, {"nl": " ja ", "fr": " oui "}),
        "spaces_removed",
        REPAIR,
        *SIGNED,
        nl=("ja",),
        fr=("oui",),
        reads="yes",
    ),
    typed("C46a", "A NIS code kept as text is the code.", TOWN, "46021", reads="46021"),
    typed("C46b", "A NIS code with decimals is the code.", TOWN, 46021.0, reads="46021"),
    typed(
        "C46c", "A postal code is not padded to a NIS code.", NEXT_TOWN, 9100, "municipality_unknown", shows=("9100",)
    ),
    typed(
        "L14a",
        "A municipality of another year is refused, with its successor.",
        NEXT_TOWN,
        "Nevele",
        "municipality_of_other_year",
        shows=("Nevele", "Deinze"),
    ),
    typed(
        "L14b",
        "A name two municipalities share is refused.",
        NEXT_TOWN,
        "Saint-Nicolas",
        "municipality_ambiguous",
        shows=("46021", "62093"),
    ),
    typed(
        "L14c",
        "A misspelt municipality is refused, with the likeliest.",
        NEXT_TOWN,
        "Sint-Niklas",
        "municipality_unknown",
        shows=("Sint-Niklaas",),
    ),
    typed(
        "L14d",
        "A code with the name of another municipality is refused.",
        NEXT_TOWN,
        "46021 - Gent",
        "municipality_name_differs",
        shows=("46021",),
    ),
    typed("L14e", "A name in the other language is the same municipality.", TOWN, "SINT-NIKLAAS", reads="46021"),
)
TEXTS = (
    as_text("C43a", "A text that begins like a formula is kept literally.", RESULT, "=1+1", reads="=1+1"),
    as_text("C43c", "A text with an at sign, plus or minus in front is kept.", RESULT, "@SOM(A1)", reads="@SOM(A1)"),
    as_text(
        "C40a",
        "Letters that turn the reading direction are taken out and listed.",
        RESULT,
        "zorg\u202egarfeb",
        "invisible_characters",
        REPAIR,
        shows=("\\u202e",),
        reads="zorggarfeb",
    ),
    as_text("C40b", "An emoji is a letter like another.", RESULT, "Goed gelukt 🎉", reads="Goed gelukt 🎉"),
    as_text("C40c", "A combined accent is the same letter.", RESULT, "re\u0301sultat", reads="résultat"),
    as_text(
        "C41",
        "Control characters are taken out and listed.",
        RESULT,
        "zorg_x000B_plan",
        "invisible_characters",
        REPAIR,
        shows=("zorg\\x0bplan",),
        reads="zorgplan",
    ),
    as_text(
        "C44",
        "Letters of a wrong encoding are shown with what was meant.",
        TITLE,
        "Project LiÃ¨ge",
        "broken_characters",
        WARNING,
        shows=("LiÃ¨ge", "Liège"),
    ),
    as_text(
        "C45",
        "Braces, percent signs and markup are kept and harm no message.",
        TITLE,
        "{found} %s <b>&amp;</b>",
        reads="{found} %s <b>&amp;</b>",
    ),
    as_text(
        "C49",
        "Braces in a refused answer harm no message.",
        KIND,
        "{expected}{0}",
        "unknown_code",
        shows=("{expected}{0}",),
    ),
    as_text(
        "C42",
        "A text beyond what can be printed is refused.",
        RESULT,
        "zorg " * 6001,
        "text_too_long",
        shows=("30005", "30000"),
    ),
    typed(
        "C48",
        "A date in a text column is kept as a person reads it, and listed.",
        TITLE,
        datetime.datetime(2022, 3, 4),
        "value_repaired",
        REPAIR,
        reads="04/03/2022",
        shows=("04/03/2022",),
    ),
    as_text(
        "F1",
        "A national register number stops everything and is only shown masked.",
        RESULT,
        "Patiënt 85.07.30-033.28",
        "national_number",
        shows=("85.07.••-•••.••",),
    ),
    as_text(
        "F8",
        "An e-mail address in a text is told of.",
        RESULT,
        "mail naar jan.peeters@voorbeeld.be",
        "email_address",
        WARNING,
    ),
)
FIRST = guide().pilot_components()[0]["id"]
INDIVIDUAL = (
    typed(
        "C35f",
        "A score of 55 is a slip of the finger.",
        ("individual_scores", 7, FIRST),
        55,
        "score_outside_scale",
        shows=("55",),
    ),
    typed(
        "C10k",
        "Not applicable is possible for one component.",
        ("individual_scores", 7, FIRST),
        {"nl": "nvt", "fr": "s.o."},
        reads=State.NOT_APPLICABLE,
    ),
)
CASES = NUMBERS + MISSING + DATES + CODES + TEXTS + INDIVIDUAL
