from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# The database itself refuses to change or remove a line, whoever asks: a shell, a later
# program, a mistake. A migration that makes the table anew (SQLite does so for most changes)
# loses the triggers with the old table, and has to run this again.
SQLITE = [
    """
    CREATE TRIGGER accounts_trailline_{deed} BEFORE {deed} ON accounts_trailline
    BEGIN SELECT RAISE(ABORT, 'a line of the trail is neither changed nor removed'); END
    """
]
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION accounts_trailline_is_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of the trail is neither changed nor removed'; END $$
    """,
    """
    CREATE TRIGGER accounts_trailline_{deed} BEFORE {deed} ON accounts_trailline
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_trailline_is_kept()
    """,
]


def guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    deeds = ("UPDATE", "DELETE") if is_sqlite else ("UPDATE", "DELETE", "TRUNCATE")
    for deed in deeds:
        for statement in SQLITE if is_sqlite else POSTGRESQL:
            schema_editor.execute(statement.replace("{deed}", deed))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_trail")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
