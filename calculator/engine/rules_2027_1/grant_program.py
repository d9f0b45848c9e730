"""A program's year as a finance office reads it: posts with pay and months, services with people and rates."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.functions import round_half_away
from calculator.engine.methodology import Role
from calculator.engine.results import Budget

FRINGE_SHARES = {"city": "fringe_share_city", "community": "fringe_share_community"}


@dataclass(frozen=True, slots=True)
class Post:
    """One role in one year: posts planned, those new this year, pay a post (USD), months paid of twelve, fringe share."""

    role: Role
    planned: int
    new: int
    pay_usd: int
    months: float
    fringe_share: float

    def label(self, count: int) -> str:
        """Return the role's name for so many posts."""
        return self.role.label if count == 1 else self.role.plural


@dataclass(frozen=True, slots=True)
class Service:
    """One service: USD for each person reached."""

    line: str
    label: str
    rate_usd: int


@dataclass(frozen=True, slots=True)
class ProgramYear:
    """One budget period of the program; `inputs` are its parameters (shares 0–1), money is whole USD of the year."""

    label: str
    total_usd: int
    posts: tuple[Post, ...]
    services: tuple[Service, ...]
    people_reached: float
    staffing_full_usd: int
    startup_usd: int  # for each new post
    rehire_usd: int  # for each post that turns over
    inputs: Mapping[str, float]

    @property
    def planned(self) -> dict[str, int]:
        """Posts planned by role."""
        return {post.role.key: post.planned for post in self.posts}

    def worked(self, posts: Mapping[str, int]) -> float:
        """Return the post-months that so many posts by role work."""
        return sum(posts[post.role.key] * post.months for post in self.posts)


def program_year(
    label: str, budget: Budget, *, total_usd: int, new: Mapping[str, int], terms: Mapping[str, float]
) -> ProgramYear:
    """Return one budget period; `new` are new posts by role, `terms` the plan's parameters (none in one year)."""
    values, method = budget.values, budget.methodology
    inputs = {"turnover_share": 0.0, "startup_per_post": 0.0, "rehire_cost": 0.0, **budget.inputs, **terms}
    priced = {
        name: int(round_half_away(inputs[name] * _either(budget, "price_index")))
        for name in ("startup_per_post", "rehire_cost")
    }
    return ProgramYear(
        label=label,
        total_usd=total_usd,
        posts=tuple(
            Post(
                role=role,
                planned=int(values[role.key]),
                new=new.get(role.key, 0),
                pay_usd=int(values[role.pay_line]),
                months=_either(budget, f"{role.stem}_months"),
                fringe_share=inputs[FRINGE_SHARES[role.employer]],
            )
            for role in method.roles
        ),
        services=tuple(
            Service(line, method.lines[line].label, int(values[line.removesuffix("_cost") + "_rate"]))
            for line in method.wraparound
        ),
        people_reached=values["people_reached"],
        staffing_full_usd=int(values["staffing_full_cost"]),
        startup_usd=priced["startup_per_post"],
        rehire_usd=priced["rehire_cost"],
        inputs=inputs,
    )


def _either(budget: Budget, name: str) -> float:
    """Return what a plan year computes and a single year is given."""
    return budget.values[name] if name in budget.values else budget.inputs[name]
