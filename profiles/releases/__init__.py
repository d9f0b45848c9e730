"""Releases of the facts: dated, immutable, and asked for again by their name.

`shelf` lists those there are, `facts_file` keeps and reads the facts of one, `chosen` answers a request from it.
"""
