"""Everything out: `export`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from amity.cli import answer, start
from amity.core.errors import Refusal
from amity.formats.vcard_lines import VERSIONS, Version


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--vcard", type=click.Choice(VERSIONS), default="3.0", show_default=True, help="The version of FILE.vcf."
)
def export_command(file: Path, vcard: Version) -> None:
    """Write the book into FILE.zip, people into FILE.vcf or FILE.csv, your weekly slot into FILE.ics."""
    if not file.parent.is_dir():
        told = f"There is no folder {str(file.parent)!r}; make it first, or name another place."
        raise Refusal("no-such-folder", told)
    owner = start.book()
    from amity.keep import export, people, slot, spreadsheet  # noqa: PLC0415

    if file.suffix.lower() == people.SUFFIX:
        count = people.write(owner, file, vcard)
        said = {"file": str(file), "bytes": file.stat().st_size, "people": count}
        answer.give(said, [f"{count} cards lie in {file}."])
        return
    if file.suffix.lower() == slot.SUFFIX:
        slot.write(owner, file, today=start.today(), now=datetime.now(tz=UTC))
        answer.give({"file": str(file), "bytes": file.stat().st_size}, [f"Your weekly slot lies in {file}."])
        return
    if file.suffix.lower() == spreadsheet.SUFFIX:
        spreadsheet.write(owner, file, today=start.today())
    else:
        export.write(owner, file)
    answer.give({"file": str(file), "bytes": file.stat().st_size}, [f"Your book lies in {file}."])
