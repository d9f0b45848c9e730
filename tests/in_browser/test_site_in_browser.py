"""The pages of the house in a real browser: the strict CSP holds, the database of facts survives."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_editors_work_under_the_strict_csp(page: Page, live_server: object) -> None:
    User.objects.create_superuser("editor", password="a long enough pass phrase")
    page.goto(f"{live_server}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()
    page.goto(f"{live_server}/admin/auth/user/add/")
    expect(page.get_by_role("heading", name="Add user")).to_be_visible()


def test_the_api_reference_renders_under_the_strict_csp(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/api/docs/reference/")
    expect(page.get_by_role("heading", name="API reference")).to_be_visible()


def test_a_page_that_is_not_there_helps_on(
    page: Page, live_server: object, axe: Callable[[Page], None], expected_console: list[str]
) -> None:
    expected_console.append("404")
    page.goto(f"{live_server}/nothing-here/")
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    axe(page)
