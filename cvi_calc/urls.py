"""The whole site on one screen."""

from django.contrib import admin
from django.urls import path

from cvi_calc.patterns import patterns

urlpatterns = [
    path("patterns/", patterns, name="patterns"),
    path("admin/", admin.site.urls),
]
