from dataclasses import replace

from django.conf import settings
from django.db import connection


def url_of_the_test_database() -> str:
    """DATABASE_URL for a process that shall work on this test's own database; it may be on a unix socket."""
    return replace(settings.MOTCUA.database, name=str(connection.settings_dict["NAME"])).url
