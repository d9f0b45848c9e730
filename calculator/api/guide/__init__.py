"""The API's room for the API explained to people."""
