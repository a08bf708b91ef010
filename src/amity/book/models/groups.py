"""Groups of people and the reasons to write to many: circles, events, campaigns, goals, with their people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference


class Group(models.Model):
    """Something with a name that several people belong to; `batch` is the restored book that brought it.

    `said` is the day of the owner's last word on it, `past` what it said before (`core.past.Past`).
    """

    objects: ClassVar[models.Manager[Any]] = models.Manager()
    owner = owner_reference()
    uid = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=32, blank=True, default="")
    note = models.CharField(max_length=400, blank=True, default="")
    began = models.DateField(null=True)
    ended = models.DateField(null=True)
    said = models.DateField(null=True)
    past = models.JSONField(default=list)
    batch = reference("book.Batch", null=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["owner", "uid"], name="%(class)s_uid")
        ]


class Part(models.Model):
    """One person's part in a group; it hangs on their record by hand, as every word about them does.

    `said` and `past` are those of a group.
    """

    objects: ClassVar[models.Manager[Any]] = models.Manager()
    owner = owner_reference()
    record = reference("book.Record")
    role = models.CharField(max_length=12, blank=True, default="")
    text = models.CharField(max_length=400, blank=True, default="")
    on = models.DateField(null=True)
    said = models.DateField(null=True)
    past = models.JSONField(default=list)
    batch = reference("book.Batch", null=True)

    class Meta:
        abstract = True
        indexes: ClassVar[list[Any]] = [models.Index(fields=["owner", "record"], name="%(class)s_record")]


class Circle(Group):
    """A named group or an event: `kind` of `core.circles.KINDS`; an event's day is `began`.

    `belongs` says that the owner is part of it, `leads` that they lead the people in it.
    """

    place = models.CharField(max_length=200, blank=True, default="")
    belongs = models.BooleanField(default=True)
    leads = models.BooleanField(default=False)


class Member(Part):
    """Somebody of a circle; `role` is one of `core.circles.ROLES`."""

    circle = reference("Circle")

    class Meta(Part.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["owner", "circle", "record"], name="member_once")
        ]


class Campaign(Group):
    """One reason to write to many, one by one: `kind` of `core.campaigns.KINDS`.

    `note` is the owner's news, `subject` and `body` the template, `cap` how many letters a day. One `removed`
    is shown nowhere; it waits for its undo.
    """

    removed = models.BooleanField(default=False)
    subject = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField(blank=True, default="")
    cap = models.PositiveSmallIntegerField(default=5)


class Letter(Part):
    """Somebody of a campaign: `role` is the state, of `core.campaigns.STATES`; `text` why they are in it.

    `subject` and `body` are the letter in the owner's own words, empty while it is only begun.
    """

    subject = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField(blank=True, default="")
    campaign = reference("Campaign")
    reason = models.CharField(max_length=24, blank=True, default="")

    class Meta(Part.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["owner", "campaign", "record"], name="letter_once")
        ]


class Goal(Group):
    """What the owner must get done; `note` is why, `ended` the day it was done, `areas` what it needs."""

    due = models.DateField(null=True)
    areas = models.JSONField(default=list)


class Stake(Part):
    """Somebody of a goal: `role` of `core.goals.ROLES`; `beside` is the decider they stand close to."""

    goal = reference("Goal")
    beside = reference("book.Record", null=True)

    class Meta(Part.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["owner", "goal", "record"], name="stake_once")
        ]


GROUPS: tuple[tuple[type[Group], type[Part], str], ...] = (
    (Circle, Member, "circle"),
    (Campaign, Letter, "campaign"),
    (Goal, Stake, "goal"),
)
"""Each kind of group, the part a person has in it, and that part's field for the group."""
