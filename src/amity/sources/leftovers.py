"""Leftovers: files that lie beside what people bring and tell of nobody; known by name, declined calmly."""

from __future__ import annotations

import re

_UNFINISHED = re.compile(r"(?:^|[/\\])tmp[/\\]\d{6,20}\.[^/\\]{1,200}$")
"""A file of a maildir's `tmp`: a mail that was still being written when the folder was copied."""
_INDEX = re.compile(
    r"(?:^|[/\\])(?:table_of_contents|info\.plist|mboxes?\.plist|\.ds_store|thumbs\.db|desktop\.ini"
    r"|maildirsize|maildirfolder|courier[a-z]{3,30}|dovecot[a-z._-]{1,40}|subscriptions|\.uidvalidity"
    r"|msgfilterrules\.dat|popstate\.dat|[^/\\]{1,200}\.(?:msf|lockfile|lock))$",
    re.IGNORECASE,
)
_TAKEOUT = re.compile(r"(?:^|[/\\])takeout[/\\]", re.IGNORECASE)


def unfinished(name: str) -> str:
    """Give the reason why a mail that was still being delivered is not read; nothing for other files."""
    return (
        "This mail was still being delivered when the folder was copied." if _UNFINISHED.search(name) else ""
    )


def declines(name: str) -> str:
    """Give the reason why a file beside the ones that matter is left alone; nothing for other files."""
    if reason := unfinished(name):
        return reason
    if _INDEX.search(name):
        return "A program keeps its own notes here; the mails themselves are in the files beside it."
    return (
        "This part of Google's Takeout holds no mail, contacts or calendar." if _TAKEOUT.search(name) else ""
    )
