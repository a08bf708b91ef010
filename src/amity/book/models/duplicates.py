"""The owner's word on two records: one person, or not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference


class Verdict(models.Model):
    """Two records are the same person, or for ever different ones.

    `one` and `other` are the records' own ids, which a file that is taken back and brought again finds again;
    `one` sorts first.
    """

    owner = owner_reference()
    one = models.CharField(max_length=16)
    other = models.CharField(max_length=16)
    same = models.BooleanField()
    on = models.DateField(help_text="the day the owner said it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "one", "other"], name="verdict_pair")
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "other"], name="verdict_other")]
