"""The database's own refusal to change an audit entry: triggers made by the first migration, and missing rights."""

from django.db import connection

APPLICATION_ROLE = "motcua_app"
"""Where an installation separates the tables' owner from the role that serves, the serving one is called this."""

_REVOKE = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION_ROLE}') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON foundation_auditentry FROM {APPLICATION_ROLE};
        REVOKE DELETE, TRUNCATE ON foundation_auditchain FROM {APPLICATION_ROLE};
    END IF;
END $$;
"""  # noqa: S608 - a constant of this file


def revoke_rights(**_signal: object) -> None:
    """Take from the application role what it never needs; runs after every `migrate`, which may have granted it."""
    with connection.cursor() as cursor:
        cursor.execute(_REVOKE)


def sleeping_triggers() -> list[str]:
    """The triggers that are missing or switched off; none in a healthy centre."""
    wanted = ["foundation_audit_no_change", "foundation_audit_no_truncate"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'foundation_auditentry'::regclass AND tgenabled <> 'D'"
        )
        awake = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in awake]
