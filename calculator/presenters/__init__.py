"""Answers turned into finished strings for templates and files; `static/js/calculator/` says the same words live."""
