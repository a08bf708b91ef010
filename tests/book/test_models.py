from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from amity.book.models import Owner, Record
from amity.keep import soundness
from tests import village

TABLES = [model for model in apps.get_app_config("book").get_models() if model is not Owner]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_table_has_its_owner_and_every_key_begins_with_it(table: type[models.Model]) -> None:
    field = table._meta.get_field("owner")
    assert isinstance(field, models.ForeignKey)
    assert field.related_model is Owner
    assert not field.null
    for constraint in table._meta.constraints:
        assert isinstance(constraint, models.UniqueConstraint)
        assert constraint.fields[0] == "owner"
    for index in table._meta.indexes:
        assert index.fields[0] == "owner"
    assert table._meta.unique_together == ()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_no_column_is_indexed_or_unique_by_itself(table: type[models.Model]) -> None:
    columns = [field for field in table._meta.concrete_fields if not field.primary_key]
    assert [field.name for field in columns if field.unique or getattr(field, "db_index", False)] == []


@pytest.mark.django_db
def test_a_reference_to_nothing_or_to_somebody_else_is_found() -> None:
    owner = village.book()
    other = village.book()
    village.bring(owner, village.CARDS)
    village.bring(other, village.CARDS)
    assert dict(soundness.dangling()) == {}
    stolen = Record.objects.filter(owner=other).exclude(person=None).values_list("person", flat=True).first()
    Record.objects.filter(owner=owner).update(anchor=987_654_321, person=stolen)
    assert dict(soundness.dangling()) == {"Record.anchor": 3, "Record.person": 3}


@pytest.mark.django_db
def test_two_owners_of_the_same_files_have_different_ids_and_nothing_of_each_other() -> None:
    one, other = village.book(village.ROBIN), village.book(village.ROBIN)
    village.bring(one, *village.FILES)
    village.bring(other, village.CARDS)
    ids = [set(Record.objects.filter(owner=owner).values_list("uid", flat=True)) for owner in (one, other)]
    assert not ids[0] & ids[1]
    assert set(village.faces(other)) == {"Ana Lima", "Bo Chen", "Cy Young"}
