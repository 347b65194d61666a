"""The table of imports that ran, in the newsroom's own database."""

from typing import Any

from django.db import migrations

from communique.outbox.imports import create_tables


def make(apps: Any, schema_editor: Any) -> None:
    """Make the table; where it is there already nothing changes."""
    create_tables(schema_editor.connection)


class Migration(migrations.Migration):
    """The second one."""

    dependencies = [("review", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
