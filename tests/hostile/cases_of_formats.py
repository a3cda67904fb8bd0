"""What Excel's number formats do to a value: one is read as it is shown, or refused, or told of."""

from __future__ import annotations

import datetime

from case import WARNING, Case
from cases_of_values import DECIMAL, RESULT, SCORE, WHOLE, typed

from selfeval.model import State

TIMES = (
    typed(
        "C20a",
        "A number that Excel made a time of day is no count.",
        WHOLE,
        datetime.time(8, 30),
        "became_a_time",
        shows=("8:30",),
        reads=State.EMPTY,
    ),
    typed(
        "C20b",
        "A time of day is no number with decimals.",
        DECIMAL,
        datetime.time(12, 0, 5),
        "became_a_time",
        shows=("12:00:05",),
        reads=State.EMPTY,
    ),
    typed(
        "C20c",
        "Midnight is not zero.",
        WHOLE,
        0,
        "became_a_time",
        number_format="h:mm",
        shows=("0:00",),
        reads=State.EMPTY,
    ),
    typed(
        "C20d",
        "A duration of more than a day is no number.",
        DECIMAL,
        datetime.timedelta(hours=36),
        "became_a_time",
        number_format="[h]:mm",
        shows=("36:00",),
        reads=State.EMPTY,
    ),
    typed(
        "C20e",
        "Colours, currencies and words in a format make no time of a number.",
        WHOLE,
        85,
        number_format='[Red]#,##0" huishoudens";[$-80C]-#,##0',
        reads=85,
    ),
)
PERCENTAGES = (
    typed(
        "C6f",
        "100% in a count is not read as 1.",
        WHOLE,
        1,
        "became_a_percentage",
        number_format="0%",
        shows=("100%",),
        reads=State.EMPTY,
    ),
    typed(
        "C6g",
        "12% in a count is not read as 0 or 12.",
        WHOLE,
        0.12,
        "became_a_percentage",
        number_format="0.0%",
        shows=("12%",),
        reads=State.EMPTY,
    ),
    typed(
        "C6h",
        "A percentage is no score.",
        SCORE,
        0,
        "became_a_percentage",
        number_format="0%",
        shows=("0%",),
        reads=State.EMPTY,
    ),
)
HIDDEN = (
    typed(
        "C9a",
        "A number its format hides is read, and the reader hears of it.",
        WHOLE,
        85,
        "hidden_by_format",
        WARNING,
        number_format=";;;",
        shows=("85",),
        reads=85,
    ),
    typed(
        "C9b",
        "A text its format hides is too.",
        RESULT,
        "Het zorgplan",
        "hidden_by_format",
        WARNING,
        number_format=";;;",
        reads="Het zorgplan",
    ),
    typed(
        "C9c",
        "A zero its format hides looks like an empty cell and is none.",
        WHOLE,
        0,
        "hidden_by_format",
        WARNING,
        number_format="0;-0;;@",
        shows=("0",),
        reads=0,
    ),
    typed("C9d", "A format that hides only zeros hides no other number.", WHOLE, 85, number_format="0;-0;;@", reads=85),
    typed("C9e", "An empty cell has nothing to hide.", WHOLE, None, number_format=";;;", reads=State.EMPTY),
)
CASES: tuple[Case, ...] = TIMES + PERCENTAGES + HIDDEN
