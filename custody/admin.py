"""The log of decisions, to read."""

from django.contrib import admin
from django_otp.plugins.otp_static import admin as _printed_codes  # noqa: F401 (they are there to be taken off below)
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _apps  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice

from custody.lists import ReadOnlyAdmin
from custody.models import LogEntry

# Nobody gives or takes away another's second factor here, unlogged: `manage.py forget_second_factor` is in the log.
for device in (TOTPDevice, StaticDevice):
    admin.site.unregister(device)


@admin.register(LogEntry)
class LogAdmin(ReadOnlyAdmin):
    """Who decided what; nobody writes here."""

    list_display = ("number", "at", "actor", "action", "subject")
    list_filter = ("action", "at")
    search_fields = ("actor", "subject")
    ordering = ("-number",)
