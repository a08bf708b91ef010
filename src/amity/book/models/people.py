"""People and what was derived about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Person(models.Model):
    """Somebody the owner knows: every field here follows from claims and can be derived again."""

    owner = owner_reference()
    uid = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, help_text="the name as it sorts")
    search = models.TextField(help_text="folded text of all that can be searched")
    organization = models.CharField(max_length=200, blank=True, default="")
    area = models.CharField(max_length=200, blank=True, default="", help_text="organization, as compared")
    domain = models.CharField(max_length=100, blank=True, default="", help_text="of an organization's mail")
    industry = models.CharField(max_length=60, blank=True, default="")
    function = models.CharField(max_length=60, blank=True, default="", help_text="line of work")
    level = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    basis = models.JSONField(default=dict, help_text="{dimension: what it was read from}, core.placing.BASES")
    title = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    birthday = models.CharField(max_length=10, blank=True, default="")
    met = models.CharField(max_length=400, blank=True, default="")
    through = models.CharField(max_length=16, blank=True, default="")
    note = models.TextField(blank=True, default="")
    tags = models.JSONField(default=list)
    connected_on = models.DateField(null=True)
    importance = models.PositiveSmallIntegerField(default=0)
    affinity = models.CharField(max_length=8, default="normal")
    purposes = models.JSONField(default=list)
    aside = models.CharField(max_length=16, blank=True, default="")
    muted = models.BooleanField(default=False, help_text="the owner wants no suggestion of them, ever")
    removed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "uid"], name="person_uid")]
        indexes: ClassVar = [
            models.Index(fields=["owner", "folded"], name="person_folded"),
            models.Index(
                fields=["owner", "area", "removed", "aside", "organization", "domain"], name="person_area"
            ),
            models.Index(fields=["owner", "domain"], name="person_domain"),
            models.Index(fields=["owner", "importance"], name="person_importance"),
            models.Index(fields=["owner", "connected_on"], name="person_connected"),
            models.Index(fields=["owner", "removed", "aside", "folded", "uid"], name="person_listed"),
        ]


class Tie(models.Model):
    """The state of one tie (`core.ties.Tie`), with the key that orders ties without a clock."""

    owner = owner_reference()
    person = reference("Person")
    key = models.FloatField()
    last = models.FloatField(help_text="time of the last counted exchange, days since 1970")
    row = models.JSONField(help_text="core.ties.to_row")
    channels = models.JSONField(default=dict, help_text="the same, per group of channels")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "person"], name="tie_person")]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-key"], name="tie_key"),
            models.Index(fields=["owner", "last"], name="tie_last"),
        ]
