"""A second factor for everybody who edits: a code from an authenticator app, and ten codes to print for the day it is lost."""

import base64
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import devices_for_user, login, match_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from custody.accounts import end_sessions, hold
from custody.chain import record as log
from custody.sessions import ADMIN

OPEN = ("/admin/login/", "/admin/logout/", "/admin/second-factor/", "/admin/jsi18n/")
SPARE_CODES = 10
SHOWN = "second-factor-shown"  # in a session: the app whose key it was shown


class SecondFactorMiddleware:
    """Lead whoever logged in with a password alone to the second step, wherever in the admin they go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or redirect."""
        # The path that views are found by, whatever a server says stands before it.
        path = request.path_info
        if settings.SECOND_FACTOR and path.startswith(ADMIN) and not path.startswith(OPEN):
            user: Any = request.user
            if user.is_authenticated and not user.is_verified():
                return redirect_to_login(request.get_full_path(), reverse("second-factor"))
        return self.get_response(request)


class CodeForm(forms.Form):
    """The code of the moment."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="Six digits from your authenticator app, or one of your printed codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """Take the code as people copy it, with spaces."""
        return "".join(str(self.cleaned_data["code"]).split()).lower()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code; whoever has no app yet is shown the picture to scan first."""
    user: Any = request.user
    if not (user.is_authenticated and user.is_staff):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    device = _device(request, user)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        codes = [] if device.confirmed else _set_up(device, code)
        if codes:
            _let_in(request, device)
            return render(request, "custody/spare_codes.html", _page(request, "Print these codes", codes=codes))
        used = _matched(user, code) if device.confirmed else None
        if used is not None:
            _let_in(request, used)
            return HttpResponseRedirect(_next(request))
        form.add_error("code", "That code does not fit. Wait for the next one: each wrong code doubles the wait.")
    title = "Second step" if device.confirmed else "Set up your second step"
    context = _page(request, title, form=form, picture=_picture(device), key=_key(device))
    return render(request, "custody/second_factor.html", context, status=400 if form.errors else 200)


def _device(request: HttpRequest, user: Any) -> TOTPDevice:
    """Return the app in use; before that, one whose key was shown to this session alone: nobody else's password tells it."""
    known = TOTPDevice.objects.filter(user_id=user.pk)
    device = known.filter(confirmed=True).order_by("pk").first()
    device = device or known.filter(confirmed=False, pk=request.session.get(SHOWN)).first()
    if device is None:
        device = TOTPDevice.objects.create(user_id=user.pk, name="authenticator app", confirmed=False)
        request.session[SHOWN] = device.pk
    return device


def _let_in(request: HttpRequest, device: Device) -> None:
    """Take the second step, under a new key: one that was stolen after the first step opens nothing."""
    request.session.cycle_key()
    login(request, device)


@transaction.atomic
def forget(user: User, *, by: str) -> int:
    """Take away every second factor of an account, so that its owner sets up a new one; return how many there were.

    Its sessions end too: one that somebody else holds would set up theirs without a password.
    """
    hold(user.pk)
    gone = TOTPDevice.objects.filter(user=user).delete()[0] + StaticDevice.objects.filter(user=user).delete()[0]
    end_sessions(user)
    log(by, "forgot the second factor of", f"auth.user {user.pk}")
    return gone


@transaction.atomic
def _matched(user: User, code: str) -> Device | None:
    """Return what the code came from, or None. A code that fits forgives the wrong ones before it, also where another
    device counted them: else slips over a year would shut the printed codes for the day they are needed.
    """
    used: Device | None = match_token(user, code)
    for device in devices_for_user(user, for_verify=True) if used is not None else ():
        device.throttle_reset()
    return used


@transaction.atomic
def _set_up(device: TOTPDevice, code: str) -> list[str]:
    """Take the app into use; return the codes to print, shown this once. None where the code does not fit, or where another
    session was first: the account is held, so that of several apps one is taken.
    """
    hold(device.user_id)
    apps = TOTPDevice.objects.filter(user_id=device.user_id)
    if apps.filter(confirmed=True).exists() or not apps.filter(pk=device.pk).exists() or not device.verify_token(code):
        return []
    device.confirmed = True
    device.save()
    apps.filter(confirmed=False).delete()  # shown to other sessions
    StaticDevice.objects.filter(user_id=device.user_id).delete()
    spare = StaticDevice.objects.create(user_id=device.user_id, name="printed codes")
    codes = [StaticToken.random_token() for _ in range(SPARE_CODES)]
    spare.token_set.bulk_create([StaticToken(device=spare, token=code) for code in codes])
    log(device.user.get_username(), "set up a second factor", f"auth.user {device.user_id}")
    return codes


def _picture(device: TOTPDevice) -> str:
    """Return what the app scans as an SVG data address; empty once it is in use."""
    if device.confirmed:
        return ""
    import segno

    return segno.make(device.config_url).svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def _key(device: TOTPDevice) -> str:
    """Return what is typed into an app that cannot scan: its key in Base32, as apps ask for it, in fours."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _page(request: HttpRequest, title: str, **parts: Any) -> dict[str, Any]:
    """Return a page's context in the frame of the editors' other pages."""
    return {**admin.site.each_context(request), "title": title, "next": _next(request), **parts}


def _next(request: HttpRequest) -> str:
    """Return where the person meant to go, on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ADMIN
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else ADMIN
