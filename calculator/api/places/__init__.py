"""The API's room for places: lists, one place, its budget."""
