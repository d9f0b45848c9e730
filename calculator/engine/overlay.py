"""A file that holds only what differs from another: records laid over records."""

from calculator.engine.reading import Record
from calculator.engine.templates import copied


def laid_over(base: Record, over: Record) -> Record:
    """Return `base` with what `over` says instead; records are merged key by key, everything else is replaced.

    What is wrong in a merged record is told with the file and line of `over`.
    """
    merged = copied(base)
    merged.file, merged.line = over.file, over.line
    for key, value in over.items():
        known = base.get(key)
        if isinstance(known, Record) and isinstance(value, Record):
            merged[key] = laid_over(known, value)
        else:
            merged[key] = value
        merged.lines[key] = over.lines[key]
    return merged
