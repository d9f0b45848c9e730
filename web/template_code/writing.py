"""Writing the code of a template from the nodes that Django read."""

import operator
from collections.abc import Callable
from typing import Any, cast

from django.template.base import FilterExpression, Node, NodeList, Template, TextNode, Variable, VariableNode
from django.template.defaulttags import CommentNode, CsrfTokenNode, FirstOfNode, ForNode, IfNode, LoadNode, URLNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.static import StaticNode

from web.template_code import running
from web.template_code.running import Included, Rendered

BY_DJANGO = (CsrfTokenNode, FirstOfNode, URLNode)
NOTHING = (CommentNode, LoadNode)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda one, other: one in other,
    "not in": lambda one, other: one not in other,
}
LITERALS = ("True", "False", "None")
INDENT = "    "


class UnknownNodeError(TypeError):
    """No code is written for a node of this kind."""


def write_code(template: Template, nodes_of: Callable[[str], NodeList]) -> Rendered:
    """Return what renders the template. Raises UnknownNodeError; `nodes_of` gives the nodes of one that it extends."""
    nodes, blocks = _with_parents(template, nodes_of)
    if blocks is None and nodes.get_nodes_by_type(BlockNode):
        raise UnknownNodeError("It is there to be extended")
    writer = _Writer(blocks or {})
    writer.nodes(nodes, "scope")
    source = "\n".join(["def code(context, scope):", *writer.lines, f"{INDENT}return joined(pieces)"])
    names: dict[str, Any] = {**vars(running), **writer.kept}
    exec(compile(source, f"<code of {template.name}>", "exec"), names)  # noqa: S102 - written from templates of ours
    made: Rendered = names["code"]
    return made


def _with_parents(
    template: Template, nodes_of: Callable[[str], NodeList]
) -> tuple[NodeList, dict[str, list[BlockNode]] | None]:
    """Return the nodes of the outermost template, and each block as its heirs have it, the nearest first."""
    blocks: dict[str, list[BlockNode]] | None = None
    nodes = template.nodelist
    while True:
        extends = next((node for node in nodes if isinstance(node, ExtendsNode)), None)
        inner = nodes if extends is None else extends.nodelist
        if extends is not None or blocks is not None:
            blocks = {} if blocks is None else blocks
            for block in cast("list[BlockNode]", inner.get_nodes_by_type(BlockNode)):
                blocks.setdefault(block.name, []).append(block)
        if extends is None:
            return nodes, blocks
        parent = _literal(cast("FilterExpression", extends.parent_name))
        if parent == template.name:
            raise UnknownNodeError("It extends one of its own name, from another folder")
        nodes = nodes_of(parent)


def _literal(expression: FilterExpression) -> str:
    """Return the text that an expression is."""
    value = expression.var.literal if isinstance(expression.var, Variable) else expression.var
    if expression.filters or not isinstance(value, str):
        raise UnknownNodeError(f"{expression} is no name that is known beforehand")
    return value


class _Writer:
    """The lines of one template's code, and the objects that they name."""

    def __init__(self, blocks: dict[str, list[BlockNode]]) -> None:
        self.lines = [f"{INDENT}pieces = []", f"{INDENT}put = pieces.append"]
        self.kept: dict[str, Any] = {}
        self._blocks = blocks
        self._within: list[list[BlockNode]] = []  # of each block that is being written: those that it replaces
        self._depth = 1
        self._names = 0

    def nodes(self, nodes: NodeList, scope: str) -> None:
        """Write nodes, which know the names in the variable `scope`; neighboring texts are one."""
        words: list[str] = []
        for node in nodes:
            if isinstance(node, TextNode):
                words.append(node.s)
                continue
            self._words(words)
            self._node(node, scope)
        self._words(words)

    def _words(self, words: list[str]) -> None:
        if any(words):
            self._line(f"put({''.join(words)!r})")
        words.clear()

    def _node(self, node: Node, scope: str) -> None:
        match node:
            case VariableNode():
                self._variable(node, scope)
            case IfNode():
                self._if(node, scope)
            case ForNode():
                self._for(node, scope)
            case IncludeNode():
                self._include(node, scope)
            case BlockNode():
                self._block(self._blocks[node.name], scope)
            case StaticNode() if node.varname is None:
                self._line(f"put(static_address({_literal(node.path)!r}))")
            case _ if isinstance(node, NOTHING):
                pass
            case _ if isinstance(node, BY_DJANGO):
                self._line(f"made, {scope} = by_django(context, {scope}, {self._keep(node)})")
                self._line("put(made)")
            case _:
                raise UnknownNodeError(type(node).__name__)

    def _variable(self, node: VariableNode, scope: str) -> None:
        expression = node.filter_expression
        if isinstance(expression.var, Variable) and expression.var.lookups == ("block", "super"):
            if len(replaced := self._within[-1]) > 0:
                self._block(replaced, scope)
            return
        self._line(f"put(text(context, {self._value(expression, scope)}))")

    def _if(self, node: IfNode, scope: str) -> None:
        for position, (condition, nodes) in enumerate(node.conditions_nodelists):
            word = "if" if position == 0 else "elif"
            self._line("else:" if condition is None else f"{word} {self._condition(condition, scope)}:")
            with_nodes = self._lines_of(nodes, scope)
            self.lines += with_nodes or [INDENT * (self._depth + 1) + "pass"]

    def _for(self, node: ForNode, scope: str) -> None:
        inner, index, found, item = (self._name(word) for word in ("scope", "index", "found", "item"))
        self._line(f"{found} = items({self._value(cast('FilterExpression', node.sequence), scope, gone='None')})")
        if node.is_reversed:
            self._line(f"{found} = {found}[::-1]")
        self._line(f"{inner} = {{**{scope}}}")
        names = ", ".join(f"{inner}[{name!r}]" for name in node.loopvars)
        self._line(f"for {index}, {item} in enumerate({found}):")
        self._depth += 1
        self._line(f"{inner}['forloop'] = loop({index}, len({found}), {scope}.get('forloop'))")
        self._line(f"{names} = {item}")
        self.nodes(cast("NodeList", node.nodelist_loop), inner)
        self._depth -= 1
        if node.nodelist_empty:
            self._line(f"if not {found}:")
            self.lines += self._lines_of(cast("NodeList", node.nodelist_empty), scope)

    def _include(self, node: IncludeNode, scope: str) -> None:
        given = ", ".join(
            f"{name!r}: {self._value(expression, scope, gone='""')}" for name, expression in node.extra_context.items()
        )
        names = f"{{{given}}}" if node.isolated_context else f"{{**{scope}, {given}}}"
        if isinstance(node.template.var, Variable) and node.template.var.lookups is not None:
            self._line(f"put(included(context, {self._value(node.template, scope)}, {names}))")
        else:
            self._line(f"put({self._keep(Included(_literal(node.template)))}(context, {names}))")

    def _block(self, blocks: list[BlockNode], scope: str) -> None:
        """Write the nearest of a block's forms; what it sets is known in it alone."""
        inner = self._name("scope")
        self._line(f"{inner} = {scope}")
        self._within.append(blocks[1:])
        self.nodes(blocks[0].nodelist, inner)
        self._within.pop()

    def _condition(self, condition: Any, scope: str) -> str:
        match condition.id:
            case "literal":
                return self._value(condition.value, scope, gone="None")
            case "not":
                return f"(not {self._condition(condition.first, scope)})"
            case "and" | "or":
                return f"({self._condition(condition.first, scope)} {condition.id} {self._condition(condition.second, scope)})"
        compare = self._keep(COMPARISONS[condition.id])
        return f"compared({compare}, {self._condition(condition.first, scope)}, {self._condition(condition.second, scope)})"

    def _value(self, expression: FilterExpression, scope: str, *, gone: str = "") -> str:
        """Return the code of a value, before it is text; `gone` is what stands for one that is not there."""
        variable = expression.var
        if not isinstance(variable, Variable):
            value, may_be_gone = self._keep(variable), False
        elif variable.translate:
            raise UnknownNodeError("Nothing is translated")
        elif variable.var in LITERALS:
            value, may_be_gone = variable.var, False
        elif variable.lookups is None:
            value, may_be_gone = self._keep(variable.literal), False
        else:
            value, may_be_gone = f"look(context, {scope}, {self._keep(variable)})", True
        if expression.filters:
            if any(getattr(function, "expects_localtime", False) for function, _ in expression.filters):
                raise UnknownNodeError("No local times are shown")
            before = f"known({value}, {gone or '""'})" if may_be_gone else value
            return f"filtered(context, {scope}, {before}, {self._keep(expression)})"
        return f"known({value}, {gone})" if may_be_gone and gone else value

    def _lines_of(self, nodes: NodeList, scope: str) -> list[str]:
        """Return the lines of nodes, one step further in."""
        lines, self.lines = self.lines, []
        self._depth += 1
        self.nodes(nodes, scope)
        self._depth -= 1
        inner, self.lines = self.lines, lines
        return inner

    def _line(self, line: str) -> None:
        self.lines.append(INDENT * self._depth + line)

    def _keep(self, thing: Any) -> str:
        name = self._name("kept")
        self.kept[name] = thing
        return name

    def _name(self, word: str) -> str:
        self._names += 1
        return f"{word}_{self._names}"
