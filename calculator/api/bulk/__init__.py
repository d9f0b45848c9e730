"""The API's room for every place's budget as rows."""
