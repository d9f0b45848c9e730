"""CVI Budget: people at highest risk of gun violence, the staff who reach them and what that costs, for any U.S. place."""

from cvi_budget.answers import Budget, Changed, Found, Line, Staff
from cvi_budget.client import Client
from cvi_budget.offline import Method, MissingFact
from cvi_budget.problems import Fault, Problem, Unreachable

__all__ = [
    "Budget", "Changed", "Client", "Fault", "Found", "Line", "Method", "MissingFact", "Problem", "Staff", "Unreachable",
]  # fmt: skip
