"""The list of work on the first page of the admin."""

from typing import Any

from django import template

from profiles.admin.worklist import work_list

register = template.Library()


@register.inclusion_tag("admin/work_list.html")
def work() -> dict[str, Any]:
    """Print what waits."""
    return {"entries": work_list()}
