"""The phase the project says it is in, beside the phase that its file gives evidence of."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Key, ProjectFile
from selfeval.results.actions import RUNNING
from selfeval.results.figures import Tally

# The score from which a component counts as working in the whole region; this project's own proposal.
REGION_WIDE = 4


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """The declared phase, what each phase has as evidence, and the last phase reached without a gap before it."""
    declared = project.form.text("declared_phase")
    if declared:
        tally.find(Key("phase.declared", year=project.year), declared)
    evidence = {
        "preparation": bool(project.rows("partners") and project.rows("municipalities")),
        "conceptualisation": _has_plan(project),
        "execution": _is_running(project, tally),
        "expansion": _is_anchored(project, guide, tally),
    }
    reached = "none"
    for phase in guide.items("phases"):
        shown = evidence[phase["id"]]
        tally.find(Key("phase.evidence", phase["id"], year=project.year), "yes" if shown else "no")
        if not shown:
            break
        reached = phase["id"]
    tally.find(Key("phase.computed", year=project.year), reached)


def _has_plan(project: ProjectFile) -> bool:
    objectives, actions = project.rows("objectives"), project.rows("actions")
    with_indicator = all(row.text("indicator") for row in objectives)
    return bool(objectives and actions) and with_indicator and all(row.text("component") for row in actions)


def _is_running(project: ProjectFile, tally: Tally) -> bool:
    included = tally.value(Key("reach.end", group="total", year=project.year)) or 0
    return included > 0 and any(row.text("status") in RUNNING - {"stopped"} for row in project.rows("actions"))


def _is_anchored(project: ProjectFile, guide: Guide, tally: Tally) -> bool:
    components = guide.pilot_components()
    scores = [tally.value(Key("maturity.agreed", item["id"], year=project.year)) or 0 for item in components]
    anchored = any(row.text("status") == "anchored" for row in project.rows("actions"))
    return anchored and sum(score >= REGION_WIDE for score in scores) > len(components) / 2
