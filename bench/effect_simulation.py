"""How often an interval of 95 % holds the planted effect, and how often no effect raises an alarm: a long simulation.

Each line is a design: sizes of the pilots and of the comparison regions, what regions do for no reason, and how much of
it stays from year to year. Shares come with their exact binomial interval; the seed is fixed. `--runs` and `--seed`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np
from scipy import stats

from selfeval.population.effect.estimating import weighing
from selfeval.population.effect.inference import changes_of, estimate, spread_of
from selfeval.population.effect.invented import Invention, invent_cells
from selfeval.population.effect.question import Question, design
from selfeval.population.effect.randomisation import randomise
from selfeval.population.effect.rules import RULES

EFFECT = -60.0
ALIKE, MIXED = [5_000] * 25, [1_000, 2_000, 4_000, 8_000, 16_000] * 5
# Name, sizes, rows that start and when, shock, part of it that stays.
DESIGNS = (
    ("1 pilot of 5,000 among alike", ALIKE, {0: 2018}, 20.0, 0.0),
    ("3 pilots of 5,000 among alike", ALIKE, {0: 2018, 1: 2018, 2: 2018}, 20.0, 0.0),
    ("1 pilot of 1,000 among mixed", MIXED, {0: 2018}, 20.0, 0.0),
    ("1 pilot of 16,000 among mixed", MIXED, {4: 2018}, 20.0, 0.0),
    ("1 pilot of 1,000, persons only", MIXED, {0: 2018}, 0.0, 0.0),
    ("3 mixed pilots, lasting shocks", MIXED, {0: 2018, 2: 2018, 4: 2018}, 40.0, 0.7),
    ("4 staggered pilots", MIXED, {0: 2017, 2: 2018, 4: 2018, 8: 2019}, 20.0, 0.0),
    ("1 pilot, 6 comparison regions", [5_000] * 7, {0: 2018}, 20.0, 0.0),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", type=int, default=199, help="assignments of the randomisation test; 0: without")
    given = parser.parse_args()
    print(f"{given.runs} runs, effect {EFFECT}; exact intervals of 95 %")
    for design_of in DESIGNS:
        found = np.asarray(list(runs(design_of, given.runs, given.seed, given.draws)))
        covered, alarmed, dealt = found.sum(axis=0).tolist()
        parts = [f"covered {share(covered, given.runs)}", f"false alarms {share(alarmed, given.runs)}"]
        parts += [f"by randomisation {share(dealt, given.runs)}"] if given.draws else []
        print(f"{design_of[0]:32} {'; '.join(parts)}", flush=True)


def runs(chosen: tuple, number: int, seed: int, draws: int) -> Iterator[tuple[bool, bool, bool]]:
    """Whether each run's interval holds the effect, and whether no effect is called one (by t, by randomisation)."""
    _, sizes, starts, shock, lasting = chosen
    random = np.random.default_rng(seed)
    question = Question({f"region_{row + 1:02d}": year for row, year in starts.items()})
    for _ in range(number):
        planted = estimated(
            Invention(sizes, shock=shock, lasting=lasting, effect=EFFECT, starts=starts), question, random
        )
        asked = design(invent_cells(Invention(sizes, shock=shock, lasting=lasting), random), question, RULES)
        weigh = weighing(asked)
        weights = weigh(asked.starts)
        none = estimate(weights, asked.cells, asked.pilot)
        spread = spread_of(changes_of(weights, asked.cells, asked.pilot))
        p = randomise(weigh, asked.cells, asked.starts, spread, draws + 1, seed).p if draws else 1.0
        yield planted.low <= EFFECT <= planted.high, none.clear, p <= 0.05


def estimated(wish: Invention, question: Question, random: np.random.Generator):
    asked = design(invent_cells(wish, random), question, RULES)
    return estimate(weighing(asked)(asked.starts), asked.cells, asked.pilot)


def share(count: int, number: int) -> str:
    ends = stats.binomtest(int(count), number).proportion_ci(0.95, "exact")
    return f"{100 * count / number:.1f} % ({100 * ends.low:.1f} to {100 * ends.high:.1f})"


if __name__ == "__main__":
    main()
