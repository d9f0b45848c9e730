"""Who acts, at the moment of writing: an account that was closed or demoted meanwhile writes and decides nothing more."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def hold_accounts(*keys: int | None) -> list[User]:
    """Return accounts as they are now, held until the transaction ends, in one order, before anything else is held."""
    known = [key for key in keys if key is not None]
    return list(User.objects.select_for_update(no_key=True).filter(pk__in=known).order_by("pk"))


def still_here(request: HttpRequest, may: Callable[[HttpRequest], bool] = lambda request: True) -> None:
    """Hold the account that acts, and read it and its rights anew. Raises PermissionDenied where it was closed meanwhile, or
    may no more what it is about to do.
    """
    for account in hold_accounts(request.user.pk):
        request.user = account
    if not (request.user.is_active and getattr(request.user, "is_staff", False) and may(request)):
        raise PermissionDenied
