"""The API's room for releases of the data."""
