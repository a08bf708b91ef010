"""A small book for the tests of pages, made only through the book's own changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from amity import options
from amity.book import access, interactions, owners, people
from amity.web.page import Owner

TODAY = date(2026, 11, 24)
# whitenoise warns about a folder that is not there yet; a served book has it from `collectstatic` on.
(options.current().data / "static").mkdir(parents=True, exist_ok=True)
SUBJECTS = ("Platform offer", "Lunch on Thursday?", "Incident review", "Lisbon")


@pytest.fixture(autouse=True)
def _believed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "_current", options.current())
    options.override(today=TODAY)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - it opens the database
    """Give the owner of an empty book who has said which addresses are theirs."""
    mine = access.owner()
    owners.set_addresses(mine, ["robin@hale.example"], today=TODAY)
    return mine


@pytest.fixture
def person(owner: Owner) -> str:
    """Give the id of one person with a tie that was warm and has gone quiet."""
    id_ = people.add(
        owner,
        today=TODAY,
        name="Ana Sousa",
        handles=("ana@sousa.example",),
        organization="Acme",
        title="Director",
        met="at Acme, in 2023",
        purpose=("strategic",),
        importance=2,
    )
    for week in range(30, 130, 3):
        on = TODAY - timedelta(weeks=week)
        interactions.log(
            owner,
            [id_],
            SUBJECTS[week % 4],
            how="mail",
            on=on,
            direction=("sent", "received")[week % 2],
            today=TODAY,
        )
    return id_


@pytest.fixture
def crowd(owner: Owner) -> Callable[[int], list[str]]:
    """Give a function that adds so many people, each with two exchanges."""
    added = 0

    def more(count: int) -> list[str]:
        nonlocal added
        ids = []
        for _ in range(count):
            added += 1
            told = {
                "name": f"Person {added:03}",
                "organization": f"Place {added % 7}",
                "importance": added % 3,
            }
            ids.append(people.add(owner, today=TODAY, handles=(f"p{added}@x.example",), **told))  # type: ignore[arg-type]
            for days, way in ((20, "sent"), (90, "received")):
                on = TODAY - timedelta(days=days + added % 5)
                interactions.log(owner, [ids[-1]], "Hello", how="mail", on=on, direction=way, today=TODAY)
        return ids

    return more


@pytest.fixture
def strict() -> Client:
    """Give a browser that is asked for its CSRF token like any other."""
    return Client(enforce_csrf_checks=True)
