"""Invented persons of any number, for the examples, the tests and the benches; nobody real is among them."""

from __future__ import annotations

from selfeval.population.synthetic.recipe import Effect, Recipe, Truth
from selfeval.population.synthetic.writing import write_persons

__all__ = ["Effect", "Recipe", "Truth", "write_persons"]
