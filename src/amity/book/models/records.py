"""What sources said, kept as it was said: records, their editions, and the batches that brought them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Batch(models.Model):
    """One import run, which can be taken back."""

    owner = owner_reference()
    uid = models.CharField(max_length=16)
    started = models.DateTimeField()
    today = models.DateField()
    state = models.CharField(max_length=8, default="running", help_text="running, done or undone")
    report = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "uid"], name="batch_uid")]


class LeftOut(models.Model):
    """One record of a file that was left out, and why."""

    owner = owner_reference()
    batch = reference("Batch")
    part = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=200)
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    note = models.BooleanField(default=False, help_text="about a record that is kept or named already")
    line = models.CharField(max_length=24, default="", help_text="the line that the owner took back")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "batch", "part"], name="left_out_batch")]


class Record(models.Model):
    """One record of a source; `source` "hand" is the owner's own word about the person of `anchor`."""

    owner = owner_reference()
    source = models.CharField(max_length=16)
    key = models.CharField(max_length=400)
    uid = models.CharField(max_length=16)
    mine = models.BooleanField(default=False, help_text="about the owner, not about somebody they know")
    mention = models.BooleanField(default=False, help_text="only named in an exchange; no card of its own")
    begins = models.DateField(null=True, help_text="the day before which nothing of it is known")
    person = reference("Person", null=True)
    anchor = reference("Record", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "source", "key"], name="record_key"),
            models.UniqueConstraint(fields=["owner", "uid"], name="record_uid"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "person"], name="record_person"),
            models.Index(fields=["owner", "key"], name="record_mine", condition=models.Q(mine=True)),
            models.Index(fields=["owner", "begins"], name="record_begins"),
        ]


class Edition(models.Model):
    """One content of a record: `claims` is [[field, value, label]…], `handles` [[kind, value, written]…]."""

    owner = owner_reference()
    record = reference("Record")
    digest = models.CharField(max_length=32)
    claims = models.JSONField(default=list)
    handles = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "record", "digest"], name="edition_digest")
        ]


class Sighting(models.Model):
    """An edition as one batch brought it (`batch` null: the owner's own hand). `part` numbers the file.

    `place` is where in the file it stood, and `outcome` what became of that place: each place has one line
    with an outcome in a batch's list; what else was found at it has none.
    """

    owner = owner_reference()
    batch = reference("Batch", null=True)
    part = models.PositiveIntegerField(default=0)
    edition = reference("Edition")
    as_of = models.DateField(null=True, help_text="the day the record itself speaks of")
    on = models.DateField(help_text="the day it was brought")
    place = models.CharField(max_length=200, default="")
    outcome = models.CharField(max_length=9, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "batch", "part", "edition", "place"], name="sighting_at_place"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "edition"], name="sighting_edition"),
            models.Index(fields=["owner", "on"], name="sighting_on"),
        ]


class Handle(models.Model):
    """One address of a record, in the normal form that is compared."""

    owner = owner_reference()
    record = reference("Record")
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=400)
    written = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "record", "kind", "value"], name="handle_once")
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "kind", "value"], name="handle_value")]
