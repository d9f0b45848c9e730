"""Accounts: an admin keeps those of the three roles, and never one that may do more than the admin."""

from contextlib import nullcontext
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import ModelForm, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from custody import accounts
from custody.chain import record as log
from custody.ledger import LedgerError
from custody.lists import ReadOnlyAdmin, SoundLists
from custody.sign_in import gate
from profiles.admin.acting import hold_accounts, still_here
from profiles.roles import ROLES

SWITCHES = ("is_active", "is_staff", "is_superuser")
DATES = ("last_login", "date_joined")  # what happened, which nobody writes
ABOVE = ("is_superuser", "user_permissions")  # nobody but a superuser hands these out

admin.site.unregister(User)
admin.site.unregister(Group)


class NewAccount(AdminUserCreationForm):
    """A new account, whose name nobody takes for another's: no letters that look alike, no second Ann beside ann."""

    def clean_username(self) -> str:
        """Return the name. Raises ValidationError where it could be read as another."""
        name: str = super().clean_username()
        ASCIIUsernameValidator()(name)
        if _name_is_taken(name):
            raise ValidationError("An account of this name is there already, in other letters.")
        return name


@admin.register(User)
class PeopleAdmin(SoundLists, UserAdmin):
    """Accounts. Superusers are seen and changed by superusers alone; everybody else is given roles, never single rights.

    None is deleted: who wrote what would be forgotten with it. A closed one (not active) signs in no more.
    """

    add_form = NewAccount
    list_display = ("username", "is_active", "is_staff", "roles", "last_login")
    list_filter = ("is_active", "is_staff", "groups")

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        """The roles of an account."""
        return ", ".join(user.groups.values_list("name", flat=True)) or "none"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Leave superusers out for those who are none, and whoever was given more than the roles: with a new password for
        them, their rights would be an admin's too.
        """
        people = super().get_queryset(request)
        if _above_all(request):
            return people
        given_more = Q(user_permissions__isnull=False) | Q(groups__in=Group.objects.exclude(name__in=ROLES))
        return people.filter(is_superuser=False).exclude(pk__in=User.objects.filter(given_more).values("pk"))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Leave out what only a superuser hands out."""
        fieldsets = super().get_fieldsets(request, obj)
        if _above_all(request):
            return fieldsets
        return [
            (title, {**options, "fields": tuple(name for name in options["fields"] if name not in ABOVE)})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody changes their own roles; what a superuser hands out stays shut for others, whatever is posted.

        A name stays: what waits knows its writers by it.
        """
        kept = ("username",) if obj is not None else ()
        own = ("groups", "is_staff", "is_active") if obj is not None and obj.pk == request.user.pk else ()
        names = kept if _above_all(request) else (*ABOVE, *kept, *own)
        names = (*names, *DATES)
        return (*super().get_readonly_fields(request, obj), *names)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> User | None:
        """Find an account; one that is about to be changed is held with whoever changes it, so that two never close each other."""
        found: User | None = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        hold_accounts(request.user.pk, found.pk)
        still_here(request)
        now: User | None = super().get_object(request, object_id, from_field)
        return now

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the site's own roles."""
        if db_field.name == "groups" and not _above_all(request):
            kwargs["queryset"] = Group.objects.filter(name__in=ROLES)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """Save, and keep who made or changed the account. Raises LedgerError where its closing cannot be noted."""
        if not change:  # not before: a password's hash is long, and who adds would keep others from closing them
            still_here(request, self.has_add_permission)
            list(Group.objects.select_for_update(no_key=True).filter(name__in=ROLES))  # held: one is added at a time
            if _name_is_taken(obj.username):  # since the form was read
                raise PermissionDenied
        super().save_model(request, obj, form, change)
        fields = sorted(name for name in form.changed_data if "password" not in name)
        log(
            _name(request),
            "changed an account" if change else "made an account",
            _subject(obj),
            {
                "name": obj.username,
                "fields": fields,
                **{name: getattr(obj, name) for name in SWITCHES if name in fields},
            },
        )
        if change and "is_active" in form.changed_data:
            accounts.end_sessions(obj)
            accounts.note(obj)  # last: what the database refuses is never told to a restored backup

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles and single rights, and keep which."""
        super().save_related(request, form, formsets, change)
        if "groups" in form.changed_data:
            names = sorted(form.instance.groups.values_list("name", flat=True))
            log(_name(request), "gave roles to", _subject(form.instance), {"roles": names})
        if "user_permissions" in form.changed_data:
            names = sorted(form.instance.user_permissions.values_list("codename", flat=True))
            log(_name(request), "gave single rights to", _subject(form.instance), {"rights": names})

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002 (Django's name)
        """Set somebody's password, one at a time: both accounts are held for a hash. It is kept in the log, under the account's
        own number however the address writes it.
        """
        with gate.passed() if request.method == "POST" else nullcontext(), transaction.atomic():
            account = self.get_object(request, unquote(id))
            response = super().user_change_password(request, id, form_url)
            if request.method == "POST" and response.status_code == 302 and account is not None:
                log(_name(request), "set the password of", _subject(account))
        return response

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """None is deleted."""
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show and change; nothing is changed that could not be noted."""
        try:
            with transaction.atomic():
                return super().change_view(request, object_id, *args, **kwargs)
        except LedgerError as error:
            messages.error(request, f"Nothing was changed: {str(error).rstrip('.')}.")
            return redirect("admin:auth_user_changelist")


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """The roles, to look at: what each may do is the program's, and comes back with every migration."""

    fields = ("name", "permissions")
    filter_horizontal = ("permissions",)


def _name_is_taken(name: str) -> bool:
    """Whether an account has this name, in whatever letters."""
    return User.objects.filter(username__iexact=name).exists()


def _above_all(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _name(request: HttpRequest) -> str:
    return request.user.get_username()


def _subject(user: User) -> str:
    return f"auth.user {user.pk}"
