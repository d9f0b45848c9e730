"""The API's room for the search: any name, and what we have under it."""
