from typing import Any

from django.db import migrations


def recount(apps: Any, schema_editor: Any) -> None:
    """Have every tie counted anew: a stored tie now says what its owner's words did to it."""
    apps.get_model('book', 'Tie').objects.all().delete()
    apps.get_model('book', 'Owner').objects.update(ties_on=None)


class Migration(migrations.Migration):

    dependencies = [
        ('book', '0009_areas'),
    ]

    operations = [migrations.RunPython(recount, migrations.RunPython.noop)]
