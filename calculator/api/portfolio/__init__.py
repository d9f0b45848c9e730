"""The API's room for many subjects at once."""
