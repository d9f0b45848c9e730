"""Whatever one box or choice of a tab is given, the page and its address go on saying it, with a fault or without."""

from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from django.test import Client

from calculator.asking.question import read_question
from calculator.words import labels

pytestmark = pytest.mark.django_db
NORFOLK = "/cities/norfolk-va/calculator/"
TYPED = ("2", "0.5", "2028")


class Said(HTMLParser):
    """What each control of a page says: {name: (its value now, the values it offers)}; nothing is offered by a box."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.controls: dict[str, tuple[str, list[str]]] = {}
        self.question = ""
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self.question = own.get("data-question", self.question)
        if tag == "select":
            self._select = own.get("name", "")
            self._offers(self._select)
        elif tag == "option" and self._select:
            self._offers(self._select, own["value"], chosen="selected" in own)
        elif tag == "input" and own.get("type") == "radio":
            self._offers(own["name"], own["value"], chosen="checked" in own)
        elif tag == "input" and own.get("type", "text") in ("text", "number") and "name" in own:
            self.controls[own["name"]] = (own.get("value", ""), [])

    def handle_endtag(self, tag: str) -> None:
        self._select = "" if tag == "select" else self._select

    def _offers(self, name: str, value: str | None = None, *, chosen: bool = False) -> None:
        now, offered = self.controls.get(name, ("", []))
        more = [] if value is None else [value]
        self.controls[name] = (str(value) if chosen else now, [*offered, *more])


def numbers_of(text: str) -> set[float]:
    """Return what a text may mean as a number: a percentage both as it stands and as a share."""
    bare = text.replace(",", "").replace("%", "")
    try:
        return {round(float(bare), 9), round(float(bare) / 100, 9)}
    except ValueError:
        return set()


@pytest.mark.parametrize("method", ["caps", "caps@2026.1"])
@pytest.mark.parametrize("tab", labels.TABS)
def test_every_control_goes_on_saying_what_it_was_given(client: Client, method: str, tab: str) -> None:
    asked = {"methodology": method, "tab": tab}
    controls = Said(client.get(NORFOLK, asked).content.decode()).controls
    boxes = [name for name, (_, offered) in controls.items() if not offered]
    choices = {name: offered for name, (_, offered) in controls.items() if offered}
    most = max((len(offered) for offered in choices.values()), default=0)
    rounds = [dict.fromkeys(boxes, value) for value in TYPED]
    rounds += [{name: offered[at] for name, offered in choices.items() if at < len(offered)} for at in range(most)]
    silent = []
    for given in rounds:
        page = Said(client.get(NORFOLK, {**asked, **given}).content.decode())
        kept = parse_qs(page.question)
        for name, value in given.items():
            now = page.controls[name][0] if name in page.controls else ""
            if now != value and not numbers_of(now) & numbers_of(value):
                silent.append(f"{name}={value}: the control says {now!r}")
            before = controls[name][0]
            if value != before and not numbers_of(before) & numbers_of(value) and name not in kept:
                silent.append(f"{name}={value} is not in the address")
    assert not silent, "\n".join(silent)


def test_a_release_and_the_words_of_a_scenario_read_back() -> None:
    said = {"data": "2026.11", "name": "Council draft", "note": "Before the vote", "solve": "3000000"}
    assert said.items() <= dict(read_question({name: [text] for name, text in said.items()}).query()).items()
