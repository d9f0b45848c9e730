"""How long somebody stays signed in: hours from the password, however much is done meanwhile."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN = "/admin/"
SINCE = "signed-in-at"  # in a session: seconds since 1970


class SessionsEnd:
    """Middleware that signs out whoever signed in longer ago than a session lasts: each writing of it would else renew it, and a
    stolen one that is used now and then would last for good.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, to nobody where the time is over."""
        if request.path_info.startswith(ADMIN) and request.user.is_authenticated:
            since = request.session.get(SINCE, 0)
            if not 0 <= time.time() - since < settings.SESSION_COOKIE_AGE:
                logout(request)
        return self.get_response(request)


def keep_since(request: HttpRequest, **signal: Any) -> None:
    """Keep when somebody signed in."""
    request.session[SINCE] = time.time()


user_logged_in.connect(keep_since, dispatch_uid="custody.sessions")
