"""The editors' side of the site. The methods' own numbers are files, so nothing of them is here."""

from django.contrib import admin

from profiles import admin_editorial, admin_facts, admin_local, admin_people, admin_submissions

__all__ = ["admin_editorial", "admin_facts", "admin_local", "admin_people", "admin_submissions"]

admin.site.site_header = "CVI Budget: editors"
admin.site.site_title = "CVI Budget"
admin.site.index_title = "What would you like to do?"
admin.site.site_url = "/"
