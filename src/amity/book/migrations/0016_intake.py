from typing import Any

from django.db import migrations


def place_again(apps: Any, schema_editor: Any) -> None:
    """Let everybody be placed anew: families' domains, places in the owner's word, the owner's own industry."""
    apps.get_model('book', 'Owner').objects.update(placed=False)


class Migration(migrations.Migration):

    dependencies = [
        ('book', '0015_large'),
    ]

    operations = [
        migrations.RunPython(place_again, migrations.RunPython.noop),
    ]
