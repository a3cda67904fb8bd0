"""The catalogue of bad project files: what people type, do to the sheets, and write that cannot be true together."""

from __future__ import annotations

import cases_of_formats
import cases_of_rules
import cases_of_structure
import cases_of_values
from case import Case

CATALOGUE: tuple[Case, ...] = (
    *cases_of_values.CASES,
    *cases_of_formats.CASES,
    *cases_of_structure.CASES,
    *cases_of_rules.CASES,
)
