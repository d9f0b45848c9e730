"""The press: Typst sources with data in, PDF or PNG bytes out. Typst is loaded on first use, not before."""

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from calculator.words.colors import of_papers

FOLDER = Path(__file__).parent
# One compiler at a time: it keeps its fonts and pages in memory between runs and is not made for two threads.
_lock = threading.Lock()
_UNDRAWABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
MOST_SCRIPTS = 8


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the document as tagged PDF, PDF/UA-1; the same data gives the same bytes."""
    return _printed(template, data, format="pdf", pdf_standards=["ua-1"])


def png(template: str, data: Mapping[str, Any], *, ppi: float) -> bytes:
    """Return the document's one page as PNG."""
    return _printed(template, data, format="png", ppi=ppi)


def _printed(template: str, data: Mapping[str, Any], **options: Any) -> bytes:
    """Compile. Data travel as JSON, never as source, so that nothing in them runs.

    The press refuses text that none of its typefaces can draw; such letters are then spelled out by name.
    """
    from typst import TypstError

    text = json.dumps(_plain(data), ensure_ascii=False, allow_nan=False, sort_keys=True)
    for round_ in range(MOST_SCRIPTS + 1):
        try:
            with _lock:
                made = _compiler(template).compile(
                    sys_inputs={"data": text, "colors": _colors()}, timestamp=0, **options
                )
        except TypstError as error:
            missing = _UNDRAWABLE.search(str(error))
            if not missing or round_ == MOST_SCRIPTS:
                raise
            text = _spelled_out(text, missing.group(1), everything=round_ == MOST_SCRIPTS - 1)
        else:
            return bytes(made)
    raise AssertionError("unreachable: the last round returns or raises")


@cache
def _colors() -> str:
    """Return the site's colors, which every document has beside its data."""
    return json.dumps(of_papers())


@cache
def _compiler(template: str) -> Any:
    import manimgx_fonts
    from typst import Compiler

    fonts = Path(manimgx_fonts.__file__).parent
    return Compiler(FOLDER / template, root=FOLDER, font_paths=[fonts], ignore_system_fonts=True)


def _plain(value: Any) -> Any:
    """Return the data with line breaks as spaces and control characters spelled out."""
    if isinstance(value, str):
        return "".join(map(_printable, value))
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _printable(letter: str) -> str:
    if letter.isspace():
        return " "
    return f"[{_name(letter)}]" if unicodedata.category(letter) in ("Cc", "Cs") else letter


def _spelled_out(text: str, missing: str, *, everything: bool) -> str:
    """Return `text` with every letter of the missing one's script (or all outside ASCII) as [its Unicode name]."""
    scripts = {_script(letter) for letter in _unescaped(missing)}
    spelled = [
        f"[{_name(letter)}]" if not letter.isascii() and (everything or _script(letter) in scripts) else letter
        for letter in text
    ]
    return "".join(spelled)


def _unescaped(shown: str) -> str:
    """Return what the error message shows, with its escapes such as \\u{1} read."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found.group(1), 16)), shown)


def _script(letter: str) -> str:
    return unicodedata.name(letter, f"U+{ord(letter):04X}").partition(" ")[0].partition("-")[0]


def _name(letter: str) -> str:
    """Return the letter's Unicode name; its number where the name would only be that, as for ideographs."""
    number = f"{ord(letter):04X}"
    name = unicodedata.name(letter, number)
    return f"U+{number}" if name.endswith(number) else name
