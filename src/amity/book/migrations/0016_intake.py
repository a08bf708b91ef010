from typing import Any

from django.db import migrations, models


def place_again(apps: Any, schema_editor: Any) -> None:
    """Let everybody be placed anew, by families' domains and the owner's words, and paces be learned by the new rule."""
    apps.get_model('book', 'Owner').objects.update(placed=False, paces={}, ties_on=None)


class Migration(migrations.Migration):

    dependencies = [
        ('book', '0015_large'),
    ]

    operations = [
        migrations.AlterField(
            model_name='circle',
            name='kind',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        migrations.AlterField(
            model_name='campaign',
            name='kind',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        migrations.AlterField(
            model_name='goal',
            name='kind',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        migrations.RunPython(place_again, migrations.RunPython.noop),
    ]
