"""The owner's words about one person: what all of them have in common, and how they hang on a record."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Word(models.Model):
    """A dated line about one person; it hangs on their record by hand, so that joins and splits carry it.

    `exchange` is the natural key of the interaction it came from, empty when it came from none. `batch` is
    the restored book that brought it, null for the owner's own hand.
    """

    objects: ClassVar[models.Manager[Any]] = models.Manager()
    owner = owner_reference()
    uid = models.CharField(max_length=16)
    record = reference("book.Record")
    text = models.CharField(max_length=400)
    on = models.DateField()
    exchange = models.CharField(max_length=400, blank=True, default="")
    batch = reference("book.Batch", null=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["owner", "uid"], name="%(class)s_uid")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["owner", "record"], name="%(class)s_record")]


class Reminder(Word):
    """A line the owner wants to see on the day `on`; `told` is the day they said so."""

    told = models.DateField(null=True)
    done = models.DateField(null=True)

    class Meta(Word.Meta):
        indexes: ClassVar[list[Any]] = [
            *Word.Meta.indexes,
            models.Index(fields=["owner", "done", "on"], name="reminder_on"),
        ]


class Fact(Word):
    """A thing learned about a person on the day `on`: `kind` is one of `core.facts.KINDS`.

    `sure` is the day it was last found still true, `over` the day it was found no longer so.
    """

    kind = models.CharField(max_length=16)
    sure = models.DateField(null=True)
    over = models.DateField(null=True)


class Help(Word):
    """Help between the owner and a person: `way` of `core.help.WAYS`, `kind` of `core.help.KINDS`."""

    way = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, blank=True, default="")


class Promise(Word):
    """Help not yet done: the owner's (`mine`) or theirs, made on the day `on`.

    `closed` is the day it was kept, or released with grace (`kept` false).
    """

    mine = models.BooleanField(default=True)
    due = models.DateField(null=True)
    kind = models.CharField(max_length=12, blank=True, default="")
    closed = models.DateField(null=True)
    kept = models.BooleanField(default=False)


class Outcome(Word):
    """What came of a tie on the day `on`: `kind` is one of `core.outcomes.KINDS`."""

    kind = models.CharField(max_length=12)


WORDS: tuple[type[Word], ...] = (Reminder, Fact, Help, Promise, Outcome)
"""Every kind of line that hangs on a record by hand."""
