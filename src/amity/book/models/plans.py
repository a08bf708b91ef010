"""The week's plan, drawn once and kept, and its picks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Plan(models.Model):
    """One week's plan; minutes as they stood when it was drawn."""

    owner = owner_reference()
    week = models.CharField(max_length=8, help_text="2026-W47")
    drawn = models.DateField()
    budget = models.PositiveIntegerField()
    planned = models.PositiveIntegerField()
    carried = models.PositiveIntegerField(default=0)
    stale = models.BooleanField(default=False, help_text="the open picks are to be drawn anew")
    left_to_chance = models.PositiveIntegerField(default=0)
    price = models.FloatField(null=True, help_text="worth of a minute when the week was drawn")
    gap = models.FloatField(default=0.0, help_text="by how much (0-1) another week could be better at most")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "week"], name="plan_week")]


class Pick(models.Model):
    """One person in a week's plan; it hangs on a record, so that it follows the person."""

    owner = owner_reference()
    plan = reference("Plan")
    record = reference("Record")
    uid = models.CharField(max_length=16)
    place = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=12)
    sentence = models.TextField()
    evidence = models.JSONField(default=list)
    suggestion = models.TextField()
    draft = models.JSONField(default=list, help_text="[subject, body] of a mail begun")
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default="open", help_text="open, done, later or not-now")
    drawn = models.DateField(null=True, help_text="the day it was drawn on, or drawn anew")
    answered = models.DateField(null=True)
    text = models.CharField(max_length=400, blank=True, default="")
    felt = models.CharField(max_length=8, blank=True, default="", help_text="near, far, strange or silent")
    waited = models.PositiveSmallIntegerField(null=True, help_text="days apart before that talk")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "uid"], name="pick_uid")]
        indexes: ClassVar = [
            models.Index(fields=["owner", "plan"], name="pick_plan"),
            models.Index(fields=["owner", "record"], name="pick_record"),
        ]
