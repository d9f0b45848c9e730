"""A small but whole methodology, and the roles it hires, for tests that damage it."""

ROLES = """\
outreach_workers:
  label: "Outreach worker"
  plural: "Outreach workers"
  group: frontline
  employer: community
  pay_line: outreach_pay
  cost_line: total
  salary: outreach_salary
  description: "Reaches people."
"""
FILE = "1.0/small.yaml"


def _parameter(name: str, *, value: str = "1", source: str = "guess") -> str:
    head = f'  {name}:\n    label: "{name}"\n    unit: people\n    value: {value}\n'
    return f"{head}    min: 0\n    max: 100\n    step: 1\n    source: {source}\n"


def _line(name: str, formula: str) -> str:
    return f'  {name}:\n    label: "{name}"\n    unit: staff\n    formula: {formula}\n'


def methodology_text() -> str:
    """Return the methodology's YAML, one key a line."""
    facts = "".join(_parameter(name, value="null") for name in ("population", "homicides", "price_level"))
    indices = "".join(_parameter(name) for name in ("pay_index", "price_index", "filled_share"))
    names = ("high_risk_basis", "local_high_risk", "outreach_salary")
    parameters = "".join(_parameter(name) for name in names)
    lines = _line("high_risk", "population * high_risk_basis") + _line("people_served", "high_risk")
    lines += _line("workload", "people_served") + _line("outreach_workers", "ROUND(workload, 0)")
    lines += (
        _line("frontline_staff", "outreach_workers")
        + _line("supervisors", "workload * 0")
        + _line("ovp_staff", "workload * 0")
    )
    lines += _line("all_staff", "SUM(frontline_staff, supervisors, ovp_staff)")
    lines += _line("outreach_pay", "outreach_salary * pay_index") + _line("total", "all_staff * outreach_pay")
    return f"""\
id: small
version: "1.0"
title: "Small"
status: draft
summary: "For tests."
changes:
  - version: "1.0"
    date: "2026-01-01"
    text: "First."
sources:
  guess:
    title: "Assumption"
    publisher: "Nobody"
    url: "/methodology/"
    year: null
facts:
{facts}indices:
{indices}parameters:
{parameters}lines:
{lines}staffing:
  - outreach_workers
budget:
  - total
wraparound:
  - total
"""
