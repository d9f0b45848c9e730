"""When two sources disagree about a count."""

LEAST_DIFFERENCE = 2
LEAST_SHARE = 0.10


def disagrees(one: int, other: int) -> bool:
    """Whether two counts differ by more than 2 and by more than 10% of the larger."""
    difference = abs(one - other)
    return difference > LEAST_DIFFERENCE and difference > LEAST_SHARE * max(one, other)
