"""The API's room for the methods."""
