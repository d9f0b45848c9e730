"""The history of every fact, as stored: rows are added, never changed."""

from typing import ClassVar

from django.db import models


class FactLoad(models.Model):
    """Facts that changed together: a file of `data/history`, or a change made here."""

    key = models.CharField(unique=True, max_length=80, help_text="The file's name, or what changed it and when")
    made_on = models.DateField()
    what = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.made_on}: {self.what}"


class FactChange(models.Model):
    """One fact of one year as it was and as it is since; rows are added, never changed. Empty: not printed."""

    load = models.ForeignKey(FactLoad, on_delete=models.PROTECT, related_name="changes")
    geoid = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    fact = models.CharField(max_length=24)
    old = models.CharField(max_length=40, blank=True)
    new = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["geoid", "fact", "year"], name="a_fact_of_a_place")]

    def __str__(self) -> str:
        return f"{self.geoid} {self.year} {self.fact}: {self.old or '–'} → {self.new or '–'}"
