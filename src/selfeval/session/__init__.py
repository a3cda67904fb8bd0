"""Scoring together: a group at a table scores component by component, and the scores go into a new copy of the file."""
