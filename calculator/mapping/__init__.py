"""The map: one measure of every county and larger place at a time."""
