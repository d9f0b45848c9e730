"""Releases of the data: what each holds (`shapes`, `rows`), its files (`files`, `build`), what they say of themselves
(`describe`, `cite`), what changed (`changes`), and the pages they are read from (`views`).
"""
