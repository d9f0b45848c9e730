"""What the headline says of the range: only what other cities counted is told as theirs."""

from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

pytestmark = pytest.mark.django_db
ELSEWHERE = "Counts made in other cities would give 116 to 439"
SAID = [
    ("", f"{ELSEWHERE}. "),
    ("high_risk_basis=3&local_high_risk=300", f"{ELSEWHERE}. "),
    ("high_risk_basis=3&local_high_risk=1200", f"{ELSEWHERE}, with the count made here 116 to 1,200. "),
    ("high_risk_basis=3&local_high_risk=60", f"{ELSEWHERE}, with the count made here 60 to 439. "),
    ("high_risk_share=0.01", f"{ELSEWHERE}, with the number that this budget uses 116 to 2,311. "),
]


@pytest.mark.parametrize(("query", "said"), SAID)
def test_the_range_is_told_as_whose_it_is(client: Client, query: str, said: str) -> None:
    text = " ".join(
        unescape(strip_tags(client.get(f"/cities/norfolk-va/calculator/?{query}").content.decode())).split()
    )
    assert said in text


@pytest.mark.parametrize(("count", "than"), [(1200, "higher"), (60, "lower")])
def test_a_count_far_from_both_estimates_is_told_as_such(client: Client, count: int, than: str) -> None:
    page = client.get(f"/cities/norfolk-va/calculator/?high_risk_basis=3&local_high_risk={count}").content.decode()
    assert f"a count made here is {than} than either" in page
