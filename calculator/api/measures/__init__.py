"""The API's room for measures: what a program of this size can promise to do and count."""
