"""Soundness: whether the database is whole and every reference in it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, OuterRef


def checks() -> Iterator[tuple[str, bool, str]]:
    """Yield (name, all is well, what was found) for the database and each reference between its tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check(5)")
            told = str(cursor.fetchone()[0])
            yield "database", told == "ok", told
            cursor.execute("SELECT sqlite_version()")
            version = str(cursor.fetchone()[0])
            cursor.execute("PRAGMA journal_mode")
            yield "sqlite", True, f"{version}, journal {cursor.fetchone()[0]}"
        else:
            yield "database", True, f"{connection.vendor} {connection.pg_version}"  # type: ignore[attr-defined]
    loose = dict(dangling())
    told = (
        ", ".join(f"{count} × {name}" for name, count in loose.items()) or "every reference leads somewhere"
    )
    yield "references", not loose, told


def dangling() -> Iterator[tuple[str, int]]:
    """Yield each reference that leads nowhere, or to another owner's row, and how often."""
    for model in apps.get_app_config("book").get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented model API
            if isinstance(field, models.ForeignKey) and field.name != "owner":
                target = field.related_model._default_manager.filter(  # noqa: SLF001
                    pk=OuterRef(field.attname), owner=OuterRef("owner")
                )
                set_ = model._default_manager.exclude(**{f"{field.name}__isnull": True})  # noqa: SLF001
                count = set_.filter(~Exists(target)).count()
                if count:
                    yield f"{model.__name__}.{field.name}", count
