"""Organizations that money is passed to, and lines typed in by the applicant, as tables in a URL."""

from calculator.asking.given import Fault, Given, Number
from calculator.asking.request import NO_ROLE, OF_POSTS
from calculator.asking.table import Table
from calculator.engine.award import OtherLine, Subrecipient
from calculator.engine.grant_rules import STAFF_ONLY, GrantRules
from calculator.engine.methodology import Methodology, Role
from web.quoting import quoted

MOST_POSTS, MOST_DOLLARS, LONGEST, LONGEST_TEXT = 5_000, 10_000_000_000, 120, 400
MOST_ROWS = 40
NUMBERS = ("services", "operations_share", "indirect_rate", "amount")
TEXTS = ("documents_due", "targets")
OTHER_LINES = Table(
    "other_lines",
    ("name", "amount", "treatment"),
    MOST_ROWS,
    "lines of your own",
    button="edit_other",
    always=("name",),
)


def community_roles(method: Methodology) -> tuple[Role, ...]:
    """Return the roles that organizations employ."""
    return tuple(role for role in method.roles if role.employer == "community")


def subrecipients_table(method: Methodology) -> Table:
    """Return the table of organizations: a column for the posts of each role that organizations employ."""
    posts = (f"posts_{role.key}" for role in community_roles(method))
    columns = ("name", *posts, *NUMBERS, *TEXTS)
    return Table(
        "subrecipients",
        columns,
        MOST_ROWS,
        "organizations",
        button="edit_subrecipient",
        always=("name",),
        inner="posts",
    )


def read_subrecipients(given: Given, method: Methodology, count: int) -> tuple[Subrecipient, ...]:
    """Return the usable ones of `count` rows."""
    table = subrecipients_table(method)
    found = [_subrecipient(given, method, table, number) for number in range(1, count + 1)]
    rows = tuple(row for row in found if row)
    together = sum(row.services_share for row in rows)
    if together > 1 + 1e-9:
        message = f"the shares of services add up to {together:.0%}, more than all of them"
        last = max(number for number, row in enumerate(found, start=1) if row and row.services_share)
        given.fault(Fault(table.cell("services", last), message, "shares that add up to 100% at most"))
        return ()
    seen: set[str] = set()
    for number, row in enumerate(found, start=1):
        if row and row.name in seen:
            given.fault(Fault(table.cell("name", number), f"{quoted(row.name)} is named twice", "a different name"))
        seen |= {row.name} if row else set()
    return rows


def _subrecipient(given: Given, method: Methodology, table: Table, number: int) -> Subrecipient | None:
    faults = len(given.faults)
    name = given.text(table.cell("name", number), longest=LONGEST) or f"Organization {number}"
    roles = community_roles(method)
    given.holds((table.member, number - 1, table.inner), OF_POSTS, keys=[role.key for role in roles], stranger=NO_ROLE)
    posts = {}
    for role in roles:
        posted = given.number(Number(table.cell(f"posts_{role.key}", number), 0, MOST_POSTS, whole=True))
        if posted:
            posts[role.key] = int(posted)
    services, operations, indirect = (
        given.number(Number(table.cell(column, number), 0, 1, share=True)) for column in NUMBERS[:3]
    )
    amount = given.number(Number(table.cell("amount", number), 0, MOST_DOLLARS, whole=True))
    if amount is not None and (posts or services or operations is not None or indirect is not None):
        message = "is agreed beside posts, services or rates of its own; an amount stands for all of them"
        given.fault(Fault(table.cell("amount", number), message, "an amount, or posts, services and rates"))
    due, targets = (given.text(table.cell(column, number), longest=LONGEST_TEXT) for column in TEXTS)
    if len(given.faults) > faults:
        return None
    return Subrecipient(
        name=name,
        posts=posts,
        services_share=services or 0.0,
        operations_share=operations,
        indirect_rate=indirect,
        amount_usd=None if amount is None else int(amount),
        documents_due=due,
        targets=targets,
    )


def own_treatments(rules: GrantRules) -> tuple[str, ...]:
    """Return the treatments that a line typed in may have."""
    return tuple(key for key in rules.treatments if key not in (STAFF_ONLY, "subaward"))


def read_other_lines(given: Given, rules: GrantRules, count: int) -> tuple[OtherLine, ...]:
    """Return the usable ones of `count` lines typed in."""
    found = []
    options = own_treatments(rules)
    for number in range(1, count + 1):
        faults = len(given.faults)
        name = given.text(OTHER_LINES.cell("name", number), longest=LONGEST) or f"Line {number}"
        amount = given.number(Number(OTHER_LINES.cell("amount", number), 0, MOST_DOLLARS, whole=True))
        treatment = given.choice(OTHER_LINES.cell("treatment", number), options) or "other"
        if len(given.faults) == faults and amount:
            found.append(OtherLine(name, treatment, int(amount)))
    return tuple(found)
