"""Answers of released editions as they were on the day of release, and the replay that holds every later program to them."""
