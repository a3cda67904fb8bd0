"""What can go wrong with a municipality or a region."""

from __future__ import annotations

from selfeval.errors import SelfevalError


class TerritoryError(SelfevalError):
    """A municipality, region or year that cannot be used; `code` names its sentence in the interface texts.

    Codes and their details:
    `municipality_unknown` (found, year, closest), `municipality_of_other_year` (found, year, expected),
    `municipality_ambiguous` (found, year, expected), `municipality_name_differs` (found, year, expected),
    `municipality_codes_unknown` (found), `municipality_codes_of_other_year` (found, year), `region_empty`,
    `population_year_missing` (year, first_year), `income_year_missing` (year, first_year, last_year),
    `language_unknown` (found, expected).
    Where a detail lists several things, "; " stands between them.
    """

    exit_code = 2

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = {key: str(value) for key, value in details.items()}
        described = ", ".join(f"{key}: {value}" for key, value in self.details.items())
        super().__init__(f"{code} ({described})" if described else code)
