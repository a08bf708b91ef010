"""Places are named where a sentence needs it, of few, and as most of their people write them."""

from __future__ import annotations

import pytest

from amity.book import access, derivation, people, places, views
from amity.book.models import Owner, Person
from amity.core.findings import Finding
from amity.core.view import Around
from tests import village
from tests.village import File, card, mail

TODAY = village.TODAY
ME = "robin@hale.example"


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return village.book(ME)


@pytest.fixture
def crowd(owner: Owner) -> Owner:
    """Bring five people of Acme in touch, two of them on one day, and one of whom only mail tells."""
    findings: list[Finding] = []
    for days, name in ((14, "Eve"), (13, "Dan"), (12, "Cy"), (11, "Bo"), (11, "Al")):
        address = f"{name.lower()}@acme.example"
        written = "ACME" if name == "Al" else "Acme Inc"
        findings += [
            card(name.lower(), f"{name} Ames", address, organization=written),
            mail(f"in{name}", 40, address, ME, name=f"{name} Ames"),
            mail(f"out{name}", days, ME, address),
        ]
    findings += [mail("far", 500, "fay@globex.example", ME, name="Fay Low")]
    findings += [mail("back", 499, ME, "fay@globex.example")]
    village.bring(owner, File("all", "google", tuple(findings)))
    derivation.advance(owner, today=TODAY)
    return access.owner()


def test_organizations_go_by_what_people_say_else_by_their_mail(crowd: Owner) -> None:
    assert places.names(crowd, ["acme", "globex", "nowhere"]) == {
        "acme": "Acme Inc",
        "globex": "globex.example",
    }


def test_of_the_focus_the_last_in_touch_are_named_equals_by_name(crowd: Owner) -> None:
    counts = places.counts(crowd, today=TODAY)
    assert (counts.focus, counts.of["acme"]) == ("acme", (5, 5))
    drawn = places.named(crowd, counts, Around(), ["globex", "nowhere"], today=TODAY)
    acme, globex = drawn.areas["acme"], drawn.areas["globex"]
    assert [name for _, name in acme.in_touch] == ["Al Ames", "Bo Ames", "Cy Ames"]
    assert (acme.name, acme.known, acme.near) == ("Acme Inc", 5, 5)
    assert ([name for _, name in globex.people], globex.in_touch) == (["Fay Low"], ())
    everybody, around = views.all(crowd, today=TODAY)
    assert around.areas["acme"].in_touch[:3] == acme.in_touch
    assert len(everybody) == 6


def test_a_book_drawn_without_names_tells_who_alone_is_in_touch(crowd: Owner) -> None:
    people.put_aside(crowd, [one for one in ids(crowd) if one != ids(crowd)[0]], "private", today=TODAY)
    counts = places.counts(crowd, today=TODAY)
    everybody, _ = views.all(crowd, today=TODAY)
    drawn = places.around(counts, everybody, organization="", today=TODAY)
    assert [who for who, _ in drawn.areas["acme"].in_touch] == ids(crowd)[:1]
    assert drawn.areas["globex"].in_touch == ()


def ids(owner: Owner) -> list[str]:
    """Give those of Acme by name."""
    return list(
        Person.objects.filter(owner=owner, area="acme").order_by("name").values_list("uid", flat=True)
    )
