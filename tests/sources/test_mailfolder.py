"""Folders with one file for each mail are one file of many to the book."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from amity.sources import jail, mailfolder, reader

ME, ANA = "robin@vale.example", "ana@acme.example"


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail, "allow", lambda _: None)


def mail(number: int, *, by: str = ANA, to: str = ME) -> str:
    date = "Fri, 01 Mar 2024 08:00:00 +0000"
    return f"Message-ID: <{number}@x.example>\nDate: {date}\nFrom: {by}\nTo: {to}\n\nHi\n"


def said(folder: Path, files: dict[str, str]) -> list[list[Any]]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    settings = {"today": "2026-11-24", "subjects": True, "snippets": True, "region": None}
    order = {"files": [[str(folder / name), name] for name in files], "skip": 0, "settings": settings}
    out = io.StringIO()
    reader.Reader(order, out).run()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def begun(lines: list[list[Any]]) -> list[tuple[str, str]]:
    return [(line[2], line[3]) for line in lines if line[0] == "file"]


def test_a_maildir_is_one_line_of_the_report_for_each_folder(tmp_path: Path) -> None:
    cur = {f"M/cur/17092800{n:02}.M{n}.host:2,S": mail(n) for n in range(5)}
    new = {f"M/new/17092800{n:02}.M{n}.host": mail(n) for n in range(5, 8)}
    lines = said(tmp_path, {"M/dovecot-uidlist": "3", **cur, **new, "M/z.vcf": ""})
    assert begun(lines) == [
        ("M/dovecot-uidlist", None), ("M/cur", "mail"), ("M/new", "mail"), ("M/z.vcf", "vcard"),
    ]  # fmt: skip
    assert [line[1] for line in lines if line[0] == "open"] == [0, 5, 8, 9]
    places = [line[2] for line in lines if line[0] == "i"]
    assert places[0] == "1709280000.M0.host:2,S"
    assert len(set(places)) == 8


def test_flags_of_a_maildir_say_what_is_a_draft_or_in_the_trash(tmp_path: Path) -> None:
    files = {f"M/cur/170928000{n}.M{n}.host:2,{flags}": mail(n) for n, flags in enumerate(("RS", "DS", "ST"))}
    lines = said(tmp_path, files)
    assert [line[2] for line in lines if line[0] == "x"] == ["draft", "spam"]


def test_exported_mails_are_told_together_when_they_are_many(tmp_path: Path) -> None:
    few = {f"few/{n}.eml": mail(n) for n in range(3)}
    many = {f"many/{n:03}.EML": mail(n) for n in range(mailfolder.MANY)}
    told = begun(said(tmp_path, {**few, **many}))
    assert told == [*((name, "mail") for name in few), ("many", "mail")]


def test_a_stranger_in_a_folder_of_sent_mails_is_not_the_owner(tmp_path: Path) -> None:
    files = {f".Sent/cur/17092800{n:02}.M{n}.host:2,S": mail(n, by=ME, to=ANA) for n in range(9)}
    lines = said(tmp_path, {**files, ".Sent/cur/1709280099.M99.host:2,S": mail(99)})
    assert [line[3] for line in lines if line[0] == "p"] == [[["email", ME, ""]]]


def test_what_is_no_mail_or_cannot_be_opened_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good = {f"M/cur/170928000{n}.M{n}.host:2,": mail(n) for n in range(2)}
    (tmp_path / "M/cur").mkdir(parents=True)
    lines = said(tmp_path, {**good, "M/cur/1709280003.M3.host:2,": "no mail at all"})
    assert [(line[1], line[2]) for line in lines if line[0] == "x"] == [
        ("1709280003.M3.host:2,", "unreadable")
    ]
    gone = [(str(tmp_path / name), name) for name in (*good, "M/cur/1709280004.gone")]
    assert mailfolder.size(gone) == sum(map(len, good.values()))
    order = {
        "files": gone,
        "skip": 0,
        "settings": {"today": "2026-11-24", "subjects": True, "snippets": True, "region": None},
    }
    out = io.StringIO()
    reader.Reader(order, out).run()
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line[0] for line in told] == ["open", "file", "i", "i", "x", "end"]
    assert "cannot be opened" in told[4][3]


def test_an_mbox_among_them_gives_each_of_its_mails_a_place(tmp_path: Path) -> None:
    box = "".join(f"From x Fri Mar 01 08:00:00 2024\n{mail(n)}\n" for n in range(2))
    lines = said(tmp_path, {"M/cur/1709280001.a:2,": box, "M/cur/1709280002.b:2,": mail(7)})
    places = [line[2] for line in lines if line[0] == "i"]
    assert places == [
        "1709280001.a:2,, message 1 (byte 0)",
        f"1709280001.a:2,, message 2 (byte {len(box) // 2})",
        "1709280002.b:2,",
    ]


def test_groups_keep_every_file_in_its_order() -> None:
    names = ["a.txt", "M/cur/1709280001.a", "M/cur/1709280002.b", "M/tmp/1709280003.c", "x/1.eml", "y/cur/z"]
    told = list(mailfolder.groups([(name, name) for name in names]))
    assert [place for place, _ in told] == [0, 2, 3, 4, 5]
    assert [shown for _, part in told for _, shown in part] == names
