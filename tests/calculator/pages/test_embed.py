"""The card, the copyable chart, the preview: whole, small, and framed only where meant."""

import struct
from xml.etree import ElementTree

import pytest
from django.test import Client

from calculator.exports.memo.press import png
from calculator.presenters.budget.picture import xml_text

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/cities/norfolk-va/",
    "/cities/norfolk-va/calculator/",
    "/cities/norfolk-va/budget.pdf",
    "/embed/nowhere-zz/",
)
SVG = "{http://www.w3.org/2000/svg}"


def png_size(content: bytes) -> tuple[int, int]:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_the_card_may_be_framed_and_may_do_nothing_else(client: Client) -> None:
    response = client.get("/embed/norfolk-va/")
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "default-src 'self'" in policy
    assert "X-Frame-Options" not in response
    page = response.content.decode()
    assert "<script" not in page
    assert 'href="/cities/norfolk-va/" target="_blank" rel="noopener"' in page


@pytest.mark.parametrize("url", PAGES)
def test_nothing_else_may_be_framed(client: Client, url: str) -> None:
    response = client.get(url)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_the_card_shows_the_scenario_it_was_asked_for(client: Client) -> None:
    page = client.get("/embed/norfolk-va/?population=238005").content.decode()
    assert "$10,710,225" in page
    assert "/cities/norfolk-va/calculator/?methodology=caps&amp;population=238005" in page
    assert client.get("/embed/norfolk-va/?population=many").status_code == 400


@pytest.mark.parametrize(
    "url", ["/cities/norfolk-va/budget.svg", "/cities/monowi-ne/budget.svg", "/calculator/budget.svg?population=0"]
)
def test_the_chart_is_well_formed_and_says_its_numbers(client: Client, url: str) -> None:
    response = client.get(url)
    assert response["Content-Security-Policy"] == "default-src 'none'"
    root = ElementTree.fromstring(response.content)
    assert root.find(f"{SVG}title") is not None
    assert not root.findall(f".//{SVG}script")
    total = client.get(url.replace(".svg", ".json")).json()["total"]
    assert f"${total:,}" in "".join(root.itertext())


def test_a_region_s_long_name_stays_inside_the_chart(client: Client) -> None:
    content = client.get("/calculator/budget.svg?place=5157000&place=5182000&place=3651000&place=4752006").content
    texts = [text for text in ElementTree.fromstring(content).iter(f"{SVG}text") if text.get("font-weight") == "700"]
    assert len(texts) > 3
    assert all(len(text.text or "") <= 50 for text in texts)


def test_text_that_no_xml_may_hold_is_replaced() -> None:
    assert xml_text("a\x00\x0b\ud800\ufffeb <&> 🔥") == "a\ufffd\ufffd\ufffd\ufffdb <&> 🔥"


def test_the_pictures_have_their_sizes(client: Client) -> None:
    assert png_size(client.get("/cities/norfolk-va/og.png").content) == (1200, 630)
    width, height = png_size(client.get("/cities/norfolk-va/budget.png").content)
    assert width == 2000
    assert 700 < height < 1400


def test_every_place_has_a_preview_however_long_its_name() -> None:
    for name in ("Monowi", "x" * 500, "Village of the Fifteen Very Long Words That Someone Typed " * 5, "שלום 🔥 中文"):
        data = {"name": name, "caption": "What it takes", "figures": [], "bar": []}
        assert png_size(png("preview.typ", data, ppi=72)) == (1200, 630)


def test_a_picture_is_remembered_until_facts_or_program_change(client: Client) -> None:
    first = client.get("/cities/norfolk-va/og.png")
    assert "max-age" in first["Cache-Control"]
    assert client.get("/cities/norfolk-va/og.png", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_what_cannot_be_drawn_says_so(client: Client) -> None:
    assert client.get("/cities/norfolk-va/budget.png?coverage_share=7").status_code == 400
    assert client.get("/cities/nowhere-zz/og.png").status_code == 404
