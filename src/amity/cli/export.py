"""Everything out: `export`."""

from __future__ import annotations

from pathlib import Path

import click

from amity.cli import answer, start
from amity.core.errors import Refusal


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_command(file: Path) -> None:
    """Write the whole book into FILE.zip, or a table of the people into FILE.csv."""
    if not file.parent.is_dir():
        told = f"There is no folder {str(file.parent)!r}; make it first, or name another place."
        raise Refusal("no-such-folder", told)
    owner = start.book()
    from amity.keep import export, spreadsheet  # noqa: PLC0415

    if file.suffix.lower() == ".csv":
        spreadsheet.write(owner, file, today=start.today())
    else:
        export.write(owner, file)
    answer.give({"file": str(file), "bytes": file.stat().st_size}, [f"Your book lies in {file}."])
