from typing import Any

from django.db import migrations, models


def recount(apps: Any, schema_editor: Any) -> None:
    """Have every tie counted anew: an exchange with several weighs more than it did."""
    apps.get_model('book', 'Tie').objects.all().delete()
    apps.get_model('book', 'Owner').objects.update(ties_on=None)


class Migration(migrations.Migration):

    dependencies = [
        ('book', '0011_known'),
    ]

    operations = [
        migrations.AddField(
            model_name='owner',
            name='paces',
            field=models.JSONField(default=dict, help_text='how fast ties fade by group of channels, as learned'),
        ),
        migrations.RunPython(recount, migrations.RunPython.noop),
    ]
