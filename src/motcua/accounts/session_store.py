"""Django's sessions in the database, read by a constant statement: every page of a signed-in person begins with it."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from motcua.foundation import statements

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Kept, changed and cleared as Django does; only `load` is ours."""

    def load(self) -> dict[str, Any]:
        """What is kept under the session's key; nothing when it is over or never was."""
        row = statements.fetch_one(_READ, [self.session_key, timezone.now()])  # noqa: TID251 - by the clock that Django set it by
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
