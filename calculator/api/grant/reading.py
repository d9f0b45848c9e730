"""Reading a grant's terms from a JSON body: nested members under the names that the sections read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from calculator.api.asked import AskedInBody
from calculator.asking.given import Fault
from calculator.asking.grant import PREFIX, GrantSection, read_grant, usual_mapping
from calculator.asking.request import posts_name
from calculator.asking.subrecipients import OTHER_LINES, subrecipients_table
from calculator.asking.table import Table
from calculator.engine.methodology import Methodology


def read_terms(given: AskedInBody, method: Methodology) -> GrantSection:
    """Read subawards, de_minimis or indirect_rate, indirect_base, mapping, and what part of the program is asked for.

    `given` keeps the faults.
    """
    if given.switch("de_minimis") and given.one("indirect_rate") is not None:
        given.fault(Fault("de_minimis", "is true beside an indirect_rate; give one of them", "one of the two"))
    for name in given.names:
        if name.startswith(PREFIX):
            given.fault(Fault(name, "is how a form says it; here it is a member of mapping", "", "", "mapping"))
    mapping = given.one("mapping")
    if mapping is not None:
        _put_mapping(given, mapping, method)
    _spread_request(given, [role.key for role in method.roles])
    table = subrecipients_table(method)
    counts = (_spread_rows(given, "subrecipients", table), _spread_rows(given, "other_lines", OTHER_LINES))
    section = read_grant(given, method, counts)
    given.faults[:] = [
        _in_mapping(fault) if fault.given and fault.name.startswith(PREFIX) else fault for fault in given.faults
    ]
    return section


def _spread_request(given: AskedInBody, roles: Sequence[str]) -> None:
    """Put the request's members under the names that forms use."""
    request = given.one("request")
    if request is None:
        return
    if not isinstance(request, Mapping):
        given.fault(Fault("request", "is not an object", "an object with posts, services, cap, fit"))
        return
    for member, raw in request.items():
        if member == "posts":
            _spread_posts(given, raw, "/request/posts", posts_name, roles)
        else:
            given.nest(f"request_{str(member)[:80]}", raw, f"/request/{_escaped(member)}")


def _spread_rows(given: AskedInBody, member: str, table: Table) -> int:
    """Put the cells of a list's objects under their own names, and return how many objects there are."""
    rows = given.one(member)
    if rows is None:
        return 0
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        given.fault(Fault(member, "is not a list", f"a list of {table.what}"))
        return 0
    if len(rows) > table.most:
        given.fault(Fault(member, f"has {len(rows):,} {table.what}", f"at most {table.most}"))
        return 0
    for number, row in enumerate(rows, start=1):
        pointer = f"/{member}/{number - 1}"
        if not isinstance(row, Mapping):
            given.nest(f"{member}-{number}", None, pointer)
            given.fault(Fault(f"{member}-{number}", "is not an object", "an object"))
            continue
        for column in {"name", "services", "amount"} & set(table.columns):
            given.nest(table.name(column, number), row.get(column), f"{pointer}/{column}")
        for column, raw in row.items():
            if column == "posts":
                roles = [name.removeprefix("posts_") for name in table.columns if name.startswith("posts_")]
                _spread_posts(given, raw, f"{pointer}/posts", partial(_posts_cell, table, number), roles)
            else:
                given.nest(table.name(str(column)[:80], number), raw, f"{pointer}/{_escaped(column)}")
    return len(rows)


def _spread_posts(
    given: AskedInBody, posts: object, pointer: str, name_of: Callable[[str], str], roles: Sequence[str]
) -> None:
    """Put each role's posts under its own name; a role that is none of `roles` is told where it stands."""
    if posts is None:
        return
    if not isinstance(posts, Mapping):
        name = pointer.strip("/").replace("/", " ")
        given.nest(name, None, pointer)
        given.fault(Fault(name, "is not an object", "an object of roles and whole numbers"))
        return
    for role, raw in posts.items():
        name = name_of(str(role)[:80])
        given.nest(name, raw if role in roles else None, f"{pointer}/{_escaped(role)}")
        if role not in roles:
            given.fault(Fault(name, f"{str(role)[:80]!r} is no role that can stand here", ", ".join(roles)))


def _posts_cell(table: Table, number: int, role: str) -> str:
    return table.name(f"posts_{role}", number)


def _put_mapping(given: AskedInBody, mapping: object, method: Methodology) -> None:
    lines = usual_mapping(method.reference)
    if not isinstance(mapping, Mapping):
        given.fault(Fault("mapping", "is not an object", "an object of lines and treatments"))
        return
    for line, treatment in mapping.items():
        if line in lines and isinstance(treatment, str):
            given.put(PREFIX + line, treatment)
        elif line in lines:
            given.fault(Fault("mapping", f"{line}: is no text", "a treatment, or leave the line out"))
        else:
            given.fault(Fault("mapping", f"{str(line)[:80]!r} is no line that can be mapped", ", ".join(lines)))


def _in_mapping(fault: Fault) -> Fault:
    """Return the fault of a line as one of the object it stands in."""
    line = fault.name.removeprefix(PREFIX)
    return replace(fault, name="mapping", message=f"{line}: {fault.message}")


def _escaped(part: object) -> str:
    """Return a member's name as a JSON pointer writes it (RFC 6901)."""
    return str(part)[:80].replace("~", "~0").replace("/", "~1")
