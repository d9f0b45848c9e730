"""Django's cached loader, whose templates render by code where code can be written for them."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from django.template.base import Node, NodeList, Origin, Template
from django.template.context import Context
from django.template.engine import Engine
from django.template.loaders import cached

from web.template_code.running import Rendered
from web.template_code.writing import UnknownNodeError, write_code


class Coded(Node):
    """All of a template as one node: its code, with the nodes that it was written from beside it."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, code: Rendered) -> None:
        self.nodelist = nodelist
        self.code = code

    def render(self, context: Context) -> str:
        """Run the code."""
        return self.code(context, cast("dict[str, Any]", context.flatten()))


class Loader(cached.Loader):
    """Reads a template once, and writes its code once."""

    def __init__(self, engine: Engine, loaders: Sequence[Any]) -> None:
        self._seen: set[Template] = set()
        super().__init__(engine, loaders)

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Return the template. One that only others extend stays as it is: its code is written into theirs."""
        template = super().get_template(template_name, skip)
        if template not in self._seen:
            self._seen.add(template)
            self._code(template)
        return template

    def reset(self) -> None:
        """Forget every template."""
        self._seen.clear()
        super().reset()

    def _code(self, template: Template) -> None:
        engine = template.engine
        if engine.debug or engine.string_if_invalid or not engine.autoescape:
            return
        with suppress(UnknownNodeError):
            template.nodelist = NodeList([Coded(template.nodelist, write_code(template, self._nodes_of))])

    def _nodes_of(self, name: str) -> NodeList:
        """Return the nodes of a template as Django read it."""
        nodes = self.get_template(name).nodelist
        return nodes[0].nodelist if nodes and isinstance(nodes[0], Coded) else nodes
