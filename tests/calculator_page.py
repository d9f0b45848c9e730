"""The calculator's page in a browser: its boxes, sliders and total."""

from playwright.sync_api import Browser, Locator, Page, expect

NORFOLK = "/cities/norfolk-va/calculator/"


def open_norfolk(page: Page, live_server: object, query: str = "") -> None:
    page.goto(f"{live_server}{NORFOLK}{f'?{query}' if query else ''}")
    page.wait_for_function("() => performance.getEntriesByName('ready').length")


def total(page: Page) -> str:
    return page.locator("[data-out=total]").inner_text()


def shows(page: Page, amount: str) -> None:
    expect(page.locator("[data-out=total]")).to_have_text(amount)


def panel(page: Page) -> dict[str, list[str]]:
    """Return everything that follows a drag: the panel, every slider's effect, the people of each basis, the bars."""
    texts = {part: page.locator(part).all_inner_texts() for part in (".result-now", ".counts", "[data-basis]")}
    texts["lines"] = page.locator(".result-more table").all_inner_texts()
    texts["effects"] = page.locator("[data-effect]").all_text_contents()
    bars = "rects => rects.map((rect) => `${parseFloat(rect.getAttribute('width'))}`)"
    texts["bars"] = page.locator("[data-bar] rect").evaluate_all(bars)
    return texts


def slider(page: Page, name: str) -> Locator:
    return page.locator(f"[data-slider={name}] input[type=range]")


def box(page: Page, name: str) -> Locator:
    return page.locator(f"#p-{name}")


def is_settled(page: Page, moved: str) -> None:
    """Wait until the page answers the preset with this moved, and nothing else is asked."""
    asked = f"methodology=caps&{moved}".rstrip("&")
    settled = "asked => document.querySelector('[data-question]').dataset.question === asked"
    page.wait_for_function(f"{settled} && !document.documentElement.classList.contains('settling')", arg=asked)


def address_says(page: Page, part: str) -> None:
    page.wait_for_function("part => location.search.includes(part)", arg=part)


def show(page: Page, name: str) -> None:
    """Open every group around a field."""
    page.evaluate(
        """id => {
          for (let at = document.getElementById(id); at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
        }""",
        f"p-{name}",
    )


def server_total(browser: Browser, url: str) -> str:
    """Return what the server alone says for a URL."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    found = page.locator("[data-out=total]").inner_text()
    context.close()
    return found
