"""How pages are written: Jinja templates with components, and what they may call. The editors' pages are Django's own."""

from collections.abc import Callable
from typing import Any

from django.template.defaultfilters import slugify
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from jinja2 import ChainableUndefined, Environment

from calculator.words.tables import under
from web.contents import contents


class PageEnvironment(Environment):
    """Templates whose words are escaped, in which what is not there prints nothing and a member is looked for before a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute` of a template: nearly always a member of what a presenter said."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def environment(**options: Any) -> PageEnvironment:
    """Return the environment of the site's pages (`TEMPLATES` in the settings)."""
    made = PageEnvironment(**{**options, "undefined": ChainableUndefined, "keep_trailing_newline": True})
    made.globals |= {"static": static, "url": reverse, "component": _components(made)}
    made.filters |= {
        "contents": contents,
        "json_script": json_script,
        "plural": lambda count: "" if count == 1 else "s",
        "slugify": slugify,
        "under": under,
    }
    return made


def _components(made: Environment) -> Callable[..., SafeString]:
    def component(template: str, **arguments: Any) -> SafeString:
        """Print a component with these arguments; it sees nothing else of the page."""
        return SafeString(made.get_template(template).render(arguments))

    return component
