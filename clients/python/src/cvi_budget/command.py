"""`cvi`: search, budgets and tables on the command line. Status 2: what was asked cannot be used; 3: no answer."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cvi_budget.answers import Budget
from cvi_budget.client import TABLES, Client
from cvi_budget.offline import Method
from cvi_budget.problems import Problem, Unreachable

SITE = "http://127.0.0.1:8000"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its status."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except (Problem, ValueError, LookupError) as error:
        print(f"cvi: {error.args[0] if error.args else error}", file=sys.stderr)
        return 2
    except (Unreachable, OSError) as error:
        print(f"cvi: {error}", file=sys.stderr)
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cvi", description="CVI Budget on the command line.")
    site = os.environ.get("CVI_SITE", SITE)
    parser.add_argument("--site", default=site, help="the site's address (CVI_SITE); default %(default)s")
    parser.add_argument("--data", metavar="RELEASE", help="answer from this release of the data, such as 2026.11")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    search = commands.add_parser("search", help="find what a name means")
    search.add_argument("name", nargs="+")
    search.set_defaults(run=_search)

    budget = commands.add_parser("budget", help="one place's budget")
    budget.add_argument("place", nargs="?", help="slug or GEOID, such as norfolk-va or 5157000")
    budget.add_argument("--method", default=None, help="caps or field, or pinned such as caps@2027.1")
    _settings(budget)
    budget.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    budget.add_argument(
        "--offline", action="store_true", help="compute here; facts by --set, such as population=238005"
    )
    budget.set_defaults(run=_budget)

    table = commands.add_parser("table", help="a whole table as CSV")
    table.add_argument("table", choices=TABLES)
    _settings(table)
    table.add_argument("--output", metavar="FILE", help="write here instead of to the screen")
    table.set_defaults(run=_table)
    return parser


def _settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set", dest="settings", metavar="NAME=VALUE", action="append", default=[], type=_setting,
        help="a parameter, fact or filter by its name; may be repeated",
    )  # fmt: skip


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value.strip()


def _search(asked: argparse.Namespace) -> int:
    found = Client(asked.site, data=asked.data).search(" ".join(asked.name))
    for one in found:
        people = "" if one.population is None else f"{one.population:,}"
        print(f"{one.kind:<10} {one.geoid:<10} {people:>12}  {one.label}  {one.slug or one.why_not or ''}")
    return 0 if found else 1


def _budget(asked: argparse.Namespace) -> int:
    question = {**({"methodology": asked.method} if asked.method else {}), **dict(asked.settings)}
    if asked.offline:
        return _offline(asked)
    if not asked.place:
        raise ValueError("name a place, or compute offline")
    budget = Client(asked.site, data=asked.data).budget(asked.place, **question)
    if asked.json:
        print(json.dumps(budget.raw, ensure_ascii=False, indent=2))
    else:
        _print(budget)
    return 0


def _offline(asked: argparse.Namespace) -> int:
    if asked.place:
        raise ValueError("a place's facts are with the site; offline give them by --set, such as population=238005")
    method = Method.released(asked.method or "caps")
    lines = method.compute({}, **{name: _number(name, value) for name, value in asked.settings})
    if asked.json:
        print(json.dumps({"methodology": method.reference, **lines}, indent=2))
        return 0
    print(f"Computed offline by {method.reference}")
    for name in ("high_risk", "people_served", "all_staff", "total"):
        print(f"{name:<16} {lines[name]:>16,.{1 if name in ('high_risk', 'people_served') else 0}f}")
    return 0


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ValueError(f"{name} is {value!r}, which is no number") from None


def _table(asked: argparse.Namespace) -> int:
    text = Client(asked.site, data=asked.data).csv(asked.table, **dict(asked.settings))
    if asked.output:
        Path(asked.output).write_text(text, encoding="utf-8", newline="")
        print(f"{text.count(chr(10)) - 1:,} rows in {asked.output}", file=sys.stderr)
    else:
        sys.stdout.write(text)
    return 0


def _print(budget: Budget) -> None:
    release = f", release {budget.data_release}" if budget.data_release else ""
    print(f"{budget.name}: {budget.methodology}{release}")
    for name, one in budget.changed.items():
        print(f"  {name} {one.value:g}" + ("" if one.usual is None else f" instead of {one.usual:g}"))
    print(f"{budget.high_risk:,.1f} people at highest risk, {budget.people_served:,.1f} served\n")
    for post in budget.staffing:
        if post.count:
            print(f"{post.count:>6,}  {post.label}")
    print()
    for line in budget.lines:
        print(f"{line.amount:>14,}  {line.label}")
    print(f"{budget.total:>14,}  dollars a year\n\n{budget.cite}")


if __name__ == "__main__":
    sys.exit(main())
