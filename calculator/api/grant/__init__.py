"""The API's room for a budget for a federal application."""
