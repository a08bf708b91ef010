"""An import in hand: paused, cancelled, gone on with, forgotten; each record seen, one taken back."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from amity import options
from amity.book import access, batches, brought, people
from amity.core.brought import Asked
from amity.sync import child, run, work
from amity.sync.progress import Progress
from amity.web.page import Owner
from tests.village import CARDS, LINKEDIN, MAIL, NEW_CARDS, File, bring, card, exchange
from tests.web.conftest import TODAY


def cards(first: int, last: int) -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{n}\r\nFN:Person {n}\r\nEMAIL:p{n}@x.example\r\nEND:VCARD\r\n"
        for n in range(first, last)
    ).encode()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give a data folder of one's own, and wait for all threads at the end."""
    monkeypatch.setattr(options, "_current", options.current())
    (tmp_path / "static").mkdir()
    options.override(data=tmp_path, today=TODAY)
    monkeypatch.setattr(work, "_jobs", {})
    monkeypatch.setattr(work, "_hands", {})
    before = set(threading.enumerate())
    yield tmp_path
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
    connection.close()


def upload(client: Client, *named: tuple[str, bytes]) -> str:
    """Bring files and give the job's id."""
    told = {
        "upload": [SimpleUploadedFile(name, content) for name, content in named],
        "me": "robin@hale.example",
    }
    return client.post("/import/", told).headers["Location"].split("/")[-2]


def until(job: str, *states: str) -> Progress:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        now = work.progress(job)
        assert now is not None
        if now.state in states:
            return now
        time.sleep(0.02)
    raise AssertionError((states, now))


def over(job: str) -> None:
    """Wait until a run has also cleared up behind itself."""
    for thread in threading.enumerate():
        if thread.name == f"import-{job}":
            thread.join(20)


def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an import take its time, so that it can be taken in hand."""
    monkeypatch.setattr(run, "STEP", 20)
    kept = run._Run._flush

    def flush(self: run._Run) -> None:
        kept(self)
        time.sleep(0.1)

    monkeypatch.setattr(run._Run, "_flush", flush)


@pytest.mark.django_db(transaction=True)
def test_a_run_waits_while_it_is_paused_and_goes_on_whole(
    monkeypatch: pytest.MonkeyPatch, alone: Path, client: Client
) -> None:
    slow(monkeypatch)
    job = upload(client, ("a.vcf", cards(0, 400)))
    assert client.post(f"/import/{job}/pause/").headers["Location"] == f"/import/progress/{job}/"
    paused = until(job, "paused")
    page = client.get(f"/import/progress/{job}/").content.decode()
    assert "Paused. Nothing is lost." in page
    assert f"/import/{job}/proceed/" in page
    assert "See how far it is" in client.get("/import/").content.decode()
    with monkeypatch.context() as impatient:
        impatient.setattr(child, "SILENCE", 1.0)
        time.sleep(2.5)  # longer than a reader may be silent: it is we who keep it waiting
    assert until(job, "paused").records == paused.records < 400
    client.post(f"/import/{job}/proceed/")
    until(job, "done")
    over(job)
    assert people.page(access.owner(), people.Query(), today=TODAY).total == 400
    assert list((alone / "incoming").iterdir()) == list((alone / "imports").iterdir()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("paused", [True, False])
def test_a_run_that_is_cancelled_leaves_nothing(
    paused: bool,  # noqa: FBT001 - pytest gives it by name
    monkeypatch: pytest.MonkeyPatch,
    alone: Path,
    client: Client,
) -> None:
    slow(monkeypatch)
    job = upload(client, ("a.vcf", cards(0, 4_000)))
    if paused:
        client.post(f"/import/{job}/pause/")
        until(job, "paused")
    client.post(f"/import/{job}/cancel/")
    until(job, "stopped")
    over(job)
    page = client.get(f"/import/progress/{job}/").content.decode()
    assert "The import was cancelled; nothing of it is kept." in page
    owner = access.owner()
    assert people.page(owner, people.Query(), today=TODAY).total == 0
    assert batches.all(owner) == []
    assert list((alone / "incoming").iterdir()) == list((alone / "imports").iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_a_run_that_broke_can_go_on_or_be_forgotten(
    monkeypatch: pytest.MonkeyPatch, alone: Path, client: Client
) -> None:
    monkeypatch.setattr(run, "STEP", 20)
    with monkeypatch.context() as broken:
        broken.setattr(run._Run, "_finish", lambda _: 1 // 0)
        for name in ("a.vcf", "b.vcf"):
            job = upload(client, (name, cards(0, 300)))
            until(job, "failed")
            over(job)
    page = client.get("/import/").content.decode()
    assert page.count("An import of 1 file was interrupted after 300 records.") == 2
    work.sweep()
    first, second = (one.name for one in work.interrupted(access.owner()))
    assert len(list((alone / "incoming").iterdir())) == 2
    client.post(f"/import/{first}/forget/")
    job = client.post(f"/import/{second}/resume/").headers["Location"].split("/")[-2]
    until(job, "done")
    over(job)
    assert people.page(access.owner(), people.Query(), today=TODAY).total == 300
    assert list((alone / "incoming").iterdir()) == list((alone / "imports").iterdir()) == []
    assert client.post(f"/import/{first}/resume/").status_code == 409
    assert client.post("/import/..%2f/forget/").status_code in {404, 409}


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_suddenly_empty_waits_for_a_word(alone: Path, client: Client) -> None:
    until(upload(client, ("a.vcf", cards(0, 150))), "done")
    batch = until(upload(client, ("a.vcf", cards(0, 2)), ("b.vcf", cards(0, 9))), "done").batch
    page = client.get(f"/import/{batch}/").content.decode()
    assert "brought 150 people before, and this one brings only 2; nothing of it is kept." in page
    assert "Bring it anyway" in page
    assert [path.name for path in (alone / "incoming").rglob("*.vcf")] == ["a.vcf"]
    work.sweep()
    job = client.post(f"/import/{batch}/anyway/").headers["Location"].split("/")[-2]
    done = until(job, "done")
    report = batches.whole(access.owner(), done.batch).report
    assert report["files"][0]["records"]["unchanged"] == 2
    over(job)
    assert list((alone / "incoming").iterdir()) == []
    assert client.post(f"/import/{batch}/anyway/").status_code == 409
    assert "Bring it anyway" not in client.get(f"/import/{batch}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_large_import_is_taken_back_beside_the_pages(
    monkeypatch: pytest.MonkeyPatch, alone: Path, client: Client
) -> None:
    from amity.web.views import batches as views  # noqa: PLC0415

    assert alone
    batch = until(upload(client, ("a.vcf", cards(0, 30))), "done").batch
    monkeypatch.setattr(views, "AT_ONCE", 20)
    where = client.post(f"/import/{batch}/undo/").headers["Location"]
    job = where.split("/")[-2]
    until(job, "done")
    over(job)
    assert client.get(where).headers["Location"] == "/import/"
    assert "Taken back. What you wrote yourself has stayed." in client.get("/import/").content.decode()
    assert people.page(access.owner(), people.Query(), today=TODAY).total == 0


def test_the_page_of_an_undo_says_what_is_taken_back(client: Client, owner: Owner) -> None:
    batch = bring(owner, MAIL)["batch"]
    told = Progress(state="deriving", batch=batch, what="undo", step=("people", 4, 9))
    work._jobs["undoing"] = told
    page = client.get("/import/progress/undoing/").content.decode()
    assert re.search(r"What came with old\.mbox on .* is being taken back\.", page)
    assert "4 of 9 people put together" in page
    assert "/undoing/cancel/" not in page
    told.step = ("ties", 2, 9)
    assert "ties of 2 of 9 people counted" in client.get("/import/progress/undoing/").content.decode()


def test_what_goes_on_says_behind_how_many_records(client: Client, owner: Owner) -> None:
    assert owner
    work._jobs["again"] = Progress(
        total_bytes=100, known_bytes=40, known=110_000, records=10, current="a.mbox"
    )
    page = client.get("/import/progress/again/").content.decode()
    assert "Going on behind 110,000 records" in page
    assert "40%" in page


def text(page: str) -> str:
    """Give what a page says, without its marks."""
    main = page[page.index('<section id="records">') :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_each_record_says_what_became_of_it(client: Client, owner: Owner) -> None:
    bring(owner, MAIL, CARDS)
    batch = bring(owner, NEW_CARDS, LINKEDIN)["batch"]
    said = text(client.get(f"/import/{batch}/").content.decode())
    assert (
        "Ana Lima Older than what is here; kept beside it. Phone +442071838752 → +442071838750"
        " Organization Zinc → Acme Title Director → Engineer" in said
    )
    assert re.search(r"Cy Young .{0,60} choir", said)
    assert "One person with a record of old.mbox: same address ana@acme.example." in said
    only = text(client.get(f"/import/{batch}/?outcome=unchanged&file=new.vcf").content.decode())
    assert "Bo Chen" in only
    assert "Cy Young" not in only
    none = text(client.get(f"/import/{batch}/?q=nobody").content.decode())
    assert "No record fits that." in none


def test_exchanges_say_when_and_with_whom(client: Client, owner: Owner) -> None:
    batch = bring(owner, MAIL)["batch"]
    said = text(client.get(f"/import/{batch}/").content.decode())
    assert re.search(r"m4 Feb 17, 2026, Mail, with Bo Chen , cy@cedar\.example", said)


def test_fifty_records_stand_on_a_page(client: Client, owner: Owner) -> None:
    from tests.village import File, card  # noqa: PLC0415

    several = tuple(card(f"u{n}", f"Person {n}", f"p{n}@x.example") for n in range(120))
    batch = bring(owner, File("a.vcf", "vcard", several))["batch"]
    first = client.get(f"/import/{batch}/?outcome=created").content.decode()
    last = client.get(f"/import/{batch}/?outcome=created&page=3").content.decode()
    assert (first.count('<li data-row id="r'), last.count('<li data-row id="r')) == (50, 20)
    assert "?outcome=created&amp;page=2#records" in first


def test_one_record_is_taken_back_after_a_question(client: Client, owner: Owner) -> None:
    batch = bring(owner, CARDS)["batch"]
    line = brought.page(owner, batch, Asked(text="Bo")).lines[0]
    url = f"/import/{batch}/withdraw/{line.id}/"
    assert url in client.get(f"/import/{batch}/").content.decode()
    page = client.get(f"{url}?next=/import/{batch}/%3Foutcome=created").content.decode()
    assert "Bo Chen (card uid:bo of cards.vcf) leaves your book" in page
    assert people.page(owner, people.Query(), today=TODAY).total == 3
    for _ in range(2):
        answer = client.post(url, {"next": f"/import/{batch}/?outcome=created"})
        assert answer.headers["Location"] == f"/import/{batch}/?outcome=created"
    assert people.page(owner, people.Query(), today=TODAY).total == 2
    after = client.get(f"/import/{batch}/").content.decode()
    assert "1 was taken back" in after
    assert "You took this record back." in after
    assert client.get(f"/import/{batch}/withdraw/r999999999/").status_code == 404


def test_the_question_names_everybody_on_an_activity(client: Client, owner: Owner) -> None:
    people_of = [("ana@acme.example", "Ana Lima"), ("bo@birch.example", "Bo Chen"), ("+442071838751", "")]
    sail = exchange(
        "sail", datetime(2026, 5, 1, 9, tzinfo=UTC), *(("attendee", *who) for who in people_of),
        channel="meeting", text="Sailing", direction="mutual",
    )  # fmt: skip
    notes = tuple(
        replace(card(f"activity:sail:{address}", "", address, note="All day"), place=sail.place)
        for address, _ in people_of
    )
    batch = bring(owner, CARDS, File("coast.json", "monica", (sail, *notes)))["batch"]
    found = brought.page(owner, batch, Asked(file="coast.json"))
    assert len(found.lines) == 1
    url = f"/import/{batch}/withdraw/{found.lines[0].id}/"
    page = client.get(url).content.decode()
    about = page.partition("It is about")[2].partition("</p>")[0]
    assert [re.findall(r">([^<]+)</a>", about)] == [["Ana Lima", "Bo Chen", "Cy Young"]]
    client.post(url)
    assert brought.page(owner, batch, Asked(file="coast.json")).counts["taken-back"] == 1


def test_a_strangers_record_cannot_be_taken_back(client: Client, owner: Owner) -> None:
    from tests.village import book  # noqa: PLC0415

    other = book("x@other.example")
    batch = bring(other, CARDS)["batch"]
    line = brought.page(other, batch, Asked()).lines[0]
    mine = bring(owner, MAIL)["batch"]
    for url in (f"/import/{batch}/withdraw/{line.id}/", f"/import/{mine}/withdraw/{line.id}/"):
        assert client.get(url).status_code == client.post(url).status_code == 404
    assert people.page(other, people.Query(), today=TODAY).total == 3


def test_the_hand_on_a_run_is_only_for_runs_that_are_there(client: Client, owner: Owner) -> None:
    assert owner
    for word in ("pause", "proceed", "cancel"):
        assert client.get(f"/import/nobody/{word}/").status_code == 405
        assert client.post(f"/import/nobody/{word}/").status_code == 404
