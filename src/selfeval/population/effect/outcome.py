"""What can be an outcome, and what it is told in."""

from __future__ import annotations

from selfeval.errors import RequestError
from selfeval.population.codebook import columns_by_name
from selfeval.texts import Texts

# The insurer's expenditure in all categories; the patient's own part stands apart.
EXPENDITURE = "expenditure"
OWN_PART = "expenditure_patient"


def check_outcome(outcome: str) -> None:
    """Raises RequestError for what is no number or yes/no column of the codebook."""
    column = columns_by_name().get(outcome)
    if outcome != EXPENDITURE and (column is None or not (column.is_number or column.kind == "bool")):
        raise RequestError("effect_outcome", outcome=outcome)


def outcome_unit(outcome: str) -> str:
    """What an outcome is told in: "euro", "share" (of persons) or "number" (a person-year)."""
    if outcome == EXPENDITURE:
        return "euro"
    column = columns_by_name()[outcome]
    return "share" if column.kind == "bool" else "euro" if column.unit == "euro" else "number"


def outcome_name(outcome: str, texts: Texts) -> str:
    """The name of an outcome in the reader's language."""
    return texts("effect.expenditure") if outcome == EXPENDITURE else texts.of(columns_by_name()[outcome].label)
