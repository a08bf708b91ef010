"""Ties counted anew at paces newly learned, portion by portion: in the end as if all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from amity.book import (
    access,
    batches,
    corrections,
    derivation,
    duplicates,
    interactions,
    network,
    outlook,
    paces,
    people,
    person,
    recount,
    ties,
)
from amity.book.models import Batch, Outlook, Owner, Person, Tie
from amity.core import ties as rules
from tests import village
from tests.village import TODAY, File, mail, meeting

pytestmark = pytest.mark.django_db
SLOW = {"mail": [180.0, 365.0, 0.25, 0.3, 0.5], "meetings": [60.0, 180.0, 0.5, 0.0, 0.4]}
FAST = {"mail": [7.0, 30.0, 1.0, -0.3, 0.6]}


def _exchanges(name: str, *, many: int, back: int) -> File:
    """Write mails both ways and meetings with several people, each with more than the one before."""
    told = []
    for who in range(many):
        other = f"p{who}@x.example"
        for number in range(2 + who):
            ago = back - number * back // (3 + who)
            told += [
                mail(f"{name}-{who}-{number}-o", ago, village.ROBIN, other),
                mail(f"{name}-{who}-{number}-i", ago, other, village.ROBIN),
            ]
        if who % 3 == 0:
            told += [meeting(f"{name}-{who}-{n}", 20 + n, village.ROBIN, other) for n in range(3 * who + 8)]
    return File(name, "mail", tuple(told))


@pytest.fixture
def owner(db: None, monkeypatch: pytest.MonkeyPatch) -> Owner:  # noqa: ARG001 - the database is wanted
    """A book of fourteen ties, two with words of the owner, all at the plain pace."""
    monkeypatch.setattr(paces, "learn", lambda *_: {})
    made = village.book(village.ROBIN)
    village.bring(made, _exchanges("a", many=14, back=700))
    corrections.say(made, village.named(made, "p5@x.example"), "closer", "close", today=TODAY)
    corrections.say(made, village.named(made, "p6@x.example"), "elsewhere", "weekly", today=TODAY)
    return made


@pytest.fixture
def teach(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, list[float]]], None]:
    """Let the book be a large one, whose history teaches these paces from now on."""
    monkeypatch.setattr(recount, "AT_ONCE", 0)
    monkeypatch.setattr(recount, "PORTION", 100)
    monkeypatch.setattr(recount, "TOGETHER", 2)

    def learned(told: dict[str, list[float]]) -> None:
        monkeypatch.setattr(paces, "learn", lambda *_: told)
        owner.paces = {**owner.paces, "seen": []}
        owner.save()
        recount.notice(owner, today=TODAY)
        assert recount.go_on(owner)

    return learned


Teach = Callable[[dict[str, list[float]]], None]


def _kept(owner: Owner) -> tuple[list[Any], list[Any]]:
    counted = Tie.objects.filter(owner=owner).order_by("person")
    ahead = Outlook.objects.filter(owner=owner).order_by("person").values()
    return (
        list(counted.values_list("person_id", "key", "last", "row", "channels")),
        [{name: value for name, value in one.items() if name != "id"} for one in ahead],
    )


def _paces(owner: Owner) -> list[rules.Pace]:
    """Give the pace at which each tie goes, by person."""
    held = Tie.objects.filter(owner=owner).order_by("person").values_list("row", flat=True)
    return [rules.from_row(row).pace for row in held]


def _through(owner: Owner) -> None:
    """Go on to the end, and make sure that it is what counting all at once gives."""
    owner.refresh_from_db()
    while recount.go_on(owner):
        assert {*_paces(owner)} <= ties.every_pace(owner)
    assert not recount.waits(owner)
    assert set(owner.paces) == {"seen", "learned"}
    found = _kept(owner)
    ties.replay(owner, None, today=TODAY)
    assert _kept(owner) == found


def test_a_large_book_is_counted_anew_portion_by_portion(owner: Owner, teach: Teach) -> None:
    before = _kept(owner)
    teach(SLOW)
    assert _kept(owner) == before
    left = [recount.left(owner)]
    while recount.go_on(owner):
        left.append(recount.left(owner))
    assert left[0] == Tie.objects.count()
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == len(left) > 5
    assert recount.left(owner) == 0
    assert _kept(owner) != before
    _through(owner)


def test_a_small_book_is_counted_anew_at_once(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paces, "learn", lambda *_: SLOW)
    owner.paces = {**owner.paces, "seen": []}
    recount.notice(owner, today=TODAY)
    assert not recount.waits(owner)
    assert {*_paces(owner)} == {*ties.paces(owner).values()}
    _through(owner)


def test_until_paces_are_learned_those_in_force_hold(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recount, "AT_ONCE", 0)
    before = ties.paces(owner)
    owner.paces = {**owner.paces, "seen": []}
    recount.notice(owner, today=TODAY)
    assert recount.waits(owner)
    assert recount.left(owner) == Tie.objects.count()
    assert ties.paces(owner) == before
    assert not recount.go_on(access.owner())  # another process learned the same
    assert ties.paces(access.owner()) == before


def test_what_is_no_longer_asked_is_not_learned(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recount, "AT_ONCE", 0)
    village.bring(owner, _exchanges("b", many=3, back=500))
    assert "due" in owner.paces
    batch = Batch.objects.filter(owner=owner).order_by("-id")[0]
    batches.undo(owner, batch.uid, today=TODAY)
    owner.refresh_from_db()
    assert not recount.waits(owner)


def test_another_map_alone_is_read_without_counting_anew(
    owner: Owner, teach: Teach, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = rules.PLAIN._replace(intercept=0.2, slope=0.3)
    counted: list[int] = []
    count = ties.count

    def counts(owner: Owner, people: Sequence[int], *, today: date) -> ties.Counted:
        counted.extend(people)
        return count(owner, people, today=today)

    with monkeypatch.context() as patched:
        patched.setattr(ties, "count", counts)
        teach({"mail": list(plain), "meetings": list(plain)})
        while recount.go_on(owner):
            pass
    assert len(counted) == 2  # those of whom the owner said how close, or where else they talk
    _through(owner)


@pytest.mark.parametrize(("field", "value"), [("half_life", 7.0), ("days_half_life", 14.0), ("lapse", 0.25)])
def test_another_way_of_counting_is_counted_anew(
    owner: Owner, teach: Teach, field: str, value: float
) -> None:
    pace = rules.PLAIN._replace(**{field: value})
    teach({"mail": list(pace)})
    _through(owner)
    assert pace in _paces(owner)


@pytest.mark.parametrize("portions", [0, 3, 6])
def test_a_recount_that_is_killed_goes_on_where_it_was(
    owner: Owner, teach: Teach, monkeypatch: pytest.MonkeyPatch, portions: int
) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    before = (_kept(owner), access.owner().paces)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outlook, "derive", die)
        with pytest.raises(KeyboardInterrupt):
            recount.go_on(owner)
    assert (_kept(owner), access.owner().paces) == before
    _through(owner)


@pytest.mark.parametrize("portions", [0, 3, 7])
def test_paces_learned_again_in_the_middle_are_those_of_the_end(
    owner: Owner, teach: Teach, portions: int
) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    teach(FAST)
    assert {*_paces(owner)} <= ties.every_pace(owner)
    _through(owner)
    assert {*_paces(owner)} == {rules.PLAIN, rules.Pace(*FAST["mail"])}


@pytest.mark.parametrize("portions", [0, 3, 7])
def test_the_same_paces_learned_again_begin_nothing_anew(owner: Owner, teach: Teach, portions: int) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    after = owner.paces["after"]
    teach(SLOW)
    assert owner.paces["after"] == after
    _through(owner)


@pytest.mark.parametrize("portions", [0, 2, 5, 8])
def test_whoever_is_touched_meanwhile_goes_at_the_new_pace(owner: Owner, teach: Teach, portions: int) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    for who in (1, 6, 13):
        id_ = village.named(owner, f"p{who}@x.example")
        interactions.log(access.owner(), [id_], "Lunch", how="meeting", on=TODAY, today=TODAY)
        row = Tie.objects.get(person__uid=id_)
        parts = {name: rules.from_row(part).pace for name, part in row.channels.items()}
        assert {name: list(pace) for name, pace in parts.items()} == {name: SLOW[name] for name in parts}
        assert rules.from_row(row.row).pace in parts.values()
    _through(owner)


@pytest.mark.parametrize("portions", [0, 2, 5, 8])
def test_an_import_and_its_undo_in_the_middle_change_nothing_of_the_end(
    owner: Owner, teach: Teach, portions: int
) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    village.bring(access.owner(), _exchanges("b", many=18, back=650))
    recount.go_on(owner)
    batch = Batch.objects.filter(owner=owner).order_by("-id")[0]
    batches.undo(access.owner(), batch.uid, today=TODAY)
    assert {*_paces(owner)} <= ties.every_pace(access.owner())
    _through(owner)


@pytest.mark.parametrize("portions", [0, 2, 5, 8])
def test_people_joined_and_split_in_the_middle_are_counted_once(
    owner: Owner, teach: Teach, portions: int
) -> None:
    teach(SLOW)
    one, other = (village.named(owner, f"p{who}@x.example") for who in (2, 12))
    for _ in range(portions):
        recount.go_on(owner)
    duplicates.join(access.owner(), one, other, today=TODAY)
    recount.go_on(owner)
    assert len(_paces(owner)) == 13
    duplicates.split(access.owner(), one, today=TODAY)
    _through(owner)
    assert len(_paces(owner)) == 14


@pytest.mark.parametrize("portions", [0, 3, 7])
def test_the_book_can_be_opened_on_an_earlier_day_in_the_middle(
    owner: Owner, teach: Teach, portions: int
) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    derivation.advance(owner, today=TODAY - timedelta(days=30))
    assert "after" not in owner.paces
    while recount.go_on(owner):
        pass
    derivation.advance(owner, today=TODAY)
    ties.replay(owner, {*Tie.objects.values_list("person_id", flat=True)}, today=TODAY)  # judged on this day
    _through(owner)


def test_what_another_process_counted_meanwhile_is_not_written_over(
    owner: Owner, teach: Teach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A talk is logged between the reading of a history and the keeping of what was counted from it."""
    teach(SLOW)
    ids = list(Person.objects.filter(owner=owner).order_by("id").values_list("uid", flat=True))
    count = ties.count

    def late(owner: Owner, people: Sequence[int], *, today: date) -> ties.Counted:
        counted = count(owner, people, today=today)
        with monkeypatch.context() as inner:
            inner.setattr(ties, "count", count)
            interactions.log(access.owner(), ids[:2], "Lunch", how="meeting", on=TODAY, today=TODAY)
        return counted

    with monkeypatch.context() as patched:
        patched.setattr(ties, "count", late)
        recount.go_on(owner)
    held = Tie.objects.filter(person__uid__in=ids[:2]).values_list("channels", flat=True)
    assert all("meetings" in parts for parts in held)
    _through(owner)


def test_nothing_is_kept_of_paces_that_no_longer_hold(
    owner: Owner, teach: Teach, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(SLOW)
    before, count = _kept(owner), ties.count

    def learned_meanwhile(owner: Owner, people: Sequence[int], *, today: date) -> ties.Counted:
        counted = count(owner, people, today=today)
        Owner.objects.filter(id=owner.pk).update(paces={**owner.paces, "learned": FAST})
        return counted

    with monkeypatch.context() as patched:
        patched.setattr(ties, "count", learned_meanwhile)
        assert recount.go_on(owner)
    assert _kept(owner) == before
    _through(owner)


def test_nothing_is_learned_over_what_is_asked_meanwhile(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "AT_ONCE", 0)
    before = ties.paces(owner)
    owner.paces = {**owner.paces, "seen": []}
    recount.notice(owner, today=TODAY)

    def brought_meanwhile(*_: object) -> dict[str, list[float]]:
        Owner.objects.filter(id=owner.pk).update(paces={**owner.paces, "due": ["2026-10-01", [7]]})
        return SLOW

    with monkeypatch.context() as patched:
        patched.setattr(paces, "learn", brought_meanwhile)
        recount.go_on(owner)
    assert ties.paces(access.owner()) == before
    assert access.owner().paces["due"] == ["2026-10-01", [7]]


@pytest.mark.parametrize("portions", range(0, 9, 2))
def test_lists_and_numbers_are_right_while_paces_differ(owner: Owner, teach: Teach, portions: int) -> None:
    teach(SLOW)
    for _ in range(portions):
        recount.go_on(owner)
    held = Tie.objects.filter(owner=owner).values_list("person__uid", "row")
    strengths = {uid: rules.strength(rules.from_row(row), ties.now(TODAY)) for uid, row in held}
    query = people.Query(sort="strength", limit=50)
    listed = people.page(owner, query, today=TODAY).people
    assert [one.strength for one in listed] == sorted(strengths.values(), reverse=True)
    assert {one.id: one.strength for one in listed} == strengths
    drawn = {node.id: node.strength for node in network.picture(owner, today=TODAY).people}
    assert drawn == strengths
    for uid, strength in strengths.items():
        whole = person.whole(owner, uid, today=TODAY)
        assert whole.why is not None
        assert whole.why.numbers["strength"].value == strength


def test_a_book_whose_ties_are_all_to_be_counted_has_nothing_left(owner: Owner, teach: Teach) -> None:
    teach(SLOW)
    Owner.objects.filter(id=owner.pk).update(ties_on=None)
    assert not recount.go_on(owner)
