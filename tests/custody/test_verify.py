"""A memo held against the site: the same, different, or why it cannot be said; what was changed is found."""

import io
import re
from unittest.mock import patch
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from calculator.checking import same_code
from calculator.views import papers
from tests.memos import pdf_of, text_of

pytestmark = pytest.mark.django_db
CODE = re.compile(r"Check code ([A-Z2-7]{5}-[A-Z2-7]{5})")
SAME, DIFFERENT = "The same: this is what the site says", "Different: this is not what the site says"
MEMO = "/cities/norfolk-va/budget.pdf?outreach_caseload=12&years=3&memo_date=2026-11-26"


def printed(client: Client, path: str = MEMO) -> tuple[str, str, str]:
    """Return a memo's text, its check code, and the address its square code holds."""
    reader = pdf_of(client.get(path).content)
    notes = [note.get_object().get("/A", {}) for page in reader.pages for note in page.get("/Annots", [])]
    text = text_of(reader)
    found = CODE.search(text)
    assert found
    (link,) = {str(note["/URI"]) for note in notes if "/verify/" in str(note.get("/URI"))}
    return text, found[1], link


def said(client: Client, address: str, code: str, status: int = 200) -> str:
    answer = client.get(f"/verify/?{urlencode({'of': address, 'check': code})}")
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_code_of_a_memo_leads_to_a_page_that_says_it_is_the_same(client: Client) -> None:
    text, code, link = printed(client)
    asked = parse_qs(urlsplit(link).query)
    assert asked["check"] == [code]
    page = client.get(link).content.decode()
    assert SAME in page
    figures = re.findall(r"<tr><th scope=\"row\">(.+?)</th><td>(.+?)</td>", page)
    assert len(figures) > 15
    assert {"Total a year", "People to reach", "Need in 2027", "Need in 2029"} <= {label for label, _ in figures}
    assert [value for _, value in figures if value not in text] == []
    assert f'href="{asked["of"][0].replace("&", "&amp;")}"' in page


def test_the_square_code_holds_that_address(client: Client) -> None:
    with patch.object(papers, "square_code", wraps=papers.square_code) as drawn:
        *_, link = printed(client)
    drawn.assert_called_once_with(link)


@pytest.mark.parametrize(
    "change",
    [
        ("outreach_caseload=12", "outreach_caseload=11"),
        ("years=3", "years=4"),
        ("norfolk-va", "hampton-va"),
    ],
)
def test_a_changed_address_is_different(client: Client, change: tuple[str, str]) -> None:
    _, code, link = printed(client)
    address = parse_qs(urlsplit(link).query)["of"][0]
    assert change[0] in address
    page = said(client, address.replace(*change), code)
    assert DIFFERENT in page
    assert SAME not in page


def test_a_code_of_other_figures_is_different_and_the_right_ones_are_told(client: Client) -> None:
    _, code, link = printed(client)
    address = parse_qs(urlsplit(link).query)["of"][0]
    forged = code[:-1] + ("A" if code[-1] != "A" else "B")
    page = said(client, address, forged)
    assert DIFFERENT in page
    assert code in page
    assert "Total a year" in page


def test_a_code_is_read_as_people_copy_it(client: Client) -> None:
    _, code, link = printed(client)
    address = parse_qs(urlsplit(link).query)["of"][0]
    assert SAME in said(
        client, f" http://testserver{address.replace('%40', '@')} ", f" {code.lower().replace('-', ' ')} "
    )
    assert SAME in said(client, f"testserver{address}", code), "as paper prints it"
    assert same_code("OIB22-22222", "0i8 2222222")
    assert not same_code("OIB22-22222", "OIB22-22223")


def test_a_release_is_answered_from_and_an_unknown_one_is_named(client: Client) -> None:
    _, _, link = printed(client)
    address = parse_qs(urlsplit(link).query)["of"][0]
    bare = re.sub("&data=[^&]+", "", address)
    page = said(client, f"{bare}&data=2031.01", "AAAAA-AAAAA", 404)
    assert "There is no data release “2031.01”, so nothing can be compared." in page
    assert SAME not in page
    assert "names no data release" in said(client, bare, "AAAAA-AAAAA")
    assert "names 2 data releases" in said(client, f"{bare}&data=2026.11&data=2026.11", "AAAAA-AAAAA", 400)


def test_a_saved_scenario_has_a_code_too_until_it_is_taken_down(client: Client, settings, tmp_path) -> None:
    settings.ERASURES_PATH = str(tmp_path / "erasures.jsonl")
    body = {"methodology": "caps", "places": ["5157000"]}
    key = client.post("/api/v1/scenarios/", body, content_type="application/json").json()["id"]
    _, _, link = printed(client, f"/s/{key}/budget.pdf")
    page = client.get(link).content.decode()
    assert SAME in page
    assert "the facts that were saved with it" in page
    call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    page = said(client, f"/s/{key}/", "AAAAA-AAAAA", 410)
    assert "By order of a court." in page
    assert SAME not in page


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("https://evil.example/cities/norfolk-va/calculator/", 400, "is a link to evil.example, not to this site"),
        ("/about/", 400, "leads to nothing that can be compared"),
        ("http://[", 400, "is no link we can read"),
        ("/calculator/?" + "a&" * 1_001, 400, "is no link we can read"),
        ("/cities/nowhere-zz/calculator/", 400, "no place we know"),
        ("/cities/norfolk-va/calculator/?outreach_caseload=0", 400, "outreach_caseload"),
        ("/calculator/", 400, "population is missing"),
        ("/s/nosuchkey0/", 404, "No scenario is saved"),
        ("/cities/norfolk-va/calculator/?name=" + "x" * 8_000, 400, "is longer than a link can be"),
    ],
)
def test_what_cannot_be_compared_says_why_and_keeps_what_was_typed(
    client: Client, address: str, status: int, words: str
) -> None:
    page = said(client, address, "AAAAA-AAAAA", status)
    assert words in page
    assert SAME not in page
    assert DIFFERENT not in page
    assert 'value="AAAAA-AAAAA"' in page


def test_without_an_address_there_is_a_form_and_without_a_code_the_figures(client: Client) -> None:
    assert 'action="/verify/"' in client.get("/verify/").content.decode()
    page = said(client, "/cities/norfolk-va/calculator/", "")
    assert "No check code was given" in page
    assert SAME not in page


def test_a_word_document_and_a_handout_print_the_same_code(client: Client) -> None:
    import docx

    _, code, _ = printed(client)
    word = docx.Document(io.BytesIO(client.get(MEMO.replace("budget.pdf", "budget.docx")).content))
    assert code in " ".join(paragraph.text for paragraph in word.paragraphs)
    assert printed(client, MEMO.replace("budget.pdf", "handout.pdf"))[1] == code
