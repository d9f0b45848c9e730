"""What an award asks for in sentences, and the columns of who pays for a post."""

from calculator.engine.award import PostPayers
from calculator.engine.grants import Application
from calculator.words.wording import counted, dollars


def award_sentences(application: Application) -> list[str]:
    """Return what is asked for, how it stands to its cap, and what of the program it does not pay."""
    grant = application.grant
    whole, cap = grant.whole, grant.terms.request.cap_usd
    over = "for one year" if len(grant.years) == 1 else f"over {len(grant.years)} years"
    most = max((sum(year.asked.posts.values()) for year in grant.years if year.asked), default=0)
    found = [
        (
            f"This award asks for {dollars(whole.total)} {over}: {dollars(whole.direct)} direct and "
            f"{dollars(whole.indirect)} indirect, and pays up to {counted(most, 'post', 'posts')}."
        )
    ]
    if grant.over_by:
        found.append(f"The award of {dollars(whole.total)} is over its cap by {dollars(grant.over_by)}.")
    elif cap is not None:
        found.append(f"It stays within its cap of {dollars(cap)}.")
    return [*found, *award_remarks(application)]


def award_remarks(application: Application) -> list[str]:
    """Return how a request was made to fit, what the program costs besides, and what terms of one's own change."""
    grant, found = application.grant, []
    if grant.scale < 1:
        found.append(
            f"Made to fit: {grant.scale:.2%} of the posts nobody pays yet, in whole posts, and services in step with them."
        )
    if grant.rest_usd:
        found.append(f"The program costs {dollars(grant.rest_usd)} more, which this award does not pay.")
    if grant.difference_usd:
        more = "above" if grant.difference_usd > 0 else "below"
        found.append(
            f"Rates, amounts and lines of your own make it {dollars(abs(grant.difference_usd))} {more} the scenario’s."
        )
    return found


def payer_heads() -> tuple[str, ...]:
    """Return the headings of who pays for a post."""
    return ("Planned", "Paid by the city", "Paid by organizations", "This award", "Nobody yet")


def paid_by(post: PostPayers) -> tuple[int, ...]:
    """Return a role's posts under those headings."""
    return (post.planned, post.city, post.community, post.requested, post.unpaid)
