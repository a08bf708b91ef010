"""The page on which the owner says what a table's columns are."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amity.book import batches, mappings, people
from amity.sync import columns, run, waiting, work
from amity.sync.progress import Progress
from amity.web.page import Owner
from tests.web.conftest import TODAY

TABLE = "Wer;Post;Haus\nJörg Weiß;joerg@weiss.example;<b>Weiß</b> & Söhne\nUte Kern;ute@kern.example;\n"
KNOWN = "Name,Email,Title\nAnn Lee,ann@lee.example,rowing\n"


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in place, as a database within one transaction needs it, in a folder of this test's own."""

    def start(owner: Owner, paths: list[Path], **told: Any) -> str:  # noqa: ANN401 - what the view passes
        told.pop("discard")
        report = run.bring(owner, paths, **told)
        waiting.keep(paths, report)
        work._jobs["job"] = Progress(state="done", batch=report["batch"])
        return "job"

    monkeypatch.setattr(work, "start", start)
    monkeypatch.setattr(waiting, "_folder", lambda: tmp_path / "waiting")


def brought(client: Client, name: str = "people.csv", text: str = TABLE) -> str:
    """Bring a table and give the address of its batch."""
    upload = SimpleUploadedFile(name, text.encode())
    answer = client.post("/import/", {"upload": [upload], "me": "robin@hale.example"}, follow=True)
    return str(answer.redirect_chain[-1][0])


def asking(url: str, file: str = "people.csv") -> str:
    """Give the address at which a table of this batch is asked about."""
    return f"{url.replace('import', 'columns')}?file={file}"


def names(owner: Owner) -> list[str]:
    found = people.page(owner, people.Query(sort="name"), today=TODAY).people
    return [f"{person.name} ({person.title or person.organization})" for person in found]


def test_a_table_nobody_knows_is_asked_about(client: Client, owner: Owner) -> None:
    url = brought(client)
    page = client.get(url).content.decode()
    assert "once you say what its columns are" in page
    asked = re.search(r'href="([^"]+\?file=people\.csv)"', page)
    assert asked
    shown = client.get(asked[1]).content.decode()
    assert "Jörg Weiß" in shown
    assert "&lt;b&gt;Weiß&lt;/b&gt; &amp; Söhne" in shown
    assert re.search(r'<option value="email" selected>', shown)
    assert names(owner) == []


def test_what_is_answered_is_remembered_and_the_table_is_read(client: Client, owner: Owner) -> None:
    url = asking(brought(client))
    told = {"column-0": "name", "column-1": "email", "column-2": "organization"}
    answer = client.post(url, told, follow=True)
    assert answer.status_code == 200
    assert names(owner) == ["Jörg Weiß (<b>Weiß</b> & Söhne)", "Ute Kern ()"]
    assert list(mappings.all(owner).values()) == [{"wer": "name", "post": "email", "haus": "organization"}]
    again = client.get(brought(client)).content.decode()
    assert "once you say what its columns are" not in again


def test_a_table_that_was_understood_can_be_read_otherwise(client: Client, owner: Owner) -> None:
    url = brought(client, "known.csv", KNOWN)
    assert names(owner) == ["Ann Lee (rowing)"]
    assert "Read otherwise" in client.get(url).content.decode()
    told = {"column-0": "name", "column-1": "email", "column-2": "tag"}
    client.post(asking(url, "known.csv"), told, follow=True)
    assert names(owner) == ["Ann Lee ()"]
    old, new = (batches.whole(owner, one.id).report["files"][0] for one in reversed(batches.all(owner)))
    assert (old["understood"], old["reason"]) == (False, columns._READ_AGAIN)
    assert new["people"]["created"] == 1


def test_an_answer_that_makes_nobody_comes_back_with_its_sentence(client: Client, owner: Owner) -> None:
    url = asking(brought(client))
    for told in ({"column-0": "note", "column-1": "note", "column-2": "note"}, {"column-0": "nonsense"}):
        answer = client.post(url, told)
        assert answer.status_code == 422
    assert mappings.all(owner) == {}
    assert names(owner) == []


def test_what_is_gone_or_was_never_there_is_said(client: Client, owner: Owner) -> None:
    url = brought(client)
    for file in ("other.csv", "../people.csv", "", "people.csv/inside"):
        place = asking(url).partition("?")[0]
        assert "is gone" in client.get(place, {"file": file}).content.decode(), file
        assert client.post(f"{place}?file={file}", {"column-0": "name"}).status_code == 409, file
    assert client.get("/columns/nothing/?file=people.csv").status_code == 404
    assert client.delete(asking(url)).status_code == 405
    assert names(owner) == []


def test_the_form_asks_for_its_token(client: Client, strict: Client, owner: Owner) -> None:
    url = asking(brought(client))
    assert strict.post(url, {"column-0": "name"}).status_code == 403
    assert mappings.all(owner) == {}


@pytest.mark.usefixtures("owner")
def test_a_file_waits_for_a_day_and_no_longer(client: Client, tmp_path: Path) -> None:
    batch = brought(client).strip("/").rpartition("/")[2]
    assert waiting.find(batch, "people.csv") is not None
    old = time.time() - waiting.DAY - 1
    os.utime(tmp_path / "waiting" / batch, (old, old))
    assert waiting.find(batch, "people.csv") is None
    assert list((tmp_path / "waiting").iterdir()) == []


@pytest.mark.usefixtures("owner")
def test_only_tables_wait(client: Client, tmp_path: Path) -> None:
    brought(client, "a.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Sousa\r\nEND:VCARD\r\n")
    assert not (tmp_path / "waiting").exists()


@pytest.mark.usefixtures("owner")
def test_names_of_columns_are_never_part_of_the_page(client: Client) -> None:
    header = '<script>x</script>;"><img>;{{ 7 }};\x1b[31m;' + "n" * 5_000
    url = asking(brought(client, text=f"{header}\na;b;c;d;e\n"))
    page = client.get(url).content.decode()
    assert "<script>x" not in page
    assert "<img>" not in page
    assert "n" * 400 not in page
