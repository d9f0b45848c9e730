"""Names of things that a reader meets in more than one place."""

from collections.abc import Mapping

# Tabs of the calculator by key, in the order shown; the first is where a question without a tab leads.
TABS: Mapping[str, str] = {
    "budget": "One year",
    "years": "Several years",
    "funding": "Funding",
    "return": "Return",
    "grant": "Grant budget",
    "sure": "How sure",
    "working": "All the working",
}
# Who employs staff, by key.
EMPLOYERS: Mapping[str, str] = {"city": "City", "community": "Community organizations"}
EMPLOYED: Mapping[str, str] = {"city": "employed by the city", "community": "employed by community organizations"}
# How sure a source of money is, by key.
CERTAINTIES: Mapping[str, str] = {"committed": "Committed", "likely": "Likely", "asked": "Asked for"}
# How a source's money comes, by key.
PAYMENTS: Mapping[str, str] = {
    "quarter_ahead": "A quarter ahead",
    "year_ahead": "A year ahead",
    "reimbursed": "Reimburses",
}
# Kinds of money, by key.
FUNDING_KINDS: Mapping[str, str] = {
    "federal_grant": "Federal grant",
    "state": "State",
    "city_general_fund": "City general fund",
    "philanthropy": "Philanthropy",
    "medicaid": "Medicaid",
    "other": "Other",
    "arpa": "Federal recovery funds (ARPA)",
}
