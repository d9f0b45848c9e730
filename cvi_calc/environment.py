"""The environment that the settings are read from: what cannot be read is named, and turns nothing off."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ON, OFF = ("true", "on", "ok", "y", "yes", "1"), ("false", "off", "n", "no", "0", "")


def _switch(text: str) -> bool:
    word = text.strip().lower()
    if word not in (*ON, *OFF):
        raise ValueError(word)
    return word in ON


class Environment(environ.FileAwareEnv):
    """Each name may be given as NAME_FILE instead: a secret that stands in a file, as containers get theirs."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        """Return a value. Raises ImproperlyConfigured with its name, never with what stands there, which may be secret."""
        try:
            return super().get_value(var, *args, **kwargs)
        except ValueError:
            raise ImproperlyConfigured(f"{var} cannot be read: it is not the kind of value that it has to be") from None

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> Any:
        """Return whether a switch is on: a slip of the pen never turns one off, such as the second factor."""
        return self.get_value(var, cast=_switch, default=default)
