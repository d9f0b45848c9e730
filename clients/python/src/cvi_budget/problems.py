"""What can go wrong: the site refuses (RFC 9457 problem documents) or cannot be reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where, what, what is allowed and what was probably meant."""

    where: str
    message: str
    allowed: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        text = self.message if not self.where or self.where in self.message else f"{self.where}: {self.message}"
        text += f" (allowed: {self.allowed})" if self.allowed else ""
        return text + (f"; did you mean {self.suggestion}?" if self.suggestion else "")


class Problem(Exception):  # noqa: N818 (RFC 9457's own word)
    """The site's refusal: `status`, `detail` and every fault."""

    def __init__(self, status: int, detail: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__("\n".join([detail, *(f"  {fault}" for fault in faults)]))
        self.status = status
        self.detail = detail
        self.faults = faults

    @classmethod
    def read(cls, status: int, document: Mapping[str, Any]) -> "Problem":
        """Return the problem of a problem document."""
        faults = tuple(
            Fault(
                where=str(error.get("parameter") or error.get("pointer") or ""),
                message=str(error.get("message", "")),
                allowed=str(error.get("allowed", "")),
                suggestion=str(error.get("suggestion", "")),
            )
            for error in document.get("errors", ())
        )
        return cls(status, str(document.get("detail") or document.get("title") or f"HTTP {status}"), faults)


class Unreachable(ConnectionError):  # noqa: N818 (named for what it says)
    """The site did not answer."""
