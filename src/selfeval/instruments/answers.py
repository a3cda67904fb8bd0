"""Answers as they are handed in: as many as there are items, each a whole number on its scale or blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from selfeval.guide import Item

# None: left blank, which is never a zero.
Answer = int | float | None
# A letter that lists more faults than this is not read.
MOST_FAULTS = 20


def checked_answers(instrument: Item, answers: Iterable[Sequence[Answer]]) -> tuple[tuple[int | None, ...], ...]:
    """The answers of each respondent, by item in the order of the questionnaire; blank (None, nan) becomes None.

    ValueError names every respondent and item at fault, both counted from 1: another number of answers than items
    (another version of the questionnaire), an answer that is no whole number, or one outside the scale.
    """
    rows = [tuple(row) for row in answers]
    if faults := [fault for number, row in enumerate(rows, start=1) for fault in _faults(instrument, number, row)]:
        more = f"; and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise ValueError(f"{instrument['id']}: {'; '.join(faults[:MOST_FAULTS])}{more}")
    return tuple(tuple(None if answer is None or answer != answer else int(answer) for answer in row) for row in rows)


def is_blank(answer: object) -> bool:
    """Whether nothing was answered: None, or a number that is none (nan)."""
    return answer is None or (isinstance(answer, float) and answer != answer)


def is_on_scale(instrument: Item, answer: object) -> bool:
    """Whether an answer is a whole number from the lowest to the highest the instrument has."""
    items = instrument["items"]
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return bool(items["lowest"] <= answer <= items["highest"] and answer == int(answer))


def _faults(instrument: Item, respondent: int, row: tuple[Answer, ...]) -> Iterator[str]:
    items = instrument["items"]
    if len(row) != items["count"]:
        yield f"respondent {respondent}: {items['count']} answers expected, found {len(row)}"
        return
    for item, answer in enumerate(row, start=1):
        if not is_blank(answer) and not is_on_scale(instrument, answer):
            expected = f"a whole number from {items['lowest']} to {items['highest']}"
            yield f"respondent {respondent}, item {item}: {expected} expected, found {answer!r}"
