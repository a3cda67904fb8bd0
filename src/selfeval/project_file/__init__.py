"""The Excel file a project fills in: written, read honestly, checked, carried over to the next year."""
