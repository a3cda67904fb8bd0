"""Disclosure control: the only way from results to anything a reader sees.

In a public release a count of 1 to 4 persons is hidden, and so is every other count from which it could be worked
out, and every figure and finding that rests on a hidden one. Zero is shown unless it would give others away. The
threshold of 5 is the practice of the Intermutualistic Agency for exhaustive data (references.bib: ima_small_cells).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from selfeval.errors import RequestError
from selfeval.exposure import Attacker
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results import Equation, Evaluation

# Quartiles of fewer raters than this can be one person's score.
SMALLEST_FOR_QUARTILES = 10
# Such a median says that exactly half of the raters gave the lowest, or the highest, score.
TELLING_MEDIANS = {0.5, 4.5}
HIDDEN_FINDING = "hidden"


class Release(StrEnum):
    """For whom a document is made."""

    CONFIDENTIAL = "confidential"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Policy:
    """How far small groups are protected; `smallest` is the lowest count that may be shown."""

    release: Release = Release.CONFIDENTIAL
    smallest: int = 5

    def __post_init__(self) -> None:
        if not 4 <= self.smallest <= 10:
            raise RequestError("smallest_count_outside_limits", found=self.smallest, expected="4 – 10")


@dataclass(frozen=True)
class ReleasableResult:
    """What may be shown under a policy; made by `release` only."""

    policy: Policy
    project: ProjectFile
    revision: str
    figures: Mapping[Key, Figure]
    findings: Mapping[Key, str]

    def figure(self, measure: str, subject: str = "", group: str = "", year: int | None = None) -> Figure:
        """The figure about something, in the report year unless another is named; an empty one when there is none."""
        key = Key(measure, subject, group, self.year if year is None else year)
        return self.figures.get(key, Figure(key, None, State.EMPTY))

    def finding(self, measure: str, subject: str = "", group: str = "") -> str:
        """The conclusion about something in the report year; nothing when there is none."""
        return self.findings.get(Key(measure, subject, group, self.year), "")

    def about(self, measure: str) -> list[Figure]:
        """All figures of a measure, by subject, group and year."""
        found = [figure for key, figure in self.figures.items() if key.measure == measure]
        return sorted(found, key=lambda figure: (figure.key.subject, figure.key.group, figure.key.year))

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """What the project wrote in a sheet, in its own words."""
        return self.project.rows(sheet)

    @property
    def year(self) -> int:
        """The report year."""
        return self.project.year


def release(evaluation: Evaluation, policy: Policy) -> ReleasableResult:
    """The figures and findings of an evaluation that the policy lets through."""
    hidden = hidden_keys(evaluation, policy) if policy.release is Release.PUBLIC else set()
    figures = {key: _hide(figure) if key in hidden else figure for key, figure in evaluation.figures.items()}
    findings = {
        key: HIDDEN_FINDING if hidden & set(evaluation.bases.get(key, ())) else finding
        for key, finding in evaluation.findings.items()
    }
    return ReleasableResult(policy, evaluation.project, evaluation.revision, figures, findings)


def hidden_keys(evaluation: Evaluation, policy: Policy) -> set[Key]:
    """Every figure that a public release hides."""
    hidden = {key for key, figure in evaluation.figures.items() if is_small(figure, policy.smallest)}
    hidden |= _complementary(evaluation, hidden, policy.smallest)
    while (
        resting := {key for key, bases in evaluation.bases.items() if key in evaluation.figures and hidden & set(bases)}
        - hidden
    ):
        hidden |= resting
    return hidden


def is_small(figure: Figure, smallest: int) -> bool:
    """Whether a figure shows, or lets a reader compute, a count of 1 to smallest - 1 persons."""
    if not figure.persons or figure.state is not State.KNOWN or figure.value is None:
        return False
    if figure.key.measure.startswith("maturity.quartile"):
        return (figure.denominator or 0) < SMALLEST_FOR_QUARTILES
    if figure.key.measure == "maturity.median" and figure.value in TELLING_MEDIANS:
        return (figure.denominator or 0) < 2 * smallest
    if figure.numerator is not None and figure.denominator is not None:
        parts = (figure.numerator, figure.denominator - figure.numerator, figure.denominator)
        return any(0 < part < smallest for part in parts)
    if figure.denominator is not None:
        return figure.denominator < smallest
    return figure.unit == "count" and 0 < figure.value < smallest


def _complementary(evaluation: Evaluation, hidden: set[Key], smallest: int) -> set[Key]:
    """Further counts to hide, smallest first, until no primary one can be worked out."""
    values = {
        key: round(figure.value)
        for key, figure in evaluation.figures.items()
        if figure.value is not None and figure.unit == "count"
    }
    left_over = _small_complements(evaluation, smallest)
    values |= {entry.plus[1]: values[entry.total] - values[entry.plus[0]] for entry in left_over}
    equations = [entry for entry in (*evaluation.equations, *left_over) if entry.cells <= set(values)]
    secret = {key for key in hidden if key in values} | {entry.plus[1] for entry in left_over}
    attacker = Attacker(tuple(equations), values, frozenset(secret), smallest)
    while found := attacker.exposed(secret):
        further = further_to_hide(attacker, secret, found)
        if not further:
            break
        secret |= further
    return secret & set(evaluation.figures)


def _small_complements(evaluation: Evaluation, smallest: int) -> list[Equation]:
    """Few persons of a target group that are not included: a count that stands nowhere, and yet must not be found."""
    return [
        Equation(evaluation.bases[key][1], (evaluation.bases[key][0], replace(key, measure="reach.not_included")))
        for key, figure in evaluation.figures.items()
        if key.measure == "reach.share"
        and figure.numerator is not None
        and 0 < (figure.denominator or 0) - figure.numerator < smallest
    ]


def further_to_hide(attacker: Attacker, secret: set[Key], found: set[Key]) -> set[Key]:
    """For every count that is exposed one more beside it, unless one of its sums is helped already."""
    chosen: set[Key] = set()
    for key in sorted(found, key=_smallest_first(attacker)):
        if not any(entry.cells & chosen for entry in attacker.equations if key in entry.cells):
            chosen |= _nearest(attacker, secret, key)
    return chosen


def _nearest(attacker: Attacker, secret: set[Key], key: Key) -> set[Key]:
    """The smallest count shown in the sums of a hidden one, or else in the sums these lead to, and so on.

    A zero is hidden only when nothing else is left beside the count: several ones that make up a small total give
    each other away as long as the reader knows that no hidden count is zero.
    """
    reached, sums = {key}, list(attacker.equations)
    while near := [entry for entry in sums if entry.cells & reached]:
        cells = {cell for entry in near for cell in entry.cells}
        shown = {cell for cell in cells - secret if attacker.values[cell] > 0} or cells - secret
        if shown:
            return {min(shown, key=_smallest_first(attacker))}
        reached, sums = cells & secret, [entry for entry in sums if entry not in near]
    return set()


def _smallest_first(attacker: Attacker) -> Callable[[Key], tuple[int, str, str, str, int]]:
    return lambda key: (attacker.values[key], key.measure, key.subject, key.group, key.year)


def _hide(figure: Figure) -> Figure:
    return replace(figure, value=None, state=State.HIDDEN, numerator=None, denominator=None, low=None, high=None)
