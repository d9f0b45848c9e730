"""What pages were made from, told to the test client: Django tells it of its own templates only."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered


@pytest.fixture(scope="session", autouse=True)
def contexts_are_told() -> Iterator[None]:
    """Fill `response.context` for the site's pages."""
    render = Template.render

    def told(template: Template, context: dict[str, Any] | None = None, request: Any = None) -> str:
        context = {} if context is None else context
        text: str = render(template, context, request)
        template_rendered.send(sender=template, template=template, context=context)
        return text

    with patch.object(Template, "render", told):
        yield
