"""Bring: files in, progress, every record accounted for, undo; the village by one button."""

from __future__ import annotations

import re
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from amity import options
from amity.book import access, batches, owners, people
from amity.sync import run, work
from amity.sync.progress import Progress
from amity.web import uploads
from amity.web.page import Owner
from amity.web.views import batches as views
from tests.web.conftest import TODAY

CARDS = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Sousa\r\nEMAIL:ana@sousa.example\r\nEND:VCARD\r\n"
OTHER = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Marcus Berg\r\nEMAIL:m@berg.example\r\nEND:VCARD\r\n"


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Run in place, as a database within one transaction needs it, and give what was asked."""
    asked: list[dict[str, object]] = []

    def start(owner: Owner, paths: list[Path], **told: Any) -> str:  # noqa: ANN401 - what the view passes
        asked.append({"names": [path.name for path in paths], **told})
        report = run.bring(owner, paths, me=told["me"], today=told["today"])
        shutil.rmtree(told["discard"])
        work._jobs["job"] = Progress(state="done", batch=report["batch"])
        return "job"

    monkeypatch.setattr(work, "start", start)
    return asked


def files(*named: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"upload": [SimpleUploadedFile(name, content) for name, content in named]}


def bare(page: str) -> str:
    """Give a page without its tokens, which differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def brought(client: Client, *named: tuple[str, bytes]) -> str:
    """Bring files and give the address of the batch the browser ends at."""
    answer = client.post("/import/", {**files(*named), "me": "robin@hale.example"}, follow=True)
    return str(answer.redirect_chain[-1][0])


def test_several_files_come_in_at_once(client: Client, owner: Owner, inline: list[dict[str, object]]) -> None:
    url = brought(client, ("a.vcf", CARDS), ("b.vcf", OTHER))
    page = client.get(url).content.decode()
    assert inline[0]["names"] == ["a.vcf", "b.vcf"]
    assert "2 new people" in page
    assert {one.name for one in people.page(owner, people.Query(), today=TODAY).people} == {
        "Ana Sousa",
        "Marcus Berg",
    }


@pytest.mark.usefixtures("inline")
def test_two_files_of_one_name_both_come_in(client: Client, owner: Owner) -> None:
    brought(client, ("contacts.vcf", CARDS), ("contacts.vcf", OTHER))
    assert people.page(owner, people.Query(), today=TODAY).total == 2


@pytest.mark.usefixtures("owner", "inline")
def test_what_is_not_understood_is_said(client: Client) -> None:
    page = client.get(brought(client, ("tax.pdf", b"%PDF-1.7 nothing for us"))).content.decode()
    assert "tax.pdf" in page
    assert "1 file was left as it is" in page


@pytest.mark.usefixtures("owner", "inline")
def test_what_was_read_stands_above_what_was_not(client: Client) -> None:
    odd = [(f"part-{number}.pdf", b"%PDF-1.7 nothing for us") for number in range(30)]
    page = client.get(brought(client, *odd, ("z.vcf", CARDS))).content.decode()
    table = page[page.index("<table class=") : page.index("</table>")]
    assert "z.vcf" in table
    assert ".pdf" not in table
    assert "30 files were left as they are" in page
    assert page.index("</table>") < page.index("part-0.pdf, part-1.pdf, part-2.pdf …</code>")
    assert "part-29.pdf" not in page


@pytest.mark.usefixtures("owner", "inline")
def test_many_files_of_one_kind_are_one_row_and_what_was_left_out_is_summed(client: Client) -> None:
    cards = [(f"card-{number}.vcf", CARDS.replace(b"ana@", b"a%d@" % number)) for number in range(23)]
    bare_cards = [(f"bare-{number}.vcf", CARDS.replace(b"FN:Ana Sousa", b"FN:").replace(
        b"EMAIL:ana@sousa.example", b"NOTE:nobody")) for number in range(7)]  # fmt: skip
    page = client.get(brought(client, *cards, *bare_cards)).content.decode()
    assert page.partition('id="records"')[0].count('<th scope="row">') == 1
    assert "30 files" in page.partition('<th scope="row">')[2].partition("</tr>")[0]
    assert "7 times, for example: " in page.partition('id="batches-left-out"')[2].partition("</ul>")[0]
    assert 'href="?outcome=skipped#records"' in page


@pytest.mark.usefixtures("owner", "inline")
def test_a_folder_of_many_folders_stays_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FOLDED", 5)
    one = run.bring

    def foldered(*told: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - what the import passes
        report = one(*told, **more)
        found = batches.find(access.owner(), report["batch"])
        for number, file in enumerate(found.report["files"]):
            file["path"] = f"box/{number // 2}/{file['path']}"
        found.save()
        return report

    monkeypatch.setattr(run, "bring", foldered)
    cards = [(f"card-{number}.vcf", CARDS.replace(b"ana@", b"a%d@" % number)) for number in range(60)]
    page = client.get(brought(client, *cards)).content.decode()
    assert page.partition('id="records"')[0].count('<th scope="row">') == 25
    assert "5 more folders were read" in page
    assert "box/0 <small>2 files</small>" in page
    assert 'id="id_file"' not in page


@pytest.mark.usefixtures("owner", "inline")
def test_a_few_files_that_were_read_stand_one_by_one(client: Client) -> None:
    cards = [(f"card-{number}.vcf", CARDS.replace(b"ana@", b"a%d@" % number)) for number in range(20)]
    page = client.get(brought(client, *cards)).content.decode()
    assert page.count('<th scope="row">card-') == 20
    assert "batches-left-out" not in page


@pytest.mark.usefixtures("owner")
def test_progress_is_never_more_than_all_and_looks_again_without_a_script(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = Progress(state="running", total_bytes=1_700_000, done_bytes=8_600_000, records=9, fresh=9)
    monkeypatch.setitem(work._jobs, "job", now)
    page = client.get("/import/progress/job/").content.decode()
    assert 'value="62"' in page
    assert "62%" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page


@pytest.mark.usefixtures("db")
def test_bringing_asks_who_you_are_until_it_knows(client: Client) -> None:
    assert 'name="me"' in client.get("/import/").content.decode()
    owners.set_addresses(access.owner(), ["robin@hale.example"], today=TODAY)
    page = client.get("/import/").content.decode()
    assert 'name="me"' not in page
    assert "robin@hale.example" in page


@pytest.mark.usefixtures("db")
def test_an_own_address_that_is_none_is_said_at_its_field(client: Client) -> None:
    answer = client.post("/import/", {**files(("a.vcf", CARDS)), "me": "robin"})
    assert answer.status_code == 422
    assert "“robin” is not a mail address." in answer.content.decode()


@pytest.mark.usefixtures("owner")
def test_bringing_nothing_is_asked_again(client: Client) -> None:
    answer = client.post("/import/", {})
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.content.decode()


@pytest.mark.usefixtures("inline")
def test_taking_back_asks_first_and_leaves_nothing(client: Client, owner: Owner) -> None:
    url = brought(client, ("a.vcf", CARDS))
    assert "Take this back?" in client.get(f"{url}undo/").content.decode()
    assert people.page(owner, people.Query(), today=TODAY).total == 1
    assert client.post(f"{url}undo/").headers["Location"] == "/import/"
    assert people.page(owner, people.Query(), today=TODAY).total == 0
    assert "taken back" in client.get("/import/").content.decode()


@pytest.mark.usefixtures("inline")
def test_the_village_comes_into_an_empty_book_only(client: Client, owner: Owner) -> None:
    answer = client.post("/import/village/", follow=True)
    assert answer.status_code == 200
    assert people.page(owner, people.Query(), today=TODAY).total > 20
    assert client.post("/import/village/").status_code == 409
    assert len(batches.all(owner)) == 1


@pytest.mark.parametrize(
    ("state", "said"),
    [("reading", "every 1s"), ("failed", "The disk is full."), ("done", "The reading has ended.")],
)
@pytest.mark.usefixtures("db")
def test_progress_is_told_until_it_ends(state: str, said: str, client: Client) -> None:
    work._jobs["told"] = Progress(
        total_bytes=100, done_bytes=40, state=state, sentence="The disk is full." if state == "failed" else ""
    )
    page = client.get("/import/progress/told/").content.decode()
    part = client.get("/import/progress/told/", headers={"HX-Target": "batches-run"}).content.decode()
    assert said in page
    assert bare(part.strip()) in bare(page)
    assert ("every 1s" in page) == (state == "reading")


@pytest.mark.usefixtures("db")
def test_when_the_reading_is_done_the_window_moves_on(client: Client) -> None:
    work._jobs["over"] = Progress(state="done", batch="b1")
    plain = client.get("/import/progress/over/")
    part = client.get("/import/progress/over/", headers={"HX-Request": "true", "HX-Target": "batches-run"})
    assert plain.headers["Location"] == part.headers["HX-Redirect"] == "/import/b1/"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\mail\\all.mbox", "all.mbox"),
        ("..", "file-3"),
        ("a\x00\n\u202eb.vcf", "ab.vcf"),
        ("ü" * 200 + ".vcf", "ü" * 73 + ".vcf"),
    ],
)
def test_a_file_keeps_its_last_name_and_no_folder(name: str, kept: str) -> None:
    assert uploads.named(name, 3) == kept


@pytest.mark.django_db(transaction=True)
def test_an_upload_is_read_beside_the_pages_and_its_copy_is_gone() -> None:
    client = Client()
    before = {thread.name for thread in threading.enumerate()}
    incoming = options.current().data / "incoming"
    folders = set(incoming.glob("bring-*"))
    told = {**files(("a.vcf", CARDS)), "me": "robin@hale.example"}
    url = client.post("/import/", told).headers["Location"]
    deadline = time.monotonic() + 120
    while client.get(url).status_code == 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    for thread in threading.enumerate():
        if thread.name not in before:
            thread.join(10)
    assert client.get(url).headers["Location"].startswith("/import/")
    assert set(incoming.glob("bring-*")) == folders
    assert people.page(access.owner(), people.Query(), today=TODAY).total == 1
    connection.close()


def test_a_page_that_watches_a_run_nobody_knows_any_more_is_led_to_the_list(
    client: Client, owner: Owner
) -> None:
    assert owner
    part = client.get("/import/progress/gone/", headers={"HX-Request": "true", "HX-Target": "batches-run"})
    said = part.content.decode()
    assert part.status_code == 200
    assert said.startswith('<div id="batches-run">')
    assert 'href="/import/"' in said
    assert "hx-get" not in said
    whole = client.get("/import/progress/gone/")
    assert whole.status_code == 404
    assert "No longer reading" in whole.content.decode()
