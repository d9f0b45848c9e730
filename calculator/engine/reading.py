"""Read YAML so that every key keeps its line, and every fault can name it."""

import math
import re
from collections.abc import Collection
from typing import Any, NoReturn

import yaml

from calculator.engine.errors import MethodologyError

_SPACED_PERCENT = re.compile(r"(?<=[0-9]) %")


class Record(dict[str, Any]):
    """A mapping from a file: what is in it, the file's name, and the line (from 1) of each key."""

    file: str
    line: int
    lines: dict[str, int]

    def refuse(self, message: str, *, at: str | None = None) -> NoReturn:
        """Raise MethodologyError at the key `at`, or where the record begins."""
        raise MethodologyError(file=self.file, line=self.lines.get(at or "", self.line), message=message)

    def check_keys(self, *, allowed: Collection[str], required: Collection[str], what: str) -> None:
        """Refuse a key that is not allowed, and the lack of one that is required."""
        for key in self:
            if key not in allowed:
                self.refuse(f"unknown key {key!r} in {what}; allowed are {', '.join(sorted(allowed))}", at=key)
        for key in sorted(set(required) - set(self)):
            self.refuse(f"{what} lacks the key {key!r}")

    def record(self, key: str, *, what: str) -> "Record":
        """Return the mapping under `key`."""
        if not isinstance(self[key], Record):
            self.refuse(f"{what} is not a mapping of keys: {shown(self[key])}", at=key)
        found: Record = self[key]
        return found

    def text(self, key: str, *, what: str, default: str | None = None) -> str:
        """Return the text under `key`, percent signs closed up as American offices write them; an empty one is refused where
        there is no default. The words of a released edition may follow our manners, its bytes and numbers may not.
        """
        value = self.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.refuse(f"{what}: {key} is not text: {shown(value)}", at=key)
        return _SPACED_PERCENT.sub("%", str(value))

    def number(self, key: str, *, what: str) -> float:
        """Return the finite number under `key`."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.refuse(f"{what}: {key} is not a number: {shown(value)}", at=key)
        return float(value) if isinstance(value, float) else int(value)

    def choice(self, key: str, options: Collection[str], *, what: str) -> str:
        """Return the text under `key`, one of `options`."""
        value = self.get(key)
        if not isinstance(value, str) or value not in options:
            self.refuse(f"{what}: {key} {shown(value)} is not one of {', '.join(options)}", at=key)
        return str(value)

    def names(self, key: str) -> tuple[str, ...]:
        """Return the list of different names under `key`."""
        value = self.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
            self.refuse(f"{key} is not a list of names: {shown(value)}", at=key)
        for position, name in enumerate(value):
            if name in value[:position]:
                self.refuse(f"{key} names {name!r} twice", at=key)
        return tuple(value)


def shown(value: object) -> str:
    """Return a value as an error shows it: short."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def read_record(text: str, *, file: str) -> Record:
    """Return the mapping that the YAML `text` holds. Raises MethodologyError."""
    try:
        try:
            document = _document(text, _Quick, file)
        except (yaml.YAMLError, ValueError):
            document = _document(text, _Plain, file)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"{error.problem or error.context}"
        raise MethodologyError(file=file, line=line, message=message) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"the character {chr(error.character)!r} is not allowed"
        raise MethodologyError(file=file, line=line, message=message) from None
    except (RecursionError, ValueError) as error:
        raise MethodologyError(file=file, line=1, message=f"cannot be read: {error}") from None
    if not isinstance(document, Record):
        raise MethodologyError(file=file, line=1, message="is not a mapping of keys")
    return document


class _Quick(yaml.CSafeLoader):
    """libyaml's reader, which takes a tenth of the time."""

    file: str


class _Plain(yaml.SafeLoader):
    """The reader in Python, which names what is wrong more exactly."""

    file: str


def _document(text: str, reader: type[_Quick | _Plain], file: str) -> object:
    loader = reader(text)
    loader.file = file
    return loader.get_single_data()


def _construct(loader: _Quick | _Plain, node: yaml.MappingNode) -> Record:
    """Make a mapping that remembers the line of each key and refuses a key given twice."""
    record = Record()
    record.file, record.line, record.lines = loader.file, node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            problem = f"a key is not a name: {shown(key)}"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        if key in record:
            problem = f"the key {key!r} is given twice"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        record[key] = loader.construct_object(value_node, deep=True)
        record.lines[key] = key_node.start_mark.line + 1
    return record


for _each in (_Quick, _Plain):
    _each.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct)
