"""What one award is asked to pay for, in a URL: posts by role, shares, a cap; None is the default."""

from calculator.asking.given import Fault, Given, Number
from calculator.engine.award import Request
from calculator.engine.methodology import Methodology
from calculator.words.numbers import written

MOST_POSTS, MOST_DOLLARS = 5_000, 10_000_000_000
SHARES = {
    "request_services": "services_share",
    "request_training_share_of": "training_share_of",
    "request_evaluation_share_of": "evaluation_share_of",
}
CAP, FIT = "request_cap", "request_fit"


def posts_name(role: str) -> str:
    """Return the name under which the posts of a role are asked for."""
    return f"request_posts_{role}"


def request_names(method: Methodology) -> tuple[str, ...]:
    """Return every name this part of a URL may hold."""
    return (*(posts_name(role.key) for role in method.roles), *SHARES, CAP, FIT)


def read_request(given: Given, method: Methodology) -> Request:
    """Read the request from `given`, which keeps the faults."""
    posts = {}
    for role in method.roles:
        count = given.number(Number(posts_name(role.key), 0, MOST_POSTS, whole=True))
        if count is not None:
            posts[role.key] = int(count)
    shares = {field: given.number(Number(name, 0, 1, share=True)) for name, field in SHARES.items()}
    cap = given.number(Number(CAP, 0, MOST_DOLLARS, whole=True))
    fit = given.yes(FIT) or False
    if fit and cap is None and not any(fault.name == CAP for fault in given.faults):
        given.fault(Fault(FIT, "needs a cap to fit the request to", f"whole dollars in {CAP} beside it"))
        fit = False
    return Request(posts=posts, cap_usd=None if cap is None else int(cap), fit=fit, **shares)


def request_query(request: Request) -> list[tuple[str, str]]:
    """Return the shortest pairs that read back as this request."""
    pairs = [(posts_name(role), str(count)) for role, count in request.posts.items()]
    said = {name: getattr(request, field) for name, field in SHARES.items()}
    pairs += [(name, written(share)) for name, share in said.items() if share is not None]
    if request.cap_usd is not None:
        pairs.append((CAP, str(request.cap_usd)))
    return [*pairs, (FIT, "1")] if request.fit else pairs
