"""The outbox's tables, in the newsroom's own database."""

from typing import Any

from django.db import migrations

from communique.outbox.orders import create_tables


def make(apps: Any, schema_editor: Any) -> None:
    """Make the tables; where they are there already nothing changes."""
    create_tables(schema_editor.connection)


class Migration(migrations.Migration):
    """After the tables of the steps, for no reason but an order."""

    dependencies = [("steps", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
