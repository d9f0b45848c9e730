"""Accounts: an admin keeps those of the three roles, and never one that may do more than the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from custody.chain import record as log
from profiles.roles import ROLES

ABOVE = ("is_superuser", "user_permissions")  # nobody but a superuser hands these out

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """Accounts. Superusers are seen and changed by superusers alone; everybody else is given roles, never single rights."""

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
        names = () if _above_all(request) else (*ABOVE, *kept, *own)
        return (*super().get_readonly_fields(request, obj), *names)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the site's own roles."""
        if db_field.name == "groups" and not _above_all(request):
            kwargs["queryset"] = Group.objects.filter(name__in=ROLES)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """Save, and keep who made or changed the account."""
        super().save_model(request, obj, form, change)
        fields = sorted(name for name in form.changed_data if "password" not in name)
        log(_name(request), "changed an account" if change else "made an account", _subject(obj), {"fields": fields})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles, and keep which."""
        super().save_related(request, form, formsets, change)
        if "groups" in form.changed_data:
            names = sorted(form.instance.groups.values_list("name", flat=True))
            log(_name(request), "gave roles to", _subject(form.instance), {"roles": names})

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002 (Django's name)
        """Set somebody's password; kept in the log, under the account's own number however the address writes it."""
        account = self.get_object(request, unquote(id))
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302 and account is not None:
            log(_name(request), "set the password of", _subject(account))
        return response

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete, and keep who did."""
        log(_name(request), "deleted an account", _subject(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete each, and keep who did."""
        for user in queryset:
            self.delete_model(request, user)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody deletes themselves."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.pk != request.user.pk)


@admin.register(Group)
class RoleAdmin(admin.ModelAdmin):
    """The roles, to look at: what each may do is the program's, and comes back with every migration."""

    fields = ("name", "permissions")
    filter_horizontal = ("permissions",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """None is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """None is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """None is deleted here."""
        return False


def _above_all(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _name(request: HttpRequest) -> str:
    return request.user.get_username()


def _subject(user: User) -> str:
    return f"auth.user {user.pk}"
