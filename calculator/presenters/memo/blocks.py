"""The pieces a memo's sections are made of; PDF and DOCX print the same ones."""

from collections.abc import Mapping, Sequence
from typing import Any

type Block = dict[str, Any]


def text(*parts: str | Mapping[str, Any]) -> Block:
    """Return a paragraph; a part is words, or words with `strong`."""
    return {"kind": "text", "parts": [{"text": part} if isinstance(part, str) else dict(part) for part in parts]}


def caution(words: str) -> Block:
    """Return a limit of what was just claimed, as large as the claim."""
    return {"kind": "caution", "text": words}


def note(words: str) -> Block:
    """Return a remark under a table."""
    return {"kind": "note", "text": words}


def table(columns: Sequence[str], headings: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Block:
    """Return a table. Columns are `fill`, `text`, `number`, or `wide` (a name and a softer remark as two strings)."""
    return {"kind": "table", "columns": list(columns), "headings": list(headings), "rows": [dict(row) for row in rows]}


def row(*cells: Any, strong: bool = False) -> dict[str, Any]:
    """Return one row."""
    return {"cells": list(cells), "strong": strong}


def blocks_of(section: Mapping[str, Any]) -> list[Block]:
    """Return a section of paragraphs, a table and a remark as blocks."""
    found: list[Block] = [{"kind": "text", "parts": list(parts)} for parts in section["paragraphs"]]
    if section["table"]:
        found.append({"kind": "table", **section["table"]})
    if section["after"]:
        found.append(note(section["after"]))
    return found
