"""The editors' side of the site. The methods' own numbers are files, so nothing of them is here."""

from django.contrib import admin

from profiles.admin import editorial, facts, local, people, submissions

__all__ = ["editorial", "facts", "local", "people", "submissions"]

admin.site.site_header = "CVI Budget: editors"
admin.site.site_title = "CVI Budget"
admin.site.index_title = "What would you like to do?"
admin.site.site_url = "/"
