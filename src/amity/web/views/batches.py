"""Batches: bringing files, watching, reading what was understood, taking it back."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity import options
from amity.book import access, batches, brought, duplicates, owners, people
from amity.core import piles
from amity.core.brought import told_apart
from amity.core.errors import Refusal
from amity.keep import restore
from amity.sync import recovery, run, work
from amity.sync.progress import FINISHED
from amity.web import headlines, page, uploads
from amity.web.forms.batches import Bring, Narrow

AT_ONCE = 1_000
"""Records of a run that are taken back within the answer; a larger one is taken back beside the pages."""
SHOWN = 20
"""Rows of files a report shows at once; the others open."""
FOLDED = 100
"""Rows of files that open, and files the list can be narrowed to; of more a page would be mostly these."""


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Take files and begin, or show where to drop them and what was brought before."""
    owner, today = access.owner(), page.today()
    told = owners.describe(owner)
    form = Bring(request.POST, request.FILES) if request.method == "POST" else Bring()
    if request.method == "POST" and form.is_valid():
        folder = uploads.folder()
        paths = uploads.keep(form.cleaned_data["upload"], folder)
        if len(paths) == 1 and restore.is_book(paths[0]):
            return _restored(owner, paths[0], folder)
        told_me = form.cleaned_data["me"]
        job = work.start(owner, paths, me=told_me, today=today, region=_region(), discard=folder)
        return redirect("batches.progress", job=job)
    context = {
        "form": form,
        "owner": told,
        "batches": _dated(batches.all(owner)),
        "empty": _empty(owner),
        "interrupted": work.interrupted(owner),
        "going": work.going(),
    }
    return page.show(request, "batches/index.html", context, status=200 if request.method != "POST" else 422)


def _dated(found: Sequence[batches.BatchShown]) -> list[tuple[batches.BatchShown, bool]]:
    """Tell beside each run whether another one began on its day, so that the time of day tells them apart."""
    days = Counter(localtime(one.started).date() for one in found)
    return [(one, days[localtime(one.started).date()] > 1) for one in found]


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
    folder = uploads.folder()
    cast = invented.write(folder / "village", today=today)
    job = work.start(
        owner, [folder / "village"], me=tuple(cast.addresses), today=today, discard=folder,
        then=lambda owner, batch: invented.live(owner, batch, today=today),
    )  # fmt: skip
    return redirect("batches.progress", job=job)


@require_safe
def progress(request: HttpRequest, job: str) -> HttpResponse:
    """Show how far a run is; when it has ended, lead to what it brought."""
    now = work.progress(job)
    if now is None:
        return page.gone(request, "batches/progress.html", {"lost": True}, part="batches-run")
    if now.state == "done" and now.batch:
        if now.what == "undo":
            page.notice(request, _("Taken back. What you wrote yourself has stayed."))
            return page.leave(request, "batches.index")
        return page.leave(request, "batches.one", batch=now.batch)
    context = {"run": now, "job": job, "look": now.look(), "going": now.state not in FINISHED}
    if now.what == "undo":
        context["batch"] = batches.whole(access.owner(), now.batch)
    return page.show(request, "batches/progress.html", context, part="batches-run")


@require_POST
def pause(request: HttpRequest, job: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Let a run wait."""
    work.pause(job)
    return redirect("batches.progress", job=job)


@require_POST
def proceed(request: HttpRequest, job: str) -> HttpResponse:  # noqa: ARG001
    """Let a paused run go on."""
    work.proceed(job)
    return redirect("batches.progress", job=job)


@require_POST
def cancel(request: HttpRequest, job: str) -> HttpResponse:  # noqa: ARG001
    """Take everything a run brought back at once."""
    work.cancel(job)
    return redirect("batches.progress", job=job)


@require_POST
def resume(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Go on with a run that was broken off."""
    return redirect("batches.progress", job=work.resume(access.owner(), name, today=page.today()))


@require_POST
def forget(request: HttpRequest, name: str) -> HttpResponse:
    """Forget a run that was broken off, with its uploads."""
    work.forget(access.owner(), name)
    page.notice(request, _("Forgotten. Nothing of it was in your book."))
    return redirect("batches.index")


@require_safe
def one(request: HttpRequest, batch: str) -> HttpResponse:
    """Account for every record of one run."""
    owner = access.owner()
    shown = batches.whole(owner, batch)
    report = {"files": [], "totals": {}, **shown.report}
    report["files"] = _told_apart(report["files"])
    form = Narrow(request.GET, files=[file["name"] for file in report["files"]])
    asked = form.asked()
    found = brought.page(owner, batch, asked)
    leaf = page.pages(found.total, request.GET.get("page", ""))
    if leaf["offset"]:
        found = brought.page(owner, batch, replace(asked, offset=leaf["offset"]))
    kept = request.GET.copy()
    kept.pop("page", None)
    files = [file for file in report["files"] if not asked.file or file["name"] == asked.file]
    context = {
        "batch": shown,
        "report": report,
        **_accounted(owner, batch, report, files, found.counts),
        "form": form,
        "lines": found.lines,
        "counts": found.counts,
        "kept": kept.urlencode(),
        **leaf,
    }
    return page.show(request, "batches/one.html", context)


def _accounted(
    owner: page.Owner,
    batch: str,
    report: dict[str, Any],
    files: list[dict[str, Any]],
    counts: Mapping[str, int],
) -> dict[str, Any]:
    """Say what became of the files looked at, in a sentence and file by file, and what is asked."""
    stopped = [file for file in files if _stopped(file)]
    read, unread = [file for file in files if file["understood"]], [file for file in files if _unread(file)]
    rows, filed = _rows(read), [file for file in report["files"] if file["records"]["total"]]
    created, names = report["totals"].get("people", {}).get("created", 0), [file["name"] for file in stopped]
    moved = brought.moved(owner, batch)
    return {
        "headline": headlines.brought(report, counts=counts, moved=moved, stopped=names),
        "created": created,
        "nobodys": report.get("nobodys"),
        "crowded": 0 if created else brought.crowded(owner, batch),
        "twice": 0 if duplicates.stale(owner) else duplicates.total(owner),
        "filed": sorted(filed, key=_silent) if len(filed) <= FOLDED else [],
        "files": [*stopped, *rows[:SHOWN]],
        "more": rows[SHOWN:][:FOLDED],
        "beyond": len(rows[SHOWN:][FOLDED:]),
        "left_out": piles.left_out(read)[:SHOWN] if len(read) > piles.MANY else [],
        "unread": unread,
        "reasons": piles.unread(unread)[:SHOWN] if len(unread) > piles.MANY else [],
        "stopped": stopped,
        "held": work.held(owner, batch),
        "unlisted": sum(_unlisted(file) for file in files),
        "asked": owners.asked(owner, region=_region()),
    }


@require_POST
def anyway(request: HttpRequest, batch: str) -> HttpResponse:  # noqa: ARG001
    """Bring the files that were stopped because they are suddenly empty."""
    job = work.anyway(access.owner(), batch, today=page.today(), region=_region())
    return redirect("batches.progress", job=job)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, batch: str, line: str) -> HttpResponse:
    """Ask once, then take one record of a run back."""
    owner = access.owner()
    shown = batches.whole(owner, batch)
    if request.method == "POST":
        recovery.undo_one(owner, batch, line, today=page.today())
        page.notice(request, _("Taken back. Everything else of this import has stayed."))
        return page.back(request, "batches.one", batch=batch)
    found = brought.one(owner, batch, line)
    back = request.GET.get("next", "")
    return page.show(request, "batches/withdraw.html", {"batch": shown, "line": found, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Ask once, then take back exactly what one run brought."""
    owner = access.owner()
    if request.method == "POST":
        records = batches.whole(owner, batch).report.get("totals", {}).get("records", {})
        if records.get("total", 0) > AT_ONCE:
            return redirect("batches.progress", job=work.undo(owner, batch, today=page.today()))
        recovery.undo(owner, batch, today=page.today())
        page.notice(request, _("Taken back. What you wrote yourself has stayed."))
        return redirect("batches.index")
    return page.show(request, "batches/undo.html", {"batch": batches.whole(owner, batch)})


def _rows(read: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the files that were read as rows, those with news first; many of them folder by folder."""
    if len(read) <= piles.MANY:
        return sorted(read, key=_silent)
    several = [
        {"name": one.name, "path": one.name, "source": one.source, "records": one.records, "many": one.files}
        for one in piles.piled(read)
    ]
    return sorted(several, key=_silent)


def _unread(file: Any) -> bool:  # noqa: ANN401
    return not file["understood"] and not _stopped(file)


def _silent(file: Any) -> bool:  # noqa: ANN401 - one file of a report
    """Tell whether a file brought nothing and left nothing out; such files stand last."""
    records = file["records"]
    return not (records["created"] or records["updated"] or records["skipped"])


def _told_apart(files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each file of a report a name that no other has."""
    names = told_apart([str(file["path"]) for file in files])
    return [{**file, "name": name} for file, name in zip(files, names, strict=True)]


def _stopped(file: Any) -> bool:  # noqa: ANN401
    return bool(file.get("code") == run.SUDDENLY_EMPTY)


def _unlisted(file: Any) -> int:  # noqa: ANN401
    """Count what was left out of a file beyond those that are listed one by one."""
    return (
        max(0, sum(file["skipped_by_code"].values()) - int(file.get("listed", 0))) if "listed" in file else 0
    )


def _empty(owner: page.Owner) -> bool:
    return not people.page(owner, people.Query(limit=1), today=page.today()).total


def _region() -> str:
    return options.current().region
