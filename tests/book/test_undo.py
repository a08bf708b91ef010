from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.book import batches, duplicates, interactions, owners, people, reminders, ties
from amity.book.models import Owner, Record, Tie
from amity.core.errors import Refusal
from amity.keep import export, soundness
from tests.village import BRIDGE, CARDS, FILES, LINKEDIN, MAIL, ROBIN, TODAY, File, book, bring, mail

pytestmark = pytest.mark.django_db
STORIES = int(os.environ.get("AMITY_STORIES", "60"))
"""Random stories of a run; `make fuzz` tells many more."""


def content(owner: Owner) -> str:
    owner.refresh_from_db()
    return export.dump(export.document(owner))


def counted(owner: Owner) -> list[tuple[str, float, object, object]]:
    rows = Tie.objects.filter(owner=owner).order_by("person__folded", "last", "key")
    return list(rows.values_list("person__folded", "last", "row", "channels"))


def assert_sound(owner: Owner) -> None:
    assert dict(soundness.dangling()) == {}
    before = counted(owner)
    assert owner.ties_on is not None
    ties.replay(owner, None, today=owner.ties_on)
    assert counted(owner) == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_the_same_file_again_changes_nothing(file: File) -> None:
    owner = book(ROBIN)
    bring(owner, file)
    before = content(owner)

    report = bring(owner, file, today=TODAY + timedelta(days=3))

    assert content(owner) == before
    assert report["totals"]["records"]["unchanged"] == report["totals"]["records"]["total"] > 0
    assert report["totals"]["people"]["created"] == report["totals"]["people"]["updated"] == 0
    assert report["totals"]["interactions"]["created"] == 0


def test_all_files_again_in_one_import_change_nothing() -> None:
    owner = book()
    bring(owner, *FILES)
    before = content(owner)
    bring(owner, *reversed(FILES))
    assert content(owner) == before


@pytest.mark.slow
@pytest.mark.parametrize("known", [(), (ROBIN,)], ids=["owner unknown", "owner known"])
@pytest.mark.parametrize("gone", FILES, ids=lambda file: file.path)
@pytest.mark.parametrize("stays", FILES, ids=lambda file: file.path)
def test_undo_is_as_if_never_brought(gone: File, stays: File, known: tuple[str, ...]) -> None:
    before_it, after_it, never = book(*known), book(*known), book(*known)
    bring(never, stays)
    first = bring(before_it, gone)["batch"]
    bring(before_it, stays)
    bring(after_it, stays)
    last = bring(after_it, gone)["batch"]

    batches.undo(before_it, first, today=TODAY)
    batches.undo(after_it, last, today=TODAY)

    assert content(after_it) == content(never)
    assert content(before_it) == content(never)
    assert counted(before_it) == counted(after_it) == counted(never)
    assert_sound(before_it)


def test_undo_of_everything_in_any_order_leaves_nothing() -> None:
    files = (MAIL, CARDS, LINKEDIN, BRIDGE)
    nothing = content(book(ROBIN))
    for order in permutations(range(len(files))):
        owner = book(ROBIN)
        brought = [bring(owner, file)["batch"] for file in files]
        for place in order:
            batches.undo(owner, brought[place], today=TODAY)
        assert content(owner) == nothing
        assert not Record.objects.filter(owner=owner).exclude(source="hand").exists()


def test_undo_twice_is_undo_once() -> None:
    owner = book()
    batch = bring(owner, CARDS)["batch"]
    batches.undo(owner, batch, today=TODAY)
    before = content(owner)
    assert batches.undo(owner, batch, today=TODAY).state == "undone"
    assert content(owner) == before


OFFICE = File("office.mbox", "mail", (
    mail("o1", 90, ROBIN, "office@acme.example"),
    mail("o2", 80, "office@acme.example", ROBIN, name="The Office"),
))  # fmt: skip
"""Mail of a function, which is somebody's once the owner has said so."""
BROUGHT = (*FILES, OFFICE)
IMPORT = st.tuples(st.just("import"), st.integers(0, len(BROUGHT) - 1))
UNDO = st.tuples(st.just("undo"), st.integers(0, 5))
WORD = st.tuples(
    st.sampled_from(
        ["edit", "set", "log", "aside", "remind", "free", "own", "join", "join", "different", "split", "part"]
    ),
    st.integers(0, 3),
)
Step = tuple[str, int]
ANA, BO, CY = "ana@acme.example", "bo@birch.example", "cy@cedar.example"


class Story:
    """A book, the steps taken in it, and what a day each of them took."""

    def __init__(self, *, anchored: bool) -> None:
        self.owner = book()
        # One secret in both stories: by it a join is named, and with it what was chosen at the join.
        self.owner.secret = "5e" * 16
        self.owner.save()
        owners.set_addresses(self.owner, [ROBIN], today=TODAY)
        self.brought: list[str] = []
        if anchored:
            bring(self.owner, MAIL, today=TODAY - timedelta(days=400))

    def take(self, day: date, what: str, number: int) -> None:
        ties.advance(self.owner, today=day)
        if what == "import":
            self.brought.append(bring(self.owner, BROUGHT[number], today=day)["batch"])
        elif what == "undo":
            batches.undo(self.owner, self.brought[number], today=day)
        else:
            self.say(day, what, number)

    def who(self, address: str) -> str:
        record = Record.objects.get(owner=self.owner, source="mail", key=f"@email:{address}")
        assert record.person is not None
        return str(record.person.uid)

    def decide(self, day: date, what: str, number: int) -> None:
        """Say who is one person and who is not; what a rule refuses is refused in every story alike."""
        one, other = (ANA, BO) if number % 2 else (BO, CY)
        if what == "join":
            keep = {"title": f"Chosen {number}", "name": "Ana or Bo"} if number > 1 else {}
            duplicates.join(self.owner, self.who(one), self.who(other), keep=keep, today=day)
        elif what == "different":
            duplicates.different(self.owner, self.who(one), self.who(other), today=day)
        elif what == "split":
            duplicates.split(self.owner, self.who(one), today=day)
        else:
            out = Record.objects.get(owner=self.owner, source="mail", key=f"@email:{other}")
            duplicates.split(self.owner, self.who(one), take=[out.uid], today=day)

    def say(self, day: date, what: str, number: int) -> None:
        if what in {"join", "different", "split", "part"}:
            with suppress(Refusal):
                self.decide(day, what, number)
            return
        id_ = self.who(ANA)
        if what == "edit":
            people.edit(self.owner, id_, today=day, title=f"Title {number}")
        elif what == "set":
            people.set_words(self.owner, [id_], today=day, importance=number, purposes=["social"])
        elif what == "log":
            interactions.log(
                self.owner, [id_], f"Talk {number}", on=TODAY - timedelta(days=number * 90), today=day
            )
        elif what == "aside":
            people.put_aside(self.owner, [id_], "private" if number else None, today=day)
        elif what == "remind":
            reminders.add(self.owner, id_, "Call", on=day + timedelta(days=number), today=day)
        elif what == "own":
            people.edit(self.owner, id_, today=day, add_handle=["office@acme.example"])
        else:
            people.edit(self.owner, id_, today=day, add_handle=[f"ana{number}@free.example"])


@pytest.mark.slow
@settings(max_examples=STORIES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(IMPORT, IMPORT, UNDO, WORD), min_size=2, max_size=10), st.booleans())
def test_any_story_of_a_book_equals_the_story_without_what_was_taken_back(
    told: list[Step],
    anchored: bool,  # noqa: FBT001 - hypothesis gives it by position
) -> None:
    """With words by hand the first file stays, so that those they are about are there in both stories."""
    steps = [(TODAY + timedelta(days=place), *step) for place, step in enumerate(told)]
    if not anchored:
        steps = [step for step in steps if step[1] in {"import", "undo"}]
    with transaction.atomic():
        full, short = Story(anchored=anchored), Story(anchored=anchored)
        undone: set[int] = set()
        count = 0
        kept: list[tuple[date, str, int, int]] = []
        for day, what, number in steps:
            if what == "undo":
                if number < count:
                    full.take(day, what, number)
                    undone.add(number)
                continue
            full.take(day, what, number)
            kept.append((day, what, number, count if what == "import" else -1))
            count += what == "import"
        for day, what, number, place in kept:
            if place not in undone:
                short.take(day, what, number)
        for story in (full, short):
            ties.advance(story.owner, today=TODAY + timedelta(days=20))
        assert content(full.owner) == content(short.owner)
        assert counted(full.owner) == counted(short.owner)
        assert_sound(full.owner)
        transaction.set_rollback(True)
