"""The API's room for a program over years."""
