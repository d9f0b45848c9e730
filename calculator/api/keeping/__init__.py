"""The API's room for saved scenarios."""
