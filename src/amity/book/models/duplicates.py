"""The owner's word on two records, one person or not; and the pairs they have not been asked about yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Verdict(models.Model):
    """Two records are the same person, or for ever different ones.

    `one` and `other` are the records' own ids, which a file that is taken back and brought again finds again;
    `one` sorts first. `batch` is the restored book that brought it, null for the owner's own hand.
    """

    owner = owner_reference()
    one = models.CharField(max_length=16)
    other = models.CharField(max_length=16)
    same = models.BooleanField()
    on = models.DateField(help_text="the day the owner said it")
    batch = reference("Batch", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "one", "other"], name="verdict_pair")
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "other"], name="verdict_other")]


class Proposal(models.Model):
    """A pair that may be one person, by a record of each; derived, and looked for anew when it is stale."""

    owner = owner_reference()
    uid = models.CharField(max_length=16)
    one = models.CharField(max_length=16)
    other = models.CharField(max_length=16)
    probability = models.FloatField()
    certain = models.BooleanField(default=False)
    sentence = models.CharField(max_length=400)
    reasons = models.JSONField(default=list, help_text="[[code, text]…]")
    later = models.BooleanField(default=False, help_text="passed over; it waits behind the others")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "uid"], name="proposal_uid")]
        indexes: ClassVar = [
            models.Index(fields=["owner", "later", "-probability", "uid"], name="proposal_order")
        ]
