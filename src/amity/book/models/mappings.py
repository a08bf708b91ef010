"""How the owner said a table's columns are to be read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference


class Mapping(models.Model):
    """What each column of tables with one header means: `columns` is {column: field of a claim}."""

    owner = owner_reference()
    fingerprint = models.CharField(max_length=32, help_text="digest of the column names")
    columns = models.JSONField(default=dict)
    on = models.DateField(help_text="the day the owner said it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "fingerprint"], name="mapping_fingerprint")
        ]
