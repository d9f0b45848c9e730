"""Signing in: a password costs a processor a third of a second and a failure a row, so both are bounded before any work.

Names are locked after five failures (axes); this bounds whoever tries another name each time.
"""

from axes.models import AccessAttempt
from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from custody.accounts import hold
from custody.chain import record as log
from web.gate import Gate
from web.throttling import Rate, charge

SIGNING_IN = Rate(30, 3600)
MOST_ATTEMPTS = 10_000  # failures that are kept: some 30 MB where somebody makes them as long as they may be
gate = Gate(1, "Somebody else signs in at this moment. Please send it again")


class SignInForm(AdminAuthenticationForm):
    """A name and a password. A longer name than any account has is refused before it is tried: a failure's row has no room for
    it, so that PostgreSQL would refuse the row, and the answer would be 500.
    """

    username = UsernameField(
        max_length=User._meta.get_field("username").max_length, widget=forms.TextInput(attrs={"autofocus": True})
    )


admin.site.login_form = SignInForm


def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a name and a password: so often for one caller, one at a time in a process."""
    if request.method != "POST":
        return admin.site.login(request)
    charge(request, "sign-ins", SIGNING_IN)
    with gate.passed():
        answer = admin.site.login(request)
    _forget_oldest_failures()
    return answer


def own_password(request: HttpRequest) -> HttpResponseBase:
    """Let whoever is signed in set a password of their own, which the log then says; the old one is tried as often as at
    signing in, and no oftener, so that who holds a session by theft does not find it.
    """
    if request.method != "POST" or not request.user.is_authenticated:
        return _own_password(request)
    charge(request, "sign-ins", SIGNING_IN)
    with gate.passed():
        return _own_password(request)


@transaction.atomic
def _own_password(request: HttpRequest) -> HttpResponseBase:
    """Answer. An account is written whole, so it is held and read anew: one that was closed meanwhile would else be open again."""
    if request.method == "POST" and request.user.is_authenticated:
        request.user = hold(request.user.pk) or AnonymousUser()
    answer = admin.site.admin_view(admin.site.password_change)(request)
    if request.method == "POST" and request.user.is_staff and answer.headers.get("Location", "").endswith("/done/"):
        log(request.user.get_username(), "set their own password", f"auth.user {request.user.pk}")
    return answer


def _forget_oldest_failures() -> None:
    newest = AccessAttempt.objects.aggregate(newest=Max("pk"))["newest"] or 0
    AccessAttempt.objects.filter(pk__lte=newest - MOST_ATTEMPTS).delete()
