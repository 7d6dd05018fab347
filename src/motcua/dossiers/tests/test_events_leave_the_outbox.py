"""A process that does nothing with dossiers but relay knows their events; else the outbox would grow for ever."""

import os
import subprocess
import sys

KNOWN = "import django; django.setup(); from motcua.foundation import events; print(*events.known_names())"


def test_the_relay_knows_them_without_a_service_being_imported():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "motcua.conf.settings"}
    told = subprocess.run([sys.executable, "-c", KNOWN], env=environment, capture_output=True, text=True, check=True)
    assert {"dossiers:dossier:accepted", "dossiers:dossier:moved"} <= set(told.stdout.split())
