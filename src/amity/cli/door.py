"""The door of the command line: global options, lazy commands, and one way to say no."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from amity import options
from amity.cli import answer, no
from amity.options import FIRST, LAST

COMMANDS = {
    "serve": "run", "demo": "run", "doctor": "doctor", "me": "me", "import": "batches", "batches": "batches",
    "batch": "batches", "undo": "batches", "export": "export", "people": "people", "person": "people",
    "add": "people",
    "edit": "people", "remove": "people", "aside": "people", "set": "people", "log": "interactions",
    "remind": "reminders", "plan": "plan", "pick": "plan", "atlas": "atlas", "search": "people",
    "goal": "goals",
    "learn": "facts", "promise": "promises", "promises": "promises", "brief": "briefs", "debrief": "debriefs",
    "help": "help", "outcome": "outcomes", "outcomes": "outcomes", "helpful": "helpful",
    "again": "answers", "review": "review",
    "duplicates": "duplicates", "join": "duplicates", "split": "duplicates", "different": "duplicates",
    "circle": "circles", "event": "events", "campaign": "campaigns", "recount": "recount",
}  # fmt: skip
"""Each command and the module of this folder that holds it; loaded only when it is called."""


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Read the day or fail with the form that is expected."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write YYYY-MM-DD.", param, ctx)
        if not FIRST <= day.year <= LAST:
            self.fail(f"{value!r} is too far away; days from {FIRST} to {LAST} are known.", param, ctx)
        return day


def globals_first(words: list[str]) -> list[str]:
    """Let `--data`, `--today` and `--json` stand anywhere: they are put before the command."""
    front: list[str] = []
    rest: list[str] = []
    queue = iter(words)
    for word in queue:
        if word == "--":
            return [*front, *rest, word, *queue]
        if word in {"--data", "--today"}:
            front += [word, *([value] if (value := next(queue, None)) is not None else [])]
        elif word == "--json" or word.startswith(("--data=", "--today=")):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


class Door(click.Group):
    """A group that loads a command's module only when it is called, and turns every no into its answer."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, in the order of `COMMANDS`."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"amity.cli.{COMMANDS[cmd_name]}")
        found = getattr(module, f"{cmd_name}_command")
        return found if isinstance(found, click.Command) else None

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run, and answer every no with 1 and its sentence, wrong usage with 2."""
        extra["standalone_mode"] = False
        given = args[0] if args else extra.pop("args", None)
        told = globals_first(sys.argv[1:] if given is None else list(given))
        try:
            result = super().main(told, **extra)
        except click.exceptions.Exit as left:
            sys.exit(left.exit_code)
        except click.UsageError as error:
            answer.say_usage(error, as_json="--json" in told)
            sys.exit(2)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(130)
        except BrokenPipeError:
            sys.exit(0)
        except Exception as error:  # noqa: BLE001 - the last wall: a person is told a sentence, never a traceback
            if "--json" in told:
                answer.use_json()
            answer.say_no(*no.told(error))
            sys.exit(1)
        sys.exit(result if isinstance(result, int) else 0)


@click.group(cls=Door)
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Folder that holds everything."
)
@click.option("--today", type=Day(), help="Believe that it is this day.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON document.")
@click.version_option(package_name="amity")
def door(data: Path | None, today: date | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Amity: a quiet notebook that knows your people."""
    options.override(data=data, today=today)
    if as_json:
        answer.use_json()
