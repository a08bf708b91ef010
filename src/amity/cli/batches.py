"""Files in, and out again: `import`, `batches`, `batch`, `undo`."""

from __future__ import annotations

import dataclasses
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from amity import options
from amity.cli import answer, columns, start
from amity.cli.columns import Column
from amity.core import piles
from amity.core.brought import OUTCOMES, Asked, Joined, Line

if TYPE_CHECKING:
    from amity.book.access import Owner
    from amity.sync.progress import Control, Progress

_WIDTH = 78
_PHASES = {"deriving": "putting people together", "stopping": "taking everything back"}
_EVERYTHING = 1_000_000


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address that is your own; may be repeated.")
@click.option(
    "--column", "told", multiple=True, metavar="NAME=FIELD", type=Column(),
    help="What a column of a table is; may be repeated, and is remembered.",
)  # fmt: skip
@click.option("--anyway", is_flag=True, help="Bring also a file that is suddenly (nearly) empty.")
@click.option("--forget", is_flag=True, help="Forget the imports that were interrupted; brings nothing.")
def import_command(
    paths: tuple[Path, ...],
    me: tuple[str, ...],
    told: tuple[tuple[str, str], ...],
    *,
    anyway: bool,
    forget: bool,
) -> None:
    """Bring files or folders: mail, LinkedIn archive, contacts, tables of people, calendar."""
    if bool(paths) == forget:
        raise click.UsageError("Name the files to bring, or only say --forget.")
    owner = start.book()
    if forget:
        _forget(owner)
        return
    if told:
        columns.say(owner, paths, told)
    from amity.keep import restore  # noqa: PLC0415

    if len(paths) == 1 and restore.is_book(paths[0]):
        report = restore.bring(owner, paths[0], today=start.today())
    else:
        report = _bring(owner, paths, me, anyway=anyway)
        columns.ask(owner, paths, report)
    from amity.book import owners  # noqa: PLC0415
    from amity.core import owning  # noqa: PLC0415

    mails, asked = owners.undirected(owner), owners.asked(owner)
    more = {"undirected": mails, "suggested": [dataclasses.asdict(one) for one in asked.suggested]}
    sentence = owning.undirected(mails if asked.undirected else 0, asked.suggested)
    answer.give({**report, **more}, [*_lines(report), *filter(None, [sentence])])
    if not all(file["understood"] for file in report["files"]):
        answer.leave(1)


def _bring(owner: Owner, paths: tuple[Path, ...], me: tuple[str, ...], *, anyway: bool) -> dict[str, Any]:
    from amity.sync import run  # noqa: PLC0415
    from amity.sync.progress import Control  # noqa: PLC0415

    control = Control()
    with _stoppable(control):
        return run.bring(
            owner, paths, me=me, today=start.today(), watch=_watch(), region=options.current().region,
            control=control, anyway=anyway, goes_on=_goes_on,
        )  # fmt: skip


def _goes_on(records: int) -> None:
    answer.say(f"This import was interrupted; it goes on after {records:,} records.")


@contextmanager
def _stoppable(control: Control) -> Iterator[None]:
    """Let the first Ctrl-C end the import properly; the second ends the program at once."""

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        answer.say("\nStopping …")
        control.stop()

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not the main thread, where no signal comes
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _forget(owner: Owner) -> None:
    from amity.sync import work  # noqa: PLC0415

    found = work.interrupted(owner)
    for one in found:
        work.forget(owner, one.name)
    answer.give({"forgotten": len(found)}, [f"{len(found)} interrupted imports are forgotten."])


def _watch() -> Callable[[Progress], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(progress: Progress) -> None:
        click.echo(f"\r{progress_line(progress):<{_WIDTH}}", nl=progress.state == "done", err=True)

    return show


def progress_line(progress: Progress) -> str:
    """Say in one line of a terminal how far an import is, how fast, and for how long still."""
    look = progress.look()
    told = [f"{look.percent:3}%", f"{max(progress.records, progress.known):,} records"]
    if look.rate is not None:
        told.append(f"{look.rate:,} a second")
    if look.left:
        told.append(f"{look.left} left")
    told.append(_PHASES.get(progress.state, progress.current[-24:]))
    return "  ".join(told)[:_WIDTH].rstrip()


def _lines(report: dict[str, Any]) -> Iterator[str]:
    read: list[dict[str, Any]] = []
    unread: list[dict[str, Any]] = []
    for file in report["files"]:
        (read if file["understood"] else unread).append(file)
    yield from _read(read)
    if len(unread) > piles.MANY:
        asked = [file for file in unread if file.get("code") == "suddenly-empty" or file.get("columns")]
        for one in piles.unread(file for file in unread if file not in asked):
            more = " …" if one.count > len(one.files) else ""
            yield f"{one.count:,} × {one.text} ({', '.join(one.files)}{more})"
        unread = asked
    for file in unread:
        more = " (Use --anyway.)" if file.get("code") == "suddenly-empty" else ""
        yield f"{file['path']}: {file['reason']}{more}"
        yield from columns.lines(file)
    people = report["totals"]["people"]
    yield f"{people['created']} people new, {people['updated']} changed, {people['unchanged']} as before."
    yield from _nobodys(report)
    yield f"See each record with: amity batch {report['batch']}"
    yield f"Take it back with: amity undo {report['batch']}"


def _read(files: list[dict[str, Any]]) -> Iterator[str]:
    """Tell the files that were read one by one, many of them folder by folder."""
    if len(files) > piles.MANY:
        for one in piles.piled(files):
            many = f"{one.files:,} files, " if one.files > 1 else ""
            yield f"{f'{one.name}: ' if one.name else ''}{many}{_counted(one.source, one.records)}"
        yield from _left_out(files)
        return
    for file in files:
        yield f"{file['path']}: {_counted(file['source'], file['records'])}"
        yield from _left_out([file])


def _counted(source: str, counts: Mapping[str, int]) -> str:
    told = ", ".join(
        f"{counts[word]:,} {word}" for word in ("created", "updated", "unchanged", "skipped") if counts[word]
    )
    return f"{source}, {counts['total']:,} records{f' ({told})' if told else ''}"


def _left_out(files: list[dict[str, Any]]) -> Iterator[str]:
    return (f"    {one.count:,} × {one.code}: {one.text}" for one in piles.left_out(files))


_WHYS = {"function": "a function's", "program": "a program's", "list": "a list's", "nowhere": "a relay's"}


def _nobodys(report: dict[str, Any]) -> Iterator[str]:
    """Say which addresses made nobody a person, why, and the way back."""
    told = report.get("nobodys", {"count": 0, "addresses": []})
    if not told["count"]:
        return
    some = ", ".join(f"{one['address']} ({_WHYS[one['why']]})" for one in told["addresses"][:5])
    more = f" and {told['count'] - 5:,} more" if told["count"] > 5 else ""  # noqa: PLR2004 - as many as above
    yield f"No persons were made of: {some}{more}. Where one is: amity add NAME --handle ADDRESS"


@click.command("batches")
def batches_command() -> None:
    """List every import, and those that were interrupted."""
    owner = start.book()
    from amity.book import batches  # noqa: PLC0415
    from amity.sync import work  # noqa: PLC0415

    found, waiting = batches.all(owner), work.interrupted(owner)
    document = [
        {"batch": b.id, "started": b.started, "state": b.state, "files": b.files, "people_created": b.created,
         "names": b.names, "totals": b.report.get("totals")}
        for b in found
    ]  # fmt: skip
    broken = [
        {"paths": list(map(str, one.paths)), "files": one.files, "records": one.records, "at": one.at}
        for one in waiting
    ]
    lines = [f"{b.id}  {b.started:%Y-%m-%d %H:%M}  {b.state:<7}  {b.names}" for b in found]
    lines += [
        f"interrupted   {one.at:%Y-%m-%d %H:%M}  after {one.records:,} records: {one.names}"
        for one in waiting
    ]
    answer.give({"batches": document, "interrupted": broken}, lines)


@click.command("batch")
@click.argument("batch")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="Only these records.")
@click.option("--file", default="", metavar="PATH", help="Only those of this file.")
@click.option("--search", default="", metavar="TEXT", help="Only those with these words.")
@click.option("--limit", type=click.IntRange(1, _EVERYTHING), default=50, help="How many; 50 unless told.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to pass over first.")
def batch_command(
    batch: str, outcome: str | None, file: str, search: str, *, limit: int, offset: int
) -> None:  # fmt: skip
    """List each record of an import, and what became of it."""
    owner = start.book()
    from amity.book import access, brought  # noqa: PLC0415

    try:
        page = brought.page(owner, batch, Asked(outcome or "", file, search, offset, limit))
    except access.Missing as missing:
        _missing(missing)
    document = {
        "batch": batch, "total": page.total, "counts": page.counts,
        "records": [_row(one) for one in page.lines],
    }  # fmt: skip
    rest = page.total - offset - len(page.lines)
    more = [f"{rest:,} more; ask with --limit and --offset."] if rest > 0 else []
    answer.give(document, [*(text for one in page.lines for text in _told(one)), *more])


def _row(line: Line) -> dict[str, Any]:
    """Write one record of a batch as JSON."""
    return {
        "record": line.id,
        "kind": line.kind,
        "outcome": line.outcome,
        "file": line.file,
        "place": line.place,
        "title": line.title,
        "person": _who(*line.person) if line.person else None,
        "about_owner": line.mine,
        "older": line.older,
        "changes": None if line.changes is None else [
            {"field": one.field, "label": one.label, "before": one.before, "after": one.after}
            for one in line.changes
        ],
        "joined": [
            {"source": one.source, "file": one.file, "why": one.why, "value": one.value}
            for one in line.joined
        ],
        "at": line.at,
        "channel": line.channel or None,
        "people": [_who(*one) for one in line.people],
        "code": line.code or None,
        "reasons": list(line.reasons),
    }  # fmt: skip


def _who(id_: str, name: str) -> dict[str, str | None]:
    return {"id": id_ or None, "name": name}


def _told(line: Line) -> Iterator[str]:
    what = line.title or line.place
    if line.at is not None:
        beside = ", ".join(name for _, name in line.people)
        what = f"{line.at:%Y-%m-%d}  {what}{f'  with {beside}' if beside else ''}"
    yield f"{line.id:<10}  {line.outcome:<10}  {what}  ({line.file}, {line.place})"
    if line.changes is None:
        yield "    what it said before was taken back"
    if line.older:
        yield "    older than what was here; kept beside it"
    for change in line.changes or ():
        yield f"    {change.label or change.field}: {change.before or '–'} → {change.after or '–'}"
    for one in line.joined:
        yield f"    with {one.file or one.source}: {_why(one)}"
    for reason in line.reasons:
        yield f"    {reason}"


def _why(one: Joined) -> str:
    if one.why == "word":
        return "you said that they are one person"
    return f"same {one.why} {one.value}" if one.value else "through another record"


def _missing(missing: Exception) -> NoReturn:
    answer.say_no("no-such-batch", str(missing))
    answer.leave(4)


@click.command("undo")
@click.argument("batch")
@click.option("--record", metavar="ID", help="Only this record of it, by its id in `amity batch`.")
def undo_command(batch: str, record: str | None) -> None:
    """Take an import back exactly, or one record of it."""
    owner = start.book()
    from amity.book import access, batches  # noqa: PLC0415
    from amity.sync import recovery  # noqa: PLC0415

    try:
        if record is not None:
            report = recovery.undo_one(owner, batch, record, today=start.today())
            told = {"batch": batch, "record": record, "totals": report["totals"]}
            answer.give(told, [f"Record {record} of import {batch} is taken back."])
            return
        before = batches.by_word_alone(owner)
        done = recovery.undo(owner, batch, today=start.today())
    except access.Missing as missing:
        _missing(missing)
    stay = {uid: name for uid, name in batches.by_word_alone(owner).items() if uid not in before}
    answer.give(
        {"batch": done.id, "state": done.state, "stayed": [_who(*one) for one in stay.items()]},
        [f"Import {done.id} is taken back; {_left(list(stay.values()))}"],
    )


def _left(names: list[str]) -> str:
    """Say what is left of an import that was taken back: whom the owner wrote something of."""
    if not names:
        return "nothing of it is left."
    some = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")  # noqa: PLR2004 - as many as above
    many = "1 person stays" if len(names) == 1 else f"{len(names):,} people stay"
    return f"{many} with what you wrote of them yourself: {some}."
