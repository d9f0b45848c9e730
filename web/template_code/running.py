"""What the code of a template calls: looking up, escaping and putting in, each as Django does it and quicker.

A look-up takes the short way where it leads to a plain value: through dictionaries, and through objects that have no keys. Any
other goes Django's own way.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from django.conf import STATICFILES_STORAGE_ALIAS
from django.core.files.storage import Storage, storages
from django.template.base import (
    FilterExpression,
    Node,
    Template,
    Variable,
    VariableDoesNotExist,
    render_value_in_context,
)
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe

from web.markup import escape

type Scope = dict[str, Any]  # the names a piece of a template knows
type Rendered = Callable[[Context, Scope], SafeString]


class _Gone:
    """Nothing was found."""

    def __bool__(self) -> bool:
        return False


GONE, _LONG = _Gone(), _Gone()
_OF_DICTIONARIES = frozenset(dir(dict))


def look(context: Context, scope: Scope, variable: Variable) -> Any:
    """Return what a variable names; GONE where there is nothing of the kind."""
    value: Any = scope
    for name in variable.lookups or ():
        kind = type(value)
        if kind is dict:
            value = value.get(name, GONE)
            if value is GONE:
                if name in _OF_DICTIONARIES or name.isdigit():
                    return _the_long_way(context, scope, variable)
                return GONE
        elif hasattr(kind, "__getitem__"):
            return _the_long_way(context, scope, variable)
        else:
            value = getattr(value, name, _LONG)
        if value is _LONG or callable(value):
            return _the_long_way(context, scope, variable)
    return value


def _the_long_way(context: Context, scope: Scope, variable: Variable) -> Any:
    try:
        return variable.resolve(context.new(scope))
    except VariableDoesNotExist:
        return GONE


def filtered(context: Context, scope: Scope, value: Any, expression: FilterExpression) -> Any:
    """Return a value after its filters."""
    for function, arguments in expression.filters:
        given = [
            argument.resolve(context.new(scope)) if named else SafeString(argument) for named, argument in arguments
        ]
        also = {"autoescape": context.autoescape} if getattr(function, "needs_autoescape", False) else {}
        made = function(value, *given, **also)
        stays_safe = getattr(function, "is_safe", False) and isinstance(value, SafeData)
        value = mark_safe(made) if stays_safe else made  # noqa: S308
    return value


def known(value: Any, otherwise: Any) -> Any:
    """Return a value, or what stands for one that is gone."""
    return otherwise if value is GONE else value


def text(context: Context, value: Any) -> str:
    """Return a value as text of the page, escaped unless it is markup."""
    kind = type(value)
    if kind is str:
        return escape(value)
    if kind is SafeString or kind is int:
        return str(value)
    return "" if value is GONE else render_value_in_context(value, context)


def compared(compare: Callable[[Any, Any], bool], one: Any, other: Any) -> bool:
    """Compare two values; what cannot be compared is not so."""
    try:
        return compare(known(one, None), known(other, None))
    except Exception:  # noqa: BLE001 - as Django's own conditions do
        return False


def items(value: Any) -> Sequence[Any]:
    """Return what a loop goes through."""
    if value is None or value is GONE:
        return ()
    return value if isinstance(value, list | tuple) else list(value)


def loop(index: int, count: int, outer: Any) -> Mapping[str, Any]:
    """Return what a loop's body knows of it as `forloop`."""
    return {
        "parentloop": {} if outer is None else outer,
        "counter0": index,
        "counter": index + 1,
        "revcounter": count - index,
        "revcounter0": count - index - 1,
        "first": index == 0,
        "last": index == count - 1,
    }


class Included:
    """A template that others include under its name, found when it is first needed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._code: Rendered | None = None

    def __call__(self, context: Context, scope: Scope) -> SafeString:
        """Return the template with these names."""
        if self._code is None:
            self._code = _code_of(cast("Template", context.template).engine.get_template(self._name))
        return self._code(context, scope)


def included(context: Context, name: Any, scope: Scope) -> str:
    """Return the template of a name that is known only now, or a template itself, with these names."""
    template = cast("Template", context.template).engine.get_template(name) if isinstance(name, str) else name
    return _code_of(template)(context, scope)


def _code_of(template: Template) -> Rendered:
    code: Rendered | None = getattr(template.nodelist[0], "code", None) if getattr(template, "nodelist", None) else None
    return code or (lambda context, scope: template.render(context.new(scope)))


def by_django(context: Context, scope: Scope, node: Node) -> tuple[str, Scope]:
    """Return what a node makes of these names, and the names after it."""
    own = context.new({**scope})  # which it may add to
    made = node.render(own)
    return made, cast("Scope", own.flatten())


def static_address(path: str) -> str:
    """Return the address of a static file, escaped."""
    return _address(storages[STATICFILES_STORAGE_ALIAS], path)


@lru_cache(500)
def _address(storage: Storage, path: str) -> str:
    return conditional_escape(storage.url(path))


def joined(pieces: Iterable[str]) -> SafeString:
    """Return the pieces as markup."""
    return SafeString("".join(pieces))
