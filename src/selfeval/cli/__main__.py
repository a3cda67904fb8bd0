"""Runs the program: python -m selfeval.cli."""

from selfeval.cli import main

main()
