"""From the answers to a measuring instrument to its scores, by the rules in the Gids (gids/instruments).

Answers of persons come in, are scored and are gone: nothing here keeps or writes them.
"""

from selfeval.instruments.answers import Answer, checked_answers
from selfeval.instruments.health_state import HealthState, read_state, utility, value_set_of
from selfeval.instruments.scirocco import read_scirocco
from selfeval.instruments.scoring import ScaleScores, score_instrument
from selfeval.instruments.summary import Summary, summarise

__all__ = [
    "Answer",
    "HealthState",
    "ScaleScores",
    "Summary",
    "checked_answers",
    "read_scirocco",
    "read_state",
    "score_instrument",
    "summarise",
    "utility",
    "value_set_of",
]
