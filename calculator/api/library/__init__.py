"""The API's room for evidence, strategies and sources."""
