"""The pages: `serve`, and `demo` on the invented village."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from amity import options
from amity.cli import answer, recount, start
from amity.core.errors import Trouble


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port on this computer; 8000 by default.")
def serve_command(port: int | None) -> None:
    """Run the pages on this computer only."""
    options.override(port=port)
    start.book()
    _serve(_server())


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port on this computer; 8000 by default.")
@click.option("--bring-only", is_flag=True, help="Bring the village in and end, without running the pages.")
def demo_command(port: int | None, bring_only: bool) -> None:  # noqa: FBT001
    """Run on an invented village: its files are written, then brought in like yours would be."""
    told = options.current()
    options.override(port=port, data=told.data / "demo")
    owner = start.book()
    server = None if bring_only else _server()
    from amity import village  # noqa: PLC0415
    from amity.book import batches  # noqa: PLC0415
    from amity.sync import run  # noqa: PLC0415

    if not any(batch.state == "done" for batch in batches.all(owner)):
        today = start.today()
        with tempfile.TemporaryDirectory() as folder:
            cast = village.write(Path(folder), today=today)
            answer.say("Bringing two invented years in …")
            files = [Path(folder, name) for name in cast.files.names()]
            report = run.bring(owner, files, me=cast.addresses, today=today)
            village.live(owner, report["batch"], today=today)
    if server is not None:
        _serve(server)


def _server() -> Any:  # noqa: ANN401 - the server's own class
    """Take the port before anything long is done: whoever asks already then waits."""
    from django.core.servers import basehttp  # noqa: PLC0415 - only a running server pays for it

    return _bound(basehttp.get_internal_wsgi_application(), options.current().port)


def _serve(server: Any) -> None:  # noqa: ANN401 - the server's own class
    from amity.sync import work  # noqa: PLC0415 - after Django is ready

    told = options.current()
    work.sweep()
    address = f"http://localhost:{told.port}/"
    answer.say(
        f"Amity runs at {address} on this computer only; its data lies in {told.data}. Stop it with Ctrl-C."
    )
    answer.say(f"Started {datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC.")
    with recount.attending():
        server.run()


def _bound(pages: Callable[..., Any], port: int) -> Any:  # noqa: ANN401 - the server's own class
    """Take the port; Trouble with another to try where it is taken or not allowed."""
    import waitress  # noqa: PLC0415 - only a running server pays for it

    try:
        return waitress.create_server(
            pages, host="127.0.0.1", port=port, threads=4, ident=None, max_request_body_size=8 * 1024**3
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = "is in use"
        elif error.errno == errno.EACCES:
            why = "is not open to ordinary programs"
        else:
            raise
        command = click.get_current_context().info_name
        other = port + 1 if 1024 <= port < 65_535 else 8001  # noqa: PLR2004 - ports everybody may use
        told = f"Port {port} {why}; try `amity {command} --port {other}`."
        raise Trouble("port", told) from error
