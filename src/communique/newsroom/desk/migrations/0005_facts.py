"""What is confirmed of what a text reports, before it goes out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A field more."""

    dependencies = [
        ("desk", "0004_body_may_wait"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasecopy",
            name="facts",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
