"""What an answer depends on besides the request: facts, editors' words, methods, and this program itself."""

import hashlib
from functools import cache
from pathlib import Path

from calculator.methods import released
from profiles.editorial import editorial_version
from profiles.selectors import place_table

ROOT = Path(__file__).resolve().parent.parent


@cache
def program() -> str:
    """Return a digest of the methods and of the code that answers: a deployment changes every ETag."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("calculator", "profiles", "cvi_calc", "web", "templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".yaml", ".html", ".typ", ".css", ".js"):
                digest.update(path.read_bytes())
    digest.update(" ".join(released()).encode())
    return digest.hexdigest()


def etag(*parts: str) -> str:
    """Return a strong ETag of a request under the facts, editors' words and program of now: equal tags, equal bytes."""
    text = "\n".join((place_table().version, editorial_version(), program(), *parts))
    return f'"{hashlib.blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()}"'
