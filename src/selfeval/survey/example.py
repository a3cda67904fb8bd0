"""Invented answers, so that every instrument can be tried out: the same for everyone, of nobody."""

from __future__ import annotations

from selfeval.examples.chance import bell, chance, within
from selfeval.guide import Item
from selfeval.survey.answers import AnswerRows

RESPONDENTS, INVITED, SEED = 64, 110, 2016
# How far people differ from each other, and each from themselves, as parts of the scale; how often nothing is answered.
_PERSONS, _ITEMS, _BLANK = 0.17, 0.14, 0.03


def example_answers(instrument: Item) -> AnswerRows:
    """Answers that lean to the better side of the scale and hang together, as those of people mostly do."""
    rng = chance(SEED, instrument["id"], 0, "answers")
    items = instrument["items"]
    low, width = items["lowest"], items["highest"] - items["lowest"]
    # Levels of health run the other way: 1 is the best.
    lean = 0.25 if instrument["value_sets"] else 0.66

    def answer(person: float) -> int | None:
        value = within(lean + person + _ITEMS * bell(rng), 0, 1)
        return None if rng.random() < _BLANK else low + round(value * width)

    people = (_PERSONS * bell(rng) for _ in range(RESPONDENTS))
    return tuple(tuple(answer(person) for _ in range(items["count"])) for person in people)
