"""What of a request the plan cannot give: told at the field, all at once."""

from collections.abc import Sequence

from calculator.asking.given import Fault
from calculator.asking.grant import GrantSection
from calculator.asking.request import posts_of
from calculator.asking.subrecipients import community_roles, subrecipients_table
from calculator.engine.award import PostPayers
from calculator.engine.grants import Application
from calculator.engine.methodology import Methodology, Role
from calculator.words.watches import lower


def faults_of_grant(
    section: GrantSection, method: Methodology, application: Application, found: Sequence[Fault]
) -> tuple[Fault, ...]:
    """Return a fault for each role of which more is asked for, or passed on, than there is in any year.

    `found` are faults told already: where one is of an organization, nothing is said of what all of them have.
    """
    payers, prefix = application.grant.payers, subrecipients_table(method).prefix
    if not payers:
        return ()
    beyond = _beyond_plan(section, method, payers)
    if any(fault.name.startswith(prefix) for fault in found):
        return tuple(beyond)
    return (*beyond, *_beyond_request(section, method, application))


def _beyond_plan(section: GrantSection, method: Methodology, payers: Sequence[Sequence[PostPayers]]) -> list[Fault]:
    planned = {role.key: max(_of(role, year).planned for year in payers) for role in method.roles}
    return [
        Fault(
            posts_of(role.key),
            f"{count:,} are more than the {planned[role.key]:,} planned",
            f"{planned[role.key]:,} at most",
            str(count),
        )
        for role in method.roles
        if (count := section.request.posts.get(role.key, 0)) > planned[role.key]
    ]


def _beyond_request(section: GrantSection, method: Methodology, application: Application) -> list[Fault]:
    table, faults = subrecipients_table(method), []
    asked = [period.asked.posts for period in application.grant.years if period.asked]
    for role in community_roles(method):
        counts = [row.posts.get(role.key, 0) for row in section.subrecipients]
        most = max((posts[role.key] for posts in asked), default=0)
        if application.grant.scale == 1 and sum(counts) > most:
            last = max(number for number, count in enumerate(counts, start=1) if count)
            posts = lower(role.label if sum(counts) == 1 else role.plural)
            message = f"organizations have {sum(counts):,} {posts}, and {most:,} are asked for"
            faults.append(Fault(table.cell(f"posts_{role.key}", last), message, f"{most:,} in all at most"))
    return faults


def _of(role: Role, year: Sequence[PostPayers]) -> PostPayers:
    return next(payers for payers in year if payers.role == role.key)
