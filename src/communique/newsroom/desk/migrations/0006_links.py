"""Where a text sends its readers on: documents and pages that stand elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A field more."""

    dependencies = [
        ("desk", "0005_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasecopy",
            name="links",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
