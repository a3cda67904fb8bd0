"""What a pilot changed in expenditure or any other outcome, against comparison regions.

Persons become cells (a region in a year: how many, mean, variance) in `scan`; an estimate is a set of weights on the
cells (`weights`), whatever the estimator; `inference` and `randomisation` say what chance alone would do; `verdict`
turns the figures into words. No page of this room sees a person.
"""
