"""The memo's staff table: posts, pay, and one line of duty each."""

from typing import Any

from calculator.engine.results import Budget
from calculator.words.wording import counted, dollars

# The job descriptions in one line; a role that is not here prints its whole description.
DUTIES = {
    "outreach_workers": "Builds trust with people at highest risk; interrupts violence before it happens",
    "mediators": "Settles conflicts, responds to shootings and at hospitals, arranges help for families",
    "case_managers": "Assesses each participant, plans with them, sees that services arrive",
    "family_case_managers": "Does the same for participants’ families",
    "victim_advocates": "Explains victims’ rights and goes with them through justice and services",
    "hvip_specialists": "Meets injured people in hospital and stays with them for six months or more",
    "supervisors": "Leads and trains staff and supports them with the trauma of the work",
    "ovp_directors": "Leads the city’s Office of Violence Prevention; answers to mayor and council",
    "assistant_directors": "Runs the office: contracts, budgets, performance of funded organizations",
    "engagement_managers": "Keeps the office in touch with neighborhoods and organizations",
    "data_analysts": "Shows where risk is highest and measures what the work achieves",
    "services_liaisons": "Opens housing, jobs, health and legal services to participants",
}


def present_staff(budget: Budget, *, city: bool) -> dict[str, Any] | None:
    """Return the section, or None where nobody is hired; `city` tells whether one city employs the office."""
    values = budget.values
    if not values["all_staff"]:
        return None
    plural = {role.key: role.plural for role in budget.methodology.roles}
    rows = [
        {
            "cells": [
                f"{line.count:,}",
                [line.label if line.count == 1 else plural[line.role], DUTIES.get(line.role, line.description)],
                dollars(line.salary),
                dollars(line.cost),
            ],
            "strong": False,
        }
        for line in budget.staffing
        if line.count
    ]
    total = [f"{int(values['all_staff']):,}", ["All staff", ""], "", dollars(values["staffing_cost"])]
    community = int(values["frontline_staff"] + values["supervisors"])
    office = int(values["ovp_staff"])
    employed = [
        f"{counted(community, 'works', 'work')} for community organizations" if community else "",
        f"{counted(office, 'works', 'work')} for {'the city' if city else 'local government'}" if office else "",
    ]
    return {
        "heading": "Who is hired",
        "paragraphs": [[{"text": f"{' and '.join(filter(None, employed))}. Cost is pay plus benefits."}]],
        "table": {
            "columns": ["number", "wide", "number", "number"],
            "headings": ["Posts", "Post and what the person does", "Pay a year", "Cost a year"],
            "rows": [*rows, {"cells": total, "strong": True}],
        },
        "after": "",
    }
