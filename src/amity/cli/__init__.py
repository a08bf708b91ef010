"""The command line: one file per noun; every command that reads takes `--json`."""

from __future__ import annotations

import os

from amity.cli.door import door

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.conf.settings")


def main() -> None:
    """Run the command line."""
    door(prog_name="amity")


__all__ = ["door", "main"]
