"""From a checked project file to its figures and findings."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import ProjectFile
from selfeval.results import (
    actions,
    indicators,
    inequality,
    maturity,
    money,
    objectives,
    overview,
    phase,
    quality,
    reach,
    surveys,
)
from selfeval.results.figures import Equation, Evaluation, Tally

__all__ = ["Equation", "Evaluation", "evaluate"]

# In this order: later ones read what earlier ones found.
_PARTS = (maturity, actions, objectives, reach, inequality, surveys, indicators, money, phase, quality, overview)


def evaluate(project: ProjectFile, guide: Guide) -> Evaluation:
    """Every figure and finding of a project's report year, with earlier years where the file has them."""
    tally = Tally()
    for part in _PARTS:
        part.compute(project, guide, tally)
    return Evaluation(project, guide.revision, tally.figures, tally.findings, tally.bases, tuple(tally.equations))
