"""Reading a grant's terms from a JSON body."""

from calculator.api.body import Body
from calculator.asking.given import Fault
from calculator.asking.grant import GrantSection, read_grant
from calculator.engine.methodology import Methodology


def read_terms(given: Body, method: Methodology) -> GrantSection:
    """Read the grant's section; `de_minimis` says the usual rate, and so not beside another. `given` keeps the faults."""
    if given.yes("de_minimis") and given.one("indirect_rate") is not None:
        given.fault(Fault("de_minimis", "is true beside an indirect_rate; give one of them", "one of the two"))
    return read_grant(given, method)
