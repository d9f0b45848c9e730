"""The API's room for what a program might return."""
