"""The tables of the review list, in the newsroom's own database."""

from typing import Any

from django.db import migrations

from communique.outbox.review import create_tables


def make(apps: Any, schema_editor: Any) -> None:
    """Make the tables; where they are there already nothing changes."""
    create_tables(schema_editor.connection)


class Migration(migrations.Migration):
    """The first one."""

    dependencies = [("steps", "0002_outbox")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
