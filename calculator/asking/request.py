"""What one award is asked to pay for, in a URL: posts by role, shares, a cap; None is the default."""

from calculator.asking.given import Fault, Fields, Given, Number
from calculator.asking.where import Where, flat_name
from calculator.engine.award import Request
from calculator.engine.methodology import Methodology
from calculator.once import once_a_method
from calculator.words.numbers import written

MOST_POSTS, MOST_DOLLARS = 5_000, 10_000_000_000
REQUEST = "request"
_SHARES = {
    "services": "services_share",
    "training_share_of": "training_share_of",
    "evaluation_share_of": "evaluation_share_of",
}
SHARES = {flat_name((REQUEST, member)): field for member, field in _SHARES.items()}  # by their names in a form
SHARE_FIELDS = Fields({field: Number((REQUEST, member), 0, 1, share=True) for member, field in _SHARES.items()})
CAP, FIT = flat_name((REQUEST, "cap")), flat_name((REQUEST, "fit"))
OF_POSTS, NO_ROLE = "an object of roles and whole numbers", "{} is no role that can stand here"


def posts_of(role: str) -> Where:
    """Return where the posts of a role are asked for."""
    return (REQUEST, "posts", role)


def posts_name(role: str) -> str:
    """Return the name under which a form asks for the posts of a role."""
    return flat_name(posts_of(role))


def request_names(method: Methodology) -> tuple[str, ...]:
    """Return every name this part of a URL may hold."""
    return (*(posts_name(role.key) for role in method.roles), *SHARES, CAP, FIT)


def read_request(given: Given, method: Methodology) -> Request:
    """Read the request from `given`, which keeps the faults."""
    given.holds(REQUEST, "an object with posts, services, cap, fit")
    given.holds((REQUEST, "posts"), OF_POSTS, keys=[role.key for role in method.roles], stranger=NO_ROLE)
    posts = {role: int(count) for role, count in given.numbers(_posts(method)).items()}
    shares = given.numbers(SHARE_FIELDS)
    of_cap, of_fit = (REQUEST, "cap"), (REQUEST, "fit")
    cap = given.number(Number(of_cap, 0, MOST_DOLLARS, whole=True))
    fit = given.yes(of_fit) or False
    if fit and cap is None and not given.faulty(of_cap):
        given.fault(Fault(of_fit, "needs a cap to fit the request to", f"whole dollars in {CAP} beside it"))
        fit = False
    return Request(posts=posts, cap_usd=None if cap is None else int(cap), fit=fit, **shares)


@once_a_method
def _posts(method: Methodology) -> Fields:
    return Fields({role.key: Number(posts_of(role.key), 0, MOST_POSTS, whole=True) for role in method.roles})


def request_query(request: Request) -> list[tuple[str, str]]:
    """Return the shortest pairs that read back as this request."""
    pairs = [(posts_name(role), str(count)) for role, count in request.posts.items()]
    said = {name: getattr(request, field) for name, field in SHARES.items()}
    pairs += [(name, written(share)) for name, share in said.items() if share is not None]
    if request.cap_usd is not None:
        pairs.append((CAP, str(request.cap_usd)))
    return [*pairs, (FIT, "1")] if request.fit else pairs
