from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('book', '0004_places_and_outcomes'),
    ]

    operations = [
        migrations.AddField(
            model_name='owner',
            name='region',
            field=models.CharField(blank=True, default='', help_text='of numbers without a country', max_length=2),
        ),
    ]
