"""Whole: what a person's page shows, part by part, in the order in which it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.timezone import localtime

from amity.book import access, interactions, people, purposes
from amity.book.access import Owner
from amity.book.person import Whole
from amity.core import facts, promises, questions
from amity.core.people import Person
from amity.web import between, charts, explained, folding, sentences
from amity.web.forms.facts import Fact
from amity.web.forms.interactions import Log
from amity.web.forms.people import Aside
from amity.web.forms.promises import Promise
from amity.web.forms.purposes import Words
from amity.web.forms.reminders import Reminder

_SAID = ("purposes", "importance", "affinity")


def shown(owner: Owner, whole: Whole, *, today: date) -> dict[str, Any]:
    """Give all that the page of one person shows, but for which stretch of the exchanges it is."""
    return {
        "whole": whole,
        "person": whole.person,
        **_head(owner, whole, today),
        **_known(owner, whole, today),
        **_tie(whole, today),
        "between": between.of(owner, whole, today=today),
        "pieces": sentences.helped(whole.help, whole.person.name),
        **_aside(whole, today),
        **_exchanged(whole, today),
        "records": folding.by_source(whole.records),
    }


def introducer(owner: Owner, person: Person, *, today: date) -> Person | None:
    """Find who introduced somebody, where the name that was written means one person."""
    found = people.find(owner, person.through, today=today) if person.through else []
    return found[0] if len(found) == 1 else None


def _head(owner: Owner, whole: Whole, today: date) -> dict[str, Any]:
    """Give who they are: a sentence, what the owner says of the tie, and the line to log."""
    person, days = whole.person, {day for day, _way in whole.ticks}
    return {
        "introducer": introducer(owner, person, today=today),
        "about": purposes.about(owner, access.person(owner, person.id), person, today=today),
        "words": Words(initial={name: getattr(person, name) for name in _SAID}),
        "sentence": sentences.tie(person, whole.rhythm, days=len(days), today=today),
        "log": Log(initial={"who": person.id, "on": today, "how": "call", "direction": "mutual"}),
    }


def _known(owner: Owner, whole: Whole, today: date) -> dict[str, Any]:
    """Give what to talk about: facts, the next questions, promises, and where each was learned."""
    keys = [fact.exchange for fact in whole.facts] + [promise.exchange for promise in whole.promises]
    return {
        "facts": folding.by_kind(whole.facts),
        "ended": [fact for fact in whole.facts if not facts.holds(fact)],
        "questions": questions.following(
            whole.facts, name=whole.person.name, person=whole.person.id, today=today
        ),
        "promised": sorted(filter(promises.is_open, whole.promises), key=lambda one: not one.mine),
        "learned": interactions.ids(owner, keys),
        "learning": Fact(),
        "promising": Promise(),
        "moved": [sentences.moved(move) for move in whole.moves],
    }


def _tie(whole: Whole, today: date) -> dict[str, Any]:
    return {"line": charts.line(whole.tie_line, whole.ticks, today=today), **explained.tie(whole)}


def _aside(whole: Whole, today: date) -> dict[str, Any]:
    return {
        "reminder": Reminder(initial={"on": today}),
        "aside": Aside(initial={"why": whole.person.aside or ""}),
    }


def _exchanged(whole: Whole, today: date) -> dict[str, Any]:
    """Part the exchanges of this stretch into those to come and those that were, these folded by subject."""
    ahead = [exchange for exchange in whole.exchanges if localtime(exchange.at).date() > today]
    return {
        "ahead": ahead,
        "upnext": folding.upnext(whole.exchanges, today=today),
        "behind": folding.folded(exchange for exchange in whole.exchanges if exchange not in ahead),
    }
