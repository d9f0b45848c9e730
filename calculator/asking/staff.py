"""Who is in post today, by role and employer, in a URL."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.asking.given import Fields, Given, Number
from calculator.asking.where import flat_name
from calculator.engine.methodology import Methodology
from calculator.engine.staff import InPost
from calculator.once import once_a_method
from calculator.words import labels

MOST = 100_000
EMPLOYERS = tuple(labels.EMPLOYERS)
CURRENT = "current_staff"


@dataclass(frozen=True, slots=True)
class StaffSection:
    """Staff in post by role; a role that nobody mentioned is not there."""

    in_post: Mapping[str, InPost] = field(default_factory=dict)

    @property
    def asked(self) -> bool:
        """Whether anything was said."""
        return bool(self.in_post)

    def counts(self) -> dict[str, int]:
        """Return staff by role, both employers together."""
        return {role: there.all for role, there in self.in_post.items()}

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section; a zero that was said stays."""
        pairs = []
        for role, there in self.in_post.items():
            counts = {"city": there.city, "community": there.community}
            said = {employer: count for employer, count in counts.items() if count} or {"community": 0}
            pairs += [(staff_name(role, employer), str(count)) for employer, count in said.items()]
        return pairs


def staff_name(role: str, employer: str) -> str:
    """Return the name under which staff of a role at an employer are given."""
    return flat_name((CURRENT, role, employer))


def staff_names(method: Methodology) -> tuple[str, ...]:
    """Return every name this section reads."""
    return tuple(staff_name(role.key, employer) for role in method.roles for employer in EMPLOYERS)


def read_staff(given: Given, method: Methodology) -> StaffSection:
    """Read the section from `given`, which keeps the faults."""
    roles = sorted(role.key for role in method.roles)
    given.holds(CURRENT, "an object of roles", keys=roles, stranger="is not a role of this methodology")
    in_post = {}
    for role, fields in _fields(method).items():
        given.holds((CURRENT, role), "an object with city and community")
        if said := given.numbers(fields):
            in_post[role] = InPost(**{employer: int(count) for employer, count in said.items()})
    return StaffSection(in_post)


@once_a_method
def _fields(method: Methodology) -> Mapping[str, Fields]:
    """Return by role where its posts are given, by employer."""
    return {
        role.key: Fields(
            {employer: Number((CURRENT, role.key, employer), 0, MOST, whole=True) for employer in EMPLOYERS}
        )
        for role in method.roles
    }
