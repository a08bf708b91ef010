"""Everything that a book can live through, told the same way on every database.

Run as a program, in a process of its own, with `AMITY_DATA` and `AMITY_DATABASE_URL` set; the first word is
a folder for its files.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[1] / "sources" / "samples" / "nametag" / "choir.json"
PAIRS = (
    ("Katarzyna Blum", "Delfin Werft"), ("Dmitri Sokolov", "Polar Line"), ("Tobias Ringel", "Kiosk"),
    ("Wanda Quist", "Mill"),
)  # fmt: skip
UNKNOWN = "aa,bb,cc\n" + "".join(f"Zora Quill{n},zora{n} at quill,{n}\n" for n in range(9))


class Broken(Exception):  # noqa: N818 - what a crash looks like from within
    """The import is cut off here."""


def card(*lines: bytes) -> bytes:
    return b"\r\n".join((b"BEGIN:VCARD", b"VERSION:3.0", *lines, b"END:VCARD", b""))


def hostile(folder: Path) -> list[Path]:
    """Write files with all that one database keeps and another one does not."""
    nul = card(b"UID:n\0ul", b"FN:N\0ul \0Berg", b"NOTE:a\0b", b"EMAIL:nul@x.example")
    half = (b"UID:half", b"FN:Half \xed\xa0\x80 Surrogate", b"X-ODD:\xed\xb0\x80", b"TEL:+442071838799")
    long = (b"UID:" + b"u" * 3000, b"FN:" + b"Long " * 900, b"EMAIL:l@x.example", b"NOTE:" + b"n" * 70_000)
    told = (
        SAMPLE.read_text("utf-8").replace('"Oskar"', '"Os\\ud83dk\\u0000ar"').replace("Tuesdays", "\\udc00")
    )
    assert told.count("\\ud83d") > 0
    files = {
        "choir.json": told.encode(),
        "half.vcf": card(*half),
        "long.vcf": card(*long),
        "nul.vcf": nul * 2,
        "quote.csv": b'Name,E-mail,Note\n"O\'Brien; DROP TABLE x; --",ob@x.example,"%s %(a)s {} \\"\n',
    }
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder]


def cards(first: int, last: int) -> str:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{n}\r\nFN:Person {n}\r\nEMAIL:p{n}@x.example\r\nEND:VCARD\r\n"
        for n in range(first, last)
    )


def story(folder: Path) -> dict[str, Any]:
    """Live through everything, and tell what the book holds after each chapter."""
    from amity.cli import start  # noqa: PLC0415 - the environment is read first

    owner = start.book()
    owner.secret = "5eed" * 8  # ids follow from it, and equal pairs are told in their order
    owner.save()
    from amity.book import batches, owners  # noqa: PLC0415
    from amity.keep import export, soundness  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    owners.set_addresses(owner, [village.ROBIN], today=village.TODAY)

    def content() -> str:
        owner.refresh_from_db()
        return export.dump(export.document(owner))

    told: dict[str, Any] = {}
    chapters = {"files": read, "one": withdrawn, "broken": continued, "columns": mapped, "pairs": paired,
                "drawn": drawn, "counted": counted, "book": carried}  # fmt: skip
    for name, chapter in chapters.items():
        told[name] = [chapter(owner, folder, content), content()]
    for batch in batches.all(owner):
        if batch.state == "done":
            batches.undo(owner, batch.id, today=village.TODAY)
    told["left"] = [content(), dict(soundness.dangling())]
    return told


def read(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401
    """Bring hostile files twice, and cards that are in one file twice."""
    from amity.sync import run  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    paths = hostile(folder / "hostile")
    first = run.bring(owner, paths, today=village.TODAY, region="GB")
    once = content()
    again = run.bring(owner, paths, today=village.TODAY, region="GB")
    assert once == content()
    files = [(file["path"], file["understood"], file["records"]) for file in first["files"]]
    return files, first["totals"], again["totals"]


def withdrawn(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401, ARG001
    """Take one record of an import back, and look at what its page lists."""
    from amity.book import brought  # noqa: PLC0415
    from amity.core.brought import Asked  # noqa: PLC0415
    from amity.sync import recovery  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    batch = village.bring(owner, village.MAIL, village.CARDS, village.NEW_CARDS)["batch"]
    shown = brought.page(owner, batch, Asked())
    wanted = next(line for line in shown.lines if line.title == "Cy Young" and line.outcome == "created")
    recovery.undo_one(owner, batch, wanted.id, today=village.TODAY)
    asked = [Asked(outcome=name) for name in ("created", "updated", "joined", "taken-back")]
    asked += [Asked(text="birch"), Asked(text="O'B%_"), Asked(file="new.vcf")]
    pages = [brought.page(owner, batch, one) for one in asked]
    return [sorted((line.title, line.outcome, line.place) for line in page.lines) for page in pages]


def continued(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401
    """Break an import off at its third step, and let it go on."""
    from amity.sync import run  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    place, before = folder / "many.vcf", content()
    known: list[int] = []
    place.write_text(cards(0, 300) + cards(250, 320), "utf-8")
    run.STEP, kept, steps = 60, run._Run._acknowledge, iter(range(99))

    def acknowledge(self: Any) -> None:  # noqa: ANN401
        kept(self)
        if next(steps) == 2:
            raise Broken

    run._Run._acknowledge = acknowledge  # type: ignore[method-assign]
    try:
        run.bring(owner, [place], today=village.TODAY)
    except Broken:
        run._Run._acknowledge = kept  # type: ignore[method-assign]
    from amity.book import batches  # noqa: PLC0415

    batches.recover(owner, today=village.TODAY)
    assert content() == before
    report = run.bring(owner, [place], today=village.TODAY, goes_on=known.append)
    return known, report["totals"]


def mapped(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401, ARG001
    """Say what the columns of a table are, and read it so."""
    from amity.book import mappings  # noqa: PLC0415
    from amity.sync import columns, run  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    place = folder / "odd.csv"
    place.write_text(UNKNOWN, "utf-8")
    first = run.bring(owner, [place], today=village.TODAY)
    columns.say(owner, [place], [("aa", "name"), ("cc", "note")], today=village.TODAY)
    second = run.bring(owner, [place], today=village.TODAY)
    columns.say(owner, [place], [("bb", "place")], today=village.TODAY)
    columns.again(owner, second["batch"], "odd.csv", today=village.TODAY)
    third = run.bring(owner, [place], today=village.TODAY)
    return first["totals"], second["totals"], third["totals"], sorted(mappings.all(owner).values(), key=str)


def drawn(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401, ARG001
    """Order everybody by what contact can be worth, those never in touch too, and draw the week."""
    from amity.book import derivation, plan, ranked, ties  # noqa: PLC0415
    from amity.book.models import Outlook  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    derivation.advance(owner, today=village.TODAY)
    told = Outlook.objects.filter(owner=owner).annotate(told=ranked.bound(int(ties.now(village.TODAY))))
    several = [(bound, name, last) for bound, name, last in told.values_list("told", "person__name", "last")]
    assert any(last is None for _, _, last in several)
    week = plan.week(owner, today=village.TODAY)
    picks = [(pick.person_name, pick.reason) for pick in week.picks]
    return sorted((name, round(bound, 9)) for bound, name, _ in several), picks, week.gap


def counted(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401, ARG001
    """Count all ties anew at another pace, one by one, while a thread brings mail and takes it back."""
    from django.db import connection  # noqa: PLC0415 - the environment is read first

    from amity.book import access, batches, derivation, recount, ties  # noqa: PLC0415
    from amity.book.models import Tie  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    def held() -> list[Any]:
        kept = Tie.objects.filter(owner=owner).order_by("person__uid")
        return list(kept.values_list("person__uid", "key", "row", "channels"))

    def bring() -> None:
        for file in (village.MORE_MAIL, village.CALENDAR, village.MORE_MAIL):
            report = village.bring(access.owner(), file)
            if file is not village.CALENDAR:
                batches.undo(access.owner(), report["batch"], today=village.TODAY)
            brought.append(report["totals"]["interactions"]["created"])
        connection.close()

    derivation.advance(owner, today=village.TODAY)
    pace, brought = [180.0, 365.0, 0.25, 0.3, 0.5], list[int]()
    owner.paces = {**owner.paces, "learned": {"mail": pace}, "older": [], "after": 0}
    owner.save()
    recount.TOGETHER, recount.AT_ONCE, beside = 1, 0, threading.Thread(target=bring)
    before = len(held())
    beside.start()
    portions = 0
    while recount.go_on(owner) or beside.is_alive():
        portions += 1
        if not recount.waits(owner):
            owner.refresh_from_db()
            owner.paces = {**owner.paces, "after": 0}
            owner.save(update_fields=["paces"])
    beside.join()
    found = held()
    ties.replay(owner, None, today=village.TODAY)
    assert held() == found
    assert len(brought) == 3
    assert portions >= before > 0
    if connection.vendor == "postgresql":
        _written_beside(owner)
    return brought, [(person, round(key, 6)) for person, key, *_ in found]


def _written_beside(owner: Any) -> None:  # noqa: ANN401
    """Write something while ties are counted: it is kept at once. In SQLite one writes at a time."""
    from django.db import connection, transaction  # noqa: PLC0415 - the environment is read first

    from amity.book import ties  # noqa: PLC0415
    from amity.book.models import Verdict  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    def write() -> None:
        Verdict.objects.create(owner=owner, one="a", other="b", same=False, on=village.TODAY).delete()
        connection.close()

    beside = threading.Thread(target=write)
    with transaction.atomic():
        ties.hold(owner)
        beside.start()
        beside.join(20)
        assert not beside.is_alive()


def paired(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401, ARG001
    """Look for pairs; join, tell apart, ask again, put off, join the certain ones, split."""
    from amity.book import duplicates, people  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    today = village.TODAY
    cards = [
        village.card(
            f"uid:{one}{number}", name, f"{one}{number}@y.example", organization=place, title=one * 5
        )
        for number, (name, place) in enumerate(PAIRS)
        for one in "ab"
    ]
    village.bring(owner, village.File("pairs.vcf", "vcard", tuple(cards)))
    found = duplicates.refresh(owner)
    first, second, third, *_ = duplicates.open(owner, today=today)
    said = [(pair.one.name, pair.other.name, round(pair.probability, 6), pair.sentence, pair.certain)
            for pair in duplicates.open(owner, today=today)]  # fmt: skip
    duplicates.later(owner, first.id)
    joined = duplicates.join(owner, first.one.id, first.other.id, today=today, keep={"title": "bbbbb"})
    duplicates.different(owner, second.one.id, second.other.id, today=today)
    duplicates.different(owner, third.one.id, third.other.id, today=today)
    duplicates.ask_again(owner, third.one.id, third.other.id)
    sure = duplicates.open(owner, today=today, certain=True)
    count = duplicates.join_certain(owner, [pair.id for pair in sure], today=today)
    before = people.count(owner)
    parts = duplicates.split(owner, joined, today=today)
    again = duplicates.refresh(owner)
    return found, sorted(said), count, before, len(parts), again, duplicates.total(owner)


def carried(owner: Any, folder: Path, content: Callable[[], str]) -> Any:  # noqa: ANN401
    """Take the book along and bring it back, with its verdicts and mappings."""
    from amity.keep import export, restore  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    place, other = folder / "book.zip", village.book()
    export.write(owner, place)
    restore.bring(other, place, today=village.TODAY)
    other.refresh_from_db()
    document = export.document(other)
    assert export.dump(document) == content()
    return len(document["verdicts"]), len(document["mappings"])


if __name__ == "__main__":
    print(json.dumps(story(Path(sys.argv[1]))))  # noqa: T201 - it is read by the test
