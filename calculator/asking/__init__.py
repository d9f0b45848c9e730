"""What somebody asks: whom it is about, the scenario of one year, and the sections beyond it, from an address or a body.

Each section is a module with a frozen dataclass of options, `read_<section>(given, rules)` that reads its names from a
`Given` (which keeps the faults; what is faulty stays at its default), and `.query()` giving the shortest pairs that read back
as the same options. Names and usual figures are those of the question's edition.
"""
