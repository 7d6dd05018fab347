"""The centre of the journeys: the demo province on a test database, served, with a worker beside it when one is needed.

It lives as long as the journeys do: they change it as people would, each its own corner.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from motcua.accounts.models import AccessToken, Role, Staff
from motcua.accounts.services.systems import enable_system
from motcua.accounts.services.tokens import issue_token
from motcua.catalogue import search
from motcua.catalogue.models import Fee, HandlingDecision, ImportRun
from motcua.catalogue.services import import_procedures
from motcua.catalogue.vocabulary import Level
from motcua.demo.services import load_demo_province
from motcua.foundation.settings import Database
from motcua.kernel import clock
from motcua.organisation.models import Agency, OneStopUnit
from motcua.ticketing.models import QueueGroup
from motcua.ui import assets
from tests.journeys import at_the_counter
from tests.journeys.followed import Followed, follow
from tests.journeys.on_desk import lay_on_desk

FIXTURES = Path(__file__).parent / "fixtures"
FIRST_FILE, NEXT_FILE = FIXTURES / "thu-tuc-mau.jsonl", FIXTURES / "thu-tuc-mau-bo-sung.jsonl"
"""Two invented procedures; then one changed, one the same, one new and three records that can't be taken."""
IMPORTED, TO_IMPORT = "9.9", "9.8"
"""What the codes of the files begin with: both files are imported already, or the first one only."""
STOPPING_SECONDS = 12


@dataclass(frozen=True)
class Scene:
    """Where the centre is, and the numbers of what it holds, for addresses."""

    address: str
    numbers: dict[str, int | str]
    followed: dict[str, Followed]
    """State → the slip of a dossier in it."""
    on_desk: dict[str, str]
    """Name → the code of a dossier that waits at the department of construction."""


@contextmanager
def served_centre() -> Iterator[Scene]:
    """A centre in use; afterwards the database is as empty as before. AssertionError on any but a test's database."""
    assert str(connection.settings_dict["NAME"]).startswith("test_")
    assets.build()
    load_demo_province()
    _import_files()
    search.invalidate()
    search.fields()  # builds the index, so that no page waits for it
    token = _issue_token()
    numbers: dict[str, int | str] = {
        **at_the_counter.receive(),
        "report": ImportRun.objects.filter(rejected__gt=0).latest("pk").pk,
        "fee": Fee.objects.get(channel__version__current_of__code="9.900001").pk,
        "decision": HandlingDecision.objects.get(level=Level.PROVINCE).pk,
        "system": token.staff_id,
        "token": token.pk,
        "staff": Staff.objects.get(sign_in_name="tiepnhan08").pk,
        "unit": OneStopUnit.objects.earliest("pk").pk,
        "agency": Agency.objects.earliest("pk").pk,
        "queue_group": QueueGroup.objects.get(unit__code="trung-tam-tinh", letters="A").pk,
    }
    followed, on_desk = follow(), lay_on_desk()
    connection.close()
    server = LiveServer("localhost")
    try:
        yield Scene(server.url, numbers, followed, on_desk)
    finally:
        server.stop()
        _empty_the_database()
        search.invalidate()


def file_for(folder: Path, file: Path, codes: str = TO_IMPORT) -> Path:
    """The file with codes that begin otherwise, under its own name."""
    written = folder / file.name
    written.write_text(file.read_text("utf-8").replace(f'"{IMPORTED}', f'"{codes}'), "utf-8")
    return written


def _import_files() -> None:
    import_procedures(FIRST_FILE, by="system")
    import_procedures(NEXT_FILE, by="system")
    with tempfile.TemporaryDirectory() as folder:
        import_procedures(file_for(Path(folder), FIRST_FILE), by="system")


def _issue_token() -> AccessToken:
    """Another agency's software signs in to the centre too."""
    now = clock.now()
    system = enable_system("Phần mềm hộ tịch", Role.RECEPTION, OneStopUnit.objects.earliest("pk"), by="system", now=now)
    return issue_token(system, name=system.full_name, days=365, by="system", now=now).row


@contextmanager
def worker(**environ: str) -> Iterator[None]:
    """The real worker process on the test database."""
    command = [sys.executable, "-P", "-m", "motcua.conf.cli", "worker"]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_of_tests().url, **environ})
    try:
        yield
    finally:
        process.terminate()
        process.wait(STOPPING_SECONDS)


def database_of_tests() -> Database:
    """Where the test database is, for processes of their own."""
    known = connection.settings_dict
    return Database(
        name=str(known["NAME"]),
        user=known["USER"],
        password=known["PASSWORD"],
        host=known["HOST"],
        port=str(known["PORT"]),
    )


def _empty_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    call_command("flush", verbosity=0, interactive=False)
    connection.close()
