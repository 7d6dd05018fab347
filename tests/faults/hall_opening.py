"""Opens the hall of the demo centre of MOTCUA_HOME to programs: `python -m tests.faults.hall_opening HALL PORT`.

Number machines, six counters of three groups, a board; HALL is the file that says how they come in.
"""

import json
import os
import sys
from typing import Any

COUNTERS = 6
GROUPS = ("A", "C", "G")
"""Each has two counters in the demo."""


def main(path: str, port: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.conf.settings"
    import django

    django.setup()
    from motcua.accounts.rules.roles import Role
    from motcua.accounts.tests.factories import SystemFactory, token_of
    from motcua.organisation.models import OneStopUnit
    from motcua.ticketing.models import CounterService

    unit = OneStopUnit.objects.get(code="trung-tam-tinh")
    services = CounterService.objects.filter(counter__unit=unit, group__letters__in=GROUPS).order_by("counter__number")
    counters = list(services.values_list("counter_id", flat=True))
    assert len(counters) == COUNTERS

    def comes_in(role: Role) -> str:
        return token_of(SystemFactory(roles=role, roles__at=unit))

    hall = {
        "port": int(port),
        "groups": GROUPS,
        "machine": comes_in(Role.KIOSK),
        "counters": [[counter, comes_in(Role.RECEPTION)] for counter in counters],
        "cookie": _cookie(),
    }
    kept = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # tokens are secrets
    os.write(kept, json.dumps(hall).encode())
    os.close(kept)


def _cookie() -> str:
    """With which a board of the hall is signed in."""
    from django.conf import settings
    from django.test import Client

    from motcua.accounts import session
    from motcua.accounts.models import Staff
    from motcua.kernel import clock

    client: Any = Client()
    client.force_login(Staff.objects.get(sign_in_name="banghienthi1"))
    kept = client.session
    session.begin_for_device(kept, now=clock.now())
    kept.save()
    return f"{settings.SESSION_COOKIE_NAME}={kept.session_key}"


if __name__ == "__main__":
    main(*sys.argv[1:])
