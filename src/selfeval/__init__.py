"""Self-evaluation and annual report of integrated-care projects, from the project's own Excel file."""

__version__ = "0.1.0"
