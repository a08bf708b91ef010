"""The owner's table, and the two kinds of reference every other table uses."""

from __future__ import annotations

from typing import Any

from django.db import models


class Owner(models.Model):
    """Whose book it is, in their own words."""

    secret = models.CharField(max_length=32, help_text="keys the opaque ids of this book")
    name = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=200, blank=True, default="")
    level = models.CharField(max_length=40, blank=True, default="")
    industry = models.CharField(max_length=200, blank=True, default="")
    organization = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    minutes = models.PositiveIntegerField(default=90, help_text="minutes a week")
    slot = models.CharField(max_length=40, blank=True, default="Mon 09:00")
    targets = models.JSONField(default=dict, help_text="{purpose: per cent of time} where the owner said so")
    wishes = models.JSONField(default=list, help_text="areas the owner wants to reach: [[dimension, name]…]")
    placed = models.BooleanField(default=True, help_text="people were derived since areas are kept")
    region = models.CharField(max_length=2, blank=True, default="", help_text="of numbers without a country")
    subjects = models.BooleanField(default=True)
    snippets = models.BooleanField(default=True)
    chosen = models.DateField(null=True, help_text="the day the owner chose who matters")
    turned = models.JSONField(default=list, help_text="own addresses when directions were last derived")
    proposed = models.BooleanField(default=False, help_text="pairs were looked for since people last changed")
    paces = models.JSONField(default=dict, help_text="how fast ties fade by group of channels, as learned")
    until = models.DateField(
        null=True, help_text="the day the book is read on, where it holds anything later"
    )
    ties_on = models.DateField(null=True, help_text="the day up to which the ties are counted")


def owner_reference() -> models.ForeignKey[Owner, Owner]:
    """Make the reference every table begins with."""
    return models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)


def reference(to: str, **more: Any) -> models.ForeignKey[Any, Any]:  # noqa: ANN401 - Django's own options
    """Make a reference without an index or constraint of its own (docs/why/0004-tables.md)."""
    return models.ForeignKey(
        to, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False, **more
    )
