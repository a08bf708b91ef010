"""Files in, and out again: `import`, `batches`, `undo`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amity import options
from amity.cli import answer, columns, start
from amity.cli.columns import Column

if TYPE_CHECKING:
    from amity.sync.run import Progress


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address that is your own; may be repeated.")
@click.option(
    "--column", "told", multiple=True, metavar="NAME=FIELD", type=Column(),
    help="What a column of a table is; may be repeated, and is remembered.",
)  # fmt: skip
def import_command(paths: tuple[Path, ...], me: tuple[str, ...], told: tuple[tuple[str, str], ...]) -> None:
    """Bring files or folders: mail, LinkedIn archive, contacts, tables of people, calendar."""
    owner = start.book()
    if told:
        columns.say(owner, paths, told)
    from amity.keep import restore  # noqa: PLC0415
    from amity.sync import run  # noqa: PLC0415

    region = options.current().region
    if len(paths) == 1 and restore.is_book(paths[0]):
        report = restore.bring(owner, paths[0], today=start.today())
    else:
        report = run.bring(owner, paths, me=me, today=start.today(), watch=_watch(), region=region)
        columns.ask(owner, paths, report)
    answer.give(report, _lines(report))
    if not all(file["understood"] for file in report["files"]):
        answer.leave(1)


def _watch() -> Callable[[Progress], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(progress: Progress) -> None:
        share = progress.done_bytes / progress.total_bytes if progress.total_bytes else 1
        click.echo(
            f"\r{share:4.0%}  {progress.records} records  {progress.current[-50:]:<50}", nl=False, err=True
        )
        if progress.state == "done":
            click.echo("", err=True)

    return show


def _lines(report: dict[str, Any]) -> Iterator[str]:
    for file in report["files"]:
        counts = file["records"]
        if not file["understood"]:
            yield f"{file['path']}: {file['reason']}"
            yield from columns.lines(file)
            continue
        told = ", ".join(
            f"{counts[word]} {word}"
            for word in ("created", "updated", "unchanged", "skipped")
            if counts[word]
        )
        yield f"{file['path']}: {file['source']}, {counts['total']} records{f' ({told})' if told else ''}"
        for code, count in sorted(file["skipped_by_code"].items()):
            example = next((skip["reason"] for skip in file["skipped"] if skip["code"] == code), "")
            yield f"    {count} × {code}: {example}"
    people = report["totals"]["people"]
    yield f"{people['created']} people new, {people['updated']} changed, {people['unchanged']} as before."
    yield f"Take it back with: amity undo {report['batch']}"


@click.command("batches")
def batches_command() -> None:
    """List every import."""
    owner = start.book()
    from amity.book import batches  # noqa: PLC0415

    found = batches.all(owner)
    document = [
        {"batch": b.id, "started": b.started, "state": b.state, "files": b.files, "people_created": b.created,
         "names": b.names, "totals": b.report.get("totals")}
        for b in found
    ]  # fmt: skip
    lines = (f"{b.id}  {b.started:%Y-%m-%d %H:%M}  {b.state:<7}  {b.names}" for b in found)
    answer.give({"batches": document}, lines)


@click.command("undo")
@click.argument("batch")
def undo_command(batch: str) -> None:
    """Take an import back exactly."""
    owner = start.book()
    from amity.book import access  # noqa: PLC0415
    from amity.sync import recovery  # noqa: PLC0415

    try:
        done = recovery.undo(owner, batch, today=start.today())
    except access.Missing as missing:
        answer.say_no("no-such-batch", str(missing))
        answer.leave(4)
    answer.give(
        {"batch": done.id, "state": done.state}, [f"Import {done.id} is taken back; nothing of it is left."]
    )
