"""What a visitor may ask beyond one year's budget, one module a subject.

Each module has a frozen dataclass of options, `read_<section>(given)` that reads its names from a `Given` (which keeps the
faults; what is faulty stays at its default), and `.query()` giving the shortest pairs that read back as the same options.
"""
