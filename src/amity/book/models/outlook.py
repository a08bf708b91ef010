"""What a week may have to say of each person at most, so that drawing one need not look at everybody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from amity.book.models.owners import owner_reference, reference

_HERE = models.Q(away=False)
_TIED = models.Q(last__isnull=False)
_UNSAID = models.Q(muted=False, said=False)
_ORDERED = ("ceiling", "last", "decay", "reply", "first", "began", "faint", "high")


class Outlook(models.Model):
    """One line per person, derived with their tie and of what their cards say; all of it can be made again.

    `ceiling` is the highest index contact with them can ever have and `decay` how fast the tie fades, per
    week; with the columns after them the index of contact on any day is told (`core.reach.Row`). `kind` is
    one of `core.reach.KINDS`; `recent` names the newest exchanges that count, as [moment, number], and
    `oldest` the first, by number. `state` holds until the day `turns`.
    """

    objects: ClassVar[models.Manager[Outlook]] = models.Manager()
    owner = owner_reference()
    person = reference("Person")
    away = models.BooleanField(default=False, help_text="removed or set aside: no week looks at them")
    muted = models.BooleanField(default=False)
    said = models.BooleanField(default=False, help_text="the owner said a purpose or an importance")
    area = models.CharField(max_length=200, blank=True, default="", help_text="organization, as compared")
    ceiling = models.FloatField()
    decay = models.FloatField()
    unsure = models.FloatField(default=0.0, help_text="standard deviation of the logarithm of the decay")
    elsewhere = models.BooleanField(default=False, help_text="the owner said that they talk elsewhere")
    reply = models.FloatField(default=0.0, help_text="chance of an answer")
    first = models.IntegerField(null=True, help_text="day of the first counted exchange, since 1970")
    began = models.FloatField(default=0.0, help_text="conversations that they began")
    lively = models.FloatField(default=0.0, help_text="days in touch, as they counted on the last one")
    stability = models.FloatField(default=1.0, help_text="days of silence that the tie has outlasted")
    heard = models.IntegerField(null=True, help_text="day of the last exchange, in a crowd too, since 1970")
    faint = models.FloatField(default=0.0, help_text="day from which strength is below .1, since 1970")
    high = models.BooleanField(default=False, help_text="their title names a high post")
    gap = models.FloatField(default=0.0, help_text="usual days between two active days")
    kind = models.PositiveSmallIntegerField(default=0)
    last = models.IntegerField(null=True, help_text="day of the last counted exchange, since 1970")
    born = models.CharField(max_length=5, blank=True, default="", help_text="10-06")
    moved = models.DateField(null=True, help_text="when a card last told of another company or title")
    tells = models.CharField(
        max_length=3, blank=True, default="", help_text="cards tell c(ircles), f(acts), r(eminders)"
    )
    state = models.CharField(max_length=8, blank=True, default="", help_text="core.ties.state")
    turns = models.IntegerField(null=True, help_text="the day from which that is another, since 1970")
    strong = models.FloatField(null=True, help_text="strength when last judged: it grows by no silence")
    close = models.FloatField(null=True, help_text="until when it is strong if nothing happens")
    since = models.FloatField(null=True, help_text="time of the first counted exchange, or of the word")
    days = models.TextField(blank=True, default="", help_text="days in touch, core.contacts.mark")
    years = models.JSONField(default=dict, help_text="{year: parts of a minute, core.mix.shares}")
    quarter = models.IntegerField(
        null=True, help_text="calendar quarter of the last exchange: year * 4 + 0…3"
    )
    quarters = models.PositiveSmallIntegerField(default=0, help_text="in touch in it (1) and in those before")
    recent = models.JSONField(default=list)
    oldest = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "person"], name="outlook_person")]
        # Most of a book is here and unsaid; an index of only those who are asked for is chosen rightly, and
        # kept small (docs/growth.md).
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "area", "last", "away", "elsewhere", "person"],
                name="outlook_area",
                condition=_HERE,
            ),
            models.Index(
                fields=["owner", "quarter", "quarters", "area"], name="outlook_quarter", condition=_HERE
            ),
            models.Index(
                fields=["owner", "person", "last", "away"], name="outlook_tied", condition=_HERE & _TIED
            ),
            models.Index(fields=["owner", "person"], name="outlook_said", condition=models.Q(said=True)),
            models.Index(
                # Whom to look at is ordered by what stands in it alone (`book.ranked`).
                fields=["owner", "kind", *_ORDERED, "area", "person", "away", "muted", "said"],
                name="outlook_kind",
                condition=_HERE & _UNSAID,
            ),
            models.Index(fields=["owner", "state", "-strong", "person"], name="outlook_state"),
            models.Index(fields=["owner", "turns"], name="outlook_turns"),
            models.Index(fields=["owner", "close"], name="outlook_close"),
            models.Index(fields=["owner", "away", "muted", "state"], name="outlook_counted"),
            models.Index(fields=["owner", "born"], name="outlook_born"),
            models.Index(fields=["owner", "moved"], name="outlook_moved"),
            models.Index(fields=["owner", "tells"], name="outlook_tells"),
        ]
