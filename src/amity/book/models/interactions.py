"""Interactions, who took part, and the batches that claim them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Interaction(models.Model):
    """One edition of one dated exchange; of several editions with one key only one is `current`.

    `given` is the direction the source knew itself; `direction` and `others` follow from who the owner is.
    """

    owner = owner_reference()
    source = models.CharField(max_length=16)
    key = models.CharField(max_length=400)
    digest = models.CharField(max_length=32)
    at = models.DateTimeField()
    channel = models.CharField(max_length=8)
    given = models.CharField(max_length=8, blank=True, default="")
    direction = models.CharField(max_length=8, default="unknown")
    others = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True, default="")
    place = models.CharField(max_length=300, blank=True, default="")
    minutes = models.PositiveIntegerField(null=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key", "digest"], name="interaction_key")
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "at"], name="interaction_at")]


class InteractionClaim(models.Model):
    """One batch's word that an interaction took place; an interaction lives as long as one claim does.

    `place` and `outcome` are those of `Sighting`; `named` is how people are written there (`core.mentions`).
    """

    owner = owner_reference()
    batch = reference("Batch", null=True)
    part = models.PositiveIntegerField(default=0)
    interaction = reference("Interaction")
    place = models.CharField(max_length=200, default="")
    outcome = models.CharField(max_length=9, default="")
    named = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "batch", "part"], name="claim_batch"),
            models.Index(fields=["owner", "interaction"], name="claim_interaction"),
        ]


class Participation(models.Model):
    """One record's part in an interaction."""

    owner = owner_reference()
    interaction = reference("Interaction")
    record = reference("Record")
    role = models.CharField(max_length=9)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "record"], name="participation_record"),
            models.Index(fields=["owner", "interaction"], name="participation_of"),
        ]
