"""The API's room for matching lists of names to codes."""
