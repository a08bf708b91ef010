"""Batches: bringing files, watching, reading what was understood, taking it back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity import options
from amity.book import access, batches, owners, people
from amity.core.errors import Refusal
from amity.keep import restore
from amity.sync import recovery, work
from amity.web import page
from amity.web.forms.batches import Bring

_LONGEST_NAME = 150
SHOWN = 20
"""Files a report shows at once; the others open."""


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Take files and begin, or show where to drop them and what was brought before."""
    owner, today = access.owner(), page.today()
    told = owners.describe(owner)
    form = Bring(request.POST, request.FILES) if request.method == "POST" else Bring()
    if request.method == "POST" and form.is_valid():
        folder = _folder()
        paths = _keep(form.cleaned_data["upload"], folder)
        if len(paths) == 1 and restore.is_book(paths[0]):
            return _restored(owner, paths[0], folder)
        told_me = form.cleaned_data["me"]
        job = work.start(owner, paths, me=told_me, today=today, region=_region(), discard=folder)
        return redirect("batches.progress", job=job)
    context = {"form": form, "owner": told, "batches": batches.all(owner), "empty": _empty(owner)}
    return page.show(request, "batches/index.html", context, status=200 if request.method != "POST" else 422)


def _restored(owner: page.Owner, book: Path, folder: Path) -> HttpResponse:
    """Bring an exported book back: it is read in one step, not file by file."""
    try:
        report = restore.bring(owner, book, today=page.today())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return redirect("batches.one", batch=report["batch"])


@require_POST
def village(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Bring the invented village into a book that is still empty, through the same door as real files."""
    from amity import village as invented  # noqa: PLC0415 - only those who try it pay for it

    owner, today = access.owner(), page.today()
    if not _empty(owner):
        raise Refusal(
            "not-empty", _("Your book has people in it; the village would only stand between them.")
        )
    folder = _folder()
    cast = invented.write(folder / "village", today=today)
    job = work.start(owner, [folder / "village"], me=tuple(cast.addresses), today=today, discard=folder)
    return redirect("batches.progress", job=job)


@require_safe
def progress(request: HttpRequest, job: str) -> HttpResponse:
    """Show how far a run is; when it has ended, lead to what it brought."""
    run = work.progress(job)
    if run is None:
        raise access.Missing(f"Nothing is being read under {job!r}.")
    if run.state == "done" and run.batch:
        return page.leave(request, "batches.one", batch=run.batch)
    # A file inside an archive can be larger than the archive: nobody is ever shown more than all of it.
    share = min(100, 100 * run.done_bytes // max(1, run.total_bytes))
    context = {"run": run, "job": job, "share": share, "going": run.state not in {"done", "failed"}}
    return page.show(request, "batches/progress.html", context, part="batches-run")


@require_safe
def one(request: HttpRequest, batch: str) -> HttpResponse:
    """Account for every record of one run."""
    shown = batches.whole(access.owner(), batch)
    report = {"files": [], "totals": {}, **shown.report}
    only = request.GET.get("file", "")
    files = [file for file in report["files"] if not only or file["path"] == only]
    understood = sorted((file for file in files if file["understood"]), key=_silent)
    context = {
        "batch": shown,
        "report": report,
        "files": understood[:SHOWN],
        "more": understood[SHOWN:],
        "unread": [file for file in files if not file["understood"]],
        "only": only,
    }
    return page.show(request, "batches/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Ask once, then take back exactly what one run brought."""
    owner = access.owner()
    if request.method == "POST":
        recovery.undo(owner, batch, today=page.today())
        page.notice(request, _("Taken back. What you wrote yourself has stayed."))
        return redirect("batches.index")
    return page.show(request, "batches/undo.html", {"batch": batches.whole(owner, batch)})


def _silent(file: Any) -> bool:  # noqa: ANN401 - one file of a report
    """Tell whether a file brought nothing and left nothing out; such files stand last."""
    records = file["records"]
    return not (records["created"] or records["updated"] or records["skipped"])


def _empty(owner: page.Owner) -> bool:
    return not people.page(owner, people.Query(limit=1), today=page.today()).total


def _folder() -> Path:
    incoming = options.current().data / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Path(tempfile.mkdtemp(prefix="bring-", dir=incoming))


def _region() -> str:
    return options.current().region


def _keep(files: Iterable[UploadedFile[bytes]], folder: Path) -> list[Path]:
    """Keep uploads under their own names, each in a folder of its own, so that two of one name both stand."""
    kept: list[Path] = []
    for number, file in enumerate(files):
        place = folder / str(number)
        place.mkdir()
        path = place / _named(file.name or "", number)
        _move(file, path)
        kept.append(path)
    return kept


def _named(name: str, number: int) -> str:
    """Keep a file's own last name: no folder, no control character, short enough for any disk."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable()).strip(". ")
    while len(clean.encode()) > _LONGEST_NAME:
        clean = clean[1:]
    return clean or f"file-{number}"


def _move(file: UploadedFile[bytes], path: Path) -> None:
    if isinstance(file, TemporaryUploadedFile):
        shutil.move(file.temporary_file_path(), path)
        return
    with path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
