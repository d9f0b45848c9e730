"""The API's room for one year's budget."""
