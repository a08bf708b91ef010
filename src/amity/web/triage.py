"""Triage: one person at a time; the whole sitting stands in its own address, so that nothing else is kept.

`log` is what was done so far, oldest first: for each person their id and what stood there before, so that
every step can be taken back: `id~purposes~importance~affinity`, purposes by their first letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from amity.book import access, people, purposes
from amity.core.people import AFFINITIES, PURPOSES, Person
from amity.web import page
from amity.web.forms.purposes import LONG, Sitting

ENOUGH = purposes.SITTING
_LETTERS = {"t": "tactical", "o": "social", "s": "strategic"}
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One person looked at, and the owner's words before that."""

    person: str
    purposes: tuple[str, ...]
    importance: int
    affinity: str


def read(text: str) -> tuple[Step, ...]:
    """Read a sitting; what is no step of one is left out."""
    rows = (row.split("~") for row in text.split("."))
    return tuple(_step(row) for row in rows if len(row) == _PARTS and row[2] in {"0", "1", "2", "3"})


def _step(row: Sequence[str]) -> Step:
    person, letters, importance, affinity = row
    said = tuple(_LETTERS[letter] for letter in letters if letter in _LETTERS)
    return Step(person, said, int(importance), affinity if affinity in AFFINITIES else "normal")


def written(steps: Sequence[Step]) -> str:
    """Write a sitting as `read` takes it."""
    letters = {word: letter for letter, word in _LETTERS.items()}
    return ".".join(
        f"{one.person}~{''.join(letters[word] for word in one.purposes)}~{one.importance}~{one.affinity}"
        for one in steps
    )


def show(request: HttpRequest) -> HttpResponse:
    """Show whom the sitting is at."""
    steps = read(request.GET.get("log", ""))
    full = bool(steps) and len(steps) % ENOUGH == 0 and not request.GET.get("more")
    return _page(request, steps, _context(steps, request.GET.get("at", ""), full=full))


def _context(steps: Sequence[Step], at: str, *, full: bool = False) -> dict[str, Any]:
    """Give the person asked about: the one gone back to, else the next of those nobody looked at."""
    owner, today = access.owner(), page.today()
    row = access.person(owner, at) if at else purposes.following(owner, passed=[one.person for one in steps])
    if row is None or (full and not at):
        return {"person": None, "more": row is not None}
    (person,) = people.shown(owner, [row], today=today)
    return {"person": person, "about": purposes.about(owner, row, person, today=today)}


def _page(
    request: HttpRequest, steps: Sequence[Step], context: Mapping[str, Any], form: Sitting | None = None
) -> HttpResponse:
    person: Person | None = context["person"]
    about = context.get("about")
    told = form or (person and Sitting(initial=_initial(person)))
    shown = {
        **context,
        "form": told,
        "log": written(steps),
        "looked": len(steps),
        "enough": ENOUGH,
        "likely": [one.purpose for one in about.suggestions] if about else [],
    }
    return page.show(request, "people/triage.html", shown, status=422 if form else 200)


def _initial(person: Person) -> dict[str, Any]:
    return {
        "purposes": person.purposes,
        "importance": person.importance,
        "affinity": person.affinity,
    }


def take(request: HttpRequest) -> HttpResponse:
    """Take what was said of one person, or the last step back, and go on to the next."""
    steps, act = read(request.POST.get("log", "")), request.POST.get("act", "say")
    if act == "undo":
        return _undo(steps)
    form = Sitting(request.POST)
    owner, today = access.owner(), page.today()
    row = access.person(owner, request.POST.get("person", ""))
    before = Step(row.uid, tuple(row.purposes), row.importance, row.affinity)
    if act == "aside":
        people.put_aside(owner, [before.person], "not-for-this", today=today)
    elif act == "mute":
        purposes.mute(owner, before.person, today=today)
    elif not form.is_valid():
        return _page(request, steps, _context(steps, before.person), form)
    else:
        _say(owner, before, form.cleaned_data)
    return _on([*steps, before])


def _say(owner: page.Owner, person: Step, told: Mapping[str, Any]) -> None:
    """Keep what was changed; whoever was only looked at stays as they are."""
    said = {
        "purposes": tuple(word for word in PURPOSES if word in told["purposes"]),
        "importance": told["importance"],
        "affinity": told["affinity"] or person.affinity,
    }
    changed = {name: value for name, value in said.items() if value != getattr(person, name)}
    if changed or told["why"]:
        why = told["why"] if told["importance"] == LONG else None
        purposes.say(owner, person.person, today=page.today(), why=why or None, **changed)


def _undo(steps: Sequence[Step]) -> HttpResponse:
    """Take the last step back and show that person again."""
    if not steps:
        return _on(steps)
    owner, today, last = access.owner(), page.today(), steps[-1]
    row = access.person(owner, last.person)
    if row.aside:
        people.put_aside(owner, [last.person], None, today=today)
    if row.muted:
        purposes.mute(owner, last.person, muted=False, today=today)
    before = {"purposes": last.purposes, "importance": last.importance, "affinity": last.affinity}
    now = {"purposes": tuple(row.purposes), "importance": row.importance, "affinity": row.affinity}
    if before != now:
        purposes.say(owner, last.person, today=today, **before)  # type: ignore[arg-type]
    return _on(steps[:-1], at=last.person)


def _on(steps: Sequence[Step], *, at: str = "") -> HttpResponse:
    told = {"log": written(steps), **({"at": at} if at else {})}
    return HttpResponseRedirect(f"{reverse('people.triage')}?{urlencode(told)}")
