"""Each record of an import, what became of it, and the way back for one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.book import access, batches, brought, people
from amity.book.models import LeftOut, Owner, Record, Verdict
from amity.core.brought import OUTCOMES, Asked, Joined, Line
from amity.core.changes import FieldChanged
from amity.core.errors import Refusal
from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem
from amity.keep import export, soundness
from amity.sync import recovery
from tests.village import (
    BRIDGE,
    CALENDAR,
    CARDS,
    FILES,
    LINKEDIN,
    MAIL,
    MORE_MAIL,
    MOVED,
    NEW_CARDS,
    ROBIN,
    TODAY,
    File,
    book,
    bring,
    card,
    mail,
)

pytestmark = pytest.mark.django_db


def content(owner: Owner) -> str:
    owner.refresh_from_db()
    return export.dump(export.document(owner))


def lines(owner: Owner, batch: str, **asked: object) -> list[Line]:
    return brought.page(owner, batch, Asked(limit=10_000, **asked)).lines  # type: ignore[arg-type]


MIXED = File("odd.vcf", "vcard", (
    card("uid:ana", "Ana Lima", "ana@acme.example"),
    Problem("card 9", "empty", "This card says nothing."),
    card("uid:ana", "Ana Lima", "ana@acme.example"),
    Problem("card uid:ana", "cut-off", "The file ends within this card."),
))  # fmt: skip


@pytest.mark.parametrize("file", [*FILES, MIXED], ids=lambda file: file.path)
def test_every_record_a_report_counts_has_its_line(file: File) -> None:
    owner = book(ROBIN)
    bring(owner, MAIL, CARDS, CALENDAR)
    report = bring(owner, file)
    counted = report["totals"]["records"]
    found = lines(owner, report["batch"])
    by_outcome = {word: sum(line.outcome == word for line in found) for word in OUTCOMES[:4]}
    assert {"total": len(found), **by_outcome} == counted
    page = brought.page(owner, report["batch"], Asked())
    assert page.total == counted["total"]
    assert {word: page.counts[word] for word in by_outcome} == by_outcome
    for word, count in by_outcome.items():
        assert len(lines(owner, report["batch"], outcome=word)) == count


def test_an_update_tells_each_field_that_changed() -> None:
    owner = book(ROBIN)
    bring(owner, CARDS)
    batch = bring(owner, NEW_CARDS)["batch"]
    told = {line.title: line for line in lines(owner, batch)}
    assert told["Cy Young"].changes == (
        FieldChanged("email", "", "", "cy@cedar.example"),
        FieldChanged("tag", "", "", "choir"),
        FieldChanged("note", "", "likes tea", ""),
    )
    assert (told["Bo Chen"].outcome, told["Bo Chen"].changes) == ("unchanged", ())


def job(organization: str, day: date, title: str = "Engineer") -> File:
    said = card("uid:ana", "Ana Lima", "ana@acme.example", organization=organization, title=title, as_of=day)
    return File("Connections.csv", "linkedin", (said,))


def test_what_is_older_than_what_counts_is_kept_beside_it_and_told_against_it() -> None:
    owner = book(ROBIN)
    bring(owner, job("Netflix", date(2025, 1, 1)))
    bring(owner, job("Maple", date(2022, 1, 1)))
    report = bring(owner, job("Acme", date(2023, 1, 1)))
    (line,) = lines(owner, report["batch"])
    assert report["totals"]["records"]["unchanged"] == 1
    assert (line.outcome, line.older) == ("unchanged", True)
    assert line.changes == (FieldChanged("organization", "", "Acme", "Netflix"),)
    assert people.find(owner, "Ana Lima", today=TODAY)[0].organization == "Netflix"
    again = bring(owner, job("Acme", date(2023, 1, 1)))
    assert lines(owner, again["batch"])[0].older


def test_an_update_is_told_against_what_counted_not_against_what_came_last() -> None:
    owner = book(ROBIN)
    bring(owner, job("Netflix", date(2025, 1, 1)))
    bring(owner, job("Maple", date(2022, 1, 1)))
    (line,) = lines(owner, bring(owner, job("Zinc", date(2026, 1, 1)))["batch"])
    assert (line.outcome, line.older) == ("updated", False)
    assert line.changes == (FieldChanged("organization", "", "Netflix", "Zinc"),)


def test_who_goes_back_to_an_earlier_job_has_changed() -> None:
    owner = book(ROBIN)
    for day, name in ((date(2023, 1, 1), "Acme"), (date(2024, 1, 1), "Zinc")):
        bring(owner, job(name, day))
    (line,) = lines(owner, bring(owner, job("Acme", date(2025, 1, 1)))["batch"])
    assert (line.outcome, line.changes) == ("updated", (FieldChanged("organization", "", "Zinc", "Acme"),))
    assert people.find(owner, "Ana Lima", today=TODAY)[0].organization == "Acme"


def test_an_update_whose_past_was_taken_back_says_so() -> None:
    owner = book(ROBIN)
    first = bring(owner, CARDS)["batch"]
    batch = bring(owner, NEW_CARDS)["batch"]
    batches.undo(owner, first, today=TODAY)
    assert [line.changes for line in lines(owner, batch, outcome="updated")] == [None]
    assert not any(line.older for line in lines(owner, batch))


def test_a_meeting_that_moved_tells_from_when_to_when() -> None:
    owner = book(ROBIN)
    bring(owner, CALENDAR)
    batch = bring(owner, MOVED)["batch"]
    first, second = lines(owner, batch, outcome="updated")
    assert first.changes == (
        FieldChanged("at", "", "2026-10-05 15:00", "2026-10-06 15:00"),
        FieldChanged("people", "", "cy@cedar.example, bo@birch.example", "cy@cedar.example, dee@elm.example"),
    )
    assert second.kind == "exchange"
    assert [name for _, name in second.people] == ["ana@acme.example"]


def test_a_join_says_with_what_and_why() -> None:
    owner = book(ROBIN)
    bring(owner, MAIL)
    bring(owner, CARDS)
    batch = bring(owner, LINKEDIN)["batch"]
    told = {line.title: line.joined for line in lines(owner, batch, outcome="joined")}
    assert told["Bo Chen"] == (
        Joined("vcard", "cards.vcf", "email", "bo@birch.example"),
        Joined("mail", "old.mbox", "email", "bo@birch.example"),
        Joined("mail", "old.mbox", "through"),
    ) or told["Bo Chen"][:2] == (
        Joined("vcard", "cards.vcf", "email", "bo@birch.example"),
        Joined("mail", "old.mbox", "email", "bo@birch.example"),
    )
    assert told["Ana Lima"][0] == Joined("mail", "old.mbox", "email", "ana@home.example")


def test_the_owners_word_is_the_first_reason_for_a_join() -> None:
    owner = book(ROBIN)
    bring(owner, CARDS)
    batch = bring(owner, BRIDGE)["batch"]
    mine = Record.objects.filter(owner=owner, key__in=("uid:bo", "uid:bo2"))
    one, other = sorted(mine.values_list("uid", flat=True))
    Verdict.objects.create(owner=owner, one=one, other=other, same=True, on=TODAY)
    told = {line.title: line.joined for line in lines(owner, batch)}
    assert told["Bo Chen"] == (Joined("vcard", "cards.vcf", "word"),)


def test_what_was_left_out_is_listed_with_its_place_and_reason() -> None:
    owner = book(ROBIN)
    batch = bring(owner, MIXED)["batch"]
    (left,) = lines(owner, batch, outcome="skipped")
    assert (left.place, left.code, left.reasons) == ("card 9", "empty", ("This card says nothing.",))
    (made,) = lines(owner, batch, outcome="created")
    assert made.reasons == ("The file ends within this card.",)


def test_a_list_is_narrowed_by_file_and_words() -> None:
    owner = book(ROBIN)
    batch = bring(owner, MAIL, CARDS)["batch"]
    assert {line.file for line in lines(owner, batch, file="cards.vcf")} == {"cards.vcf"}
    assert {line.title for line in lines(owner, batch, text="bo birch")} >= {"Bo Chen", "m3", "m4"}
    assert "Ana Lima" not in {line.title for line in lines(owner, batch, text="bo birch")}
    assert lines(owner, batch, text="nobody has this") == []


def test_pages_follow_each_other_without_a_gap() -> None:
    owner = book(ROBIN)
    batch = bring(owner, MAIL, CARDS, MIXED)["batch"]
    whole = lines(owner, batch)
    pages = [brought.page(owner, batch, Asked(offset=at, limit=2)).lines for at in range(0, len(whole), 2)]
    assert [line for page in pages for line in page] == whole


def test_a_page_of_a_large_batch_asks_no_more_questions() -> None:
    def asked(many: int) -> int:
        owner = book(ROBIN)
        people_ = tuple(card(f"c{n}", f"Person {n}", f"p{n}@x.example") for n in range(many))
        later = tuple(card(f"c{n}", f"Person {n}", f"p{n}@x.example", title="Boss") for n in range(many))
        letters = tuple(mail(f"m{n}", n + 1, f"p{n}@x.example", ROBIN) for n in range(many))
        bring(owner, File("a.vcf", "vcard", people_), File("a.mbox", "mail", letters))
        batch = bring(owner, File("a.vcf", "vcard", later), File("b.mbox", "mail", letters))["batch"]
        with CaptureQueriesContext(connection) as queries:
            brought.page(owner, batch, Asked(limit=1_000))
        return len(queries)

    assert asked(3) == asked(40) <= 30


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
@pytest.mark.parametrize("place", range(7))
def test_taking_one_record_back_is_as_if_its_file_had_not_held_it(file: File, place: int) -> None:
    place %= len(file.findings)
    _compare([CARDS, MAIL], file, [MORE_MAIL], [place])


def without(file: File, places: list[int]) -> File:
    return replace(file, findings=tuple(one for at, one in enumerate(file.findings) if at not in places))


def _place(finding: Finding) -> str:
    assert isinstance(finding, PersonSeen | InteractionSeen)
    return finding.place


def _compare(before: list[File], file: File, after: list[File], places: list[int]) -> None:
    full, short = book(ROBIN), book(ROBIN)
    for one in before:
        bring(full, one)
        bring(short, one)
    batch = bring(full, file)["batch"]
    bring(short, without(file, places))
    for one in after:
        bring(full, one)
        bring(short, one)
    for at in places:
        (line,) = [one for one in lines(full, batch) if one.place == _place(file.findings[at])]
        report = recovery.undo_one(full, batch, line.id, today=TODAY)
        assert recovery.undo_one(full, batch, line.id, today=TODAY) == report
    assert report["totals"]["taken_back"] == len(places)
    assert report["totals"]["records"]["total"] == len(file.findings) - len(places)
    assert len(lines(full, batch, outcome="taken-back")) == len(places)
    assert content(full) == content(short)
    assert dict(soundness.dangling()) == {}


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_taking_any_records_back_in_any_order_between_any_imports_is_as_if_never_brought(
    data: st.DataObject,
) -> None:
    several = st.lists(st.sampled_from(FILES), max_size=2)
    file = data.draw(st.sampled_from(FILES))
    places = st.lists(st.integers(0, len(file.findings) - 1), min_size=1, max_size=3, unique=True)
    with transaction.atomic():
        _compare(data.draw(several), file, data.draw(several), data.draw(places))
        transaction.set_rollback(True)


def test_a_mail_written_twice_can_be_taken_back_once() -> None:
    owner, once = book(ROBIN), book(ROBIN)
    letter = mail("m1", 40, "ana@acme.example", ROBIN, name="Ana Lima")
    again = replace(letter, place="mail again")
    batch = bring(owner, File("a.mbox", "mail", (letter, again)))["batch"]
    bring(once, File("a.mbox", "mail", (letter,)))
    first, second = lines(owner, batch)
    assert (first.outcome, second.outcome) == ("created", "unchanged")
    brought.take_back(owner, batch, first.id, today=TODAY)
    assert content(owner) == content(once)
    brought.take_back(owner, batch, second.id, today=TODAY)
    assert content(owner) == content(book(ROBIN))


def test_the_name_of_somebody_follows_from_the_mails_that_are_left() -> None:
    owner = book(ROBIN)
    good = mail("m1", 40, "ana@acme.example", ROBIN, name="Ana Lima")
    batch = bring(owner, File("a.mbox", "mail", (good, mail("m2", 20, ROBIN, "ana@acme.example"))))["batch"]
    (line,) = [one for one in lines(owner, batch) if one.place == good.place]
    brought.take_back(owner, batch, line.id, today=TODAY)
    (left,) = people.page(owner, people.Query(), today=TODAY).people
    assert left.name == "ana@acme.example"


def test_what_was_left_out_or_is_not_there_cannot_be_taken_back() -> None:
    owner, other = book(ROBIN), book(ROBIN)
    batch = bring(owner, MIXED)["batch"]
    (left,) = lines(owner, batch, outcome="skipped")
    with pytest.raises(Refusal, match="left out"):
        brought.take_back(owner, batch, left.id, today=TODAY)
    strange = lines(other, bring(other, CARDS)["batch"])[0].id
    for odd in ("", "r", "r1x", "z1", "r99999999", "r" + "9" * 30, strange):
        with pytest.raises(access.Missing):
            brought.take_back(owner, batch, odd, today=TODAY)


def test_undoing_the_whole_forgets_the_list() -> None:
    owner = book(ROBIN)
    nothing = content(owner)
    batch = bring(owner, MIXED, CARDS)["batch"]
    first = lines(owner, batch)[0]
    brought.take_back(owner, batch, first.id, today=TODAY)
    batches.undo(owner, batch, today=TODAY + timedelta(days=1))
    assert lines(owner, batch) == []
    assert not LeftOut.objects.exists()
    assert content(owner) == nothing
