"""The documentation for programs as Markdown, for readers that are programs too: from the same reference as the page."""

from collections.abc import Iterator
from typing import Any

from calculator.api.guide.problem_kinds import PROBLEM_KINDS
from calculator.api.guide.reference import reference_sections, shape_tables
from calculator.api.guide.snippets import snippets
from calculator.methods import DEFAULT_ID, latest

ABOUT = """\
# CVI Budget API

How many people are at highest risk of gun violence in any U.S. place, which community violence intervention staff reach
them, and what that costs a year. Read anonymously, no key. JSON is snake_case; shares are 0 to 1; money is whole U.S.
dollars; GEOID, FIPS and CBSA codes are text; a figure that nobody reported is null or an empty cell, never zero.
Unknown parameters are errors. `data=<release>` answers from a dated release; `methodology={pinned}` pins a method.
"""


def guide_markdown(root: str) -> str:
    """Return quick start, problems, operations and shapes; `root` is the site's address."""
    return "\n".join(_lines(root))


def llms(root: str, newest: str) -> str:
    """Return `/llms.txt`: what the site is and where programs read it."""
    release = (
        f"- [Release {newest}]({root}/data/{newest}/): CSV, Parquet, SQLite, GeoJSON, data package\n" if newest else ""
    )
    return f"""\
# CVI Budget

> For any U.S. city, town, county or state: people at highest risk of gun violence, the community violence intervention
> staff who reach them, and what that costs, with every formula and source. A planning estimate, not an allocation.

Figures carry their year and source; what nobody reported is "not reported", never zero. Cite the `cite` member of an
answer. Released methods and data releases never change; pin both.

## For programs

- [API guide]({root}/api/docs.md): quick start, operations, every member of every answer
- [OpenAPI 3.1]({root}/api/v1/schema/?format=json): the same for machines
- [Every place’s budget as CSV]({root}/api/v1/budgets/?format=csv): one row a place
- [Search]({root}/api/v1/search/?q=norfolk): any name to its code
{release}
## For people

- [Home]({root}/): find a place
- [Methodology]({root}/methodology/): presets, formulas, sources, versions
- [Data]({root}/data/): releases and their columns
- [Evidence]({root}/evidence/): evaluations, strongest design first
- [Questions]({root}/faq/)
"""


def _lines(root: str) -> Iterator[str]:
    yield ABOUT.format(pinned=latest()[DEFAULT_ID].reference)
    yield "## Quick start\n"
    for snippet in snippets(root):
        yield f"### {snippet.title}\n\n{snippet.about}\n\n```\n{snippet.text}\n```\n"
    yield "## Problems\n"
    for slug, status, words in PROBLEM_KINDS:
        yield f"- {status} `{slug}`: {words}"
    yield "\n## Operations\n"
    for section in reference_sections():
        for operation in section["operations"]:
            yield from _operation(operation, root)
    yield "## Members\n"
    for shape in shape_tables():
        yield f"### {shape['name']}\n\n{shape['about']}\n"
        yield from _table(shape["members"])


def _operation(operation: dict[str, Any], root: str) -> Iterator[str]:
    yield f"### {operation['summary']}\n\n`{operation['method']} {root}{operation['path']}`\n\n{operation['description']}\n"
    if operation["parameters"]:
        yield from _table(operation["parameters"])
    if operation["scenario"]:
        names = ", ".join(f"`{known['name']}`" for known in operation["scenario"])
        yield f"Parameters and facts of the scenario, explained under BudgetForPopulation: {names}\n"
    for body in operation["bodies"]:
        yield f"```json\n{body}\n```\n"
    if operation["asked"]:
        yield "Body: " + ", ".join(f"`{name}`" for name in operation["asked"]) + "\n"
    if operation["answered"]:
        yield "Answer: " + ", ".join(f"`{name}`" for name in operation["answered"]) + "\n"


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "| name | what it is | type | allowed |\n| --- | --- | --- | --- |"
    for row in rows:
        name = f"`{row['name']}`" + (f" ({row['where']})" if row["where"] not in ("", "query") else "")
        cells = (name, row["description"], row["type"], row["allowed"])
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
    yield ""
