"""What people said to the facts that texts were read to report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table more."""

    dependencies = [
        ("steps", "0002_outbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="JudgedFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("symbol", models.CharField(max_length=250)),
                ("key", models.CharField(max_length=64)),
                ("is_refused", models.BooleanField(default=False)),
                ("fact", models.CharField(blank=True, max_length=250)),
                ("order", models.CharField(blank=True, max_length=64)),
                (
                    "judged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("symbol", "key"), name="one_judgement_a_fact")
                ]
            },
        )
    ]
